"""Where does the schedule stand when it is to show an appointment that it does not have any more?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import book
from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk
    from tests.pty.clinic import Counter


def with_cancelled(folder: Path, *, given_away: bool) -> Counter:
    """Roach's visit at 11:20 was cancelled; the time is free, or Jones has it."""
    counter = a_morning(folder)
    roach = counter.patient("Roach", "Jerrie")
    visit = book(counter.desk, roach, "2026-11-23T11:20", provider="lee", actor="mei")
    counter.desk.visits.act("mei", Verb.CANCEL, {visit.appointment.id: visit.seen}, VerbOptions(reason="sick"))
    if given_away:
        bell = counter.patient("Bell", "Ann")
        book(counter.desk, bell, "2026-11-23T11:20", provider="lee", actor="mei")
    return counter


@pytest.mark.parametrize("given_away", [True, False])
@pytest.mark.parametrize("way", ["card", "sheet"])
def test_nobody_is_highlighted_for_who_was_cancelled(tmp_path: Path, way: str, *, given_away: bool) -> None:
    """It says so, wherever the cursor was and whoever has the time now; the next keys cancel and check in nobody."""
    counter = with_cancelled(tmp_path, given_away=given_away)
    before = newest_entry(counter.path)

    async def show(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        if way == "sheet":
            await desk.press("f4")
        else:
            await desk.press("/")
        await desk.type("roach jerrie")
        await desk.press("enter")
        await desk.wait_for("23 Nov 2026")
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("Not on the schedule, and nobody is highlighted: Cancelled Roach")
        await desk.strike_all("c", gap=2.0)
        await desk.strike_all("x", gap=2.0)
        await desk.strike_all("s", "enter", gap=2.0)

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await show(desk)

    asyncio.run(run())
    assert before == newest_entry(counter.path)
