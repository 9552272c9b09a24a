"""What does a key send, what is it called, and what would it do? Told key by key, as the desk reads them."""

from __future__ import annotations

import os
import select
import sys
import termios
import time
import tty
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from textual.events import Key

from core.text.cleaning import UNSAFE
from tui.keys import sentences
from tui.keys.key_names import key_name
from tui.terminal.input import TerminalInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.keys.keymap import Keyboard

_CHUNK: Final = 1024
_ENDS: Final = "ctrl+c"
"""It interrupts in every terminal, so that no action can have it."""
_REST_SECONDS: Final = 1.1
"""After which nothing more of a key comes."""


def tell_keys(keyboard: Keyboard) -> None:
    """Tell of each key that is pressed until Ctrl+C, or until the terminal is gone."""
    source, reader = sys.stdin.fileno(), TerminalInput()
    held, since = b"", 0.0
    with _raw(source):
        _say(sentences.KEY_TEST_HOW)
        while (received := _received(source, reader.wait(time.monotonic()))) is not None:
            at = time.monotonic()
            held, since = (held + received, at) if received else (held, since)
            pressed = [one for one in reader.read(received, at) if isinstance(one, Key)]
            for one in pressed:
                if one.key == _ENDS:
                    return
                sent = held if len(pressed) == 1 else (one.character or "").encode()
                _say(told(keyboard, sent, one.key, one.character))
            if pressed:
                held = b""
            elif held and at - since > _REST_SECONDS:
                _say(f"{_hexadecimal(held):<20} {sentences.KEY_UNKNOWN_TO_DESK}")
                held = b""


def told(keyboard: Keyboard, received: bytes, key: str, character: str | None) -> str:
    """'1b 5b 41            Up          up: One row up.'"""
    name = key_name(key) if character is None or not character.isprintable() else character
    meant = "; ".join(_meanings(keyboard, key)) or sentences.KEY_DOES_NOTHING
    return f"{_hexadecimal(received):<20} {UNSAFE.sub(' ', name):<12} {meant}"


def _meanings(keyboard: Keyboard, key: str) -> Iterator[str]:
    """What the key does, where it does something different in a question or at the checklist that too."""
    for place, actions in (
        ("", keyboard.outside),
        (sentences.KEY_IN_QUESTION, keyboard.asked),
        (sentences.KEY_AT_CHECKLIST, keyboard.checklist),
    ):
        action = actions.get(key)
        if action and not (place == sentences.KEY_AT_CHECKLIST and keyboard.asked.get(key) is action):
            yield f"{place}{action.label} ({action.id})"


def _hexadecimal(received: bytes) -> str:
    return " ".join(f"{byte:02x}" for byte in received)


def _received(source: int, seconds: float) -> bytes | None:
    """What came within so many seconds, b"" for nothing; None where the terminal is gone."""
    if not select.select([source], [], [], seconds)[0]:
        return b""
    try:
        return os.read(source, _CHUNK) or None
    except OSError:
        return None


@contextmanager
def _raw(source: int) -> Iterator[None]:
    """The terminal hands on each key as it comes, and is afterwards as it was."""
    before = termios.tcgetattr(source)
    try:
        tty.setraw(source)
        yield
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)


def _say(line: str) -> None:
    """A line on the terminal, which in this mode begins the next one at the left by itself for nobody."""
    sys.stdout.write(f"{line}\r\n")
    sys.stdout.flush()
