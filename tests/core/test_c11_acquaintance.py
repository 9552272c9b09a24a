"""C11: is the visit type for patients who are new, or for those who are known?"""

from datetime import date

import pytest

from core.clinic.model import Clinic, Provider
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.past import PastBooking
from core.schedule.rules.c11_acquaintance import acquaintance, years_before
from core.settings.model import BookingSettings, Policy
from core.structs import replace
from tests.core.proposing import CLINIC, FU20, LEE, NOW, at, knowing, propose

HEART = Provider("ada", "Ada, A MD", skills=("cardio", "echo"))
OTHER_HEART = Provider("bea", "Bea, B MD", skills=("cardio",))
SKIN = Provider("cyd", "Cyd, C MD", skills=("derm",))
CLINIC_OF_FIVE: Clinic = replace(CLINIC, providers={**CLINIC.providers, "ada": HEART, "bea": OTHER_HEART, "cyd": SKIN})
FULFILLED, NOSHOW, CANCELLED = AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW, AppointmentStatus.CANCELLED


def met(
    wanted: str,
    provider: Provider,
    by: str,
    when: str,
    status: AppointmentStatus = FULFILLED,
    *,
    years: int = 3,
    moving: int | None = None,
) -> list[str]:
    """The sentences where `by` saw Smith at `when`, and a visit with `provider` on 24 November 2026 is booked."""
    past = PastBooking(AppointmentId(7), by, at(when), status, NOW)
    proposal = propose(provider=provider, visit_type=replace(FU20, patients=wanted))
    if moving is not None:
        proposal = replace(proposal, moving=AppointmentId(moving))
    policy = Policy(booking=BookingSettings(established_years=years))
    return [
        conflict.message for conflict in acquaintance(proposal, knowing(past=[past], clinic=CLINIC_OF_FIVE), policy)
    ]


@pytest.mark.parametrize(
    ("provider", "by", "when", "status", "is_established"),
    [
        (LEE, "lee", "2026-11-01T10:00", FULFILLED, True),
        (LEE, "lee", "2026-11-01T10:00", NOSHOW, False),
        (LEE, "lee", "2026-11-01T10:00", CANCELLED, False),
        (LEE, "lee", "2023-11-24T08:00", FULFILLED, True),
        (LEE, "lee", "2023-11-23T23:00", FULFILLED, False),
        (LEE, "ito", "2026-11-01T10:00", FULFILLED, True),  # neither has a specialty
        (HEART, "bea", "2026-11-01T10:00", FULFILLED, True),
        (OTHER_HEART, "ada", "2026-11-01T10:00", FULFILLED, True),
        (HEART, "cyd", "2026-11-01T10:00", FULFILLED, False),
        (HEART, "lee", "2026-11-01T10:00", FULFILLED, False),
        (LEE, "ada", "2026-11-01T10:00", FULFILLED, False),
        (LEE, "lee", "2026-11-24T09:00", FULFILLED, True),  # the same morning
        (LEE, "lee", "2026-11-24T11:00", FULFILLED, False),  # not before the visit
    ],
)
def test_established_is_who_was_seen_within_three_years(
    provider: Provider, by: str, when: str, status: AppointmentStatus, *, is_established: bool
) -> None:
    """By the provider or a colleague of the same specialty; a missed visit is none. Who is not that is new."""
    assert [is_established, not is_established] == [
        bool(met("new", provider, by, when, status)),
        bool(met("established", provider, by, when, status)),
    ]
    assert [] == met("any", provider, by, when, status)


def test_the_sentences_name_who_and_when() -> None:
    """Of several visits the last."""
    assert ["Smith, John was seen by Ito on 2 Nov 2026; fu20 is for new patients."] == met(
        "new", LEE, "ito", "2026-11-02T10:00"
    )
    sentence = "Smith, John has not been seen by Ada or a colleague of the same specialty since 24 Nov 2023; {for_whom}"
    assert [sentence.format(for_whom="fu20 is for established patients.")] == met(
        "established", HEART, "cyd", "2026-11-02T10:00"
    )


def test_the_settings_say_how_many_years() -> None:
    """A clinic may forget sooner."""
    assert [True, False] == [bool(met("new", LEE, "lee", "2025-06-01T10:00", years=years)) for years in (2, 1)]


def test_a_visit_does_not_make_itself_known() -> None:
    """A fulfilled one that is looked at again, as by an undo."""
    assert [1, 0] == [len(met("new", LEE, "lee", "2026-11-24T09:00", moving=moving)) for moving in (8, 7)]


@pytest.mark.parametrize(
    ("on", "years", "before"),
    [("2026-11-24", 3, "2023-11-24"), ("2028-02-29", 3, "2025-03-01"), ("2028-02-29", 4, "2024-02-29")],
)
def test_years_are_counted_back(on: str, years: int, before: str) -> None:
    """From a leap day to 1 March where there is none."""
    assert date.fromisoformat(before) == years_before(date.fromisoformat(on), years)
