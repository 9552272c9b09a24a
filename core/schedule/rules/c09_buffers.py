"""C9: is there time between this visit and those before and after it?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.rules.proposal import provider_span_of, span_of
from core.schedule.sentences import GAP_TOO_SHORT, ROOM_IS_CLEANED, WAY_TOO_SHORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.calendar.interval import Interval
    from core.clinic.model import Clinic, Provider, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy

_MINUTE = timedelta(minutes=1)


def buffers(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """From the provider's minutes to the next, what the first of the two needs after it or the second before it.

    Visit types and providers say so, the longer holds; between two sites the way counts too, and a room is cleaned. The
    longest of them is enough; `stack_buffers` adds them up. What overlaps is no gap: C3 and C4 speak.
    """
    found = (*_provider(proposal, facts, policy), *_room(proposal, facts))
    return tuple(Conflict("C9", policy.rules.C9, sentence, (other.appointment.id,)) for sentence, other in found)


def reach(clinic: Clinic, provider: Provider) -> timedelta:
    """How far from a visit of the provider another one may be that is too near; nothing where nobody says anything."""
    longest = max(clinic.longest_gap, provider.buffer_before, provider.buffer_after)
    return 3 * longest * _MINUTE  # after the one, before the other, and the way


def _provider(proposal: Proposal, facts: Facts, policy: Policy) -> Iterator[tuple[str, ScheduledVisit]]:
    far, here = reach(facts.clinic, proposal.provider), proposal.provider_span
    if not far:
        return
    for other in facts.provider_day:
        there = provider_span_of(other)
        if there.overlaps(here) or there.end + far <= here.start or here.end + far <= there.start:
            continue
        needed, way = _needed(proposal, other, facts, policy)
        gap = _gap(there, here)
        if gap < needed:
            site = facts.clinic.sites[other.appointment.site]
            yield (
                (WAY_TOO_SHORT if way else GAP_TOO_SHORT).format(
                    provider=proposal.provider.family,
                    patient=other.patient.name,
                    hours=proposal.hours(there),
                    type=other.appointment.visit_type,
                    site=site.name,
                    needed=needed,
                    gap=gap,
                ),
                other,
            )


def _needed(proposal: Proposal, other: ScheduledVisit, facts: Facts, policy: Policy) -> tuple[int, int]:
    """Minutes that must lie between the two, and how many of them the way between the sites takes alone."""
    theirs = facts.clinic.visit_types[other.appointment.visit_type]
    is_first = proposal.provider_span.start < provider_span_of(other).start
    first, second = (proposal.visit_type, theirs) if is_first else (theirs, proposal.visit_type)
    after = max(first.buffer_after, proposal.provider.buffer_after)
    before = max(second.buffer_before, proposal.provider.buffer_before)
    way = _way(proposal.site, facts.clinic.sites[other.appointment.site])
    return (after + before + way if policy.booking.stack_buffers else max(after, before, way)), way


def _way(one: Site, other: Site) -> int:
    return 0 if one.code == other.code else max(one.travel, other.travel)


def _room(proposal: Proposal, facts: Facts) -> Iterator[tuple[str, ScheduledVisit]]:
    room = proposal.room
    if room is None or not room.cleanup:
        return
    for other in facts.at_site:
        if other.appointment.room != room.code or span_of(other).overlaps(proposal.span):
            continue
        gap = _gap(span_of(other), proposal.span)
        if gap < room.cleanup:
            yield (
                ROOM_IS_CLEANED.format(
                    room=room.code,
                    patient=other.patient.name,
                    hours=proposal.hours(span_of(other)),
                    needed=room.cleanup,
                    gap=gap,
                ),
                other,
            )


def _gap(one: Interval, other: Interval) -> int:
    """Minutes between the two, whichever is first."""
    first, second = sorted((one, other))
    return (second.start - first.end) // _MINUTE
