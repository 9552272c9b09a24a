"""Does undo by key mean what this desk did, and ask before it takes back anything else?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.clinics import SETUP, FakeClock, book, make_desk, register
from tests.open_desk import open_desk
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk

NOW = "2026-11-23T10:20"
ASKED = "Not done at this desk since it was opened."


@pytest.fixture(autouse=True)
def desk(tmp_path: Path) -> Desk:
    """A clinic where ana booked Smith at 13:00, at another desk of hers."""
    desk = make_desk(tmp_path, clock=FakeClock(), demo=True, setup=SETUP)
    book(desk, register(desk), "2026-11-23T13:00")
    return desk


def after(folder: Path, *keys: str, waits: str) -> int:
    """How many entries these keys added, each pressed after a second, once that stands on the screen."""

    async def run() -> None:
        async with open_desk(folder / "clinic.db", size=(80, 24), now=NOW) as here:
            await here.wait_for("Lee, D")
            await here.strike_all(*keys, gap=1.2)
            await here.wait_for(waits)

    before = newest_entry(folder / "clinic.db")
    asyncio.run(run())
    return newest_entry(folder / "clinic.db") - before


def test_an_act_of_another_desk_is_shown_before_it_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    """The act and when; left, nothing happened, and Enter takes it back."""
    assert 0 == after(tmp_path, "u", waits=ASKED)
    assert 0 == after(tmp_path, "u", waits="Booked Smith, John")
    assert 0 == after(tmp_path, "u", "ctrl+x", waits="all keys")
    assert 1 == after(tmp_path, "u", "enter", waits="Undone: Booked Smith, John")
    assert 0 == after(tmp_path, "U", waits="Not undone at this desk")
    assert 1 == after(tmp_path, "U", "enter", waits="Redone: Booked Smith, John")
    assert 1 == len(desk.visits.queue("ana", site="main"))


def test_a_name_typed_instead_takes_nothing_back(tmp_path: Path) -> None:
    """Nor does the Enter that ends it."""
    assert 0 == after(tmp_path, "u", *"garcia", "enter", waits="Not one of the choices")


def test_what_this_desk_did_is_taken_back_at_once(tmp_path: Path) -> None:
    """As far as it goes; several at once stop before what another did."""
    done = ("/", *"smith", "enter", "enter", "a", "down", "up")
    assert 2 == after(tmp_path, *done, "u", waits="Undone: Smith, John arrived")
    assert 2 == after(tmp_path, *done, "2", "u", waits="1 of 2 undone, then stopped: the next one was not done at")


def test_it_is_parked_and_taken_up(desk: Desk, tmp_path: Path) -> None:
    """As long as it is what comes next."""
    assert 0 == after(tmp_path, "u", "z", waits="Parked")
    assert 1 == after(tmp_path, "Z", "enter", waits="Undone: Booked Smith, John")
    assert 1 == after(tmp_path, "U", "enter", waits="Redone")
    assert 0 == after(tmp_path, "u", "z", waits="Parked")
    register(desk, family="Jones", given="Ann")
    assert 0 == after(tmp_path, "Z", waits="is not your newest any more")
