"""STATE: which verbs are legal where, and what to say when one is not."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock, format_when
from core.calendar.wall import local
from core.conflict import Conflict, Severity
from core.patients.model import PatientStatus
from core.schedule.model.appointment import LEFT_BEFORE_SEEN, Mode
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep as Step
from core.visits.sentences import (
    ALREADY,
    COMES_NO_MORE,
    NEEDS_ARRIVE,
    NEEDS_ARRIVE_FIRST,
    NEEDS_CANCEL,
    NEEDS_CHECK_IN,
    NEEDS_CHECK_OUT,
    NEEDS_DEPART,
    NEEDS_LEFT,
    NEEDS_MOVE,
    NEEDS_NO_SHOW,
    NEEDS_ROOM,
    NEEDS_STEP_BACK,
    NO_SHOW_TOO_EARLY,
    NOSHOW_NOT_TODAY,
    NOT_TODAY,
    READY,
    WRONG_STATE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy


class Verb(Enum):
    """What can be done with an appointment once it is booked."""

    ARRIVE = "arrive"
    CHECK_IN = "check-in"
    ROOM = "room"
    DEPART = "depart"
    CHECK_OUT = "check-out"
    LEFT = "left"
    NO_SHOW = "no-show"
    CANCEL = "cancel"
    MOVE = "move"
    STEP_BACK = "step-back"


WALK_IN: Final = "walk-in"
"""The journal's verb of a booking and arrival in one; it stands in no table, as there is no appointment before."""


class Legal(Struct, frozen=True):
    """Where a verb is legal: pairs of appointment status and visit step, and the rule in words.

    `target` is the word of the state the verb leads to, and `to` the step of the visit; standing there already is
    answered with "already".
    `guard` says what forbids the verb even there, `after_no_show` what a no-show needs, if that is more to the point.
    """

    places: frozenset[tuple[Status, Step | None]]
    needs: str
    target: str = ""
    guard: Callable[[ScheduledVisit, Site, datetime, Policy], str | None] | None = None
    after_no_show: str = ""
    to: Step | None = None


def _not_today(scheduled: ScheduledVisit, site: Site, now: datetime, policy: Policy) -> str | None:
    """Who has not come yet comes today; an arrived patient may be checked in after midnight."""
    status = scheduled.appointment.status
    if is_today(scheduled, site, now) or status is Status.ARRIVED:
        return None
    on, today = (local(at, site.tz).date() for at in (scheduled.appointment.start, now))
    return (NOSHOW_NOT_TODAY if status is Status.NOSHOW else NOT_TODAY).format(
        patient=scheduled.patient.name,
        day=f"{on:%a %-d %b %Y}",
        today=f"{today:%a %-d %b}",
        site=site.name,
    )


def _may_come(scheduled: ScheduledVisit, site: Site, now: datetime, policy: Policy) -> str | None:
    """Nobody comes who is noted as deceased, or whose record was an error: somebody else is before the desk."""
    patient = scheduled.patient
    if patient.status in _COMES_NO_MORE:
        return COMES_NO_MORE.format(patient=patient.name, status=patient.status.value.replace("-", " "))
    return _not_today(scheduled, site, now, policy)


def _may_still_come(scheduled: ScheduledVisit, site: Site, now: datetime, policy: Policy) -> str | None:
    until = scheduled.begins + timedelta(minutes=policy.arrival.grace_minutes)
    if now > until:
        return None
    then, is_near = local(until, site.tz), is_today(scheduled, site, now)
    time = format_clock(then) if is_near else f"{then:%a %-d %b %Y} {format_clock(then)}"
    return NO_SHOW_TOO_EARLY.format(patient=scheduled.patient.name, time=time)


def _is_ready(scheduled: ScheduledVisit, site: Site, now: datetime, policy: Policy) -> str | None:
    """Who goes to a room may change it; who is ready to join by telehealth is so once."""
    visit = scheduled.visit
    if visit is None or visit.step is not Step.ROOMED or scheduled.appointment.mode is not Mode.TELEHEALTH:
        return None
    return ALREADY.format(state=READY, when=format_when(visit.since, site, now), who=visit.step_by)


_COMES_NO_MORE: Final = frozenset({PatientStatus.DECEASED, PatientStatus.ENTERED_IN_ERROR})
_WAITS: Final = frozenset({(Status.ARRIVED, Step.ARRIVED), (Status.CHECKED_IN, Step.CHECKED_IN)})
_IS_SEEN: Final = frozenset((Status.CHECKED_IN, step) for step in (Step.ROOMED, Step.WITH_PROVIDER, Step.DEPARTED))

TABLE: Final[Mapping[Verb, Legal]] = {
    Verb.ARRIVE: Legal(
        frozenset({(Status.BOOKED, None), (Status.NOSHOW, None)}),
        NEEDS_ARRIVE,
        "arrived",
        guard=_may_come,
        to=Step.ARRIVED,
    ),
    Verb.CHECK_IN: Legal(
        frozenset({(Status.BOOKED, None), (Status.ARRIVED, Step.ARRIVED)}),
        NEEDS_CHECK_IN,
        "checked in",
        guard=_may_come,
        after_no_show=NEEDS_ARRIVE_FIRST,
        to=Step.CHECKED_IN,
    ),
    Verb.ROOM: Legal(
        frozenset({(Status.CHECKED_IN, Step.CHECKED_IN), (Status.CHECKED_IN, Step.ROOMED)}),
        NEEDS_ROOM,
        guard=_is_ready,
        to=Step.ROOMED,
    ),
    Verb.DEPART: Legal(
        frozenset({(Status.CHECKED_IN, Step.ROOMED), (Status.CHECKED_IN, Step.WITH_PROVIDER)}),
        NEEDS_DEPART,
        "departed",
        to=Step.DEPARTED,
    ),
    Verb.CHECK_OUT: Legal(
        _IS_SEEN | {(Status.CHECKED_IN, Step.CHECKED_IN)}, NEEDS_CHECK_OUT, "checked out", to=Step.CHECKED_OUT
    ),
    Verb.LEFT: Legal(_WAITS | {(Status.CHECKED_IN, Step.ROOMED)}, NEEDS_LEFT, "left", to=Step.LEFT),
    Verb.NO_SHOW: Legal(frozenset({(Status.BOOKED, None)}), NEEDS_NO_SHOW, "no-show", guard=_may_still_come),
    Verb.CANCEL: Legal(_WAITS | {(Status.BOOKED, None)}, NEEDS_CANCEL, "cancelled"),
    Verb.MOVE: Legal(
        frozenset({(Status.BOOKED, None), (Status.PROPOSED, None), (Status.PENDING, None)}),
        NEEDS_MOVE,
    ),
    Verb.STEP_BACK: Legal(
        _WAITS
        | _IS_SEEN
        | {(Status.FULFILLED, Step.CHECKED_OUT), (Status.CANCELLED, Step.LEFT), (Status.NOSHOW, None)},
        NEEDS_STEP_BACK,
    ),
}

STATUS_WORDS: Final[Mapping[Status, str]] = {
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

_STEP_WORDS: Final[Mapping[Step, str]] = {
    Step.ROOMED: "roomed",
    Step.WITH_PROVIDER: "with provider",
    Step.DEPARTED: "departed",
}
"""Steps of a checked-in patient, which say more than the status, and have a time and person of their own."""

_WITH_VISIT: Final = frozenset({Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED, Status.CANCELLED})


def illegal(verb: Verb, scheduled: ScheduledVisit, site: Site, now: datetime, policy: Policy) -> Conflict | None:
    """Why `verb` cannot be done now, naming the state, who set it and when; None when it can."""
    legal = TABLE[verb]
    if state_of(scheduled) not in legal.places:
        return state_conflict(scheduled, _wrong_state(legal, scheduled, site, now))
    sentence = legal.guard(scheduled, site, now, policy) if legal.guard else None
    return state_conflict(scheduled, sentence) if sentence else None


def move_guard(scheduled: ScheduledVisit, site: Site, now: datetime, policy: Policy) -> Conflict | None:
    """Why the appointment cannot be moved in the state it is in; None when it can."""
    return illegal(Verb.MOVE, scheduled, site, now, policy)


def state_conflict(scheduled: ScheduledVisit, sentence: str) -> Conflict:
    """The conflict of this rule, in those words."""
    return Conflict("STATE", Severity.HARD, sentence, (scheduled.appointment.id,))


def state_of(scheduled: ScheduledVisit) -> tuple[Status, Step | None]:
    """What the table is read by: the status, and the step of the visit where there is one."""
    status = scheduled.appointment.status
    return status, scheduled.visit.step if scheduled.visit and status in _WITH_VISIT else None


def state_word(scheduled: ScheduledVisit) -> str:
    """What a person calls the state: 'booked', 'checked in', 'roomed', 'left'."""
    return _standing(scheduled)[0]


def is_today(scheduled: ScheduledVisit, site: Site, now: datetime) -> bool:
    """Whether the appointment is on the present day of the site."""
    return local(scheduled.appointment.start, site.tz).date() == local(now, site.tz).date()


def _standing(scheduled: ScheduledVisit) -> tuple[str, datetime, str]:
    """The word of the state, since when, and who set it."""
    appointment, visit = scheduled.appointment, scheduled.visit
    status = appointment.status
    if visit and status is Status.CHECKED_IN and visit.step in _STEP_WORDS:
        is_ready = visit.step is Step.ROOMED and appointment.mode is Mode.TELEHEALTH
        return READY if is_ready else _STEP_WORDS[visit.step], visit.since, visit.step_by
    left = appointment.cancellation is not None and appointment.cancellation.reason == LEFT_BEFORE_SEEN
    word = "left" if left else STATUS_WORDS[status]
    return word, appointment.status_at, appointment.status_by


def _wrong_state(legal: Legal, scheduled: ScheduledVisit, site: Site, now: datetime) -> str:
    state, since, who = _standing(scheduled)
    if state == legal.target:
        return ALREADY.format(state=state, when=format_when(since, site, now), who=who)
    is_no_show = scheduled.appointment.status is Status.NOSHOW and is_today(scheduled, site, now)
    needs = (is_no_show and legal.after_no_show) or legal.needs
    return WRONG_STATE.format(
        patient=scheduled.patient.name, state=state, when=format_when(since, site, now), who=who, needs=needs
    )
