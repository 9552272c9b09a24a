"""STATE: which verb is legal where, and what is said when one is not?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Final

import pytest

from core.model.appointment import AppointmentStatus as Status
from core.model.visit import ScheduledVisit, Visit
from core.model.visit import VisitStep as Step
from core.rules.conflict import Conflict, Severity
from core.rules.state import TABLE, Verb, illegal, when
from tests.core.proposing import MAIN, NOW, WEST, at, taken

TODAY = datetime(2026, 11, 23, tzinfo=UTC)
SET_AT = at("2026-11-23T09:12")
STEPPED_AT = at("2026-11-23T09:30")

NEEDS: Final = {
    Verb.ARRIVE: "Only a booked patient can arrive.",
    Verb.CHECK_IN: "Only a patient who is booked for today or has arrived can be checked in.",
    Verb.CHECK_OUT: "Only a checked-in patient can be checked out.",
    Verb.CANCEL: "Only a booked appointment can be cancelled, and only until the patient is in a room.",
    Verb.MOVE: "Only a booked appointment can be moved.",
}
IN_THE_HOUSE: Final = (Step.CHECKED_IN, Step.ROOMED, Step.WITH_PROVIDER, Step.DEPARTED)
LEGAL: Final[dict[Verb, set[tuple[Status, Step | None]]]] = {
    Verb.ARRIVE: {(Status.BOOKED, None), (Status.NOSHOW, None)},
    Verb.CHECK_IN: {(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED)},
    Verb.CHECK_OUT: {(Status.CHECKED_IN, step) for step in IN_THE_HOUSE},
    Verb.CANCEL: {(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED), (Status.CHECKED_IN, Step.CHECKED_IN)},
    Verb.MOVE: {(Status.BOOKED, None), (Status.PROPOSED, None), (Status.PENDING, None)},
}
"""The table of the domain, said once more. A visit matters only while the patient is, or was, in the house."""
TARGET: Final = {
    Verb.ARRIVE: Status.ARRIVED,
    Verb.CHECK_IN: Status.CHECKED_IN,
    Verb.CHECK_OUT: Status.FULFILLED,
    Verb.CANCEL: Status.CANCELLED,
}
CAME: Final = {Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED}
WORDS: Final = {
    Status.PROPOSED: "proposed",
    Status.PENDING: "pending",
    Status.BOOKED: "booked",
    Status.ARRIVED: "arrived",
    Status.CHECKED_IN: "checked in",
    Status.FULFILLED: "checked out",
    Status.CANCELLED: "cancelled",
    Status.NOSHOW: "no-show",
    Status.ENTERED_IN_ERROR: "entered in error",
    Status.WAITLIST: "on the waiting list",
}
STEP_WORDS: Final = {Step.ROOMED: "roomed", Step.WITH_PROVIDER: "with provider", Step.DEPARTED: "departed"}

PAIRS: Final = list(product(Status, (None, *Step), Verb))


def standing(status: Status, step: Step | None, start: str = "2026-11-23T10:40") -> ScheduledVisit:
    """Jones, whose status ben set at 9:12 and whose step cy took at 9:30."""
    begins = at(start)
    ends = begins + timedelta(minutes=20)
    scheduled = taken("10:00", "10:20", number=12, status=status)
    appointment = replace(
        scheduled.appointment,
        start=begins,
        end=ends,
        provider_start=begins,
        provider_end=ends,
        status_at=SET_AT,
        status_by="ben",
    )
    visit = step and Visit(appointment.id, step, STEPPED_AT, "cy", arrived_at=SET_AT, late=False)
    return replace(scheduled, appointment=appointment, visit=visit)


def expected(status: Status, step: Step | None, verb: Verb) -> str | None:
    """The sentence that refuses, or None."""
    place = (status, step if status in CAME else None)
    if place in LEGAL[verb]:
        return None
    if status is TARGET.get(verb):
        return f"Already {WORDS[status]} at 09:12 by ben."
    state = f"{WORDS[status]} at 09:12 by ben"
    if status in CAME and step in STEP_WORDS:
        state = f"{STEP_WORDS[step]} at 09:30 by cy"
    return f"Jones, Ann: {state}. {NEEDS[verb]}"


@pytest.mark.parametrize(("status", "step", "verb"), PAIRS)
def test_every_verb_in_every_state_is_allowed_or_refused_with_its_sentence(
    status: Status, step: Step | None, verb: Verb
) -> None:
    """Anything the table does not name is refused, with the state, who set it and when."""
    conflict = illegal(verb, standing(status, step), MAIN, NOW)
    assert expected(status, step, verb) == (conflict and conflict.message)


def test_a_refusal_is_a_hard_conflict_of_rule_state() -> None:
    """It carries the appointment's number."""
    scheduled = standing(Status.CHECKED_IN, Step.CHECKED_IN)
    sentence = "Already checked in at 09:12 by ben."
    assert Conflict("STATE", Severity.HARD, sentence, (scheduled.appointment.id,)) == illegal(
        Verb.CHECK_IN, scheduled, MAIN, NOW
    )


def test_every_verb_is_in_the_table() -> None:
    """A verb without its line would be legal nowhere, or crash."""
    assert set(Verb) == set(TABLE) == set(LEGAL)


MOVE_IT: Final = "and today is Mon 23 Nov at Main Street. Move the appointment first."
BOOK_ANEW: Final = "and today is Mon 23 Nov at Main Street. Book a new appointment."
NOT_TODAY: Final = [
    (Status.BOOKED, "2026-11-24T10:00", f"Jones, Ann is booked for Tue 24 Nov 2026, {MOVE_IT}"),
    (Status.BOOKED, "2026-11-20T10:00", f"Jones, Ann is booked for Fri 20 Nov 2026, {MOVE_IT}"),
    (Status.NOSHOW, "2026-11-20T10:00", f"Jones, Ann did not come on Fri 20 Nov 2026, {BOOK_ANEW}"),
]


@pytest.mark.parametrize(("status", "start", "sentence"), NOT_TODAY)
def test_only_today_s_patients_arrive(status: Status, start: str, sentence: str) -> None:
    """For another day there is another remedy."""
    conflict = illegal(Verb.ARRIVE, standing(status, None, start), MAIN, NOW)
    assert sentence == (conflict and conflict.message)


def test_who_is_booked_for_another_day_is_not_checked_in() -> None:
    """Checking in arrives too, so it asks the same."""
    conflict = illegal(Verb.CHECK_IN, standing(Status.BOOKED, None, "2026-11-24T10:00"), MAIN, NOW)
    assert "Move the appointment first." in (conflict.message if conflict else "")


def test_who_arrived_before_midnight_is_checked_in_after_it() -> None:
    """The date is asked of who has not come yet; who sits in the waiting room could not be moved any more."""
    after_midnight = at("2026-11-24T00:05")
    late_visit = standing(Status.ARRIVED, Step.ARRIVED, "2026-11-23T23:30")
    assert illegal(Verb.CHECK_IN, late_visit, MAIN, after_midnight) is None


def test_who_was_checked_in_yesterday_can_still_be_checked_out() -> None:
    """A visit that somebody forgot to end is ended the next day."""
    yesterday = standing(Status.CHECKED_IN, Step.CHECKED_IN, "2026-11-22T10:00")
    assert illegal(Verb.CHECK_OUT, yesterday, MAIN, NOW) is None


@pytest.mark.parametrize(("typed", "allowed"), [("2026-11-23T23:30", True), ("2026-11-24T00:10", False)])
def test_today_is_the_day_at_the_site(typed: str, *, allowed: bool) -> None:
    """At 23:40 in Chicago it is the next day in New York and in UTC, and today there (Easy!Appointments #961)."""
    now = at("2026-11-23T23:40", WEST)
    scheduled = standing(Status.BOOKED, None)
    start = at(typed, WEST)
    here = replace(
        scheduled, appointment=replace(scheduled.appointment, start=start, end=start + timedelta(minutes=20))
    )
    assert allowed == (illegal(Verb.ARRIVE, here, WEST, now) is None)


def test_a_moment_of_today_is_told_without_its_day() -> None:
    """The day is said only where it is another one at the site."""
    told = [when(at(typed), MAIN, NOW) for typed in ("2026-11-23T09:05", "2026-11-20T16:30")]
    assert ["at 09:05", "on 20 Nov 2026 at 16:30"] == told
    assert "at 08:05" == when(at("2026-11-23T09:05"), WEST, NOW)
