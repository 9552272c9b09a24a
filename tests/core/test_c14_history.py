"""C14: does what the patient did before ask for a second look?"""

from collections.abc import Sequence

import pytest

from core.conflict import Severity
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.past import PastBooking
from core.schedule.rules.c14_history import history
from core.settings.model import BookingSettings, Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import SMITH, at, knowing, propose

FULFILLED, NOSHOW, CANCELLED = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW, AppointmentStatus.CANCELLED


def past(
    when: str, status: AppointmentStatus = NOSHOW, by: str | None = None, *, provider: str = "lee", number: int = 7
) -> PastBooking:
    """A booking of Smith at `when` that came to nothing, as was noted on 20 November 2026."""
    return PastBooking(AppointmentId(number), provider, at(when), status, at("2026-11-20T09:00"), by)


def said(found: Sequence[PastBooking], *, moving: int | None = None, no_shows: int = 3, days: int = 365) -> list[str]:
    """The sentences for Smith with Lee on 24 November 2026 at ten."""
    proposal = replace(propose(), moving=None if moving is None else AppointmentId(moving))
    policy = Policy(booking=BookingSettings(no_shows=no_shows, no_show_days=days))
    return [conflict.message for conflict in history(proposal, knowing(past=found), policy)]


HERE = "Smith, John cancelled this very time with Lee on 20 Nov 2026."


@pytest.mark.parametrize(
    ("one", "sentences"),
    [
        (past("10:00", CANCELLED, "patient"), [HERE]),
        (past("10:00", CANCELLED, "clinic"), []),
        (past("10:05", CANCELLED, "patient"), []),
        (past("10:00", CANCELLED, "patient", provider="ito"), []),
        (past("10:00", NOSHOW), []),
        (past("10:00", FULFILLED), []),
    ],
)
def test_a_time_that_the_patient_cancelled_is_told(one: PastBooking, sentences: list[str]) -> None:
    """With the same provider, to the minute; what the clinic cancelled is not the patient's doing."""
    assert sentences == said([one])


def test_it_is_told_once_and_not_of_the_appointment_itself() -> None:
    """A cancellation that is undone does not meet itself."""
    twice = [past("10:00", CANCELLED, "patient", number=number) for number in (7, 8)]
    assert [HERE] == said(twice)
    assert [] == said(twice[:1], moving=7)


MISSED = [past("2026-02-03T10:00"), past("2026-06-03T10:00"), past("2026-10-05T10:00")]


@pytest.mark.parametrize(
    ("found", "no_shows", "days", "is_told"),
    [
        (MISSED, 3, 365, True),
        (MISSED, 4, 365, False),
        (MISSED[:2], 3, 365, False),
        (MISSED[:2], 2, 365, True),
        (MISSED[:1], 1, 365, True),
        (MISSED, 3, 200, False),
        (MISSED, 2, 200, True),
        (MISSED, 0, 365, False),
        ([], 0, 365, False),
        ([*MISSED[:2], past("2026-10-05T10:00", CANCELLED, "patient")], 3, 365, False),
    ],
)
def test_who_missed_several_is_told(found: list[PastBooking], no_shows: int, days: int, *, is_told: bool) -> None:
    """From so many on within so many days; 0 never tells."""
    assert is_told is bool(said(found, no_shows=no_shows, days=days))


def test_a_restricted_record_is_told() -> None:
    """It is booked like any other."""
    restricted = propose(patient=replace(SMITH, restricted=True))
    assert [(Severity.WARN, "The record of Smith, John is restricted.")] == [
        (conflict.severity, conflict.message) for conflict in history(restricted, knowing(), Policy())
    ]


def test_the_sentence_counts() -> None:
    """And names the last; the settings say how grave it is."""
    assert ["Smith, John did not come 3 times since 23 Nov 2025, last on 5 Oct 2026."] == said(MISSED)
    grave = history(propose(), knowing(past=MISSED), Policy(rules=RuleSettings(C14=Severity.CONFIRM)))
    assert [Severity.CONFIRM] == [conflict.severity for conflict in grave]
