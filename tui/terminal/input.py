"""What did the person at the terminal press or paste? Told from the bytes that come, cut and damaged ones too.

This rests on `XTermParser` of Textual 8.2.8, which tells what a whole sequence means, on its two tables of keys, and on
names of its driver: `run_input_thread`, `fileno`, `exit_event`, `process_message`, `_get_terminal_size`, `_size`,
`_writer_thread`, `_must_signal_resume`, `_sigtstp_application` and `_sigcont_application`. They are used in this module
alone, and `tests/tui/test_diff.py` says so when another version is installed.
"""

from __future__ import annotations

import errno
import os
import re
import select
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, Final, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.backlog import Backlog
from tui.terminal.caller import Caller
from tui.terminal.diff import DiffApp
from tui.terminal.hanging_up import HangingUp
from tui.terminal.sequences import REST_SECONDS, Escape, Input, Pasted, Sequence, SequenceReader, Typed

ESCAPE_SECONDS: Final = max(constants.ESCAPE_DELAY, 0.2)
"""How long nothing comes behind the key Esc: slow lines part a sequence by 0.15 s, and Down is to leave no question."""
_CHUNK: Final = 4096
_LONGEST_WAIT: Final = 0.1
"""Seconds after which the thread looks whether it is to end."""
_WIDEST: Final = 500
_HIGHEST: Final = 300
"""Columns and rows of the largest desk, twice those of the largest screens; what is beyond stays empty."""
_STOPS: Final = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
_QUIET_SECONDS: Final = 0.5
"""How long nothing must come before something is said about it: each key wipes out what was said."""
_NUMBERED: Final = re.compile(r"\x1b\[(?P<number>[0-9]*)[0-9;:]*(?P<end>[~A-FHP-S])")
_NOT_UTF8: Final = dict.fromkeys(range(56448, 56576), "�")
"""What the decoder makes of a byte that is no UTF-8, and what is shown for it."""


class InputNotUtf8(Message):
    """Bytes came that are no UTF-8. Sent once, when the keys rest."""


class InputFailed(Message):
    """Nothing more can be read from the terminal."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class TerminalInput:
    """Bytes in, Textual's messages out: keys, pastes, and answers of the terminal. Times are monotonic seconds."""

    def __init__(self, escape_seconds: float = ESCAPE_SECONDS) -> None:
        self._decoder = getincrementaldecoder("utf-8")("surrogateescape")
        self._reader = SequenceReader(escape_seconds)
        self._parser = XTermParser()
        self._last = 0.0
        self._is_damaged = False
        self._was_told = False

    def read(self, received: bytes, at: float) -> Iterator[Message]:
        """What the bytes come to; b"" when only time has passed."""
        is_over = (
            not received and at - self._last >= REST_SECONDS
        )  # of a character that was cut, the rest would have come
        for found in self._reader.read(self._decoder.decode(received, final=is_over), at):
            yield from self._messages(found)
        if received:
            self._last = at
        elif self._is_damaged and not self._was_told and at - self._last >= _QUIET_SECONDS:
            self._was_told = True
            yield InputNotUtf8()

    def wait(self, at: float) -> float:
        """For how many seconds nothing happens unless bytes come; at most a tenth."""
        due = self._reader.next_at()
        return _LONGEST_WAIT if due is None else min(max(due - at, 0.0), _LONGEST_WAIT)

    def _messages(self, found: Input) -> Iterator[Message]:
        match found:
            case Typed(character):
                yield from self._parsed(self._readable(character))
            case Escape():
                yield _escape()
            case Pasted(text):
                yield events.Paste(self._readable(text.replace("\x00", "")))
            case Sequence(text):
                meant = self._parsed(text)
                # Alt and a key that no terminal means anything by, or Esc and a key that a slow line brought together.
                yield from meant or ([_escape()] if len(text) == 2 else [])

    def _parsed(self, text: str) -> list[Message]:
        """What Textual reads in it, nothing where it knows it not."""
        if not _is_key_number(text):
            return []
        try:
            meant = list(self._parser.feed(text))
        except (ValueError, OverflowError):  # a key number that no character has
            meant = []
        if not meant:
            self._parser = XTermParser()  # the other one still waits for the rest
        return meant

    def _readable(self, text: str) -> str:
        shown = text.translate(_NOT_UTF8)
        self._is_damaged = self._is_damaged or shown != text
        return shown


class InputDriver(LinuxDriver):
    """Textual's driver for a terminal, with the keys as `TerminalInput` tells them."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self._ignored = [number for number in _STOPS if signal.getsignal(number) is signal.SIG_IGN]
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._keep_ignoring()
        self._caller: Caller = cast("DiffApp[Any]", app).caller
        self._caller.ignore(self._ignored)
        self._backlog = Backlog(app, self.process_message, self.exit_event)
        self._came = 0.0
        self._size = _clipped(*(size or self._get_terminal_size()))
        self._output = HangingUp(cast("TextIOWrapper", self._file))  # it may go away at any moment
        self._file = cast("TextIOWrapper", self._output)
        self._is_terminal = os.isatty(self.fileno)

    def write(self, data: str) -> None:
        """Send it, or leave it to Textual's thread."""
        if not self._output.send(data):
            super().write(data)

    def start_application_mode(self) -> None:
        """Begin, and go on ignoring what was ignored, as for members: they stop nothing of the account's."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._keep_ignoring()

    def _keep_ignoring(self) -> None:
        for number in self._ignored:
            signal.signal(number, signal.SIG_IGN)
        if self._ignored:
            signal.signal(signal.SIGCONT, signal.SIG_DFL)  # nothing is resumed that never stops

    def run_input_thread(self) -> None:
        """Read until the program leaves the terminal, and what is on the way then."""
        terminal = TerminalInput()
        try:
            while not self.exit_event.is_set():
                self._take(terminal, terminal.wait(time.monotonic()))
            self._take(terminal, _LONGEST_WAIT)
        except Exception as error:  # noqa: BLE001 - whatever it is, the program must not go on deaf
            self.process_message(InputFailed(error))

    def process_message(self, message: Message) -> None:
        """Send it on; a size that the terminal tells is clipped."""
        if isinstance(message, events.Resize):
            message = events.Resize.from_dimensions(_clipped(*message.size), message.pixel_size)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        return _clipped(*super()._get_terminal_size())

    def _take(self, terminal: TerminalInput, seconds: float) -> None:
        """Hand over what comes within so many seconds.

        What waited while the program caught up came with what was before it: the rest of a paste is none of keys.
        """
        has_waited = self._backlog.has_waited()
        is_there = bool(select.select([self.fileno], [], [], 0 if has_waited else seconds)[0])
        if is_there and self._caller.is_stopped():
            self._leave_keys()
            return
        received = os.read(self.fileno, _CHUNK) if is_there else b""
        at = self._came if has_waited and is_there else time.monotonic()
        for message in terminal.read(received, at):
            message.time = at
            self._backlog.hand(message)
        if received:
            self._came = at
        if is_there and not received:
            if self._is_terminal and not os.isatty(self.fileno):
                raise OSError(errno.EIO, os.strerror(errno.EIO))  # hung up, which the system may have told nobody
            self.exit_event.wait(_LONGEST_WAIT)  # the end of a file, which comes again and again

    def _leave_keys(self) -> None:
        """Stop with the caller, whose keys are the shell's now; one that never stops only reads none meanwhile."""
        if signal.SIGTSTP in self._ignored:
            self.exit_event.wait(_LONGEST_WAIT)
        else:
            os.kill(os.getpid(), signal.SIGTSTP)
            self._caller.stop()

    def _sigtstp_application(self, *_: object) -> None:
        """Leave the terminal, unless somebody else has it already, and stop."""
        if not self._caller.is_stopped():
            self.suspend_application_mode()
            self._must_signal_resume = True
        self._caller.stop()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal anew. After SIGSTOP, which nobody hears of, it is as the shell left it."""
        if self._writer_thread is None:
            return
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()


def _clipped(width: int, height: int) -> tuple[int, int]:
    """The size that the desk has on such a terminal: the memory it takes grows with it, and anybody tells any size."""
    return min(max(width, 1), _WIDEST), min(max(height, 1), _HIGHEST)


def _is_key_number(text: str) -> bool:
    """False for a number that no key has: Textual would take it for a character's, and `ESC [ 9 9 B` for a c."""
    found = _NUMBERED.fullmatch(text)
    return not found or text in ANSI_SEQUENCES_KEYS or f"{found['number'] or 1}{found['end']}" in FUNCTIONAL_KEYS


def _escape() -> events.Key:
    return events.Key("escape", "\x1b")
