"""What nobody typed does nothing: sequences that a slow line cuts, bytes that are no UTF-8, more words than fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.depth import SOAKING
from tests.keystrokes import SEQUENCES, cuts
from tests.pty.clinic import a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal

_PAUSE: Final = 0.15
"""Seconds between the parts: longer than the program waits for what may follow ESC."""


def _send(terminal: Terminal, *parts: bytes) -> None:
    for part in parts:
        terminal.send(part)
        terminal.bytes_within(_PAUSE)


def _shown_after(terminal: Terminal, *parts: bytes) -> str:
    """The screen, when the parts are sent to the day as it opens."""
    terminal.press("ctrl+x", "f2", "t", quiet=0.03)
    _send(terminal, *parts)
    return terminal.text()


@pytest.mark.parametrize("key", SEQUENCES)
def test_a_key_cut_by_a_slow_line_is_that_key(tmp_path: Path, key: str) -> None:
    """Its parts, 0.15 s apart, show what it shows in one piece, and nothing is written."""
    counter = a_morning(tmp_path)
    before = newest_entry(counter.path)
    sent = SEQUENCES[key]
    tried = list(cuts(sent)) if SOAKING else [(sent[:1], sent[1:]), tuple(bytes([byte]) for byte in sent)]
    with counter.open() as terminal:
        whole = _shown_after(terminal, sent)
        for parts in tried:
            assert whole == _shown_after(terminal, *parts), parts
    assert before == newest_entry(counter.path)


def test_what_is_left_of_a_sequence_steps_no_visit_back(tmp_path: Path) -> None:
    """`B` after ESC is the end of an arrow key whose beginning was lost, not the verb."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("c")
        terminal.wait_for("checked in")
        for parts in ((b"\x1b", b"B"), (b"\x1b", b"[", b"9", b"B"), (b"\x1bB",), (b"\x1bO", b"B")):
            terminal.press("t")
            _send(terminal, *parts)
            assert "arrived again" not in terminal.text(), parts
        terminal.bytes_within(1.0)
        terminal.press("t", "B")
        terminal.wait_for("Smith, John is arrived again")


def test_a_lone_escape_leaves_a_question_at_once(tmp_path: Path) -> None:
    """Though the rest of a sequence might follow for a second."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("g")
        terminal.wait_for("Go to")
        terminal.send(b"\x1b")
        terminal.wait_for(lambda text: "Go to" not in text)
        terminal.press("g")
        terminal.wait_for("Go to")
        terminal.send(b"\x1bc")
        terminal.wait_for(lambda text: "Go to" not in text)
        assert "checked in" not in terminal.text()


def test_bytes_that_are_no_utf8_are_said_and_end_nothing(tmp_path: Path) -> None:
    """A Latin-1 terminal types and pastes; the foot names the remedy, and the desk is left as always."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("/")
        terminal.send(b"M\xfcl")
        terminal.wait_for("M\ufffdl")
        terminal.wait_for("Set its character set")
        terminal.send(b"\x1b[200~\xe9\x1b[201~\xff")
        terminal.wait_for("M\ufffdl\ufffd\ufffd")
        terminal.press("ctrl+x", "ctrl+d")
        assert 0 == terminal.wait_until_gone()


def test_more_words_than_a_lookup_takes_are_said(tmp_path: Path) -> None:
    """Forty-three letters are typed into both boxes, and twelve are looked up."""
    with a_morning(tmp_path).open() as terminal:
        for key in ("/", "f4"):
            terminal.press(key)
            terminal.send(b"\x1b[200~" + b"a " * 43 + b"\x1b[201~")
            terminal.wait_for("only the first 12 words were read")
            terminal.press("ctrl+x")
