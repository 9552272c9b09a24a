"""CLEARANCE: what stands between a patient and check-in?"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.conflict import Conflict, Severity
from core.patients.model import Patient, PatientStatus
from core.schedule.model.visit import ClearanceItem as Item
from core.schedule.model.visit import ClearanceState as State
from core.schedule.model.visit import ScheduledVisit, Visit, VisitStep, Waiver
from core.settings.model import ArrivalSettings, Policy
from core.visits.clearance import blockers, clearance
from tests.core.proposing import MAIN, NOW, SMITH, at, taken

LAST_WEEK = NOW - timedelta(days=7)
CLEAR = replace(SMITH, identity_verified_at=LAST_WEEK, demographics_confirmed_at=LAST_WEEK)
NEW = SMITH
RESTRICTED = replace(CLEAR, status=PatientStatus.RESTRICTED)
IDENTITY_DUE = "Identity has not been verified yet."
IDENTITY_AGAIN = "The record is restricted: identity is verified again at every visit."
NEVER = "Address, phone and contact have never been confirmed."


def coming(patient: Patient, *waivers: Waiver, arrived_at: datetime | None = None) -> ScheduledVisit:
    """The patient's appointment, and the visit once there is one."""
    scheduled = taken("10:00", "10:20", number=12, patient=patient)
    if arrived_at is None and not waivers:
        return scheduled
    came = arrived_at or NOW
    visit = Visit(scheduled.appointment.id, VisitStep.ARRIVED, came, "ana", came, late=False, waivers=waivers)
    return replace(scheduled, visit=visit)


def due(scheduled: ScheduledVisit) -> list[str]:
    """The sentences of what blocks the check-in."""
    return [conflict.message for conflict in blockers(scheduled, MAIN, Policy(), NOW)]


def test_a_regular_patient_is_all_clear() -> None:
    """Who was verified once and confirmed within the year goes through; what has no feature yet is not applicable."""
    states = clearance(coming(CLEAR), Policy(), NOW)
    assert {
        Item.IDENTITY: State.OK,
        Item.DEMOGRAPHICS: State.OK,
        Item.FORMS: State.NA,
        Item.INSURANCE: State.NA,
        Item.AUTHORIZATION: State.NA,
        Item.COPAY: State.NA,
    } == states
    assert [] == due(coming(CLEAR))


def test_a_new_patient_has_both_due() -> None:
    """One hard conflict an item, each naming the item for scripts."""
    number = coming(NEW).appointment.id
    assert (
        Conflict("CLEARANCE", Severity.HARD, IDENTITY_DUE, (number,), "identity"),
        Conflict("CLEARANCE", Severity.HARD, NEVER, (number,), "demographics"),
    ) == blockers(coming(NEW), MAIN, Policy(), NOW)


def test_demographics_are_due_again_after_the_time_of_the_settings() -> None:
    """To the day; and the sentence says since when."""
    confirmed = [NOW - timedelta(days=days) for days in (364, 365)]
    patients = [replace(CLEAR, demographics_confirmed_at=day) for day in confirmed]
    assert [[], ["Address, phone and contact were last confirmed 23 Nov 2025."]] == [
        due(coming(patient)) for patient in patients
    ]


def test_the_day_of_confirmation_is_that_of_the_site() -> None:
    """Ten in the evening here is the next day in UTC."""
    patient = replace(CLEAR, demographics_confirmed_at=at("2025-03-03T22:00"))
    assert ["Address, phone and contact were last confirmed 3 Mar 2025."] == due(coming(patient))


def test_the_settings_say_how_long_demographics_last() -> None:
    """A clinic may ask every month."""
    policy = Policy(arrival=ArrivalSettings(demographics_days=7))
    assert State.DUE is clearance(coming(CLEAR), policy, NOW)[Item.DEMOGRAPHICS]


def test_a_restricted_record_is_verified_again_at_every_visit() -> None:
    """An identity verified last week is not enough."""
    assert [IDENTITY_AGAIN] == due(coming(RESTRICTED))
    assert [IDENTITY_AGAIN] == due(coming(RESTRICTED, arrived_at=NOW))


@pytest.mark.parametrize("after", [0, 5])
def test_a_restricted_record_verified_at_this_visit_is_clear(after: int) -> None:
    """Since the arrival, or in the same act."""
    verified = replace(RESTRICTED, identity_verified_at=NOW + timedelta(minutes=after))
    assert [] == due(coming(verified, arrived_at=NOW))


def test_a_waived_item_blocks_no_more() -> None:
    """It shows as waived as long as it is due."""
    scheduled = coming(NEW, Waiver(Item.IDENTITY, "known"))
    assert State.WAIVED is clearance(scheduled, Policy(), NOW)[Item.IDENTITY]
    assert [NEVER] == due(scheduled)


def test_a_waiver_of_what_is_not_due_changes_nothing() -> None:
    """What is in order stays in order."""
    states = clearance(coming(CLEAR, Waiver(Item.IDENTITY, "known"), Waiver(Item.COPAY, "later")), Policy(), NOW)
    assert (State.OK, State.NA) == (states[Item.IDENTITY], states[Item.COPAY])


def test_what_is_settled_right_now_blocks_no_more() -> None:
    """Verified or waived in the act itself."""
    left = blockers(coming(NEW), MAIN, Policy(), NOW, settled={Item.DEMOGRAPHICS})
    assert [IDENTITY_DUE] == [conflict.message for conflict in left]
