"""What becomes of a desk whose terminal sends keys without end, or says that it is larger than any is?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from tests.command_line import contents
from tests.pty.clinic import a_morning
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

_DEAF: Final = """
import asyncio
from tui.terminal.diff import DiffApp
from tui.terminal.input import InputDriver
class Deaf(DiffApp):
    def get_driver_class(self):
        return InputDriver
    async def on_key(self, event):
        await asyncio.sleep(3600)
Deaf().run(mouse=False)
"""
_FLOOD: Final = 1 << 22
_MOST_TAKEN: Final = 1 << 17
"""What the system itself keeps of a terminal's input, some 70 kB, and what the program has read beside that."""


def test_a_program_that_is_busy_reads_no_more_keys_than_it_acts_on() -> None:
    """Of four million the terminal keeps what it has room for, and its sender waits: nobody's memory grows."""
    with Terminal((sys.executable, "-c", _DEAF)) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.raw)
        terminal.settle()
        assert terminal.pour(b"j" * _FLOOD) < _MOST_TAKEN


def test_a_long_paste_without_marks_is_no_keys(tmp_path: Path) -> None:
    """However often the program had to catch up meanwhile: nobody is arrived, cancelled or undone, and keys work."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        before = contents(counter.path)
        text = b"cax undo arrive cancel 1234567890 " * 1000
        assert len(text) == terminal.pour(text)
        terminal.settle()
        terminal.wait_for("Text pasted")
        assert before == contents(counter.path)
        terminal.press("f3")
        terminal.wait_for("expected")


def test_a_paste_with_marks_keeps_no_more_than_lines_take(tmp_path: Path) -> None:
    """Of one that does not end the beginning is kept; the keys work after it."""
    counter = a_morning(tmp_path)
    with counter.open() as terminal:
        assert _FLOOD + 6 == terminal.pour(b"\x1b[200~" + b"x" * _FLOOD)
        terminal.send(b"\x1b[201~")
        terminal.wait_for("Text pasted")
        terminal.press("f3")
        terminal.wait_for("expected")


def test_a_desk_is_no_larger_than_screens_are(tmp_path: Path) -> None:
    """Whatever size the terminal answers: what is beyond is not drawn."""
    counter = a_morning(tmp_path)
    with counter.open(rows=400, columns=80) as terminal:
        terminal.settle()
        assert not any(row.strip() for row in terminal.rows()[300:])
        terminal.send(b"\x1b[48;30000;30000;0;0t")
        terminal.send(b"\x1b[48;24;80;0;0t")
        terminal.wait_for("Smith")
        terminal.press("f3")
        terminal.wait_for("expected")
