"""Does a key that is held down do one thing at the desk, whatever comes to stand under the cursor?"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest

from core.record_ref import RecordRef
from core.visits.state import Verb
from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.open_desk import OpenDesk
    from tests.pty.clinic import Counter

REPEATS: Final = (0.5, *[0.03] * 40)
"""Seconds between what a key sends that is held down."""
HELD: Final = pytest.mark.parametrize("screen", ["f2", "f3"])


def work(counter: Counter, use: Callable[[OpenDesk], Awaitable[None]]) -> None:
    """Sit down at the desk as ana."""

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await use(desk)

    asyncio.run(run())


def acts(counter: Counter) -> set[str]:
    """The verbs of ana in the journal of today's appointments."""
    return {
        entry.verb
        for one in counter.desk.visits.queue("ana")
        for entry in counter.desk.journal.entries_on("ana", RecordRef("appointment", one.appointment.id))
        if entry.actor == "ana"
    }


@HELD
@pytest.mark.parametrize("key", ["c", "enter", "."])
def test_a_key_held_down_does_one_thing(tmp_path: Path, screen: str, key: str) -> None:
    """The next step, a verb or the one repeated: checked in, and neither to a room nor out, nor is anybody else."""
    counter = a_morning(tmp_path)

    async def hold(desk: OpenDesk) -> None:
        await desk.press(screen)
        if key == ".":
            await desk.press("c")
            await desk.wait_for("Smith, John checked in")
            await desk.press("down")
        await desk.strike(key, *REPEATS)

    work(counter, hold)
    queue = counter.desk.visits.queue("ana")
    assert (2 if key == "." else 1) == len([one for one in queue if one.visit])
    assert {"check-in"} == acts(counter)


@HELD
def test_rows_that_move_under_the_cursor_are_not_acted_on(tmp_path: Path, screen: str) -> None:
    """Another desk takes away who was checked in while the key is still down: nobody comes to stand under it."""
    counter = a_morning(tmp_path)
    left = []

    async def hold(desk: OpenDesk) -> None:
        await desk.press(screen)
        await desk.strike("c")
        await desk.wait_for("Smith, John checked in")
        (smith,) = (one.appointment.id for one in counter.desk.visits.queue("ben") if one.visit)
        counter.desk.visits.do("ben", Verb.LEFT, smith)
        left.append(smith)
        await desk.wait_for("left")
        await desk.strike("c", *REPEATS)

    work(counter, hold)
    assert {"check-in"} == acts(counter)
    assert left == [one.appointment.id for one in counter.desk.visits.queue("ben") if one.visit]


def booked(counter: Counter) -> int:
    """How many appointments there are."""
    with closing(sqlite3.connect(counter.path)) as db:
        return int(db.execute("SELECT count(*) FROM appointment").fetchone()[0])


@pytest.mark.parametrize(
    ("gaps", "books"),
    [(REPEATS, False), ((0.25, *[0.09] * 20), False), ((0.0,), True), ((0.15,), True), ((0.5,), True)],
)
def test_an_enter_held_down_books_nothing(tmp_path: Path, gaps: tuple[float, ...], *, books: bool) -> None:
    """It says for whom, and no more; struck twice, however fast, it is two keys."""
    counter = a_morning(tmp_path)
    counter.patient("Roach", "Jerrie")
    before = booked(counter)

    async def find(desk: OpenDesk) -> None:
        await desk.press("f2", "b")
        await desk.wait_for("Book for")
        await desk.type("roach jerrie")
        await desk.strike("enter", *gaps)

    work(counter, find)
    assert before + books == booked(counter)
