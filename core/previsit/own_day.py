"""What has a provider before them on their own day: what waits for them, and who comes yet, with what to know?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import day_span, local
from core.cases.listing import CaseSeen, seen
from core.cases.model import Case, CaseStatus
from core.cases.queries import CaseQuery
from core.clinic.codes import provider_of
from core.previsit.lacking import VisitAhead, lacking
from core.schedule.model.visit import VisitStep
from core.visits.clearance.facts import VisitFacts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic, Provider, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy

_MOST: Final = 200
"""So many of a kind that wait for a provider are told."""
_TO_LOOK_AT: Final = (("result", "with-clinician", "clinician"), ("referral-in", "triage", "seen_by"))
"""Kinds, their states, and the fact that names who is to look."""
_SEEN: Final = frozenset({VisitStep.DEPARTED, VisitStep.CHECKED_OUT, VisitStep.LEFT})


class OwnVisit(Struct, frozen=True):
    """A visit of the provider's today, and what is to be known before it: alerts, its note, what it lacks."""

    scheduled: ScheduledVisit
    notes: tuple[str, ...]


class OwnDay(Struct, frozen=True):
    """Whose day it is, the cases that wait for them, the most urgent of a kind first, and their visits by start."""

    provider: Provider
    waiting: tuple[CaseSeen, ...]
    visits: tuple[OwnVisit, ...]


def own_day(context: CaseContext, actor: str) -> OwnDay | None:
    """What a provider who signed on has before them today; None for who is none."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        who = provider_of(clinic, actor)
        if who is None:
            return None
        now = context.clock.now()
        waiting = tuple(seen(reading, clinic, case) for case in waiting_for(reading, who, now))
        sites = clinic.sites.values()
        visits = [one for site in sites for one in _to_come(reading, clinic, context.policy, site, who=who, now=now)]
        return OwnDay(who, waiting, tuple(sorted(visits, key=lambda one: one.scheduled.appointment.start)))


def waiting_for(reading: Reading, who: Provider, now: datetime) -> Iterator[Case]:
    """The tasks that the provider has by their login name, and the results and referrals that they are to look at."""
    yield from reading.cases.listed(CaseQuery("task", now, _MOST, owner=who.code))
    for kind, state, fact in _TO_LOOK_AT:
        yield from reading.cases.listed(CaseQuery(kind, now, _MOST, state=state, fact=(fact, who.code)))


def known_before(
    reading: Reading, clinic: Clinic, policy: Policy, site: Site, one: ScheduledVisit, *, now: datetime
) -> tuple[str, ...]:
    """What is to be known before a visit: the alerts of the patient, its note, what it lacks."""
    booked, patient = one.appointment, one.patient
    cases = tuple(
        case for case in reading.records(Case).of_owner(patient.id) if case.status is not CaseStatus.ENTERED_IN_ERROR
    )
    facts = VisitFacts(one, site, policy, now, clinic)
    on = local(booked.start, site.tz).date()
    return tuple(filter(None, (*patient.alerts_on(on), booked.note, *lacking(VisitAhead(facts, cases)))))


def _to_come(
    reading: Reading, clinic: Clinic, policy: Policy, site: Site, *, who: Provider, now: datetime
) -> Iterator[OwnVisit]:
    """Those of today whom the provider has not seen yet."""
    span = day_span(local(now, site.tz).date(), site.tz)
    for one in reading.schedule.between(span.start, span.end, site=site.code):
        booked = one.appointment
        is_own = who.code in booked.providers and booked.status.takes_time
        if is_own and not (one.visit and one.visit.step in _SEEN):
            notes = () if one.patient.restricted else known_before(reading, clinic, policy, site, one, now=now)
            yield OwnVisit(one, notes)
