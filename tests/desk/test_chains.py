"""Are several visits offered one after the other as they can be booked, and booked, moved and cancelled as one?"""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.conflict import Severity
from core.errors import BadInput
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.schedule.model.linked import LinkKind, Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.series.chain_requests import Bundle, ChainPart, ChainRequest
from core.structs import replace
from core.visits.options import VerbOptions
from storage.sqlite.doctor import examine
from tests.clinics import MAIN, SETUP, USERS, FakeClock, book, make_desk, register
from tests.desk.asking import moving, now_of, refused, status_of
from tests.desk.conftest import MORE_USERS

if TYPE_CHECKING:
    from core.desk import Desk
    from core.journal.change import Change

LAB = """
[[visit_type]]
code = "lab10"
name = "Laboratory"
minutes = 10
skills = ["lab"]

[[visit_type]]
code = "ecg20"
name = "Heart"
minutes = 20
equipment = ["ecg"]

[[equipment]]
code = "ecg"
site = "main"
count = 1

[[provider]]
code = "quist"
name = "Quist, Bo"
skills = ["lab"]

[[session]]
provider = "quist"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "08:00"
to = "11:00"
"""
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    """The clinic of the tests with a laboratory from eight to eleven, and one ECG."""
    return make_desk(tmp_path, clock=clock, setup=SETUP + USERS + MORE_USERS + LAB)


def wanted(patient: Patient, *parts: ChainPart, first: date = TUESDAY, last: date = TUESDAY) -> ChainRequest:
    """These visits on Tuesday."""
    return ChainRequest(patient.id, parts, first=first, last=last)


def shown(bundle: Bundle) -> list[str]:
    """'lab10 quist 8:00' of each visit, on the clocks at main."""
    return [f"{one.visit_type.code} {one.provider.code} {one.start.astimezone(MAIN):%-H:%M}" for one in bundle.visits]


def made(change: Change) -> tuple[ScheduledVisit, ...]:
    """The appointments of an act."""
    return change.all_of(ScheduledVisit)


THREE = (ChainPart("lab10"), ChainPart("ecg20", ("ito", "lee")), ChainPart("fu20", ("lee",), least=10, most=60))


def test_one_after_the_other(desk: Desk, smith: Patient) -> None:
    """Laboratory, heart and provider, each within the minutes that may lie before it, all of it free."""
    found = desk.schedule.bundles("ana", wanted(smith, *THREE))
    assert 5 == len(found)
    assert ["lab10 quist 8:50", "ecg20 ito 9:00", "fu20 lee 9:30"] == shown(found[0])
    for bundle in found:
        gaps = [(two.start - one.end).total_seconds() / 60 for one, two in pairwise(bundle.visits)]
        assert 0 <= gaps[0] <= 60
        assert 10 <= gaps[1] <= 60
        assert sum(gaps) == bundle.waiting
        assert not [one for visit in bundle.visits for one in visit.conflicts if one.severity is not Severity.WARN]
    assert sorted(found, key=lambda one: (one.waiting, one.start)) == list(found)


def test_what_is_offered_can_be_booked(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """Every one of them; they belong together, and one undo takes all of it back."""
    for bundle in desk.schedule.bundles("ana", wanted(smith, *THREE)):
        booked = made(desk.schedule.book_chain("ana", bundle.bookings))
        assert [one.start for one in bundle.visits] == [one.appointment.start for one in booked]
        assert [(1, 3), (2, 3), (3, 3)] == [
            (one.appointment.link.part, one.appointment.link.of) for one in booked if one.appointment.link
        ]
        linked = desk.schedule.linked("ana", booked[0].appointment.id)
        assert linked
        assert LinkKind.CHAIN is linked.record.kind
        desk.journal.undo("ana")
        assert {AppointmentStatus.ENTERED_IN_ERROR} == {status_of(desk, one) for one in booked}
    assert () == examine(tmp_path / "clinic.db")


def test_two_that_use_the_same_piece(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A family at the one ECG comes back to back, with whichever provider."""
    parts = (ChainPart("ecg20", most=0), ChainPart("ecg20", patient=jones.id, most=0))
    found = desk.schedule.bundles("ana", replace(wanted(smith, *parts), limit=3))
    assert [("Smith", "Jones")] * 3 == [tuple(one.patient.family for one in each.visits) for each in found]
    assert {0} == {each.waiting for each in found}


def test_a_family_with_one_provider(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Around those who are booked already."""
    for start in ("09:20", "10:00", "10:40"):
        book(desk, register(desk, "Park", actor="cy"), f"2026-11-24T{start}")
    family = (smith, jones, register(desk, "Smith", "Eve"))
    parts = [ChainPart("fu20", ("lee",), one.id, most=0) for one in family]
    found = desk.schedule.bundles("ana", wanted(smith, *parts))
    assert ["fu20 lee 11:00", "fu20 lee 11:20", "fu20 lee 11:40"] == shown(found[0])


def test_the_soonest_day_comes_first(desk: Desk, smith: Patient) -> None:
    """Ito is at the other site on Thursday and Friday: what would not fit on one day is looked for on the next."""
    parts = (ChainPart("lab10"), ChainPart("fu20", ("ito",)))
    found = desk.schedule.bundles("ana", wanted(smith, *parts, first=date(2026, 11, 26), last=date(2026, 12, 1)))
    assert {date(2026, 11, 30)} == {one.start.date() for one in found}


def test_within_hours(desk: Desk, smith: Patient) -> None:
    """All of it is over by the time that is said."""
    late = replace(wanted(smith, *THREE), begin=time(9, 30), finish=time(10, 40))
    for bundle in desk.schedule.bundles("ana", late):
        assert bundle.start.astimezone(MAIN).time() >= time(9, 30)
        assert bundle.end.astimezone(MAIN).time() <= time(10, 40)
    assert () == desk.schedule.bundles("ana", replace(late, finish=time(10, 10)))


def test_none_is_none(desk: Desk, smith: Patient) -> None:
    """Where one of them cannot be had at all, nothing is offered."""
    assert () == desk.schedule.bundles("ana", wanted(smith, ChainPart("lab10", ("lee",)), ChainPart("fu20")))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parts": (ChainPart("fu20"),)}, "Name two visits at least"),
        ({"parts": (ChainPart("fu20"),) * 9}, "At most 8 visits"),
        ({"parts": (ChainPart("fu20"), ChainPart("fu20", least=30, most=10))}, "30 to 10 minutes"),
        ({"parts": (ChainPart("fu20"), ChainPart("fu20", most=9_999))}, "0 to 9999 minutes"),
        ({"first": date(2026, 11, 25), "last": date(2026, 11, 24)}, "The last day is before the first"),
        ({"first": date(2026, 11, 25), "last": date(2028, 11, 24)}, "on 92 days at most"),
    ],
)
def test_what_cannot_be_looked_for(desk: Desk, smith: Patient, changes: dict[str, Any], said: str) -> None:
    """Told with what to ask for instead."""
    with pytest.raises(BadInput, match=said):
        desk.schedule.bundles("ana", replace(wanted(smith, *THREE), **changes))


def test_all_or_none(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Somebody was first at one of them: none is booked, and it is said which."""
    bundle = desk.schedule.bundles("ana", wanted(smith, *THREE))[0]
    book(desk, jones, "2026-11-24T09:30")
    refusal = refused(lambda: desk.schedule.book_chain("ana", bundle.bookings))
    assert "None of the visits is booked. Tue 24 Nov 9:30: Lee has Jones, Ann" in refusal.sentence
    assert () == desk.schedule.of_patient("ana", smith.id)
    kept = made(desk.schedule.book_chain("ana", bundle.bookings, {"C3": "urgent"}))
    assert [0, 0, 1] == [len(one.appointment.overrides) for one in kept]


def test_moved_and_cancelled_as_one(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """By as many minutes, each with its own provider; one undo for all of it, and one alone when that is wanted."""
    bundle = desk.schedule.bundles("ana", wanted(smith, *THREE))[0]
    booked = made(desk.schedule.book_chain("ana", bundle.bookings))
    desk.schedule.move_together("ana", moving(booked[2], "2026-11-24T09:40", provider="lee"), Scope.ALL)
    moved = [now_of(desk, one).appointment for one in booked]
    assert ["9:00", "9:10", "9:40"] == [f"{one.start.astimezone(MAIN):%-H:%M}" for one in moved]
    assert ["quist", "ito", "lee"] == [one.provider for one in moved]
    desk.schedule.move_together("ana", moving(booked[0], "2026-11-25T09:00"), Scope.ALL)
    assert {25} == {now_of(desk, one).appointment.start.day for one in booked}
    desk.visits.cancel_together("ana", booked[1].appointment.id, Scope.ALL, VerbOptions(reason="sick"))
    assert {AppointmentStatus.CANCELLED} == {status_of(desk, one) for one in booked}
    for _ in range(3):
        desk.journal.undo("ana")
    again = [now_of(desk, one).appointment for one in booked]
    assert [one.appointment for one in booked] == [replace(one, rev=1) for one in again]
    assert () == examine(tmp_path / "clinic.db")


def test_another_way_to_meet_is_meant_for_the_one_that_is_named(desk: Desk, smith: Patient) -> None:
    """Blood is not drawn by telehealth because the follow-up is."""
    bundle = desk.schedule.bundles("ana", wanted(smith, *THREE))[0]
    booked = made(desk.schedule.book_chain("ana", bundle.bookings))
    start = booked[2].appointment.start.isoformat()
    request = replace(moving(booked[2], start), mode=Mode.TELEHEALTH)
    desk.schedule.move_together("ana", request, Scope.ALL)
    kept = [now_of(desk, one).appointment for one in booked]
    assert [Mode.IN_PERSON, Mode.IN_PERSON, Mode.TELEHEALTH] == [one.mode for one in kept]
    assert [True, True, False] == [one.room is not None for one in kept]


def test_moved_where_one_of_them_cannot_go(desk: Desk, smith: Patient) -> None:
    """The laboratory closes at eleven: nothing is moved."""
    bundle = desk.schedule.bundles("ana", wanted(smith, *THREE))[0]
    booked = made(desk.schedule.book_chain("ana", bundle.bookings))
    refusal = refused(lambda: desk.schedule.move_together("ana", moving(booked[2], "2026-11-24T13:00"), Scope.ALL))
    assert ["C12", "C6"] == [one.rule for one in refusal.conflicts if one.severity is not Severity.WARN][:2]
    assert booked == tuple(now_of(desk, one) for one in booked)


def test_a_site_of_another_zone(desk: Desk, smith: Patient) -> None:
    """Where nobody names a site all visits are at one, by its own clocks."""
    parts = (ChainPart("fu20", ("novak",)), ChainPart("fu20", ("novak",), most=0))
    found = desk.schedule.bundles("ana", wanted(smith, *parts, first=date(2026, 11, 25), last=date(2026, 11, 25)))
    assert {"west"} == {one.site.code for each in found for one in each.visits}
    assert datetime(2026, 11, 25, 15).replace(tzinfo=found[0].start.tzinfo) == found[0].start
