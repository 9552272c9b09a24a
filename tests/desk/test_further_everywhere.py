"""Do holds, reasons why not, the waiting list and walk-ins ask about every provider of a visit, not its own alone?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.calendar.interval import Interval
from core.calendar.wall import local
from core.desk import Desk
from core.schedule.holds.use_cases import OpenTime
from core.schedule.requests import BookingRequest, MoveRequest
from core.structs import replace
from core.visits.walk_in import WalkInRequest
from storage.sqlite.doctor import examine
from tests.clinics import MAIN, make_desk, register, visit_of
from tests.desk.test_further_providers import STAFF, Front, at
from tests.desk.waiting import accepted, cancelled, families, hours_of, put_on

BLOCKED = (
    STAFF
    + """
[[block]]
provider = "kim"
start = "2026-11-24T13:00"
end = "2026-11-24T14:00"
kind = "training"

[[session]]
provider = "lee"
site = "main"
days = ["tue"]
from = "17:00"
to = "18:00"
"""
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The clinic with its nurses; Kim is trained on Tuesday from one to two, Lee works until six then."""
    return make_desk(tmp_path, setup=BLOCKED)


@pytest.fixture
def front(desk: Desk) -> Front:
    """Somebody at that desk."""
    return Front(desk)


@pytest.mark.parametrize(
    ("start", "further", "expected"),
    [
        ("13:00", ("kim",), {"Book it without Kim.", "Take away the block Kim 13:00-14:00 (training)."}),
        ("17:00", ("kim",), {"Book it without Kim.", "Give Kim an extra session 17:00-17:20 on Tue 24 Nov."}),
        ("09:00", ("kim",), {"Book it without Kim.", "Have Park there in place of Kim."}),
    ],
)
def test_what_frees_a_start_that_only_a_further_provider_closes(
    front: Front, start: str, further: tuple[str, ...], expected: set[str]
) -> None:
    """Their block, their hours, somebody else in their place: whatever is proposed as a request can be booked so."""
    front.book(front.request("9:00", "kim", "fu20"))
    wanted = front.request(start, visit_type="fu20", further=further)
    found = front.desk.schedule.why("ana", wanted).relaxations
    assert expected <= {one.change for one in found}
    asked = [one.request for one in found if isinstance(one.request, BookingRequest)]
    assert [()] * len(asked) == [front.desk.schedule.assess("ana", one).conflicts for one in asked]


def test_of_a_move_too(front: Front) -> None:
    """Whom the moved visit has besides can be left out or replaced, and the request says so."""
    kept = front.book(front.request("10:00", visit_type="fu20", further=("kim",), overrides={"C8": "urgent"}))
    front.book(front.request("9:00", "kim", "fu20"))
    found = front.desk.schedule.why("ana", MoveRequest(kept.appointment.id, at("9:00"))).relaxations
    asked = {one.change: one.request for one in found if isinstance(one.request, MoveRequest)}
    assert ("park",) == asked["Have Park there in place of Kim."].further
    assert () == asked["Book it without Kim."].further


def test_a_question_holds_the_time_of_each(front: Front) -> None:
    """Held by one desk, another is told of it whichever of them it books; it ends with the question."""
    desk = front.desk
    assessed = desk.schedule.assess("ana", front.request("9:00", visit_type="surg"))
    time = OpenTime("lee", "main", Interval(assessed.start, assessed.end), besides=assessed.besides)
    taken = [desk.holds.keep_open("ana", one, None) for one in time.of_each]
    assert [("lee", "9:00-10:00"), ("kim", "9:10-9:50")] == [
        (one.provider, f"{local(one.span.start, MAIN):%-H:%M}-{local(one.span.end, MAIN):%-H:%M}")
        for one in taken
        if one
    ]
    met = desk.schedule.assess("ben", front.request("9:30", "kim", "fu20")).conflicts
    assert ["C8"] == [one.rule for one in met]


def test_freed_time_of_a_further_provider_is_offered_to_who_needs_them(front: Front, tmp_path: Path) -> None:
    """Kim was all that was missing: the visit is with whoever has time then, filled and taken back like any other."""
    desk = front.desk
    for minutes in (10, 30):
        front.book(front.request(f"9:{minutes}", "park", "fu20"))
    busy = front.book(front.request("9:10", "kim", "fu20", minutes=40))
    needs, alone = (register(desk, family) for family in ("Needs", "Alone"))
    entry = put_on(desk, needs, "surg", providers=("lee",))
    put_on(desk, alone, "fu20", providers=("ito",))
    (one,) = desk.waitlist.freed_by("ana", cancelled(desk, busy).entry.id)
    assert ("24 9:10-9:50", ["Needs"]) == (hours_of(one), families(one))
    assert "with Lee" in one.matches[0].why
    assert "uses 40 of 40 min" in one.matches[0].why
    booked = accepted(desk, one, "Needs").appointment
    assert ("lee", at("9:00")) == (booked.provider, local(booked.start, MAIN).replace(tzinfo=None))
    assert ["kim"] == [each.provider for each in booked.further]
    assert () == desk.waitlist.freed("ana")
    desk.journal.undo("ana")
    assert [("Needs", entry.id)] == [
        (each.patient.family, each.entry.id) for each in desk.waitlist.freed("ana")[0].matches
    ]
    assert () == examine(tmp_path / "clinic.db")


def test_freed_time_of_a_further_provider_is_not_offered_where_the_visit_would_be_closed(front: Front) -> None:
    """Lee is taken then, or the entry wants another day: nobody is shown who could not be booked."""
    desk = front.desk
    for minutes in (10, 30):
        front.book(front.request(f"9:{minutes}", "park", "fu20"))
    busy = front.book(front.request("9:10", "kim", "fu20", minutes=40))
    front.book(front.request("9:00", visit_type="fu20"))
    put_on(desk, register(desk, "Needs"), "surg", providers=("lee",))
    put_on(desk, register(desk, "Other"), "surg", window="wed")
    assert () == desk.waitlist.freed_by("ana", cancelled(desk, busy).entry.id)


def test_a_walk_in_waits_for_everybody_whom_its_type_needs(tmp_path: Path) -> None:
    """Who is free sooner but would be alone comes later; a skill is filled by whoever is free first."""
    desk = make_desk(tmp_path, setup=STAFF)  # Monday 10:20
    front = Front(desk)
    now = front.request("10:20", "kim", "fu20", minutes=40)
    visit_of(desk.schedule.book("ana", replace(now, start=now.start - timedelta(days=1))))
    for visit_type, expected in (("pair", "11:00"), ("surg", "10:50")):  # Park leaves at eleven, Kim is free then
        wanted = WalkInRequest(register(desk, f"For{visit_type}").id, visit_type, site="main")
        found = desk.visits.propose_walk_in("ana", wanted).candidates
        free = {one.provider.code: local(one.free_at, MAIN) for one in found if one.free_at}
        assert expected == f"{free['lee']:%-H:%M}"
