"""How little goes over the line while nobody types?"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from tests.pty.clinic import a_morning
from tests.pty.crowd import a_crowd, opened_queue

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.serial

MINUTE_BUDGET: Final = 24
"""Bytes of a minute for each row on the page: two places to go to, and a few digits."""
AROUND_THE_LIST: Final = 200
"""Bytes of a minute for the clock, the counts, and the times about who is highlighted."""
IDLE_SECONDS: Final = 5
A_MINUTE: Final = 90.0
"""Seconds that the next minute may keep a slow machine waiting: it may have missed the one that came first."""


def _has_another_head(head: str, text: str) -> bool:
    return not text.startswith(head)


def test_an_idle_desk_sends_nothing(tmp_path: Path) -> None:
    """With the clock standing still not one byte in five seconds: the day, the day with a prompt open, the queue."""
    counter = a_morning(tmp_path)
    with counter.open() as day, counter.open() as asking, counter.open() as queue:
        asking.press("/")
        asking.wait_for("Find:")
        queue.press("f3")
        queue.wait_for("by time")
        terminals = (day, asking, queue)
        for terminal in terminals:
            terminal.settle(quiet=0.6)
        before = [len(terminal.raw) for terminal in terminals]
        for terminal, seconds in zip(terminals, (IDLE_SECONDS, 0.1, 0.1), strict=True):
            terminal.bytes_within(seconds)  # what the others sent meanwhile waits in their lines
        assert before == [len(terminal.raw) for terminal in terminals]


def test_a_running_clock_sends_the_minutes_alone(tmp_path: Path) -> None:
    """From one minute to the next a queue of a thousand sends only the digits that changed, of the page seen."""
    crowd = a_crowd(tmp_path)
    with ExitStack() as stack:
        desks = [
            stack.enter_context(
                opened_queue(crowd.open(rows=rows, columns=columns, now="2026-11-23T10:20:54", is_running=True))
            )
            for rows, columns in ((24, 80), (50, 160))
        ]
        for terminal in desks:
            terminal.press("home")
            terminal.settle(quiet=0.5)
        before = [(terminal.rows()[0], len(terminal.raw)) for terminal in desks]
        for terminal, (head, _) in zip(desks, before, strict=True):
            terminal.wait_for(partial(_has_another_head, head), seconds=A_MINUTE)
            terminal.settle(quiet=0.5)
        for terminal, (_, sent_before), rows in zip(desks, before, (24, 50), strict=True):
            assert 0 < len(terminal.raw) - sent_before <= MINUTE_BUDGET * rows + AROUND_THE_LIST
