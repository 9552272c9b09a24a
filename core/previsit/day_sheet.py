"""What does a provider read before the day: who comes when, with which notes, lacking what, and what waits for them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_clock
from core.calendar.wall import day_span, local
from core.cases.kinds.book import KINDS
from core.clinic.codes import first_site, pick
from core.documents.facts import clinic_facts
from core.previsit import sentences as say
from core.previsit.own_day import known_before, waiting_for
from core.templates.kinds import PROVIDER_DAY
from core.templates.languages import written_day
from core.templates.rendering import render
from core.templates.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.cases.model import Case
    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic, Provider, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.templates.document import Document


class Reader(Struct, frozen=True):
    """Who reads the sheet, of which day, and in which snapshot it is made at `now` (UTC)."""

    context: CaseContext
    reading: Reading
    clinic: Clinic
    who: Provider
    on: date
    now: datetime


def day_sheet(context: CaseContext, actor: str, provider: str, day: date | None) -> tuple[Provider, date, Document]:
    """The sheet of the provider with that code on the day, today where none is said. Raises NotFound or BadSettings."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        settings, now = context.policy.documents, context.clock.now()
        who, site = pick(clinic.providers, provider, "provider", retired=True), first_site(clinic)
        reader = Reader(context, reading, clinic, who, day or local(now, site.tz).date(), now)
        templates = shelf(reading.template_files(settings.templates))
        template = templates.meant(PROVIDER_DAY.name, PROVIDER_DAY.name, filter(None, (settings.language,)))
        visits = [row for each in clinic.sites.values() for row in _visits(reader, each)]
        facts = {
            **clinic_facts(site, now, template.language, actor),
            "provider": who.name,
            "day": written_day(reader.on, template.language),
            "count": str(len(visits)),
            "visits": [row for _, row in sorted(visits, key=lambda one: one[0])],
            "tasks": [_told(reading, case) for case in waiting_for(reading, who, now)],
        }
        return who, reader.on, render(template, facts)


def _visits(reader: Reader, site: Site) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    span = day_span(reader.on, site.tz)
    for one in reader.reading.schedule.between(span.start, span.end, site=site.code):
        booked = one.appointment
        if reader.who.code in booked.providers and booked.status.takes_time:
            yield booked.start, _row(reader, site, one)


def _row(reader: Reader, site: Site, one: ScheduledVisit) -> tuple[str, ...]:
    """When, who, for what, and what is to be known; of a restricted record no more than that it is."""
    booked, patient = one.appointment, one.patient
    start = local(booked.start, site.tz)
    when, room = format_clock(start), booked.room or ""
    if patient.restricted:
        return when, say.RESTRICTED.format(number=booked.id), booked.visit_type, room, ""
    policy = reader.context.policy
    notes = known_before(reader.reading, reader.clinic, policy, site, one, now=reader.now)
    return when, f"{patient.name}, {patient.mrn}", booked.visit_type, room, say.JOIN.join(notes)


def _told(reading: Reading, case: Case) -> tuple[str, ...]:
    """Its number, which kind, whose, what it is about; of a restricted record no more than that it is."""
    patient = None if case.patient is None else reading.patients.by_id(case.patient)
    if patient and patient.restricted:
        return str(case.id), KINDS[case.kind].label, say.RESTRICTED_CASE, ""
    return str(case.id), KINDS[case.kind].label, patient.name if patient else "", case.subject
