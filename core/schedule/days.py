"""What a day at a site looks like, for the schedule and for `day`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.wall import day_span
from core.clinic.codes import pick
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.day import DayView
from core.schedule.opening import holiday_on, provider_day

if TYPE_CHECKING:
    from datetime import date

    from core.schedule.model.day import ProviderDay
    from core.schedule.ports import ScheduleContext

_NOT_SHOWN = frozenset({AppointmentStatus.CANCELLED, AppointmentStatus.ENTERED_IN_ERROR, AppointmentStatus.WAITLIST})


def day(context: ScheduleContext, actor: str, site_code: str, on: date, *, provider: str | None) -> DayView:
    """The day of everyone who works, is away or has somebody booked there; of one provider only, if named."""
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        site = pick(clinic.sites, site_code, "site", retired=True)
        only = pick(clinic.providers, provider, "provider", retired=True).code if provider else None
        span = day_span(on, site.tz)
        appointments = tuple(
            scheduled
            for scheduled in reading.schedule.between(span.start, span.end, site=site.code)
            if scheduled.appointment.status not in _NOT_SHOWN and only in {None, scheduled.appointment.provider}
        )
    busy = {scheduled.appointment.provider for scheduled in appointments}
    days = (
        provider_day(clinic, person, site, on, now=now)
        for person in clinic.providers.values()
        if only in {None, person.code}
    )
    shown = tuple(one for one in days if _has_a_place(one, busy, named=only is not None))
    return DayView(site, on, holiday_on(clinic, site, on), shown, appointments)


def _has_a_place(day: ProviderDay, busy: set[str], *, named: bool) -> bool:
    """Sessions (also cancelled, on leave or holiday) or bookings earn a column; so does being asked for."""
    if named or day.provider.code in busy:
        return True
    return bool(day.sessions) and not day.provider.retired
