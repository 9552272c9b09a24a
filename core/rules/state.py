"""STATE: which verbs are legal where, and what to say when one is not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.model.appointment import AppointmentStatus as Status
from core.model.visit import VisitStep as Step
from core.rules.conflict import Conflict, Severity
from core.sentences import (
    ALREADY,
    NEEDS_ARRIVE,
    NEEDS_CANCEL,
    NEEDS_CHECK_IN,
    NEEDS_CHECK_OUT,
    NEEDS_MOVE,
    NOSHOW_NOT_TODAY,
    NOT_TODAY,
    WRONG_STATE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.model.clinic import Site
    from core.model.visit import ScheduledVisit


class Verb(Enum):
    """What can be done with an appointment once it is booked."""

    ARRIVE = "arrive"
    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    CANCEL = "cancel"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Legal:
    """Where a verb is legal: pairs of appointment status and visit step, and the rule in words.

    `target` is the position the verb leads to; standing there already is answered with "already".
    `only_today` holds for who has not come yet: an arrived patient may be checked in after midnight.
    """

    places: frozenset[tuple[Status, Step | None]]
    needs: str
    target: Status | None = None
    only_today: bool = False


TABLE: Final[Mapping[Verb, Legal]] = {
    Verb.ARRIVE: Legal(
        frozenset({(Status.BOOKED, None), (Status.NOSHOW, None)}),
        NEEDS_ARRIVE,
        Status.ARRIVED,
        only_today=True,
    ),
    Verb.CHECK_IN: Legal(
        frozenset({(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED)}),
        NEEDS_CHECK_IN,
        Status.CHECKED_IN,
        only_today=True,
    ),
    Verb.CHECK_OUT: Legal(
        frozenset(
            (Status.CHECKED_IN, step) for step in (Step.CHECKED_IN, Step.ROOMED, Step.WITH_PROVIDER, Step.DEPARTED)
        ),
        NEEDS_CHECK_OUT,
        Status.FULFILLED,
    ),
    Verb.CANCEL: Legal(
        frozenset({(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED), (Status.CHECKED_IN, Step.CHECKED_IN)}),
        NEEDS_CANCEL,
        Status.CANCELLED,
    ),
    Verb.MOVE: Legal(
        frozenset({(Status.BOOKED, None), (Status.PROPOSED, None), (Status.PENDING, None)}),
        NEEDS_MOVE,
    ),
}

WORDS: Final[Mapping[Status, str]] = {
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
"""What a person calls each status."""


_BEYOND_STATUS: Final = frozenset({Step.ROOMED, Step.WITH_PROVIDER, Step.DEPARTED})
"""Steps of a checked-in patient, which say more than the status, and have a time and person of their own."""


def illegal(verb: Verb, scheduled: ScheduledVisit, site: Site, now: datetime) -> Conflict | None:
    """Why `verb` cannot be done now, naming the state, who set it and when; None when it can."""
    legal = TABLE[verb]
    if _place(scheduled) not in legal.places:
        return _conflict(scheduled, _wrong_state(legal, scheduled, site, now))
    on, today = (local(at, site.tz).date() for at in (scheduled.appointment.start, now))
    status = scheduled.appointment.status
    if not legal.only_today or on == today or status is Status.ARRIVED:
        return None
    sentence = (NOSHOW_NOT_TODAY if status is Status.NOSHOW else NOT_TODAY).format(
        patient=scheduled.patient.name,
        day=f"{on:%a %-d %b %Y}",
        today=f"{today:%a %-d %b}",
        site=site.name,
    )
    return _conflict(scheduled, sentence)


def when(instant: datetime, site: Site, now: datetime) -> str:
    """'at 09:12', with the day in front unless it is today at the site."""
    then, today = local(instant, site.tz), local(now, site.tz).date()
    return f"at {then:%H:%M}" if then.date() == today else f"on {then:%-d %b %Y} at {then:%H:%M}"


def _place(scheduled: ScheduledVisit) -> tuple[Status, Step | None]:
    status = scheduled.appointment.status
    came = status in {Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED}
    return status, scheduled.visit.step if scheduled.visit and came else None


def _wrong_state(legal: Legal, scheduled: ScheduledVisit, site: Site, now: datetime) -> str:
    appointment, visit = scheduled.appointment, scheduled.visit
    if legal.target is appointment.status:
        state, since, who = WORDS[appointment.status], appointment.status_at, appointment.status_by
        return ALREADY.format(state=state, when=when(since, site, now), who=who)
    _, step = _place(scheduled)
    if visit and step in _BEYOND_STATUS:
        state, since, who = str(visit.step.value).replace("-", " "), visit.since, visit.step_by
    else:
        state, since, who = WORDS[appointment.status], appointment.status_at, appointment.status_by
    return WRONG_STATE.format(
        patient=scheduled.patient.name, state=state, when=when(since, site, now), who=who, needs=legal.needs
    )


def _conflict(scheduled: ScheduledVisit, sentence: str) -> Conflict:
    return Conflict("STATE", Severity.HARD, sentence, (scheduled.appointment.id,))
