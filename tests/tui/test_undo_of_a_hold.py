"""Does undo, straight after time was held by name or released, mean that and no act of before?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.clinics import SETUP, FakeClock, book, make_desk, register
from tests.open_desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk

HELD = ("H", *"lab", "enter")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A clinic where ana booked Smith at 13:00 a moment ago."""
    desk = make_desk(tmp_path, clock=FakeClock(), demo=True, setup=SETUP)
    book(desk, register(desk), "2026-11-23T13:00")
    return desk


def left(desk: Desk, folder: Path, *keys: str) -> tuple[int, list[str], str]:
    """How many visits are booked after these keys on a free time, the notes of what is held, and what was said."""

    async def run() -> str:
        async with open_desk(folder / "clinic.db", size=(80, 24), now="2026-11-23T10:20") as open_:
            await open_.wait_for("Lee, D")
            await open_.press("down", "down")
            await open_.strike_all(*keys, gap=1.2)
            return "\n".join((await open_._shown()).display)

    said = asyncio.run(run())
    return len(desk.visits.queue("ana", site="main")), [hold.note for hold in desk.holds.live("ana")], said


def test_a_hold_is_released_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    """The booking of before stays."""
    booked, held, said = left(desk, tmp_path, *HELD, "u")
    assert (1, []) == (booked, held)
    assert "Released Lee" in said


def test_a_release_is_taken_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    """Held again, with what it is for."""
    booked, held, said = left(desk, tmp_path, *HELD, "H", "u")
    assert (1, ["lab"]) == (booked, held)
    assert "Held Lee" in said


def test_the_next_undo_means_the_act_before(desk: Desk, tmp_path: Path) -> None:
    """The hold was the first step back; what was not done at this desk is shown, and Enter takes it back."""
    assert (0, []) == left(desk, tmp_path, *HELD, "u", "u", "enter")[:2]


def test_several_steps_at_once_take_back_the_hold_alone(desk: Desk, tmp_path: Path) -> None:
    """What was typed for acts goes no further than what is said."""
    assert (1, []) == left(desk, tmp_path, *HELD, "2", "u")[:2]


def test_redo_holds_again(desk: Desk, tmp_path: Path) -> None:
    """And no act that was undone before it."""
    assert (1, ["lab"]) == left(desk, tmp_path, *HELD, "u", "U")[:2]


def test_an_act_done_since_is_what_undo_means(desk: Desk, tmp_path: Path) -> None:
    """The hold stays: it was not the last."""

    async def run() -> None:
        async with open_desk(tmp_path / "clinic.db", size=(80, 24), now="2026-11-23T10:20") as open_:
            await open_.wait_for("Lee, D")
            await open_.press("down", "down")
            await open_.strike_all(*HELD, gap=1.2)
            book(desk, register(desk, family="Jones", given="Ann"), "2026-11-23T14:00")
            await open_.strike_all("u", "enter", gap=1.2)

    asyncio.run(run())
    assert 1 == len(desk.visits.queue("ana", site="main"))
    assert ["lab"] == [hold.note for hold in desk.holds.live("ana")]


def test_a_hold_that_is_gone_takes_nothing_else_with_it(desk: Desk, tmp_path: Path) -> None:
    """Released elsewhere meanwhile: it is said so, and the act of before waits for the next undo."""

    async def run() -> str:
        async with open_desk(tmp_path / "clinic.db", size=(80, 24), now="2026-11-23T10:20") as open_:
            await open_.wait_for("Lee, D")
            await open_.press("down", "down")
            await open_.strike_all(*HELD, gap=1.2)
            (hold,) = desk.holds.live("ana")
            desk.holds.release("ana", hold.number)
            await open_.strike_all("u", gap=1.2)
            return "\n".join((await open_._shown()).display)

    assert "There is no hold" in asyncio.run(run())
    assert 1 == len(desk.visits.queue("ana", site="main"))
