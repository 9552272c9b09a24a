"""Keys that were recorded of a new coordinator: what does the desk say, and what does the journal have then?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.clinics import book
from tests.open_desk import play
from tests.pty.clinic import NOW, a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk
    from tests.pty.clinic import Counter

AFTERNOON = ["book", "leave", "undo", "check-in", "undo"]
"""What it has of her afternoon, of whom much that she typed was refused or left."""
ACTS = ["book", "undo", "redo", "cancel", "no-show", "no-show"]
"""What the journal has of her."""


def a_monday(folder: Path) -> Counter:
    """The morning, and two of Friday's whom nobody marked."""
    counter = a_morning(folder)
    lopez, marsh = (counter.patient(family, "Eva") for family in ("Lopez", "Marsh"))
    counter.clock.set("2026-11-20T09:00")
    for patient, at in ((lopez, "15:00"), (marsh, "15:20")):
        book(counter.desk, patient, f"2026-11-20T{at}", actor="mei")
    counter.clock.set(NOW)
    return counter


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_half_an_hour(tmp_path: Path, size: tuple[int, int]) -> None:
    """A caller while the cursor is in the past, a reason that waits for another call, a date with its hour, Friday."""
    counter = a_monday(tmp_path)

    async def journey(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        await desk.press("home", "b")
        await desk.wait_for("Book for:")
        await desk.type("marsh")
        await desk.press("enter")
        await desk.wait_for("Book Marsh, Eva:")
        await desk.type("lee today 12:05")
        await desk.wait_for("is outside Lee's session")
        await desk.strike_all("enter", "o", "enter", gap=1.2)
        await desk.wait_for("why, in a few words?")
        await desk.type("brings her mother")
        await desk.press("ctrl+p")
        await desk.wait_for("Parked.")
        await desk.strike_all("g", gap=1.2)
        await desk.type("wed 3pm")
        await desk.wait_for("Wed 25 Nov 2026 15:00")
        await desk.press("enter")
        await desk.wait_for("15:00 Lee, Dana MD  free")
        await desk.press("Z")
        await desk.wait_for("Taken up again")
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("Booked Marsh, Eva")
        await desk.strike_all("u", "U", gap=1.2)
        await desk.wait_for("Redone: Booked Marsh, Eva")
        await desk.strike_all("h", gap=1.2)
        await desk.wait_for("(other: brings her mother)")
        await desk.strike_all("enter", "x", "t", "enter", gap=1.2)
        await desk.type("mother is ill")
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("Cancelled Marsh, Eva")
        await desk.press("f5")
        await desk.wait_for("left open 2")
        await desk.strike_all("n", gap=1.2)
        await desk.wait_for("No-show: Lopez, Eva")
        await desk.strike_all("n", gap=0.3)  # the key struck twice
        await desk.wait_for("left open 1")
        await desk.strike_all("n", gap=1.2)
        await desk.wait_for("No-show: Marsh, Eva")

    play(counter.path, journey, now=NOW, size=size)
    with closing(sqlite3.connect(counter.path)) as db:
        done = db.execute("SELECT verb, reason FROM journal WHERE actor = 'ana' ORDER BY id").fetchall()
    assert ACTS == [verb for verb, _ in done]
    assert {"other: brings her mother", "other: mother is ill"} <= {reason for _, reason in done}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_an_afternoon_of_words(tmp_path: Path, size: tuple[int, int]) -> None:
    """A span of weeks, a leave from noon that is no whole day, a day by its ordinal, a step taken back, work to do."""
    counter = a_monday(tmp_path)

    async def journey(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        await desk.press("slash")
        await desk.type("marsh")
        await desk.strike_all("enter", "b", gap=1.2)
        await desk.wait_for("Book Marsh, Eva:")
        await desk.type("4 to 6 weeks lee am")
        await desk.wait_for("from Mon 21 Dec")
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("Booked Marsh, Eva")
        await desk.strike_all("enter", gap=0.4)  # one Enter too many
        await desk.press("E", "l")
        await desk.type("fri from noon")
        await desk.wait_for("is no note: it says when")
        await desk.press("enter", "ctrl+u")
        await desk.type("thu 13:00 - fri noon dentist")
        await desk.wait_for("Lee is away Thu 26 Nov 13:00 - Fri 27 Nov 12:00")
        await desk.strike_all("enter", gap=1.2)
        await desk.strike_all("u", gap=1.2)
        await desk.wait_for("Undone")
        await desk.strike_all("g", gap=1.2)
        await desk.type("third of december")
        await desk.wait_for("Thu 3 Dec 2026")
        await desk.press("enter")
        await desk.strike_all("t", "c", gap=1.2)
        await desk.wait_for("checked in")
        await desk.strike_all("u", gap=1.2)
        await desk.wait_for("Undone")
        await desk.press("f5")
        await desk.wait_for("left open 2")
        await desk.wait_for("Lopez, Eva")

    play(counter.path, journey, now=NOW, size=size)
    with closing(sqlite3.connect(counter.path)) as db:
        done = db.execute("SELECT verb FROM journal WHERE actor = 'ana' ORDER BY id").fetchall()
    assert AFTERNOON == [verb for (verb,) in done]
