"""Is a reason asked for at the key of a step that takes time again, and nothing done without it?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from core.schedule.model.appointment import AppointmentStatus
from core.visits.state import Verb
from tests.clinics import book, register
from tests.open_desk import open_desk
from tests.sessions import a_sitting
from tui.prompts.prompt import Did, Open
from tui.prompts.reasoned import done_or_asked
from tui.prompts.reasoned_act import VerbAct

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

NOW = "2026-11-23T09:40"
MET = "Lee has Jones, Ann 9:10-9:30 (fu20)."


@pytest.fixture
def given_away(clinicdesk: CommandLine) -> CommandLine:
    """Smith did not come to Lee at 9:00, and Jones was booked 9:10 instead."""
    for family, given in (("Smith", "John"), ("Jones", "Ann")):
        clinicdesk("patient", "add", "--family", family, "--given", given, "--birth-date", "1984-03-14", "--anyway")
    _book(clinicdesk, "100001", "09:00")
    clinicdesk("no-show", "1", "--now", "2026-11-23T09:12")
    _book(clinicdesk, "100002", "09:10")
    return clinicdesk


def _book(clinicdesk: CommandLine, mrn: str, at: str, actor: str = "ana") -> None:
    who, when = ("--patient", mrn), ("--start", f"2026-11-23T{at}", "--now", "2026-11-23T09:05")
    assert 0 == clinicdesk("--as", actor, "book", *who, "--type", "fu20", "--provider", "lee", *when).code


def _overrides(clinicdesk: CommandLine) -> list[tuple[str, str]]:
    day: dict[str, Any] = clinicdesk.json("day", "2026-11-23", "--now", NOW).answer["result"]
    return [(one["rule"], one["reason"]) for each in day["appointments"] for one in each["overrides"]]


def test_the_key_of_the_step_asks_for_the_reason(given_away: CommandLine) -> None:
    """A letter names it, Enter does it; left, nothing is done; undo and redo need no second one."""
    asyncio.run(_left_at_the_reason(given_away))
    assert [] == _overrides(given_away)
    asyncio.run(_arrive(given_away))
    assert [("C3", "provider-asked")] == _overrides(given_away)


def test_the_key_of_a_step_back_asks_for_the_reason(given_away: CommandLine) -> None:
    """Names that are hidden stay so."""
    asyncio.run(_step_back(given_away))


async def _left_at_the_reason(given_away: CommandLine) -> None:
    async with open_desk(given_away.database, size=(80, 24), now=NOW) as desk:
        await desk.press("f3", "home", "a", "enter")
        await desk.wait_for("Provider asked for it")
        await desk.press("ctrl+x")
        await desk.wait_for("all keys")


async def _arrive(given_away: CommandLine) -> None:
    async with open_desk(given_away.database, size=(80, 24), now=NOW) as desk:
        await desk.press("f3", "home", "a")
        await desk.wait_for(MET)
        await desk.press("p", "enter")
        await desk.wait_for("Smith, John arrived 9:40, late.")
        await desk.press("u")
        await desk.wait_for("Undone: Smith, John arrived")
        await desk.press("U")
        await desk.wait_for("Redone: Smith, John arrived")


async def _step_back(given_away: CommandLine) -> None:
    async with open_desk(given_away.database, size=(80, 24), now=NOW, settings="[display]\nprivacy = true\n") as desk:
        await desk.press("f3", "home", "B")
        await desk.wait_for("Lee has JA 9:10-9:30 (fu20).")
        await desk.press("p", "enter")
        await desk.wait_for("booked again")


def test_a_reason_is_parked_and_taken_up(given_away: CommandLine) -> None:
    """With the letter chosen, also at another desk of the same person; nothing is done before Enter."""
    asyncio.run(_park(given_away, "z"))
    assert [] == _overrides(given_away)
    asyncio.run(_take_up(given_away))
    assert [("C3", "provider-asked")] == _overrides(given_away)


def test_a_parked_reason_that_fits_no_more_says_so(given_away: CommandLine) -> None:
    """Who arrived meanwhile is not asked for again."""
    asyncio.run(_park(given_away, "ctrl+p"))
    given_away("arrive", "1", "--override", "C3=other", "--now", NOW)
    asyncio.run(_take_up_in_vain(given_away))
    assert [("C3", "other")] == _overrides(given_away)


def test_a_reason_to_undo_is_for_that_act_alone(clinicdesk: CommandLine) -> None:
    """Parked, and something else done meanwhile: Enter takes back neither, and says so."""
    for family, given in (("Smith", "John"), ("Jones", "Ann")):
        clinicdesk("patient", "add", "--family", family, "--given", given, "--birth-date", "1984-03-14", "--anyway")
    _book(clinicdesk, "100001", "09:00")
    clinicdesk("no-show", "1", "--now", "2026-11-23T09:12")
    _book(clinicdesk, "100002", "09:10", actor="ben")
    asyncio.run(_park_undo(clinicdesk))
    clinicdesk("patient", "edit", "100002", "--phone", "555 0199", "--now", NOW)
    asyncio.run(_undo_something_else(clinicdesk))
    assert [] == _overrides(clinicdesk)


async def _park(given_away: CommandLine, key: str) -> None:
    async with open_desk(given_away.database, size=(80, 24), now=NOW) as desk:
        await desk.press("f3", "home", "a")
        await desk.wait_for(MET)
        await desk.press("p", key)
        await desk.wait_for("Parked. Z takes it up again.")


async def _take_up(given_away: CommandLine) -> None:
    async with open_desk(given_away.database, size=(80, 24), now=NOW) as desk:
        await desk.wait_for("a reason: Smith, John")
        await desk.press("Z")
        await desk.wait_for(MET)
        await desk.wait_for("arrive: Provider asked for it")
        await desk.press("enter")
        await desk.wait_for("Smith, John arrived 9:40, late.")


async def _take_up_in_vain(given_away: CommandLine) -> None:
    async with open_desk(given_away.database, size=(80, 24), now=NOW) as desk:
        await desk.press("Z")
        await desk.wait_for("does not fit any more: Already arrived")


async def _park_undo(clinicdesk: CommandLine) -> None:
    async with open_desk(clinicdesk.database, size=(80, 24), now=NOW) as desk:
        await desk.press("u")
        await desk.wait_for("Not done at this desk since it was opened.")
        await desk.press("enter")
        await desk.wait_for(MET)
        await desk.press("p", "z")
        await desk.wait_for("Parked. Z takes it up again.")


async def _undo_something_else(clinicdesk: CommandLine) -> None:
    async with open_desk(clinicdesk.database, size=(80, 24), now=NOW) as desk:
        await desk.press("Z")
        await desk.wait_for(MET)
        await desk.press("enter")
        await desk.wait_for("Something else of yours would be undone by now.")


def test_the_command_line_takes_it_with_the_step(given_away: CommandLine) -> None:
    """Without it every conflict is in the answer, with exit 3; a rule that asks for none is named, with exit 2."""
    asked = given_away.json("arrive", "1", "--now", NOW)
    expected = {"rule": "C3", "severity": "confirm", "message": MET, "with": [2]}
    assert (3, [expected], None) == (asked.code, asked.answer["conflicts"], asked.answer["result"])
    needless = given_away.json("arrive", "1", "--override", "C3=urgent", "--override", "C6=urgent", "--now", NOW)
    assert (2, "Nothing here asks for a reason to go over C6. Leave out --override C6=...") == (
        needless.code,
        needless.answer["message"],
    )
    done = given_away.json("arrive", "1", "--override", "c3=urgent", "--now", NOW)
    assert (0, "arrived") == (done.code, done.answer["result"]["step"])
    assert [("C3", "urgent")] == _overrides(given_away)
    history = given_away.json("history", "1", "--now", NOW).answer["result"]
    assert "urgent" == history[-1]["reason"]


def test_a_reason_that_nothing_asks_for_any_more(tmp_path: Path) -> None:
    """Who stood in the way has cancelled meanwhile: Enter does it, and no reason is recorded."""
    sitting = a_sitting(tmp_path)
    workstation, desk = sitting.workstation, sitting.workstation.desk
    late, between = (register(desk, family, "Ann") for family in ("Smythe", "Joneson"))
    number = book(desk, late, "2026-11-23T11:00").appointment.id
    sitting.clock.forward(minutes=54)
    desk.visits.do("ana", Verb.NO_SHOW, number)
    other = book(desk, between, "2026-11-23T11:15", actor="ben")
    asked = done_or_asked(workstation, VerbAct(workstation, Verb.ARRIVE, (desk.schedule.appointment("ana", number),)))
    assert isinstance(asked, Open)
    desk.visits.do("ben", Verb.CANCEL, other.appointment.id, reason="sick")
    asked.prompt.key("p", "p")
    assert isinstance(asked.prompt.key("enter", None), Did)
    appointment = desk.schedule.appointment("ana", number).appointment
    assert (AppointmentStatus.ARRIVED, ()) == (appointment.status, appointment.overrides)
