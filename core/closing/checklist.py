"""What is still open of a day at a site, before it is closed?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock, format_when
from core.calendar.wall import day_span, local
from core.closing import sentences as say
from core.coverage.standing import Trouble
from core.forms.standing import due_in_words, standings
from core.messages.model import MessageState
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import VisitStep
from core.text.money import money
from core.till.model import LedgerLine, Method, TillSession
from core.verification.worklist import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from core.calendar.interval import Interval
    from core.clinic.model import Clinic, Site
    from core.closing.ports import Reading
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy

DRAWERS: Final = "drawers"
_DAYS_AHEAD: Final = 7
"""The next day with visits is looked for so many days ahead: behind a long weekend, not behind a summer."""
_OVER: Final = frozenset({VisitStep.CHECKED_OUT, VisitStep.LEFT})
_LIVE: Final = frozenset(
    {
        AppointmentStatus.PROPOSED,
        AppointmentStatus.PENDING,
        AppointmentStatus.BOOKED,
        AppointmentStatus.ARRIVED,
        AppointmentStatus.CHECKED_IN,
    }
)


class OpenItem(Struct, frozen=True):
    """Something that is open: what, and each of it in words; `is_hard` where the day cannot be closed before."""

    name: str
    told: tuple[str, ...]
    is_hard: bool = False

    @property
    def label(self) -> str:
        """What it is, as a person reads it."""
        return (say.ONE if len(self.told) == 1 else say.ITEMS)[self.name]


class DayAtSite(Struct, frozen=True):
    """A day at a site, as it is read in one transaction."""

    clinic: Clinic
    site: Site
    day: date
    now: datetime
    policy: Policy
    visits: Sequence[ScheduledVisit]
    lines: Sequence[LedgerLine]
    drawers: Sequence[TillSession]

    @property
    def span(self) -> Interval:
        """From its midnight to the next."""
        return day_span(self.day, self.site.tz)


def read_day(reading: Reading, clinic: Clinic, policy: Policy, *, site: Site, day: date, now: datetime) -> DayAtSite:
    """What was booked, and what passed over the desks, of that day at that site."""
    span = day_span(day, site.tz)
    visits = [
        one
        for one in reading.schedule.between(span.start, span.end, site=site.code)
        if span.start <= one.appointment.start and one.appointment.status is not AppointmentStatus.ENTERED_IN_ERROR
    ]
    lines = [line for line in reading.till.on_day(day) if line.site == site.code]
    closed = [one for one in reading.till.closed_since(span.start) if one.closed_at and one.closed_at < span.end]
    drawers = [one for one in (*reading.till.open_sessions(), *closed) if one.site == site.code]
    return DayAtSite(clinic, site, day, now, policy, visits, lines, drawers)


def open_items(reading: Reading, at: DayAtSite) -> tuple[OpenItem, ...]:
    """What is open, in the order in which it is told; what is in order is left out."""
    found = (
        OpenItem("visits", tuple(_unfinished(at))),
        OpenItem(DRAWERS, tuple(_uncounted(at)), is_hard=True),
        OpenItem("variance", tuple(_uneven(at))),
        OpenItem("outside", tuple(_outside(at))),
        *_tomorrow(reading, at),
        OpenItem("messages", tuple(_failed(reading, at))),
        OpenItem("holds", tuple(_held(reading, at))),
    )
    return tuple(one for one in found if one.told)


def name_told(patient: Patient) -> str:
    """The name; of a restricted record the MRN alone."""
    return say.NO_PATIENT_NAMED.format(mrn=patient.mrn) if patient.restricted else patient.name


def _unfinished(at: DayAtSite) -> Iterator[str]:
    for one in at.visits:
        booked, visit = one.appointment, one.visit
        if booked.status in _LIVE and (visit is None or visit.step not in _OVER):
            yield say.VISIT_OPEN.format(
                when=format_clock(local(booked.start, at.site.tz)),
                patient=name_told(one.patient),
                provider=booked.provider,
                state=visit.step.value if visit else booked.status.value,
            )


def _uncounted(at: DayAtSite) -> Iterator[str]:
    for one in at.drawers:
        if one.is_open and one.opened_at < at.span.end:
            when = format_when(one.opened_at, at.site, at.now)
            yield say.DRAWER_OPEN.format(drawer=one.drawer, when=when, who=one.opened_by)


def _uneven(at: DayAtSite) -> Iterator[str]:
    for one in at.drawers:
        if one.variance:
            yield say.VARIANCE.format(drawer=one.drawer, variance=money(one.variance, at.policy.till.currency))


def _outside(at: DayAtSite) -> Iterator[str]:
    cents = sum(line.passed for line in at.lines if line.method is Method.CASH and line.till is None)
    if cents:
        yield money(cents, at.policy.till.currency)


def _tomorrow(reading: Reading, at: DayAtSite) -> Iterator[OpenItem]:
    """Of the next day that has visits: whose insurance is to be verified, whose forms are due."""
    insured = [
        one
        for one in listed(reading, at.clinic, at.policy, at.now, ahead_days=_DAYS_AHEAD)
        if one.scheduled.appointment.site == at.site.code and one.standing.trouble is not Trouble.ACTIVE
    ]
    tomorrow = _next_day(reading, at)
    visits = tomorrow[1] if tomorrow else ()
    numbers = {one.appointment.id for one in visits}
    to_verify = (one.scheduled for one in insured if one.scheduled.appointment.id in numbers)
    yield OpenItem("insurance", tuple(_who(at, one) for one in to_verify))
    if tomorrow and at.clinic.forms:
        on = tomorrow[0]
        due = (
            one
            for one in visits
            if due_in_words(
                standings(at.clinic.forms, one.forms, one.patient.birth_date, on, one.appointment.visit_type)
            )
        )
        yield OpenItem("forms", tuple(_who(at, one) for one in due))


def _next_day(reading: Reading, at: DayAtSite) -> tuple[date, Sequence[ScheduledVisit]] | None:
    for ahead in range(1, _DAYS_AHEAD + 1):
        day = at.day + timedelta(days=ahead)
        span = day_span(day, at.site.tz)
        found = [
            one
            for one in reading.schedule.between(span.start, span.end, site=at.site.code, live_only=True)
            if span.start <= one.appointment.start
        ]
        if found:
            return day, found
    return None


def _who(at: DayAtSite, one: ScheduledVisit) -> str:
    return f"{format_clock(local(one.appointment.start, at.site.tz))} {name_told(one.patient)}"


def _failed(reading: Reading, at: DayAtSite) -> Iterator[str]:
    if not at.policy.messages.is_on:
        return
    for one in reading.messages.troubled(at.now):
        if one.status is MessageState.FAILED:
            patient = reading.patients.by_id(one.patient)
            yield name_told(patient) if patient else str(one.id)


def _held(reading: Reading, at: DayAtSite) -> Iterator[str]:
    for one in reading.holds.live(at.now):
        if one.site == at.site.code and not one.is_open:
            when = format_when(one.span.start, at.site, at.now)
            yield say.HOLD.format(when=when, provider=one.provider, who=one.by)
