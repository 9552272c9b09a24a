"""Does what is offered to somebody keep its room, equipment and interpreter too, as long as they are asked?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.calendar.interval import Interval
from core.desk import Desk
from core.errors import Refused
from core.patients.model import Patient
from core.schedule import early_check
from core.schedule.held_things import things_assessed
from core.schedule.holds.use_cases import OpenTime
from core.schedule.requests import Assessment
from core.schedule.slots.model import SlotSearch
from core.settings.model import Policy
from core.structs import replace
from storage.store import SqliteStore
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register
from tests.desk.asking import booking
from tests.desk.conftest import MORE_USERS

MORE = """
[[interpreter]]
code = "ortiz"
name = "Ortiz, Ana"
languages = ["Spanish"]

[[equipment]]
code = "ecg"
site = "main"
count = 1

[[equipment]]
code = "tub"
site = "main"
count = 2

[[visit_type]]
code = "heart"
name = "Heart"
minutes = 20
equipment = ["ecg"]

[[visit_type]]
code = "bath"
name = "Bath"
minutes = 20
equipment = ["tub"]
"""
TEN = "2026-11-25T10:00"
ASKED = [
    ("fu20", TEN, "R2", []),
    ("proc", TEN, "P1", ["ana holds room P1 10:00-10:40 until 10:23."]),
    ("proc", "2026-11-25T09:20", "P1", []),
    ("proc", "2026-11-25T10:20", "P1", ["ana holds room P1 10:00-10:40 until 10:23."]),
    ("proc", "2026-11-25T10:40", "P1", []),
    ("heart", TEN, "R2", ["ana holds what is left of ecg 10:00-10:20 until 10:23."]),
    ("heart", "2026-11-25T10:20", "R1", []),
    ("bath", TEN, "R2", []),
    ("spoken", TEN, "R2", ["ana holds interpreter Ortiz, Ana 10:00-10:20 until 10:23."]),
]
"""What ana offers with Lee at ten, and ben wants with Ito then: when, the room, and what it meets."""


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Ana's and Ben's."""
    clock = FakeClock()
    desk = make_desk(tmp_path, clock=clock, setup=SETUP + USERS + MORE_USERS + MORE)
    with SqliteStore(tmp_path / "clinic.db") as store:
        yield desk, Desk(store, clock, Policy(), RoleAuthorization())


@contextmanager
def offered(desk: Desk, actor: str, assessed: Assessment) -> Iterator[None]:
    """While a question about that is open there."""
    time = OpenTime(
        assessed.provider.code, "main", Interval(assessed.start, assessed.end), things=things_assessed(assessed)
    )
    held = desk.holds.keep_open(actor, time, None)
    assert held is not None
    yield
    desk.holds.let_go(actor, held)


def spanish(desk: Desk, name: str) -> Patient:
    """Somebody who needs an interpreter."""
    one = register(desk, name, "Paz")
    desk.patients.edit("ana", one.id, {"language": "Spanish", "interpreter": True}, rev=one.rev)
    return desk.patients.by_id("ana", one.id)


def test_what_is_offered_is_kept_whole(desks: tuple[Desk, Desk]) -> None:
    """Another room is taken where there is one; what is left of nothing is said with whose it is, and found later."""
    mine, theirs = desks
    people = {
        "": (register(mine, "Smith"), register(mine, "Jones")),
        "spoken": (spanish(mine, "A"), spanish(mine, "B")),
    }
    for named, start, room, said in ASKED:
        first, second = people.get(named, people[""])
        kind = "fu20" if named == "spoken" else named
        wanted = booking(second, start, provider="ito", visit_type=kind)
        with offered(mine, "ana", mine.schedule.assess("ana", booking(first, TEN, visit_type=kind))):
            found = theirs.schedule.assess("ben", wanted)
            assert (room, said) == (found.room and found.room.code, [one.message for one in found.conflicts]), named
            assert said == [one.message for one in theirs.schedule.why("ben", wanted).conflicts]
            assert not mine.schedule.assess("ana", booking(first, TEN, visit_type=kind)).conflicts
        assert not theirs.schedule.assess("ben", wanted).conflicts


def test_the_search_leaves_it_out(desks: tuple[Desk, Desk]) -> None:
    """An opening is what could be booked, so that it is none while another has the only room."""
    mine, theirs = desks
    one = register(mine, "Smith")
    wednesday = date(2026, 11, 25)
    search = SlotSearch("proc", providers=("ito",), site="main", first=wednesday, last=wednesday, limit=100)
    before = [each.start for each in theirs.schedule.openings("ben", search)]
    assessed = mine.schedule.assess("ana", booking(one, TEN, visit_type="proc"))
    with offered(mine, "ana", assessed):
        met = [each.start for each in theirs.schedule.openings("ben", search)]
        assert [
            at for at in before if at + (assessed.end - assessed.start) <= assessed.start or at >= assessed.end
        ] == met
        assert before == [each.start for each in mine.schedule.openings("ana", search)]
    assert before == [each.start for each in theirs.schedule.openings("ben", search)]


def test_who_was_first_has_it(desks: tuple[Desk, Desk]) -> None:
    """Two who offer the only room at once do not both find it taken; a clinic may be told only."""
    mine, theirs = desks
    first, second = register(mine, "Smith"), register(mine, "Jones")
    here, there = booking(first, TEN, visit_type="proc"), booking(second, TEN, visit_type="proc", provider="ito")
    assessed = mine.schedule.assess("ana", here), theirs.schedule.assess("ben", there)
    with offered(mine, "ana", assessed[0]), offered(theirs, "ben", assessed[1]):
        assert ["C8"] == [one.rule for one in theirs.schedule.assess("ben", there).conflicts]
        book(mine, first, TEN, actor="ana", visit_type="proc")
    assert ["C4"] == [one.rule for one in theirs.schedule.assess("ben", there).conflicts]


def test_a_question_that_goes_on_to_other_things_comes_behind_who_holds_them(desks: tuple[Desk, Desk]) -> None:
    """Ana's question was open first, about nine; when it comes to be about ten, the room is Ben's, and stays his."""
    mine, theirs = desks
    first, second = register(mine, "Smith"), register(mine, "Jones")
    nine, ten = (booking(first, f"2026-11-25T{hour}:00", visit_type="proc") for hour in ("09", "10"))
    there = booking(second, TEN, visit_type="proc", provider="ito")
    asked = [(one.provider.code, one) for one in (mine.schedule.assess("ana", nine), mine.schedule.assess("ana", ten))]
    before, after = (
        OpenTime(code, "main", Interval(one.start, one.end), things=things_assessed(one)) for code, one in asked
    )
    held = mine.holds.keep_open("ana", before, None)
    with offered(theirs, "ben", theirs.schedule.assess("ben", there)):
        for _ in range(2):
            held = mine.holds.keep_open("ana", after, held)
            assert ["C8"] == [one.rule for one in mine.schedule.assess("ana", ten).conflicts]
            assert not theirs.schedule.assess("ben", there).conflicts


def test_a_group_shares_the_room_that_is_held_for_it(tmp_path: Path) -> None:
    """Of a provider who sees two at once there."""
    clock, pairs = FakeClock(), SETUP.replace('to = "12:00"\n', 'to = "12:00"\ncapacity = 2\n', 1)
    desk = make_desk(tmp_path, clock=clock, setup=pairs + USERS + MORE_USERS)
    first, second = register(desk, "Smith"), register(desk, "Jones")
    assessed = desk.schedule.assess("ana", booking(first, TEN, visit_type="proc"))
    with offered(desk, "ana", assessed):
        wanted = booking(second, TEN, visit_type="proc")
        assert not desk.schedule.assess("ben", wanted).conflicts
        assert desk.schedule.assess("ben", replace(wanted, provider="ito")).conflicts


def test_a_room_that_is_held_between_check_and_turn_is_met(
    desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only one of its kind; where another is left, what was checked early holds no longer, and it is taken."""
    mine, theirs = desks
    first, second, third = (register(mine, name) for name in ("Smith", "Jones", "Lopez"))
    check, asked = early_check.check_early, ["proc"]

    def then_held(*values: object) -> object:
        found = check(*values)  # type: ignore[arg-type]
        wanted = booking(second, TEN, provider="ito", visit_type=asked[-1])
        assessed = theirs.schedule.assess("ben", wanted)
        span = Interval(assessed.start, assessed.end)
        theirs.holds.keep_open("ben", OpenTime("ito", "main", span, things=things_assessed(assessed)), None)
        return found

    monkeypatch.setattr("core.schedule.booking.check_early", then_held)
    with pytest.raises(Refused, match="ben holds room P1"):
        mine.schedule.book("ana", booking(first, TEN, visit_type="proc"))
    asked.append("fu20")
    assert "R2" == book(mine, third, TEN).appointment.room
