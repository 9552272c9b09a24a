"""Does the program hear that its terminal is gone, where nobody else tells it?"""

from __future__ import annotations

import io
import os
import signal
from typing import TYPE_CHECKING

from tui.terminal.hanging_up import HangingUp

if TYPE_CHECKING:
    import pytest


class Gone(io.StringIO):
    """A terminal that is gone."""

    def write(self, text: str) -> int:
        """Fail as the system does."""
        raise OSError(5, "Input/output error")


def test_a_terminal_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is taken without an error, and the program is hung up once."""
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    terminal = HangingUp(Gone())
    assert [3, 3] == [terminal.write("abc") for _ in range(2)]
    terminal.flush()
    assert [(os.getpid(), signal.SIGHUP)] == sent


def test_a_terminal_that_is_there() -> None:
    """It is written to as ever."""
    there = io.StringIO()
    terminal = HangingUp(there)
    terminal.write("abc")
    terminal.flush()
    assert "abc" == there.getvalue()
