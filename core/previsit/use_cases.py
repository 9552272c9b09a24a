"""The use case of visits ahead: which of the next business days lack something?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.business_days import business_day_after
from core.calendar.wall import day_span, local
from core.cases.due import closed_days
from core.cases.model import Case, CaseStatus
from core.previsit import day_sheet, own_day
from core.previsit.lacking import VisitAhead, lacking
from core.schedule.model.appointment import AppointmentStatus
from core.visits.clearance.facts import VisitFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic, Provider, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.templates.document import Document

BUSINESS_DAYS: Final = 3
"""So many business days ahead what is missing can still be had."""
_TO_COME: Final = frozenset({AppointmentStatus.PENDING, AppointmentStatus.PROPOSED, AppointmentStatus.BOOKED})


class Lacking(Struct, frozen=True):
    """A visit, and what is missing before it, in words."""

    scheduled: ScheduledVisit
    missing: tuple[str, ...]


class PrevisitDesk:
    """`desk.previsit`."""

    def __init__(self, context: CaseContext) -> None:
        self._context = context

    def worklist(self, actor: str) -> Sequence[Lacking]:
        """The visits from now until three business days ahead, at every site, that lack something, by start."""
        now = self._context.clock.now()
        with self._context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
            found = [one for site in clinic.sites.values() for one in self._at(reading, clinic, site, now)]
        return sorted(found, key=lambda one: (one.scheduled.appointment.start, one.scheduled.appointment.id))

    def own_day(self, actor: str) -> own_day.OwnDay | None:
        """What a provider who signed on has before them today; None for who is none."""
        return own_day.own_day(self._context, actor)

    def day_sheet(self, actor: str, provider: str, day: date | None = None) -> tuple[Provider, date, Document]:
        """What a provider reads before the day, whose and of which day it is. Raises NotFound or BadSettings."""
        return day_sheet.day_sheet(self._context, actor, provider, day)

    def _at(self, reading: Reading, clinic: Clinic, site: Site, now: datetime) -> Iterator[Lacking]:
        today = local(now, site.tz).date()
        last = business_day_after(today, BUSINESS_DAYS, closed_days(clinic, site))
        for scheduled in reading.schedule.between(now, day_span(last, site.tz).end, site=site.code):
            appointment = scheduled.appointment
            if appointment.status not in _TO_COME or appointment.start < now:
                continue
            facts = VisitFacts(scheduled, site, self._context.policy, now, clinic)
            cases = reading.records(Case).of_owner(appointment.patient)
            kept = tuple(case for case in cases if case.status is not CaseStatus.ENTERED_IN_ERROR)
            missing = lacking(VisitAhead(facts, kept))
            if missing:
                yield Lacking(scheduled, missing)
