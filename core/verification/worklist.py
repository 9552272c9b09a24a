"""Whose insurance is to be verified for a visit of the next days, by what is the matter?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import day_span, local
from core.coverage.standing import AsOf, standing
from core.schedule.model.appointment import AppointmentStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.coverage.standing import Standing
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading, ScheduleContext
    from core.settings.model import Policy

_BEFORE_CHECK_IN: Final = frozenset(
    {AppointmentStatus.PENDING, AppointmentStatus.PROPOSED, AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED}
)


class ToVerify(Struct, frozen=True):
    """An appointment that nobody is checked in for yet, and where its patient's insurance stands for that day."""

    scheduled: ScheduledVisit
    standing: Standing


def worklist(context: ScheduleContext, actor: str) -> tuple[ToVerify, ...]:
    """Every visit from today until as many days ahead as the settings say, at every site: the gravest first, by start.

    Those in order stand at the end. A clinic without payers has those alone whose patients are known to be insured.
    """
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        found = [
            one
            for site in clinic.sites.values()
            for one in _at_site(reading, clinic, site, context.policy, now)
            if clinic.has_payers or one.scheduled.coverages
        ]
    return tuple(sorted(found, key=_place))


def _at_site(reading: Reading, clinic: Clinic, site: Site, policy: Policy, now: datetime) -> Iterator[ToVerify]:
    at = AsOf(clinic, policy, now, site.tz)
    start = day_span(at.today, site.tz).start
    end = day_span(at.today + timedelta(days=policy.coverage.ahead_days), site.tz).end
    for scheduled in reading.schedule.between(start, end, site=site.code, live_only=True):
        appointment = scheduled.appointment
        if appointment.status in _BEFORE_CHECK_IN and appointment.start >= start:
            on = local(appointment.start, site.tz).date()
            yield ToVerify(scheduled, standing(scheduled.patient, scheduled.coverages, on, at))


def _place(one: ToVerify) -> tuple[int, datetime, int]:
    appointment = one.scheduled.appointment
    return one.standing.trouble.gravity, appointment.start, appointment.id
