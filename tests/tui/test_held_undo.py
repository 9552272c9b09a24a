"""Does undo take back one act for each time that its key is pressed, held down or not?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.clinics import SETUP, FakeClock, book, make_desk, register
from tests.open_desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk

ACTS = 5


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A clinic where ana has booked five visits."""
    desk = make_desk(tmp_path, clock=FakeClock(), demo=True, setup=SETUP)
    patient = register(desk)
    for minute in range(0, ACTS * 20, 20):
        book(desk, patient, f"2026-11-23T{13 + minute // 60:02}:{minute % 60:02}")
    return desk


def left(desk: Desk) -> int:
    """How many of the visits are still booked."""
    return len(desk.visits.queue("ana", site="main"))


def struck(desk: Desk, folder: Path, *gaps: float) -> int:
    """How many visits are left once `u` came, and then again after each gap in seconds."""

    async def run() -> None:
        async with open_desk(folder / "clinic.db", size=(80, 24), now="2026-11-23T10:20") as open_:
            await open_.wait_for("Lee, D")
            open_.did_all_that_was_done()
            await open_.strike("u", *gaps)

    asyncio.run(run())
    return left(desk)


@pytest.mark.parametrize("interval", [0.03, 0.09])
@pytest.mark.parametrize("delay", [0.2, 0.25, 0.5, 0.66])
def test_held_down_it_takes_back_one_act(desk: Desk, tmp_path: Path, delay: float, interval: float) -> None:
    """Whatever the delay and the rate of the keyboard."""
    assert ACTS - 1 == struck(desk, tmp_path, delay, *[interval] * 20)


@pytest.mark.parametrize("gaps", [(0.15,) * 3, (0.25,) * 3, (0.5,) * 3, (1.1,) * 3])
def test_struck_four_times_it_takes_back_four(desk: Desk, tmp_path: Path, gaps: tuple[float, ...]) -> None:
    """At the speed of any finger, with no pause to be made."""
    assert ACTS - 4 == struck(desk, tmp_path, *gaps)


def test_what_is_pasted_at_once_comes_after_it(desk: Desk, tmp_path: Path) -> None:
    """The second of two that may still be one held down is not lost."""

    async def run() -> None:
        async with open_desk(tmp_path / "clinic.db", size=(80, 24), now="2026-11-23T10:20") as open_:
            await open_.wait_for("Lee, D")
            open_.did_all_that_was_done()
            await open_.strike("u", 0.3, rests=False)
            await open_.paste("10:30")

    asyncio.run(run())
    assert ACTS - 2 == left(desk)
