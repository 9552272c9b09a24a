"""Which of a patient's appointments is meant, as long as nobody has said so?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.clinic.codes import today_at
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import VisitStep

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.schedule.model.visit import ScheduledVisit

_GONE = frozenset({VisitStep.CHECKED_OUT, VisitStep.LEFT})


def likely_meant(visits: Iterable[ScheduledVisit], clinic: Clinic, now: datetime) -> ScheduledVisit | None:
    """The one for which the patient is here; else today's to which they may still come, also late; else the next.

    None where there is none of these: what was cancelled, missed or is over is not meant.
    """
    ranked = (
        (rank, one.appointment.start, one.appointment.id, one)
        for one in visits
        if (rank := _rank(one, clinic, now)) is not None
    )
    best = min(ranked, key=lambda each: each[:3], default=None)
    return best[3] if best else None


def is_open_today(scheduled: ScheduledVisit, clinic: Clinic, now: datetime) -> bool:
    """Whether the patient is here for it, or may still come today."""
    return _rank(scheduled, clinic, now) in {0, 1, 2}


def _rank(scheduled: ScheduledVisit, clinic: Clinic, now: datetime) -> int | None:
    appointment, visit = scheduled.appointment, scheduled.visit
    if not appointment.status.takes_time:
        return None
    site = clinic.sites[appointment.site]
    is_today = local(appointment.start, site.tz).date() == today_at(site, now)
    if visit:
        return None if visit.step in _GONE else 0 if is_today else 1
    if appointment.status is not AppointmentStatus.BOOKED:
        return None
    if is_today:
        return 2
    return 3 if appointment.end > now else None
