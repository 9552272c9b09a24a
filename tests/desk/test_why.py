"""Why can a start not be had, and which single change frees it?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.conflict import Severity
from core.desk import Desk
from core.errors import NotFound
from core.patients.model import Patient, PatientStatus
from core.record_ref import PatientId
from core.schedule.model.appointment import Mode
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.slots.question import WhyNot
from core.schedule.wanted import NOBODY
from core.settings.model import BookingSettings, Policy
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register

MORE = """
[[visit_type]]
code = "ecg20"
name = "ECG"
minutes = 20
equipment = ["ecg"]

[[visit_type]]
code = "cath"
name = "Catheter"
minutes = 20
skills = ["cardio"]

[[visit_type]]
code = "group"
name = "Group"
minutes = 60

[[equipment]]
code = "ecg"
site = "main"

[[provider]]
code = "kim"
name = "Kim, Jo MD"

[[session]]
provider = "kim"
site = "main"
days = ["fri"]
from = "10:00"
to = "12:00"
capacity = 2
"""
REASONS = "urgent, provider-asked, double-ok, other"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Monday 23 November 2026, 10:20 at main; on Fridays Kim sees two at once there."""
    return make_desk(tmp_path, clock=FakeClock(), setup=SETUP + MORE + USERS)


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Somebody."""
    return register(desk)


@pytest.fixture
def jones(desk: Desk) -> Patient:
    """Somebody else."""
    return register(desk, "Jones", "Ann")


def asked(
    patient: Patient | None, start: str, visit_type: str = "fu20", provider: str = "lee", **more: object
) -> BookingRequest:
    """A booking at a wall time."""
    request = BookingRequest(patient.id if patient else NOBODY, visit_type, provider, datetime.fromisoformat(start))
    return replace(request, **more)  # type: ignore[arg-type]


def told(found: WhyNot) -> list[str]:
    """'C3 Start on Tue 24 Nov 10:20.' of each relaxation, reasons left out."""
    return [f"{one.rule} {one.change}" for one in found.relaxations if "with a reason" not in one.change]


def reasons(found: WhyNot) -> list[str]:
    """What leads over it with a reason."""
    return [one.change for one in found.relaxations if "with a reason" in one.change]


def rules(found: WhyNot) -> list[str]:
    """What closes it."""
    return [one.rule for one in found.conflicts if one.severity is not Severity.WARN]


def test_nothing_closes_it(desk: Desk, smith: Patient) -> None:
    """Then nothing frees it."""
    assert WhyNot(()) == desk.schedule.why("ana", asked(smith, "2026-11-24T10:00"))


@pytest.mark.parametrize(
    ("start", "visit_type", "provider", "more", "met", "frees"),
    [
        # Jones is with Lee 10:00-10:20 in R1, all are told of that one booking
        ("2026-11-24T10:10", "fu20", "lee", {}, ["C3"], [
            "C3 Start on Tue 24 Nov 9:40.",
            "C3 Start on Tue 24 Nov 10:20.",
            "C3 Move Jones, Ann from Tue 24 Nov 10:00 to Tue 24 Nov 9:50.",
        ]),
        ("2026-11-24T09:50", "fu20", "lee", {}, ["C3"], [
            "C3 Start on Tue 24 Nov 9:40.",
            "C3 Start on Tue 24 Nov 10:20.",
            "C3 Book 10 minutes in place of 20.",
            "C3 Move Jones, Ann from Tue 24 Nov 10:00 to Tue 24 Nov 10:10.",
        ]),
        # a room
        ("2026-11-24T10:00", "fu20", "ito", {"room": "R1"}, ["C4", "C8"], [
            "C4 Start on Tue 24 Nov 9:40.",
            "C4 Start on Tue 24 Nov 11:00.",
        ]),
        ("2026-11-24T11:50", "fu20", "lee", {"room": "R2"}, ["C6"], [
            "C6 Start on Tue 24 Nov 11:40.",
            "C6 Start on Tue 24 Nov 13:00.",
            "C6 Book it with Ito.",
            "C6 Book 10 minutes in place of 20.",
            "C6 Give Lee an extra session 11:50-12:10 on Tue 24 Nov.",
        ]),
        # leave, holiday, weekend: an extra session helps only where nothing closes the day
        ("2026-11-24T10:00", "fu20", "novak", {"site": "west"}, ["C6"], ["C6 Start on Wed 25 Nov 9:00."]),
        ("2026-12-25T10:00", "fu20", "lee", {}, ["C6"], ["C6 Start on Mon 28 Dec 9:00."]),
        ("2026-11-28T10:00", "fu20", "lee", {"site": "main"}, ["C6"], [
            "C6 Start on Mon 30 Nov 9:00.",
            "C6 Give Lee an extra session 10:00-10:20 on Sat 28 Nov.",
        ]),
        # a block, both ways
        ("2026-11-24T10:30", "fu20", "ito", {}, ["C8"], [
            "C8 Start on Tue 24 Nov 9:40.",
            "C8 Start on Tue 24 Nov 11:00.",
            "C8 Book it with Lee.",
            "C8 Book it as proc, Procedure (40 minutes).",
            "C8 Take away the block 10:00-11:00 (procedure).",
        ]),
        # a skill that the provider lacks
        ("2026-11-24T09:00", "cath", "ito", {}, ["C11"], [
            "C11 Book it with Lee.",
            "C11 Book it as fu20, Follow-up (20 minutes).",
            "C11 Book it as new40, New patient (40 minutes).",
        ]),
        # limits of a booking: off the grid, over, too far ahead, too long
        ("2026-11-24T09:02", "fu20", "lee", {}, ["C10"], [
            "C10 Start on Tue 24 Nov 9:00.",
            "C10 Start on Tue 24 Nov 9:05.",
        ]),
        ("2026-11-23T09:00", "fu20", "lee", {}, ["C10"], ["C10 Start on Mon 23 Nov 10:20."]),
        ("2029-11-24T09:00", "fu20", "lee", {"site": "main"}, ["C10", "C6"], []),
        ("2026-11-24T09:00", "fu20", "lee", {"minutes": 600}, ["C3", "C6", "C10"], []),
        ("2026-11-24T13:00", "group", "lee", {"minutes": 241}, ["C6"], [
            "C6 Book 240 minutes in place of 241.",
            "C6 Give Lee an extra session 13:00-17:01 on Tue 24 Nov.",
        ]),
        # by telehealth no room is needed; a mode that the type is never held in
        ("2026-11-24T13:00", "new40", "lee", {"mode": Mode.TELEHEALTH}, ["C11"], [
            "C11 Hold it in-person.",
            "C11 Book it as fu20, Follow-up (20 minutes).",
            "C11 Book it as proc, Procedure (40 minutes).",
        ]),
    ],
)  # fmt: skip
def test_closed(  # noqa: PLR0917 - a row of the table
    desk: Desk,
    jones: Patient,
    smith: Patient,
    start: str,
    visit_type: str,
    provider: str,
    more: dict[str, object],
    met: list[str],
    frees: list[str],
) -> None:
    """What closes a start, and the single changes that free it."""
    book(desk, jones, "2026-11-24T10:00", room="R1")
    found = desk.schedule.why("ana", asked(smith, start, visit_type, provider, **more))
    assert sorted(met) == sorted(set(rules(found)))
    assert frees == told(found)


def test_a_room_that_is_taken_gives_way(desk: Desk, smith: Patient, jones: Patient) -> None:
    """To the first free one that fits; what is asked for instead is handed back."""
    book(desk, jones, "2026-11-25T10:00", provider="ito", room="R1")
    request = asked(smith, "2026-11-25T10:00", room="R1")
    found = desk.schedule.why("ana", request)
    assert "C4 Take room R2." in told(found)
    (room,) = (one for one in found.relaxations if one.change == "Take room R2.")
    assert replace(request, room="R2") == room.request


def test_equipment_and_the_only_room_of_its_kind(desk: Desk, smith: Patient, jones: Patient) -> None:
    """One ECG, one procedure room: whoever has it is named, and could be elsewhere."""
    book(desk, jones, "2026-11-25T13:00", provider="ito", visit_type="ecg20")
    found = desk.schedule.why("ana", asked(smith, "2026-11-25T13:10", "ecg20"))
    assert ["C5"] == rules(found)
    assert "C5 Start on Wed 25 Nov 13:20." in told(found)
    assert "C5 Move Jones, Ann from Wed 25 Nov 13:00 to Wed 25 Nov 12:50." in told(found)
    assert [] == reasons(found)


@pytest.mark.parametrize(
    ("actor", "start", "expected"),
    [
        ("ana", "2026-11-24T08:00", f"You may go over C6 with a reason: {REASONS}."),
        ("vic", "2026-11-24T08:00", f"sue or ana may go over C6 with a reason: {REASONS}."),
        ("ana", "2026-11-24T09:02", f"sue may go over C10 with a reason: {REASONS}."),
        ("sue", "2026-11-24T09:02", f"You may go over C10 with a reason: {REASONS}."),
        ("sue", "2026-11-24T08:02", f"You may go over C6 or C10 with a reason: {REASONS}."),
    ],
)
def test_who_may_give_a_reason(desk: Desk, smith: Patient, actor: str, start: str, expected: str) -> None:
    """Whoever asks, if they may; else those who may are named."""
    assert [expected] == reasons(desk.schedule.why(actor, asked(smith, start)))


def test_what_no_reason_leads_over(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A patient who is elsewhere, or may not be booked at all."""
    book(desk, smith, "2026-11-24T10:00", provider="lee")
    found = desk.schedule.why("sue", asked(smith, "2026-11-24T10:10", provider="ito", visit_type="proc"))
    assert ["C2"] == rules(found)
    assert [] == reasons(found)
    desk.patients.edit("ana", jones.id, {"status": PatientStatus.DECEASED})
    found = desk.schedule.why("sue", asked(jones, "2026-11-24T13:00"))
    assert (["C1"], ()) == (rules(found), found.relaxations)


def test_of_whoever(desk: Desk, jones: Patient) -> None:
    """Without a patient the rules that need one are left out; what could be booked instead is found."""
    book(desk, jones, "2026-11-24T10:00")
    found = desk.schedule.why("ana", asked(None, "2026-11-24T10:00"))
    assert ["C3"] == rules(found)
    assert "C3 Start on Tue 24 Nov 10:20." in told(found)
    with pytest.raises(NotFound):
        desk.schedule.why("ana", replace(asked(None, "2026-11-24T10:00"), patient=PatientId(99)))


def test_where_one_cannot_be_moved_to(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The appointment itself is not in its own way; one that is over is not moved at all."""
    book(desk, jones, "2026-11-24T10:20")
    number = book(desk, smith, "2026-11-24T10:00").appointment.id
    found = desk.schedule.why("ana", MoveRequest(number, datetime(2026, 11, 24, 10, 10)))
    assert ["C3"] == rules(found)
    assert [
        "C3 Start on Tue 24 Nov 10:00.",
        "C3 Start on Tue 24 Nov 10:40.",
        "C3 Book 10 minutes in place of 20.",
    ] == told(found)[:3]
    desk.visits.do("ana", Verb.CANCEL, number, reason="sick")
    found = desk.schedule.why("ana", MoveRequest(number, datetime(2026, 11, 24, 13)))
    assert ("STATE", ()) == (found.conflicts[0].rule, found.relaxations)


def test_a_visit_that_has_begun_is_not_moved_away(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Whoever is here stays."""
    number = book(desk, jones, "2026-11-23T10:20").appointment.id
    desk.visits.do("ana", Verb.ARRIVE, number)
    found = desk.schedule.why("ana", asked(smith, "2026-11-23T10:30"))
    assert ["C3"] == rules(found)
    assert not [one for one in told(found) if "Move" in one]


@pytest.mark.parametrize(
    ("start", "frees"),
    [
        ("2027-11-07T01:30", ["C15 Say which of the two: 1:30 EDT.", "C15 Say which of the two: 1:30 EST."]),
        ("2027-03-14T02:30", ["C15 Start on Sun 14 Mar 2027 1:55.", "C15 Start on Sun 14 Mar 2027 3:00."]),
    ],
)
def test_the_clocks_change(tmp_path: Path, start: str, frees: list[str]) -> None:
    """A time that comes twice is told apart; one that does not come is not far from others that do."""
    night = SETUP.replace(
        'days = ["mon", "tue", "wed"]\nfrom = "09:00"\nto = "17:00"', 'days = ["sun"]\nfrom = "00:00"\nto = "05:00"'
    )
    desk = make_desk(tmp_path, setup=night, policy=Policy(booking=BookingSettings(horizon_days=900)))
    request = asked(None, start, provider="ito", site="main", minutes=5)
    found = desk.schedule.why("ana", request)
    assert ["C15"] == rules(found)
    assert frees == told(found)[:2]


def test_the_third_next(desk: Desk) -> None:
    """Days until the third opening that does not overlap the others, per provider and visit type."""
    found = {(one.provider, one.visit_type): one.days for one in desk.schedule.third_next("ana", visit_type="fu20")}
    assert {("lee", "fu20"): 0, ("ito", "fu20"): 0, ("novak", "fu20"): 0, ("kim", "fu20"): 4} == found
    (alone,) = desk.schedule.third_next("ana", provider="kim", visit_type="group")
    assert (11, "2026-12-04") == (alone.days, f"{alone.opening.start:%Y-%m-%d}" if alone.opening else "")
    (none,) = desk.schedule.third_next("ana", provider="ito", visit_type="cath")
    assert (None, None) == (none.days, none.opening)
