"""How little goes over the line."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

import pytest

from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal


BUDGET: Final = 350
"""Bytes of a cursor key, as the median: over a 9,600 baud modem 0.3 s, and no burst on any SSH line."""
IDLE_SECONDS: Final = 10


def _walk(terminal: Terminal, keys: str) -> list[int]:
    names = {"D": "down", "U": "up", "R": "right", "L": "left"}
    return [terminal.press(names[key]) for key in keys]


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])
def test_a_cursor_key_costs_few_bytes(tmp_path: Path, rows: int, columns: int) -> None:
    """Down, up and across the day, into the last column too, a key sends at most the budget."""
    with a_morning(tmp_path).open(rows=rows, columns=columns) as terminal:
        everywhere = _walk(terminal, "DDDUUURDDDLUUU")
        last = _walk(terminal, "RRRDDDUUDDUU")
        assert median(everywhere) <= BUDGET
        assert median(last) <= BUDGET


def test_an_idle_desk_sends_nothing(tmp_path: Path) -> None:
    """With the clock standing still nothing is sent in ten seconds, with a prompt open neither."""
    with a_morning(tmp_path).open() as terminal:
        terminal.settle(quiet=0.6)
        assert terminal.bytes_within(IDLE_SECONDS) == 0
        terminal.press("/")
        terminal.settle(quiet=0.6)
        assert terminal.bytes_within(IDLE_SECONDS / 2) == 0
