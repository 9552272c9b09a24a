"""C2: is the patient somewhere else at that instant, or here again the same day?"""

import pytest

from core.conflict import Conflict, Severity
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c02_patient_elsewhere import patient_elsewhere
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from tests.core.proposing import ITO, NEW40, SMITH, WEST, knowing, propose, taken


def conflicts_with(*others: ScheduledVisit, typed: str = "10:00") -> list[tuple[Severity, str]]:
    """What the rule says of Smith's other appointments."""
    found = patient_elsewhere(propose(typed), knowing(patient_day=others), Policy())
    return [(conflict.severity, conflict.message) for conflict in found]


def test_a_patient_with_nothing_else_that_day_is_free() -> None:
    """No other appointment, no conflict."""
    assert [] == conflicts_with()


def test_the_same_instant_is_refused_and_named() -> None:
    """The conflict says with whom, where and when, and carries the appointment's number."""
    other = taken("9:50", "10:30", number=12, patient=SMITH, provider=ITO, visit_type=NEW40)
    sentence = "Smith, John already has new40 with Ito at Main Street, 9:50-10:30."
    assert (Conflict("C2", Severity.HARD, sentence, (other.appointment.id,)),) == patient_elsewhere(
        propose(), knowing(patient_day=[other]), Policy()
    )


def test_another_site_is_told_in_its_own_time() -> None:
    """9:10 in Chicago is 10:10 in New York; a patient cannot be at both."""
    other = taken("9:10", "9:30", patient=SMITH, provider=ITO, site=WEST)
    sentence = "Smith, John already has fu20 with Ito at West Side, 9:10-9:30 (from 10:10 at Main Street)."
    assert [(Severity.HARD, sentence)] == conflicts_with(other)


def test_the_same_wall_time_in_another_zone_is_another_instant() -> None:
    """10:00 at West is 11:00 at Main: the same day, not the same time."""
    other = taken("10:00", "10:20", patient=SMITH, provider=ITO, site=WEST)
    sentence = "Smith, John also has fu20 with Ito at West Side that day, 10:00-10:20 (from 11:00 at Main Street)."
    assert [(Severity.WARN, sentence)] == conflicts_with(other)


@pytest.mark.parametrize(("start", "end"), [("9:40", "10:00"), ("10:20", "10:40")])
def test_back_to_back_is_only_the_same_day(start: str, end: str) -> None:
    """One visit may follow another at once; it is told all the same."""
    assert [Severity.WARN] == [severity for severity, _ in conflicts_with(taken(start, end, patient=SMITH))]


@pytest.mark.parametrize(
    ("start", "end"), [("9:00", "10:05"), ("10:15", "10:40"), ("9:00", "11:00"), ("10:05", "10:10")]
)
def test_partial_overlaps_with_unequal_starts_are_seen(start: str, end: str) -> None:
    """LibreHealth compared the starts alone and let these through."""
    assert [Severity.HARD] == [severity for severity, _ in conflicts_with(taken(start, end, patient=SMITH))]


@pytest.mark.parametrize("status", [AppointmentStatus.ARRIVED, AppointmentStatus.CHECKED_IN])
def test_visits_that_have_begun_count(status: AppointmentStatus) -> None:
    """Bahmni looked at appointments to come only, and booked over the one in progress."""
    other = taken("9:50", "10:10", patient=SMITH, status=status)
    assert [Severity.HARD] == [severity for severity, _ in conflicts_with(other)]


def test_every_other_appointment_of_the_day_is_listed() -> None:
    """Each in a sentence of its own, hard and warn side by side."""
    others = (taken("8:00", "8:20", number=3, patient=SMITH), taken("10:10", "10:30", number=4, patient=SMITH))
    assert [Severity.WARN, Severity.HARD] == [severity for severity, _ in conflicts_with(*others)]


def test_the_settings_say_how_grave_the_same_day_is() -> None:
    """The same instant stays hard."""
    policy = Policy(rules=RuleSettings(C2_same_day=Severity.CONFIRM))
    others = [taken("8:00", "8:20", patient=SMITH), taken("10:00", "10:20", patient=SMITH)]
    found = patient_elsewhere(propose(), knowing(patient_day=others), policy)
    assert [Severity.CONFIRM, Severity.HARD] == [conflict.severity for conflict in found]
