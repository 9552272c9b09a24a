"""Who is expected or here today, for the queue screen and for `queue`?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import day_span
from core.clinic.codes import pick, today_at
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.ports import Reading, VisitContext

_EXPECTED: Final = frozenset({Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED, Status.NOSHOW})
_STILL_HERE: Final = frozenset({Status.ARRIVED, Status.CHECKED_IN})


def queue(context: VisitContext, actor: str, *, site: str | None, provider: str | None) -> tuple[ScheduledVisit, ...]:
    """Today's visits at a site, or at every site, by start: booked, here, gone, left and no-show.

    Today is each site's own. Who came yesterday and was never checked out is still here. Raises NotFound.
    """
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        sites = [pick(clinic.sites, site, "site", retired=True)] if site else list(clinic.sites.values())
        only = pick(clinic.providers, provider, "provider", retired=True).code if provider else None
        found = [
            scheduled
            for one in sites
            for scheduled in _at(reading, one, now)
            if only in {None, scheduled.appointment.provider}
        ]
    return tuple(sorted(found, key=_by_start))


def _at(reading: Reading, site: Site, now: datetime) -> Iterator[ScheduledVisit]:
    today = day_span(today_at(site, now), site.tz)
    yesterday = day_span(today_at(site, now) - timedelta(days=1), site.tz)
    for scheduled in reading.schedule.between(yesterday.start, today.end, site=site.code):
        is_today = scheduled.appointment.end > today.start
        if scheduled.appointment.status in _STILL_HERE or (is_today and _belongs(scheduled)):
            yield scheduled


def _belongs(scheduled: ScheduledVisit) -> bool:
    """A cancelled appointment only when the patient had come for it, and left."""
    if scheduled.appointment.status in _EXPECTED:
        return True
    return scheduled.visit is not None and scheduled.visit.step is VisitStep.LEFT


def _by_start(scheduled: ScheduledVisit) -> tuple[datetime, str, int]:
    appointment = scheduled.appointment
    return appointment.start, appointment.provider, appointment.id
