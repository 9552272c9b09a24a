"""What does the estimate of a visit depend on, as it is kept?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.wall import local
from core.coverage.standing import paying
from core.errors import NotFound
from core.estimates.billed import billed_of
from core.estimates.fees import lines_for
from core.estimates.since import on_day_since, scope_since, self_pay_since
from core.estimates.standing import VisitFacts, standing
from core.schedule.sentences import NO_SUCH_APPOINTMENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.estimates.model import Estimate
    from core.estimates.ports import Reading
    from core.estimates.standing import Standing
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit


class VisitEstimate(Struct, frozen=True):
    """A visit with all its estimates, where these stand, and what it depends on."""

    scheduled: ScheduledVisit
    site: Site
    facts: VisitFacts
    standing: Standing
    estimates: Sequence[Estimate]


def visit_estimate(reading: Reading, clinic: Clinic, number: AppointmentId, now: datetime) -> VisitEstimate:
    """Of the appointment with that number. Raises NotFound."""
    scheduled = reading.schedule.by_id(number)
    if scheduled is None:
        raise NotFound(NO_SUCH_APPOINTMENT.format(number=number))
    site = clinic.sites[scheduled.appointment.site]
    facts = _facts(reading, clinic, site, scheduled, now)
    estimates = reading.estimates.of_visit(number)
    return VisitEstimate(scheduled, site, facts, standing(facts, estimates), estimates)


def _facts(reading: Reading, clinic: Clinic, site: Site, scheduled: ScheduledVisit, now: datetime) -> VisitFacts:
    appointment = scheduled.appointment
    on, today = local(appointment.start, site.tz).date(), local(now, site.tz).date()
    first = paying(scheduled.coverages, on)
    is_self_pay = first is not None and first.is_self_pay
    is_over = on < today or not appointment.status.takes_time
    versions = reading.journal.versions(scheduled.ref)
    known = [on_day_since(versions, site.tz)]
    if is_self_pay:
        of_each = (reading.journal.versions(coverage.ref) for coverage in scheduled.coverages)
        known.append(self_pay_since([version for each in of_each for version in each], on))
    since = max((one for one in known if one), default=appointment.start)
    changed = scope_since(versions)
    return VisitFacts(
        appointment.visit_type,
        appointment.provider,
        on,
        is_over,
        is_self_pay,
        local(since, site.tz).date(),
        local(changed, site.tz).date() if changed else None,
        lines_for(clinic, appointment.visit_type, appointment.provider, on),
        frozenset(holiday.on for holiday in clinic.holidays_at.get(site.code, ())),
        site.tz,
        billed_of(reading, scheduled, on, today, site) if on <= today and (is_self_pay or first is None) else None,
    )
