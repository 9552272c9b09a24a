"""C3: is the provider free in the minutes they are needed?"""

import pytest

from core.conflict import Conflict, Severity
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c03_provider_overlap import provider_overlap
from core.schedule.rules.proposal import Proposal
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from tests.core.proposing import LEE, WEST, knowing, propose, taken


def fires(proposal: Proposal, *others: ScheduledVisit) -> list[str]:
    """The sentences of the rule, with those others on Lee's day."""
    return [conflict.message for conflict in provider_overlap(proposal, knowing(provider_day=others), Policy())]


def test_a_free_provider_is_free() -> None:
    """Nothing else that day, no conflict."""
    assert [] == fires(propose())


def test_a_taken_provider_is_named_with_whom_and_when() -> None:
    """The conflict asks for a reason and carries the appointment's number."""
    other = taken("9:50", "10:30", number=12)
    sentence, cause = "Lee has Jones, Ann 9:50-10:30 (fu20).", "lee 12 202611241450-202611241530"
    expected = Conflict("C3", Severity.CONFIRM, sentence, (other.appointment.id,), cause=cause)
    assert (expected,) == provider_overlap(propose(), knowing(provider_day=[other]), Policy())


@pytest.mark.parametrize(("start", "end"), [("9:40", "10:00"), ("10:20", "10:40")])
def test_back_to_back_never_conflicts(start: str, end: str) -> None:
    """Intervals are half-open."""
    assert [] == fires(propose(), taken(start, end))


@pytest.mark.parametrize(
    ("start", "end"), [("9:00", "10:05"), ("10:15", "10:40"), ("9:00", "11:00"), ("10:05", "10:10")]
)
def test_partial_overlaps_with_unequal_starts_are_seen(start: str, end: str) -> None:
    """LibreHealth compared the starts alone and let these through."""
    assert 1 == len(fires(propose(), taken(start, end)))


@pytest.mark.parametrize("status", [AppointmentStatus.ARRIVED, AppointmentStatus.CHECKED_IN])
def test_visits_that_have_begun_count(status: AppointmentStatus) -> None:
    """Bahmni ignored appointments that had already begun."""
    assert 1 == len(fires(propose(), taken("9:50", "10:10", status=status)))


def test_a_longer_appointment_is_checked_for_its_whole_length() -> None:
    """A length changed after the slot was picked slipped past the check of ERPNext (#16068)."""
    other = taken("10:20", "10:40")
    assert (0, 1) == (len(fires(propose(), other)), len(fires(propose(minutes=25), other)))


def test_only_the_middle_of_a_procedure_needs_the_provider() -> None:
    """Preparation and clean-up may overlap another visit: 10:00-10:40 takes Lee from 10:10 to 10:30 only."""
    procedure = propose("10:00", minutes=40, needs_provider=("10:10", "10:30"))
    assert [] == fires(procedure, taken("9:50", "10:10"), taken("10:30", "10:50"))
    assert 1 == len(fires(procedure, taken("9:50", "10:11")))
    assert 1 == len(fires(procedure, taken("10:29", "10:50")))


def test_the_other_visit_counts_by_its_provider_minutes_too() -> None:
    """While one patient is prepared and another cleaned up after, Lee is free."""
    procedure = taken("9:30", "10:40", needs_provider=("9:40", "10:00"))
    assert [] == fires(propose("10:00"), procedure)
    assert ["Lee has Jones, Ann 9:40-10:00 (fu20)."] == fires(propose("9:50"), procedure)


def test_hours_are_told_in_the_time_of_the_site_booked() -> None:
    """Lee's 9:00 at West, in Chicago, is in the way of 10:00 at Main, in New York."""
    other = taken("9:00", "9:20", provider=LEE, site=WEST)
    assert ["Lee has Jones, Ann 10:00-10:20 (fu20)."] == fires(propose("10:00"), other)


def test_everyone_in_the_way_is_told() -> None:
    """Two overlapping appointments are two conflicts."""
    assert 2 == len(fires(propose(), taken("9:50", "10:10", number=3), taken("10:10", "10:30", number=4)))


@pytest.mark.parametrize("severity", list(Severity))
def test_the_settings_say_how_grave_it_is(severity: Severity) -> None:
    """A clinic may forbid double-booking, or only be told of it."""
    policy = Policy(rules=RuleSettings(C3=severity))
    found = provider_overlap(propose(), knowing(provider_day=[taken("10:00", "10:20")]), policy)
    assert [severity] == [conflict.severity for conflict in found]
