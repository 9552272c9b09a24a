"""Is a room, equipment or an interpreter that a visit gives back offered to who waits and lacked nothing else?"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.desk import Desk
from core.patients.model import Patient
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from storage.sqlite.doctor import examine
from tests.clinics import SETUP, USERS, make_desk, register
from tests.desk.asking import booking, moving, now_of, scheduled_of
from tests.desk.waiting import accept, cancelled, families, hours_of, put_on

SCARCE = """
[[interpreter]]
code = "ortiz"
name = "Ortiz, Ana"
languages = ["Spanish"]

[[equipment]]
code = "ecg"
site = "main"
count = 1

[[visit_type]]
code = "ecg30"
name = "ECG"
minutes = 30
equipment = ["ecg"]
modes = ["in-person", "telehealth"]

[[room]]
code = "P2"
site = "main"
kind = "procedure"
retired = true
"""
TEN = "2026-11-25T10:00"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One procedure room, one ECG, one who interprets Spanish."""
    return make_desk(tmp_path, setup=SETUP + USERS + SCARCE)


def booked(desk: Desk, family: str, kind: str, provider: str, *, speaks: str = "", **overrides: str) -> ScheduledVisit:
    """Somebody is booked on Wednesday at ten."""
    who = named(desk, family, speaks=speaks)
    wanted = replace(booking(who, TEN, provider=provider, visit_type=kind), overrides=overrides)
    return scheduled_of(desk.schedule.book("ana", wanted))


def named(desk: Desk, family: str, *, speaks: str = "") -> Patient:
    """Somebody; who speaks another language needs an interpreter."""
    who = register(desk, family, f"G{family}")
    if speaks:
        desk.patients.edit("ana", who.id, {"language": speaks, "interpreter": True}, rev=who.rev)
    return who


def offered(desk: Desk) -> list[tuple[str, str, tuple[str, ...], list[str]]]:
    """What is offered of all that was freed: which hours, what of it, and whom it suits."""
    return [(hours_of(one), one.slot.kind.value, one.slot.codes, families(one)) for one in desk.waitlist.freed("ana")]


def fill(desk: Desk, family: str) -> ScheduledVisit:
    """Whom it suits is booked into the first of it."""
    one = desk.waitlist.freed("ana")[0]
    return scheduled_of(accept(desk, one, family))


@pytest.mark.parametrize(
    ("kind", "speaks", "expected"),
    [
        ("proc", "", ("25 10:00-10:40", "room", ("P1",), ["Waits"])),
        ("ecg30", "", ("25 10:00-10:30", "equipment", ("ecg",), ["Waits"])),
        ("fu20", "Spanish", ("25 10:00-10:20", "interpreter", ("ortiz",), ["Waits"])),
    ],
)
def test_what_a_cancelled_visit_had_is_offered_with_other_providers(
    desk: Desk, tmp_path: Path, kind: str, speaks: str, expected: tuple[object, ...]
) -> None:
    """Ito had time all along, and lacked what Lee's visit had; one undo takes the filling back, and it is offered."""
    busy = booked(desk, "Busy", kind, "lee", speaks=speaks)
    put_on(desk, named(desk, "Waits", speaks=speaks), kind, providers=("ito",))
    assert [] == offered(desk)
    cancelled(desk, busy)
    assert [expected] == offered(desk)
    filled = fill(desk, "Waits").appointment
    assert ("ito", busy.appointment.start) == (filled.provider, filled.start)
    assert [] == offered(desk)
    desk.journal.undo("ana")
    assert [expected] == offered(desk)
    desk.journal.undo("ana")
    assert [] == offered(desk)
    assert () == examine(tmp_path / "clinic.db")


def test_what_the_clinic_cancels_frees_its_room_though_not_its_provider(desk: Desk) -> None:
    """Lee is ill: nobody is offered her time, but Ito can have the room."""
    busy = booked(desk, "Busy", "proc", "lee")
    put_on(desk, named(desk, "Hers"), "proc", providers=("lee",))
    put_on(desk, named(desk, "Any"), "proc", providers=("ito",))
    cancelled(desk, busy, reason="provider-out")
    assert [("25 10:00-10:40", "room", ("P1",), ["Any"])] == offered(desk)


def test_a_visit_that_only_changes_what_it_has_gives_that_back(desk: Desk) -> None:
    """Seen by telehealth in the same time it needs no ECG; its provider's time is kept."""
    busy = booked(desk, "Busy", "ecg30", "lee")
    put_on(desk, named(desk, "Waits"), "ecg30")
    desk.schedule.move("ana", replace(moving(busy, TEN), mode=Mode.TELEHEALTH))
    assert [("25 10:00-10:30", "equipment", ("ecg",), ["Waits"])] == offered(desk)
    assert "ito" == fill(desk, "Waits").appointment.provider


def test_nobody_is_shown_who_lacked_nothing_or_lacks_more(desk: Desk) -> None:
    """A room of which there is another, an ECG for who needs none, and one who has no provider free either."""
    ordinary, busy = booked(desk, "Plain", "fu20", "lee"), booked(desk, "Busy", "ecg30", "ito")
    put_on(desk, named(desk, "Plainly"), "fu20", providers=("ito",))
    put_on(desk, named(desk, "Late"), "ecg30", window="pm")
    put_on(desk, named(desk, "Shut"), "ecg30", providers=("novak",))
    cancelled(desk, ordinary)
    assert [] == offered(desk)
    taken = booked(desk, "Again", "fu20", "lee")
    put_on(desk, named(desk, "Hers"), "ecg30", providers=("lee",))
    cancelled(desk, busy, reason="provider-out")
    assert [] == offered(desk)
    cancelled(desk, taken)
    assert ["provider"] == [kind for _, kind, _, _ in offered(desk)]


def test_whatever_takes_it_again_has_filled_it(desk: Desk) -> None:
    """The rest is offered still."""
    busy = booked(desk, "Busy", "proc", "lee")
    put_on(desk, named(desk, "Waits"), "proc", providers=("ito",))
    cancelled(desk, busy)
    desk.schedule.book("ana", booking(named(desk, "First"), TEN, provider="ito", visit_type="proc"))
    assert [] == offered(desk)


def test_who_was_booked_without_an_interpreter_gets_one_by_moving_where_they_are(desk: Desk) -> None:
    """The override stands in the record; once Ortiz is free the same time has her."""
    busy = booked(desk, "Busy", "fu20", "lee", speaks="Spanish")
    lacks = booked(desk, "Lacks", "fu20", "ito", speaks="Spanish", C11="urgent")
    assert now_of(desk, lacks).appointment.interpreter is None
    cancelled(desk, busy)
    (one,) = desk.waitlist.freed("ana")
    assert [lacks.appointment.id] == [each.appointment.id for each in one.lacking]
    desk.schedule.move("ana", moving(lacks, TEN))
    assert () == desk.waitlist.freed("ana")
    assert "ortiz" == now_of(desk, lacks).appointment.interpreter
