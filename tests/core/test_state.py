"""STATE: which verb is legal where, and what is said when one is not?"""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Final

import pytest

from core.calendar.format_when import format_when
from core.conflict import Conflict, Severity
from core.patients.model import PatientStatus
from core.schedule.model.appointment import LEFT_BEFORE_SEEN, Cancellation, Mode
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, Visit
from core.schedule.model.visit import VisitStep as Step
from core.settings.model import ArrivalSettings, Policy
from core.structs import replace
from core.visits.state import TABLE, Verb, illegal, state_word
from tests.core.proposing import MAIN, NOW, WEST, at, taken

TODAY = datetime(2026, 11, 23, tzinfo=UTC)
SET_AT = at("2026-11-23T09:12")
STEPPED_AT = at("2026-11-23T09:30")
ELEVEN = at("2026-11-23T11:00")
"""Past the start of the appointment and the grace."""

NEEDS: Final = {
    Verb.ARRIVE: "Only a booked patient can arrive.",
    Verb.CHECK_IN: "Only a patient who is booked for today or has arrived can be checked in.",
    Verb.CHECK_OUT: "Only a checked-in patient can be checked out.",
    Verb.CANCEL: "Only a booked appointment can be cancelled, and only until the patient is in a room.",
    Verb.MOVE: "Only a booked appointment can be moved.",
    Verb.ROOM: "Only a checked-in patient can go to a room, or change it.",
    Verb.DEPART: "Only a patient in a room can depart.",
    Verb.LEFT: "Only a patient who came, and was not seen yet, can leave.",
    Verb.NO_SHOW: "Only a booked patient can be a no-show.",
    Verb.STEP_BACK: "Only a visit or a no-show can go a step back.",
}
AFTER_NO_SHOW: Final = {Verb.CHECK_IN: "Who comes after all arrives first, and is then checked in."}
IN_THE_HOUSE: Final = (Step.CHECKED_IN, Step.ROOMED, Step.WITH_PROVIDER, Step.DEPARTED)
LEGAL: Final[dict[Verb, set[tuple[Status, Step | None]]]] = {
    Verb.ARRIVE: {(Status.BOOKED, None), (Status.NOSHOW, None)},
    Verb.CHECK_IN: {(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED)},
    Verb.CHECK_OUT: {(Status.CHECKED_IN, step) for step in IN_THE_HOUSE},
    Verb.CANCEL: {(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED), (Status.CHECKED_IN, Step.CHECKED_IN)},
    Verb.MOVE: {(Status.BOOKED, None), (Status.PROPOSED, None), (Status.PENDING, None)},
    Verb.ROOM: {(Status.CHECKED_IN, Step.CHECKED_IN), (Status.CHECKED_IN, Step.ROOMED)},
    Verb.DEPART: {(Status.CHECKED_IN, Step.ROOMED), (Status.CHECKED_IN, Step.WITH_PROVIDER)},
    Verb.LEFT: {
        (Status.ARRIVED, Step.ARRIVED),
        (Status.CHECKED_IN, Step.CHECKED_IN),
        (Status.CHECKED_IN, Step.ROOMED),
    },
    Verb.NO_SHOW: {(Status.BOOKED, None)},
    Verb.STEP_BACK: {
        (Status.ARRIVED, Step.ARRIVED),
        *((Status.CHECKED_IN, step) for step in IN_THE_HOUSE),
        (Status.FULFILLED, Step.CHECKED_OUT),
        (Status.CANCELLED, Step.LEFT),
        (Status.NOSHOW, None),
    },
}
"""The table of the domain, said once more. A visit matters only while the patient is, or was, in the house."""
TARGET: Final = {
    Verb.ARRIVE: "arrived",
    Verb.CHECK_IN: "checked in",
    Verb.DEPART: "departed",
    Verb.CHECK_OUT: "checked out",
    Verb.LEFT: "left",
    Verb.NO_SHOW: "no-show",
    Verb.CANCEL: "cancelled",
}
WITH_VISIT: Final = {Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED, Status.CANCELLED}
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
    """Jones, booked for 10:40 today, whose status ben set at 9:12 and whose step cy took at 9:30."""
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
    """The sentence that refuses at 11:00, or None."""
    place = (status, step if status in WITH_VISIT else None)
    if place in LEGAL[verb]:
        return None
    word, set_at = WORDS[status], "at 09:12 by ben"
    if status is Status.CHECKED_IN and step in STEP_WORDS:
        word, set_at = STEP_WORDS[step], "at 09:30 by cy"
    if word == TARGET.get(verb):
        return f"Already {word} {set_at}."
    needs = AFTER_NO_SHOW.get(verb, NEEDS[verb]) if status is Status.NOSHOW else NEEDS[verb]
    return f"Jones, Ann: {word} {set_at}. {needs}"


@pytest.mark.parametrize(("status", "step", "verb"), PAIRS)
def test_every_verb_in_every_state_is_allowed_or_refused_with_its_sentence(
    status: Status, step: Step | None, verb: Verb
) -> None:
    """Anything the table does not name is refused, with the state, who set it and when."""
    conflict = illegal(verb, standing(status, step), MAIN, ELEVEN, Policy())
    assert expected(status, step, verb) == (conflict and conflict.message)


def test_a_refusal_is_a_hard_conflict_of_rule_state() -> None:
    """It carries the appointment's number."""
    scheduled = standing(Status.CHECKED_IN, Step.CHECKED_IN)
    sentence = "Already checked in at 09:12 by ben."
    assert Conflict("STATE", Severity.HARD, sentence, (scheduled.appointment.id,)) == illegal(
        Verb.CHECK_IN, scheduled, MAIN, NOW, Policy()
    )


def test_every_verb_is_in_the_table() -> None:
    """A verb without its line would be legal nowhere, or crash."""
    assert set(Verb) == set(TABLE) == set(LEGAL)


def test_steps_that_verbs_lead_to_are_told() -> None:
    """Each is named where the verb is legal, and no verb is legal where it has been done, but for another room."""
    assert {
        Verb.ARRIVE: Step.ARRIVED,
        Verb.CHECK_IN: Step.CHECKED_IN,
        Verb.ROOM: Step.ROOMED,
        Verb.DEPART: Step.DEPARTED,
        Verb.CHECK_OUT: Step.CHECKED_OUT,
        Verb.LEFT: Step.LEFT,
    } == {verb: legal.to for verb, legal in TABLE.items() if legal.to}
    again = {verb for verb, legal in TABLE.items() if legal.to and legal.to in {step for _, step in legal.places}}
    assert {Verb.ROOM} == again


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
    conflict = illegal(Verb.ARRIVE, standing(status, None, start), MAIN, NOW, Policy())
    assert sentence == (conflict and conflict.message)


def test_who_is_booked_for_another_day_is_not_checked_in() -> None:
    """Checking in arrives too, so it asks the same."""
    conflict = illegal(Verb.CHECK_IN, standing(Status.BOOKED, None, "2026-11-24T10:00"), MAIN, NOW, Policy())
    assert "Move the appointment first." in (conflict.message if conflict else "")


def test_who_arrived_before_midnight_is_checked_in_after_it() -> None:
    """The date is asked of who has not come yet; who sits in the waiting room could not be moved any more."""
    after_midnight = at("2026-11-24T00:05")
    late_visit = standing(Status.ARRIVED, Step.ARRIVED, "2026-11-23T23:30")
    assert illegal(Verb.CHECK_IN, late_visit, MAIN, after_midnight, Policy()) is None


def test_who_was_checked_in_yesterday_can_still_be_checked_out() -> None:
    """A visit that somebody forgot to end is ended the next day."""
    yesterday = standing(Status.CHECKED_IN, Step.CHECKED_IN, "2026-11-22T10:00")
    assert illegal(Verb.CHECK_OUT, yesterday, MAIN, NOW, Policy()) is None


@pytest.mark.parametrize(("typed", "allowed"), [("2026-11-23T23:30", True), ("2026-11-24T00:10", False)])
def test_today_is_the_day_at_the_site(typed: str, *, allowed: bool) -> None:
    """At 23:40 in Chicago it is the next day in New York and in UTC, and today there (Easy!Appointments #961)."""
    now = at("2026-11-23T23:40", WEST)
    scheduled = standing(Status.BOOKED, None)
    start = at(typed, WEST)
    here = replace(
        scheduled, appointment=replace(scheduled.appointment, start=start, end=start + timedelta(minutes=20))
    )
    assert allowed == (illegal(Verb.ARRIVE, here, WEST, now, Policy()) is None)


def test_a_moment_of_today_is_told_without_its_day() -> None:
    """The day is said only where it is another one at the site."""
    told = [format_when(at(typed), MAIN, NOW) for typed in ("2026-11-23T09:05", "2026-11-20T16:30")]
    assert ["at 09:05", "on 20 Nov 2026 at 16:30"] == told
    assert "at 08:05" == format_when(at("2026-11-23T09:05"), WEST, NOW)


def test_a_no_show_is_noted_after_the_grace() -> None:
    """Ten minutes after the start by default; until then the patient may still come, and it is said until when."""
    booked = standing(Status.BOOKED, None)
    told = [
        conflict and conflict.message
        for minute in ("10:40", "10:50", "10:51")
        for conflict in [illegal(Verb.NO_SHOW, booked, MAIN, at(f"2026-11-23T{minute}"), Policy())]
    ]
    too_early = "Jones, Ann may still come: a no-show is noted after 10:50."
    assert [too_early, too_early, None] == told


def test_the_settings_say_when_a_no_show_is_noted() -> None:
    """A strict clinic waits for nobody; tomorrow's patients are named with their day."""
    strict = Policy(arrival=ArrivalSettings(grace_minutes=0))
    assert illegal(Verb.NO_SHOW, standing(Status.BOOKED, None), MAIN, at("2026-11-23T10:41"), strict) is None
    tomorrow = illegal(Verb.NO_SHOW, standing(Status.BOOKED, None, "2026-11-24T10:40"), MAIN, NOW, strict)
    assert "Jones, Ann may still come: a no-show is noted after Tue 24 Nov 2026 10:40." == (
        tomorrow and tomorrow.message
    )


def test_yesterday_s_no_show_is_noted_today() -> None:
    """Nobody needs to stay until the last grace is over."""
    assert illegal(Verb.NO_SHOW, standing(Status.BOOKED, None, "2026-11-22T10:40"), MAIN, NOW, Policy()) is None


def test_by_telehealth_one_is_ready_once() -> None:
    """Who is in a room may change it; who is ready to join has nothing to change."""
    checked_in, ready = (standing(Status.CHECKED_IN, step) for step in (Step.CHECKED_IN, Step.ROOMED))
    afar = replace(checked_in.appointment, mode=Mode.TELEHEALTH)
    assert illegal(Verb.ROOM, replace(checked_in, appointment=afar), MAIN, NOW, Policy()) is None
    assert illegal(Verb.ROOM, ready, MAIN, NOW, Policy()) is None
    conflict = illegal(Verb.ROOM, replace(ready, appointment=afar), MAIN, NOW, Policy())
    assert "Already ready to join at 09:30 by cy." == (conflict and conflict.message)


def test_who_left_is_not_called_cancelled() -> None:
    """The reason tells one from the other, and a second time is answered with already."""
    gone = standing(Status.CANCELLED, Step.LEFT)
    left = replace(
        gone, appointment=replace(gone.appointment, cancellation=Cancellation(LEFT_BEFORE_SEEN, "patient", late=True))
    )
    again = illegal(Verb.LEFT, left, MAIN, NOW, Policy())
    assert ("left", "Already left at 09:12 by ben.") == (state_word(left), again and again.message)
    assert "cancelled" == state_word(gone)


@pytest.mark.parametrize("verb", [Verb.ARRIVE, Verb.CHECK_IN])
@pytest.mark.parametrize("status", list(PatientStatus))
def test_nobody_comes_who_is_deceased(status: PatientStatus, verb: Verb) -> None:
    """Nor whose record was an error: the desk looks who stands there. All other visits go on as ever."""
    booked = taken("2026-11-23T10:20", "2026-11-23T10:40")
    one = replace(booked, patient=replace(booked.patient, status=status))
    found = illegal(verb, one, MAIN, NOW, Policy())
    is_gone = status in {PatientStatus.DECEASED, PatientStatus.ENTERED_IN_ERROR}
    assert is_gone == bool(found and "Make sure who this is" in found.message)
    assert is_gone == bool(found)
    assert illegal(Verb.CANCEL, one, MAIN, NOW, Policy()) is None
