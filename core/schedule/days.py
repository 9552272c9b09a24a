"""What a day at a site looks like, for the schedule and for `day`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.interval import Interval
from core.calendar.wall import day_span, local, minute_of
from core.clinic.codes import pick
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.day import DayView
from core.schedule.opening import holiday_on, provider_day
from core.schedule.turns import with_turns

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.day import ProviderDay
    from core.schedule.model.hold import Hold
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading, ScheduleContext

_DAYS_A_WEEK: Final = 7
_WORKDAYS: Final = 5
_NOT_SHOWN = frozenset({AppointmentStatus.CANCELLED, AppointmentStatus.ENTERED_IN_ERROR, AppointmentStatus.WAITLIST})


class ProviderDays:
    """The days of every provider at a site, kept for as long as the set-up is the same, within a minute.

    A desk asks for the day it shows whenever anybody commits, and 40 of them take 4 ms to work out. What the set-up
    says of a day depends on the time only as blocks are released, which happens as a minute begins.
    """

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: tuple[Clinic, tuple[str, date, datetime], tuple[ProviderDay, ...]] | None = None

    def at(self, clinic: Clinic, site: Site, on: date, now: datetime) -> tuple[ProviderDay, ...]:
        """In the order of the set-up; whoever does not work there has one too."""
        asked, kept = (site.code, on, minute_of(now)), self._kept  # another thread may ask for another day meanwhile
        if kept is not None and kept[0] is clinic and kept[1] == asked:
            return kept[2]
        days = tuple(provider_day(clinic, one, site, on, now=now) for one in clinic.providers.values())
        self._kept = clinic, asked, days
        return days


def day(
    context: ScheduleContext,
    known: ProviderDays,
    actor: str,
    site_code: str,
    on: date,
    *,
    provider: str | None,
) -> DayView:
    """The day of everyone who works, is away or has somebody booked there; of one provider only, if named."""
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        site = pick(clinic.sites, site_code, "site", retired=True)
        only = pick(clinic.providers, provider, "provider", retired=True).code if provider else None
        appointments, holds = _taken(reading, clinic, site, day_span(on, site.tz), only=only, now=now)
    busy = {*(code for one in appointments for code in one.appointment.providers), *(hold.provider for hold in holds)}
    shown = tuple(
        one
        for one in known.at(clinic, site, on, now)
        if only in {None, one.provider.code} and _has_a_place(one, busy, named=only is not None)
    )
    return DayView(site, on, holiday_on(clinic, site, on), shown, appointments, holds)


def week(context: ScheduleContext, actor: str, site_code: str, on: date, *, provider: str) -> DayView:
    """The week of that day at a site, from Monday on, of one provider; Saturday and Sunday if there is anything."""
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        site = pick(clinic.sites, site_code, "site", retired=True)
        who = pick(clinic.providers, provider, "provider", retired=True)
        monday = on - timedelta(days=on.weekday())
        every = tuple(
            provider_day(clinic, who, site, monday + timedelta(days=at), now=now) for at in range(_DAYS_A_WEEK)
        )
        span = Interval(day_span(monday, site.tz).start, day_span(every[-1].on, site.tz).end)
        appointments, holds = _taken(reading, clinic, site, span, only=who.code, now=now)
    busy = {local(one.appointment.start, site.tz).date() for one in appointments}
    shown = tuple(day for day in every if day.on.weekday() < _WORKDAYS or day.sessions or day.on in {*busy, on})
    return DayView(site, monday, None, shown, appointments, holds)


def _taken(
    reading: Reading, clinic: Clinic, site: Site, span: Interval, *, only: str | None, now: datetime
) -> tuple[tuple[ScheduledVisit, ...], tuple[Hold, ...]]:
    """Who is booked in that time at the site, with anybody or the one named, and what is held for others."""
    found = tuple(
        scheduled
        for scheduled in reading.schedule.between(span.start, span.end, site=site.code)
        if scheduled.appointment.status not in _NOT_SHOWN and (only is None or only in scheduled.appointment.providers)
    )
    holds = tuple(
        hold
        for hold in reading.holds.live(now)
        if hold.site == site.code and hold.span.overlaps(span) and not hold.is_here and only in {None, hold.provider}
    )
    return with_turns(reading, clinic, found, now), holds


def _has_a_place(day: ProviderDay, busy: set[str], *, named: bool) -> bool:
    """Sessions (also cancelled, on leave or holiday), bookings or holds earn a column; so does being asked for."""
    if named or day.provider.code in busy:
        return True
    return bool(day.sessions) and not day.provider.retired
