"""CLEARANCE: what stands between a patient and check-in?"""

from datetime import datetime, timedelta

import pytest

from core.clinic.model import Clinic
from core.conflict import Conflict, Severity
from core.errors import BadInput
from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit, Visit, VisitStep, Waiver
from core.settings.model import ArrivalSettings, Policy
from core.structs import replace
from core.visits.clearance.demographics import DEMOGRAPHICS
from core.visits.clearance.facts import VisitFacts
from core.visits.clearance.identity import IDENTITY
from core.visits.clearance.item import ClearanceState as State
from core.visits.clearance.items import ITEMS, blockers, clearance, item_named, labels_due
from tests.core.proposing import MAIN, NOW, SMITH, at, taken

LAST_WEEK = NOW - timedelta(days=7)
CLEAR = replace(SMITH, identity_verified_at=LAST_WEEK, demographics_confirmed_at=LAST_WEEK)
NEW = SMITH
RESTRICTED = replace(CLEAR, restricted=True)
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


def facts(scheduled: ScheduledVisit, policy: Policy | None = None) -> VisitFacts:
    """What the items ask about that visit."""
    return VisitFacts(scheduled, MAIN, policy or Policy(), NOW, Clinic())


def due(scheduled: ScheduledVisit) -> list[str]:
    """The sentences of what blocks the check-in."""
    return [conflict.message for conflict in blockers(facts(scheduled))]


def test_a_regular_patient_is_all_clear() -> None:
    """Who was verified once and confirmed within the year goes through; what has no feature yet is not applicable."""
    states = clearance(facts(coming(CLEAR)))
    assert {
        "identity": State.OK,
        "demographics": State.OK,
        "forms": State.NA,
        "insurance": State.NA,
        "authorization": State.NA,
        "copay": State.NA,
    } == states
    assert [] == due(coming(CLEAR))


def test_a_new_patient_has_both_due() -> None:
    """One hard conflict an item, each naming the item for scripts."""
    number = coming(NEW).appointment.id
    assert (
        Conflict("CLEARANCE", Severity.HARD, IDENTITY_DUE, (number,), "identity"),
        Conflict("CLEARANCE", Severity.HARD, NEVER, (number,), "demographics"),
    ) == blockers(facts(coming(NEW)))


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
    assert State.DUE is clearance(facts(coming(CLEAR), policy))["demographics"]


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
    scheduled = coming(NEW, Waiver("identity", "known"))
    assert State.WAIVED is clearance(facts(scheduled))["identity"]
    assert [NEVER] == due(scheduled)


def test_a_waiver_of_what_is_not_due_changes_nothing() -> None:
    """What is in order stays in order."""
    states = clearance(facts(coming(CLEAR, Waiver("identity", "known"), Waiver("copay", "later"))))
    assert (State.OK, State.NA) == (states["identity"], states["copay"])


def test_what_is_settled_right_now_blocks_no_more() -> None:
    """Verified or waived in the act itself."""
    left = blockers(facts(coming(NEW)), settled={"demographics"})
    assert [IDENTITY_DUE] == [conflict.message for conflict in left]


def test_a_waiver_of_an_item_that_is_gone_changes_nothing() -> None:
    """A visit of long ago may name what this program asks no more."""
    assert clearance(facts(coming(CLEAR))) == clearance(facts(coming(CLEAR, Waiver("shoes", "known"))))


def test_verifying_an_item_puts_it_in_order() -> None:
    """Whatever an item finds due, it finds in order on the record that verifying leaves, and nothing else changes."""
    for item in ITEMS:
        verified = item.verify(facts(coming(RESTRICTED, arrived_at=NOW)), "ana")
        assert State.DUE is not item.look(facts(verified)).state
    here = coming(NEW)
    assert replace(here, patient=replace(NEW, identity_verified_at=NOW)) == IDENTITY.verify(facts(here), "ana")
    assert replace(here, patient=replace(NEW, demographics_confirmed_at=NOW)) == DEMOGRAPHICS.verify(facts(here), "ana")


def test_every_item_has_a_name_and_a_letter_of_its_own() -> None:
    """The letter is a key of the check-in prompt, its capital another, and w says 'waived' in the queue."""
    for values in ([item.name for item in ITEMS], [item.letter for item in ITEMS]):
        assert sorted(set(values)) == sorted(values)
    assert all(item.letter in "abcdefghijklmnopqrstuvxyz" and item.letter in item.label for item in ITEMS)


def test_a_label_has_room_on_the_card() -> None:
    """The states stand in one column beside the labels."""
    assert 13 >= max(len(item.label) for item in ITEMS)


def test_an_item_is_found_by_its_name() -> None:
    """A name there is not is answered with those there are."""
    assert IDENTITY is item_named("identity")
    with pytest.raises(BadInput, match=r"no check-in item 'shoes'. Choose one of: identity, demographics, forms"):
        item_named("shoes")


def test_what_is_due_is_told_in_the_order_of_the_items() -> None:
    """By its label."""
    assert ("identity", "demographics") == labels_due(clearance(facts(coming(NEW))))
