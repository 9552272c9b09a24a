"""What bears on a visit besides what is booked: others that take their time in the same act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.calendar.wall import day_span, local
from core.lazy import lazy_modules
from core.schedule.rules.proposal import span_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.clinic.model import Provider
    from core.patients.model import Patient
    from core.schedule import units
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, ProviderFacts
else:  # of visits alone that are booked together
    (units,) = lazy_modules("core.schedule.units")


def taking(visits: Iterable[ScheduledVisit], provider: str) -> tuple[ScheduledVisit, ...]:
    """Those that need the provider, each as it takes their time."""
    return tuple(one.taking(provider) for one in visits if provider in one.appointment.providers)


def beside_of(theirs: ProviderFacts, others: Sequence[ScheduledVisit], provider: str) -> ProviderFacts:
    """What bears on the provider's time, with others that take their time in the same act."""
    if not others:
        return theirs
    return replace(theirs, provider_day=(*theirs.provider_day, *taking(others, provider)))


def with_others(
    facts: Facts, others: Sequence[ScheduledVisit], *, patient: Patient, provider: Provider, span: Interval
) -> Facts:
    """The facts with others that take their time in the same act; of the patient's those that touch the day."""
    if not others:
        return facts
    site = facts.opening.site
    today = day_span(local(span.start, site.tz).date(), site.tz)
    near = Interval(min(today.start, span.start), max(today.end, span.end))
    return replace(
        facts,
        provider_day=(*facts.provider_day, *taking(others, provider.code)),
        further={code: beside_of(theirs, others, code) for code, theirs in facts.further.items()},
        patient_day=(
            *facts.patient_day,
            *(o for o in others if o.patient.id == patient.id and span_of(o).overlaps(near)),
        ),
        interpreted=(*facts.interpreted, *(o for o in others if o.appointment.interpreter)),
        papers=units.with_visits(facts.papers, [one for one in others if one.patient.id == patient.id]),
        at_site=(*facts.at_site, *(o for o in others if o.appointment.site == site.code)),
    )
