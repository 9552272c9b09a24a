"""A quarter of an hour of slips, key by key at 0.15 s: what does the clinic hold after them?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from storage.sqlite.doctor import examine
from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning
from tests.stress.crowd import rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk

STEPS: Final = (
    (("t", *"cohn", "enter"), "Letters typed as a word"),  # `/` forgotten: Smith, on whom she stands, is checked in
    (("u",), "Undone: Smith, John checked in"),
    (("/", *"cohnx", "enter"), "obody found"),
    (("ctrl+x", "/", *"jones", "enter"), "Jones, Ann"),
    (("a",), "Jones, Ann arrived"),  # on the card: no need to show the schedule first
    (("u", "u"), "There is nothing of yours to undo"),
    (("g", *"firday", "enter"), "Perhaps Friday is meant"),
    (("ctrl+x", "m", *"18mo"), "Tue 23 May 2028"),
    (("ctrl+x", "x", *"avier", "enter"), "Not one of the choices"),  # `/` forgotten, on Jones
    (("ctrl+x", "/", *"berg may 5/6/1970 m-77", "ctrl+n"), "Typed, and in no field: m-77"),
    (("ctrl+o",), "Registered Berg, May, born 6 May 1970"),
    (("ctrl+x", "f4", *"berg", "enter"), "Berg, May"),
    (("f2", "t", "a", "j", "a"), "Jones, Ann arrived"),  # two arrivals, as fast as she types
    (("2", "u"), "2 acts undone"),
)
"""The keys of each slip or task, and what the desk answers."""
ACTS: Final = ["check-in", "undo", "arrive", "undo", "register", "arrive", "arrive", "undo", "undo"]
"""What the journal has of her."""


async def play(desk: OpenDesk) -> None:
    """Press them; between two tasks she reads."""
    await desk.wait_for("all keys")
    for keys, shows in STEPS:
        await desk.strike_all(*keys, gap=0.15)
        await desk.wait_for(shows)
        await desk.strike_all("ctrl+l", gap=1.2)
        await desk.strike_all("ctrl+l", gap=1.2)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
def test_slips_are_told_and_harm_nobody(tmp_path: Path, size: tuple[int, int]) -> None:
    """Each act stands in the journal once, everybody is booked as before, and the doctor finds nothing."""
    clinic = a_morning(tmp_path)
    status = "SELECT id, status FROM appointment ORDER BY id"
    before = rows(clinic.path, status)

    async def run() -> None:
        async with open_desk(clinic.path, size=size, now=NOW) as desk:
            await play(desk)

    asyncio.run(run())
    assert ACTS == [verb for (verb,) in rows(clinic.path, "SELECT verb FROM journal WHERE actor = 'ana' ORDER BY id")]
    assert before == rows(clinic.path, status)
    assert () == examine(clinic.path)
