"""Several visits of one act, and freed time that is filled, at the real program with the keys counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clinics import book
from tests.desk.waiting import put_on
from tests.pty.clinic import a_counter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """Jones and Smith are known, nobody is booked from now on."""
    counter = a_counter(tmp_path)
    counter.patient("Jones", "Ann")
    counter.patient("Smith", "John")
    return counter


def test_a_series_of_six_takes_four_keys_and_text(counter: Counter) -> None:
    """Enter on the free time, Enter for whom, Enter for what and how often, Enter for all of it."""
    with counter.open() as terminal:
        terminal.wait_for("Lee, Dana MD  free")
        before = terminal.keys
        terminal.press("enter")
        terminal.wait_for("Book for")
        terminal.type("jones")
        terminal.wait_for("Jones, Ann")
        terminal.press("enter")
        terminal.wait_for("Book Jones, Ann:")
        terminal.type("fu20 2w 6")
        terminal.wait_for("every 2 weeks: Enter shows every visit")
        terminal.press("enter")
        terminal.wait_for("6 of 6 can be booked as they are")
        terminal.press("enter")
        terminal.wait_for("fu20 with Lee 6 times")
        assert 4 == terminal.keys - before


def test_visits_one_after_the_other_take_five_keys_and_text(counter: Counter) -> None:
    """`f`, Enter, Enter for whom, an arrow chooses, Enter books; for who is highlighted one less."""
    with counter.open() as terminal:
        terminal.wait_for("Lee, Dana MD  free")
        before = terminal.keys
        terminal.press("f")
        terminal.wait_for("Find time:")
        terminal.type("new40 lee then fu20 ito 10-40min tom")
        terminal.wait_for("2 Follow-up (fu20, 20 min), with Ito, 10-40 min after")
        terminal.press("enter")
        terminal.wait_for("Visits for:")
        terminal.type("jones")
        terminal.wait_for("Jones, Ann")
        terminal.press("enter")
        terminal.wait_for("Tue 24 Nov 10:10-11:20")
        terminal.press("down")
        terminal.wait_for(">Tue 24 Nov 10:10-11:20")
        terminal.press("enter")
        terminal.wait_for("Booked 2 visits as one")
        assert 5 == terminal.keys - before
        terminal.press("u")
        terminal.wait_for("Undone: Booked 2 visits as one")


def test_freed_time_takes_two_keys(counter: Counter) -> None:
    """The list of whom it suits opens with the cancellation: Enter calls, Enter fills, once there was time to call."""
    desk = counter.desk
    smith, jones = (desk.patients.find("mei", name).hits[0].patient for name in ("smith", "jones"))
    book(desk, smith, "2026-11-23T10:20", actor="mei")
    put_on(desk, jones, actor="mei")
    with counter.open() as terminal:
        terminal.wait_for("Smith, John")
        terminal.press("x", "s", "enter")
        terminal.wait_for("Fill:")
        terminal.press("down", "up")  # a key that cancelled answers nothing before the cursor was moved
        before = terminal.keys
        terminal.press("enter")
        terminal.wait_for("Say yes: Enter books.")
        terminal.settle(quiet=1.1)
        terminal.press("enter")
        terminal.wait_for("Booked Jones, Ann")
        assert 2 == terminal.keys - before
