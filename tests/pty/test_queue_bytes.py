"""How little goes over the line from a queue of a thousand visits?"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

import pytest

from tests.pty.crowd import MANY, a_crowd

if TYPE_CHECKING:
    from tests.pty.clinic import Counter
    from tests.terminal import Terminal


SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])
KEY_BUDGET: Final = 350
"""Bytes of a cursor key, as the median, with the line or card about who is highlighted."""
MINUTE_BUDGET: Final = 24
"""Bytes of a minute for each row on the page: two places to go to, and a few digits."""
AROUND_THE_LIST: Final = 200
"""Bytes of a minute for the clock, the counts, and the times about who is highlighted."""
IDLE_SECONDS: Final = 10


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A thousand visits, 120 patients here."""
    return a_crowd(tmp_path_factory.mktemp("crowd"))


def _opened(terminal: Terminal) -> Terminal:
    terminal.press("f3")
    terminal.wait_for(f"{MANY - 120} expected")
    terminal.settle(quiet=0.5)
    return terminal


@SIZES
def test_a_cursor_key_costs_few_bytes(crowd: Counter, rows: int, columns: int) -> None:
    """Down and up in the queue, page turns among them, a key sends at most the budget."""
    with _opened(crowd.open(rows=rows, columns=columns)) as terminal:
        terminal.press("home")
        costs = [terminal.press(key, quiet=0.06) for key in ["down"] * 60 + ["up"] * 15 + ["down", "up"] * 5]
        assert median(costs) <= KEY_BUDGET


@SIZES
def test_a_running_clock_sends_the_minutes_alone(crowd: Counter, rows: int, columns: int) -> None:
    """From one minute to the next nothing is sent but the digits that changed, of the page that is seen."""
    with _opened(crowd.open(rows=rows, columns=columns, now="2026-11-23T10:20:45", is_running=True)) as terminal:
        terminal.press("home")
        before = len(terminal.raw)
        terminal.wait_for(lambda text: "10:21  ana" in text.splitlines()[0], seconds=40)
        terminal.settle(quiet=0.5)
        sent = len(terminal.raw) - before
        assert 0 < sent <= MINUTE_BUDGET * rows + AROUND_THE_LIST


def test_a_queue_with_its_clock_standing_sends_nothing(crowd: Counter) -> None:
    """Idle, ten seconds long, not one byte."""
    with _opened(crowd.open()) as terminal:
        assert 0 == terminal.bytes_within(IDLE_SECONDS)
