"""Is insurance verified for the day of a visit, listed by what is the matter, and asked at the gate?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.coverage.model import Benefits, Coverage, EnrolmentState, How, Relation, asked_for, is_same_asked
from core.coverage.verifying import Found
from core.errors import BadInput, ChangedElsewhere, NotAllowed, Refused
from core.structs import replace
from core.visits.clearance.item import ClearanceState
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import book, register
from tests.insured import PAYERS, insure, pays_self

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

ACTIVE: Final = Found(EnrolmentState.ACTIVE, How.PORTAL, "R1")
INACTIVE: Final = Found(EnrolmentState.INACTIVE, How.PHONE)


@pytest.fixture(autouse=True)
def payers(desk: Desk) -> None:
    """The clinic has payers."""
    desk.set_up("sue", PAYERS, place="payers.toml")


def verify(desk: Desk, visit: ScheduledVisit, found: Found = ACTIVE, **more: Any) -> Coverage:  # noqa: ANN401
    """Note what was found out, by ana unless somebody else is named."""
    change = desk.verification.verify(more.pop("actor", "ana"), visit.appointment.id, found, **more)
    (coverage,) = change.all_of(Coverage)
    return coverage


def clear(desk: Desk, patient: Patient) -> Patient:
    """The patient with nothing else due at check-in."""
    desk.patients.edit("ana", patient.id, {"identity_verified_at": True, "demographics_confirmed_at": True})
    return desk.patients.by_id("ana", patient.id)


def insurance(desk: Desk, visit: ScheduledVisit) -> tuple[str, str]:
    """Where the item stands at the gate, and why."""
    now = desk.schedule.appointment("vic", visit.appointment.id)
    found = desk.view("vic").findings(now)["insurance"]
    return found.state.value, found.why


def listed(desk: Desk) -> list[tuple[str, str]]:
    """The worklist: what is the matter, and whose visit it is."""
    return [(one.standing.trouble.value, one.scheduled.patient.family) for one in desk.verification.worklist("vic")]


def test_it_is_noted_with_who_when_how_and_reference(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """On the coverage that pays on the day of the visit, and for that day."""
    insure(desk, smith, ends=date(2026, 11, 30))
    december = insure(desk, smith, "medicaid", "M1", starts=date(2026, 12, 1))
    coverage = verify(desk, book(desk, smith, "2026-12-01T10:00"))
    assert december.id == coverage.id
    said = coverage.enrolment
    assert said is not None
    assert (EnrolmentState.ACTIVE, clock.now(), date(2026, 12, 1), How.PORTAL, "ana", "R1") == (
        *(said.state, said.at, said.on, said.how, said.by, said.reference),
    )
    assert coverage.benefits is None


def test_benefits_keep_their_age(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Who asks for the enrolment alone has not asked for the copay again."""
    insure(desk, smith)
    visit = book(desk, smith)
    then = clock.now()
    first = verify(desk, visit, Found(EnrolmentState.ACTIVE, How.PHONE, copay=2500, deductible_left=0, coinsurance=20))
    assert Benefits(then, How.PHONE, "ana", 2500, 20, None, 0) == first.benefits
    clock.forward(minutes=5)
    assert first.benefits == verify(desk, visit).benefits


def test_taken_back_and_done_again(desk: Desk, smith: Patient) -> None:
    """The answer before holds again."""
    insure(desk, smith)
    visit = book(desk, smith)
    verify(desk, visit, actor="ben")
    before = desk.schedule.appointment("vic", visit.appointment.id).coverages
    verify(desk, visit, INACTIVE)
    desk.journal.undo("ana")
    (again,) = desk.schedule.appointment("vic", visit.appointment.id).coverages
    assert before[0].enrolment == again.enrolment
    desk.journal.redo("ana")
    assert "due" == insurance(desk, visit)[0]


def test_there_is_nothing_to_verify_where_nobody_else_pays(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Without coverage, with one that has ended, and where the patient pays."""
    with pytest.raises(BadInput, match="No insurance is known"):
        verify(desk, book(desk, smith))
    insure(desk, smith, ends=date(2026, 1, 31))
    with pytest.raises(BadInput, match="ended 31 Jan 2026"):
        verify(desk, book(desk, smith, "2026-11-24T10:00"))
    pays_self(desk, jones)
    with pytest.raises(BadInput, match="nothing to verify"):
        verify(desk, book(desk, jones, "2026-11-24T11:00"))


def test_somebody_who_was_first_is_named(desk: Desk, smith: Patient) -> None:
    """By the rev of the coverage that was looked at."""
    coverage = insure(desk, smith)
    visit = book(desk, smith)
    verify(desk, visit, rev=coverage.rev)
    with pytest.raises(ChangedElsewhere, match="active on 23 Nov 2026"):
        verify(desk, visit, INACTIVE, rev=coverage.rev, actor="ben")
    with pytest.raises(NotAllowed):
        verify(desk, visit, actor="vic")


def test_the_gate_asks_in_a_clinic_with_payers(desk: Desk, smith: Patient) -> None:
    """For insurance that holds on the day and was verified of late; who pays is not asked."""
    visit = book(desk, smith)
    assert ("due", "No insurance is known.") == insurance(desk, visit)
    own = pays_self(desk, smith)
    assert ("ok", "The patient pays.") == insurance(desk, visit)
    desk.coverage.edit("ana", own.id, {"ends": date(2026, 10, 31)})
    assert "due" == insurance(desk, visit)[0]
    insure(desk, smith, starts=date(2026, 11, 1))
    assert ("due", "Cigna Health has never been verified.") == insurance(desk, visit)
    verify(desk, visit)
    assert ("ok", "Cigna Health, verified 23 Nov 2026.") == insurance(desk, visit)
    verify(desk, visit, INACTIVE)
    assert ("due", "Cigna Health said 23 Nov 2026 that the patient is not insured.") == insurance(desk, visit)


def test_a_clinic_without_payers_asks_nobody(desk: Desk, smith: Patient) -> None:
    """As before there were any."""
    for code in ("aetna", "cigna", "medicaid", "yearly"):
        desk.set_up("sue", f'[[payer]]\ncode = "{code}"\nretired = true\n', place="x.toml")
    visit = book(desk, smith)
    assert "na" == insurance(desk, visit)[0]
    assert [] == listed(desk)


def test_a_move_across_a_renewal_makes_it_stale(desk: Desk, smith: Patient) -> None:
    """And across the end of the plan it does not hold; moved back it holds again."""
    insure(desk, smith, ends=date(2026, 12, 15))
    visit = book(desk, smith, "2026-11-30T10:00")
    verify(desk, visit)
    assert "ok" == insurance(desk, visit)[0]
    for start, state in (("2026-12-01T10:00", "due"), ("2026-12-16T10:00", "due"), ("2026-11-30T11:00", "ok")):
        change = desk.schedule.move("ana", _to(visit, start))
        (moved,) = change.records
        warned = [conflict.rule for conflict in change.warnings]
        assert ("C13" in warned) is start.startswith("2026-12-16")
        assert state == insurance(desk, moved)[0], start  # type: ignore[arg-type]


def test_whose_insurance_it_is_is_asked_about_anew(desk: Desk, smith: Patient) -> None:
    """Another subscriber, or what the patient is to them; of what was noted before that was, it may be any."""
    coverage = insure(desk, smith, subscriber="Smith, Jane")
    booked = book(desk, smith)
    verified = verify(desk, booked)
    assert verified.enrolment is not None
    for changes in (
        {"subscriber": "Smith, Ann"},
        {"relation": Relation.CHILD},
        {"relation": Relation.SELF, "subscriber": ""},
    ):
        desk.coverage.edit("ana", coverage.id, changes)
        assert "or subscriber" in insurance(desk, booked)[1], changes
        desk.journal.undo("ana")
        assert "ok" == insurance(desk, booked)[0]
    older, now = verified.enrolment.asked.rsplit("|", 2)[0], asked_for(verified, smith)
    assert is_same_asked(older, now)
    assert not is_same_asked(older, asked_for(replace(verified, member_id="C2"), smith))


def test_what_is_corrected_is_asked_about_anew(desk: Desk, smith: Patient) -> None:
    """The member id of the coverage, or the patient's name."""
    coverage = insure(desk, smith)
    visit = book(desk, smith)
    verify(desk, visit)
    desk.coverage.edit("ana", coverage.id, {"member_id": "C2"})
    assert "another member id" in insurance(desk, visit)[1]
    desk.journal.undo("ana")
    assert "ok" == insurance(desk, visit)[0]
    desk.patients.edit("ana", smith.id, {"family": "Smythe"}, anyway=True)
    assert "due" == insurance(desk, visit)[0]


def test_verified_at_the_gate_is_noted_on_the_coverage(desk: Desk, smith: Patient) -> None:
    """With the way the payer is asked, by whoever checked in, and taken back with it."""
    insure(desk, smith, "medicaid", "M1")
    visit = book(desk, clear(desk, smith))
    with pytest.raises(Refused, match="never been verified"):
        desk.visits.do("ana", Verb.CHECK_IN, visit.appointment.id)
    desk.visits.do("ana", Verb.CHECK_IN, visit.appointment.id, verified=["insurance"])
    (coverage,) = desk.coverage.of_patient("vic", smith.id)
    assert coverage.enrolment is not None
    assert (EnrolmentState.ACTIVE, How.PHONE, "ana") == (
        *(coverage.enrolment.state, coverage.enrolment.how, coverage.enrolment.by),
    )
    desk.journal.undo("ana")
    assert desk.coverage.of_patient("vic", smith.id)[0].enrolment is None


def test_two_visits_of_one_patient_are_verified_in_one_act(desk: Desk, smith: Patient) -> None:
    """The second is checked in with the coverage as the first left it."""
    insure(desk, smith)
    who = clear(desk, smith)
    both = [book(desk, who, start).appointment.id for start in ("2026-11-23T10:40", "2026-11-23T11:20")]
    said = VerbOptions(verified=["insurance"])
    desk.visits.act("ana", Verb.CHECK_IN, dict.fromkeys(both), said)
    (coverage,) = desk.coverage.of_patient("vic", smith.id)
    assert coverage.enrolment is not None


def test_what_is_not_known_cannot_be_verified_but_waived(desk: Desk, smith: Patient) -> None:
    """Nothing is written where somebody tries."""
    visit = book(desk, clear(desk, smith))
    with pytest.raises(BadInput, match="Note the insurance"):
        desk.visits.do("ana", Verb.CHECK_IN, visit.appointment.id, verified=["insurance"])
    desk.visits.do("ana", Verb.CHECK_IN, visit.appointment.id, waivers={"insurance": "later"})
    now = desk.schedule.appointment("vic", visit.appointment.id)
    assert ClearanceState.WAIVED is desk.view("vic").clearance(now)["insurance"]


def test_the_list_is_by_trouble_then_start(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The visits of today and of seven days more that nobody is checked in for."""
    people = {name: register(desk, name, "A") for name in ("Ended", "Stale", "Payer", "Later", "Gone")}
    insure(desk, people["Ended"], ends=date(2026, 11, 22))
    for name in ("Stale", "Later", "Gone"):
        insure(desk, people[name], member_id=name)
    pays_self(desk, people["Payer"])
    insure(desk, jones)
    starts = {
        "Payer": "2026-11-23T10:40",
        "Ended": "2026-11-30T16:40",
        "Stale": "2026-11-24T09:00",
        "Later": "2026-12-01T09:00",
        "Gone": "2026-11-24T09:40",
    }
    visits = {name: book(desk, people[name], start) for name, start in starts.items()}
    verify(desk, book(desk, jones, "2026-11-25T09:00"))
    book(desk, smith, "2026-11-24T11:00")
    desk.visits.do("ana", Verb.CANCEL, visits["Gone"].appointment.id, reason="sick")
    assert [
        ("inactive", "Ended"),
        ("stale", "Stale"),
        ("missing", "Smith"),
        ("active", "Payer"),
        ("active", "Jones"),
    ] == listed(desk)


def test_booking_on_a_day_without_coverage_is_warned_of(desk: Desk, smith: Patient) -> None:
    """By whichever path the time is taken: booked, moved, or assessed; nothing is refused."""
    insure(desk, smith, ends=date(2026, 11, 30))
    fine = book(desk, smith, "2026-11-30T10:00")
    change = desk.schedule.move("ana", _to(fine, "2026-12-01T10:00"))
    assert ["C13"] == [conflict.rule for conflict in change.warnings]


def _to(visit: ScheduledVisit, start: str) -> Any:  # noqa: ANN401
    from core.schedule.requests import MoveRequest

    return MoveRequest(visit.appointment.id, datetime.fromisoformat(start))
