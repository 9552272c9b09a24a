"""Are the two hours of an autumn night that the clocks show twice told apart on every screen, and in what is asked?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import pytest

from core.schedule.requests import BookingRequest
from tests.clinics import SETUP, FakeClock, make_desk
from tests.pty.clinic import Counter

if TYPE_CHECKING:
    from pathlib import Path

NIGHT: Final = """
[[session]]
provider = "lee"
site = "main"
days = ["sun"]
from = "00:00"
to = "06:00"
"""
BEFORE: Final = "2026-10-31T12:00"


@pytest.fixture
def night(tmp_path: Path) -> Counter:
    """Lee works in the night to November 1; First has 1:30 by the clocks of summer, Second 1:30 by those of winter."""
    clock = FakeClock()
    desk = make_desk(tmp_path, clock=clock, demo=True, setup=SETUP + NIGHT)
    counter = Counter(tmp_path / "clinic.db", desk, clock)
    for family, start in (("First", "2026-11-01T01:30-04:00"), ("Second", "2026-11-01T01:30-05:00")):
        patient = counter.patient(family, "Ann")
        clock.set(BEFORE)
        desk.schedule.book("mei", BookingRequest(patient.id, "fu20", "lee", datetime.fromisoformat(start)))
    return counter


def test_the_schedule_has_both_hours(night: Counter) -> None:
    """The second of them has a sign behind each time, and the line below names the zone."""
    with night.open(now="2026-11-01T00:30") as terminal:
        terminal.wait_for("First A")
        rows = [row.split()[:3] for row in terminal.rows()]
        assert [["1:30", "b", "First"], ["1:30+b", "Second", "A"]] == [
            row for row in rows if {"First", "Second"}.intersection(row)
        ]
        terminal.press(*["down"] * 4)
        terminal.wait_for_row(-2, "First, Ann  m 14 Mar 1984 (42)  1:30 EDT-1:50 EDT")
        terminal.press("down", "down")
        terminal.wait_for_row(-2, "1:00 EST Lee, Dana MD  free")
        terminal.press("down", "down")
        terminal.wait_for_row(-2, "Second, Ann  m 14 Mar 1984 (42)  1:30 EST-1:50 EST")


def test_the_queue_has_them_in_order_and_apart(night: Counter) -> None:
    """By instant; the second has the sign that it has on the schedule."""
    with night.open(now="2026-11-01T00:30") as terminal:
        terminal.press("f3")
        terminal.wait_for("by time")
        terminal.wait_until(
            lambda: (
                [["1:30", "First,"], ["1:30+", "Second,"]]
                == [row.split()[:2] for row in terminal.rows()[3:-2] if "Ann" in row]
            )
        )


def test_a_move_says_which_of_the_two_it_means(night: Counter) -> None:
    """Carried there the hour is known; typed it is asked, with both named, and nothing is moved."""
    with night.open(now="2026-11-01T00:30") as terminal:
        terminal.press(*["down"] * 4, "m")
        terminal.wait_for("now Sun 1 Nov 1:30 EDT with Lee")
        terminal.press("down", "down")
        terminal.wait_for("to Sun 1 Nov 1:00 EST with Lee")
        terminal.type("1:30am")
        terminal.press("enter")
        terminal.wait_for("2026-11-01T01:30-04:00 or 2026-11-01T01:30-05:00.")
        terminal.press("ctrl+u")
        terminal.type("2026-11-01T01:00-05:00")
        terminal.wait_for("to Sun 1 Nov 1:00 EST with Lee")
        terminal.press("enter")
        terminal.wait_for("Moved First, Ann, fu20 to Sun 1 Nov 1:00 EST with Lee")
