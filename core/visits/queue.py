"""Who is expected or here today, for the queue screen and for `queue`?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import day_span
from core.clinic.codes import pick, today_at
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep
from core.schedule.turns import with_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.ports import Reading, VisitContext

_EXPECTED: Final = frozenset({Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN, Status.FULFILLED, Status.NOSHOW})

_MARKED_WITHIN: Final = timedelta(days=30)
"""After so long nobody remembers any more whether somebody came."""


def queue(context: VisitContext, actor: str, *, site: str | None, provider: str | None) -> tuple[ScheduledVisit, ...]:
    """Today's visits at a site, or at every site, by start: booked, here, gone, left and no-show.

    Today is each site's own. A visit of an earlier day that nobody closed is still there, first. Raises NotFound.
    """
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        sites = [pick(clinic.sites, site, "site", retired=True)] if site else list(clinic.sites.values())
        only = pick(clinic.providers, provider, "provider", retired=True).code if provider else None
        here = _of_earlier_days(reading, clinic, now)
        codes = {one.code for one in sites}
        found = [
            scheduled
            for scheduled in (
                *(one for one in here if one.appointment.site in codes),
                *(scheduled for one in sites for scheduled in _at(reading, one, now)),
            )
            if only in {None, *scheduled.appointment.providers}
        ]
        return with_turns(reading, clinic, sorted(found, key=_by_start), now)


def _at(reading: Reading, site: Site, now: datetime) -> Iterator[ScheduledVisit]:
    today = day_span(today_at(site, now), site.tz)
    for scheduled in reading.schedule.between(today.start, today.end, site=site.code):
        if _belongs(scheduled):
            yield scheduled


def left_open(context: VisitContext, actor: str) -> tuple[ScheduledVisit, ...]:
    """The visits of earlier days that nobody closed or, of the last of these, marked; at every site, oldest first."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        now = context.clock.now()
        began = _today_began(clinic, now)
        unmarked = (
            one
            for one in reading.visits.not_marked(now - _MARKED_WITHIN, now)
            if one.appointment.end <= began[one.appointment.site]
        )
        return tuple(sorted((*_of_earlier_days(reading, clinic, now), *unmarked), key=_by_start))


def _of_earlier_days(reading: Reading, clinic: Clinic, now: datetime) -> tuple[ScheduledVisit, ...]:
    """Who came for an appointment that was over before today began at its site, and is not gone."""
    began = _today_began(clinic, now)
    return tuple(one for one in reading.visits.left_open() if one.appointment.end <= began[one.appointment.site])


def _today_began(clinic: Clinic, now: datetime) -> Mapping[str, datetime]:
    """When today began, by site."""
    return {code: day_span(today_at(site, now), site.tz).start for code, site in clinic.sites.items()}


def _belongs(scheduled: ScheduledVisit) -> bool:
    """A cancelled appointment only when the patient had come for it, and left."""
    if scheduled.appointment.status in _EXPECTED:
        return True
    return scheduled.visit is not None and scheduled.visit.step is VisitStep.LEFT


def _by_start(scheduled: ScheduledVisit) -> tuple[datetime, str, int]:
    appointment = scheduled.appointment
    return appointment.start, appointment.provider, appointment.id
