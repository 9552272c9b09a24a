"""How many patients does a provider see at once, and how many of a day are over that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.schedule.rules.at_once import moments, there_at
from core.schedule.rules.proposal import provider_span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.calendar.interval import Interval
    from core.clinic.model import VisitType
    from core.schedule.model.day import ProviderDay
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal

ALONE = 1
"""What holds where nobody says otherwise: one patient at a time."""


class Crowd(Struct, frozen=True):
    """A moment at which the proposal would be one too many: who is there, and for how many there is room."""

    others: tuple[ScheduledVisit, ...]
    capacity: int


def crowds(proposal: Proposal, facts: Facts) -> Iterator[Crowd]:
    """Where the proposal would be one too many, in order of time. Of different capacities the strictest holds."""
    span = proposal.provider_span
    others = [
        other
        for other in facts.provider_day  # asked by several rules, of every visit of a day: no interval is made for it
        if other.appointment.provider_start < span.end and span.start < other.appointment.provider_end
    ]
    if not others:
        return
    own = capacity_of(proposal.visit_type, facts.opening, proposal.provider_span)
    spans = {at: provider_span_of(other) for at, other in enumerate(others)}
    for moment in moments(proposal.provider_span, spans.values()):
        there = tuple(others[at] for at in there_at(moment, spans))
        capacity = min(own, *(_of_other(other, facts) for other in there)) if there else own
        if len(there) >= capacity:
            yield Crowd(there, capacity)


def capacity_of(visit_type: VisitType, day: ProviderDay, span: Interval) -> int:
    """How many at once bear a visit of that type then: as its sessions say, and no more than its type does.

    Of sessions at the same time those count that name the type, else all that take it; of these the strictest.
    """
    sessions = [one for one in day.sessions if one.span.overlaps(span) and one.takes(visit_type.code)]
    said = [(one.capacity, bool(one.types)) for one in sessions if one.capacity is not None]
    named = [seats for seats, is_named in said if is_named]
    capacity = min(named or (seats for seats, _ in said), default=ALONE)
    return capacity if visit_type.capacity is None else min(capacity, visit_type.capacity)


def overbooked(visits: Iterable[ScheduledVisit], facts: Facts, proposal: Proposal | None = None) -> int:
    """How many of them, and of the proposal, are over what bears them: so many gone, and nobody is one too many.

    Who would stay longest counts as the one over, so that of one long visit and three short ones within it that is one.
    """
    wanted = [(provider_span_of(visit), _of_other(visit, facts)) for visit in visits]
    if proposal:
        span = proposal.provider_span
        wanted.append((span, capacity_of(proposal.visit_type, facts.opening, span)))
    over = 0
    there: list[tuple[Interval, int]] = []
    for one in sorted(wanted):
        there = [each for each in there if each[0].end > one[0].start]
        there.append(one)
        while len(there) > min(capacity for _, capacity in there):
            there.remove(max(there, key=lambda each: each[0].end))
            over += 1
    return over


def _of_other(other: ScheduledVisit, facts: Facts) -> int:
    """Whoever is at another site is there alone."""
    if other.appointment.site != facts.opening.site.code:
        return ALONE
    return capacity_of(facts.clinic.visit_types[other.appointment.visit_type], facts.opening, provider_span_of(other))
