"""C7: may there be one more double booking, in this session, on this day, at this time?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.wall import local
from core.conflict import Conflict, Severity
from core.schedule.rules.crowding import crowds, overbooked
from core.schedule.rules.proposal import provider_span_of
from core.schedule.sentences import (
    DAY_LIMIT,
    DAY_LIMIT_AT,
    DAY_LIMIT_OF,
    OVERBOOK_SAME_DAY,
    OVERBOOK_SAME_WEEK,
    OVERBOOK_URGENT,
    SESSION_LIMIT,
)
from core.settings.model import OverbookWhen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy

_URGENT = "urgent"


class _Limit(Struct, frozen=True):
    """So many double bookings of these visits, the sentence that says so, and whose limit it is, in codes."""

    most: int
    visits: tuple[ScheduledVisit, ...]
    sentence: str
    whose: str


def overbook_limits(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Who would be no double booking meets none; else of the limits that are passed the strictest is told.

    As in VistA (its keys SDOB and SDMOB) two levels: over a session's limit (C7) goes anybody with a reason, over a
    day's (C7_day) a supervisor.
    """
    there = [other for crowd in crowds(proposal, facts) for other in crowd.others]
    if not there:
        return ()
    types = {proposal.visit_type.code, *(other.appointment.visit_type for other in there)}
    return (
        *_when(proposal, policy),
        *_passed(_of_sessions(proposal, facts), proposal, facts, policy.rules.C7),
        *_passed(_of_day(proposal, facts, types), proposal, facts, policy.rules.C7_day),
    )


def _when(proposal: Proposal, policy: Policy) -> Iterator[Conflict]:
    """The clinic may keep double bookings to the day itself, to this week, or to what is urgent."""
    today, on = local(proposal.now, proposal.site.tz).date(), proposal.wall.date()
    match policy.booking.overbook:
        case OverbookWhen.SAME_DAY if on != today:
            yield Conflict("C7", policy.rules.C7, OVERBOOK_SAME_DAY.format(day=f"{on:%a %-d %b %Y}"))
        case OverbookWhen.SAME_WEEK if _monday(on) != _monday(today):
            yield Conflict("C7", policy.rules.C7, OVERBOOK_SAME_WEEK.format(day=f"{on:%a %-d %b %Y}"))
        case OverbookWhen.URGENT:
            yield Conflict("C7", policy.rules.C7, OVERBOOK_URGENT.format(reason=_URGENT), reason=_URGENT)


def _of_sessions(proposal: Proposal, facts: Facts) -> Iterator[_Limit]:
    for one in facts.opening.sessions:
        if one.overbooks is None or not one.span.overlaps(proposal.provider_span):
            continue
        visits = tuple(other for other in _here(facts) if provider_span_of(other).overlaps(one.span))
        sentence = SESSION_LIMIT.format(
            provider=proposal.provider.family, hours=proposal.hours(one.span), most=one.overbooks
        )
        yield _Limit(one.overbooks, visits, sentence, f"session {one.span.stamp}")


def _of_day(proposal: Proposal, facts: Facts, types: Collection[str]) -> Iterator[_Limit]:
    """What site, provider and visit types allow a provider a day: at the site, and wherever they are.

    The types are those of all who would be there at once, so that the order of booking does not matter.
    """
    kinds = {**facts.clinic.visit_types, proposal.visit_type.code: proposal.visit_type}
    asked = [kinds[code] for code in sorted(types)]
    if proposal.site.overbooks is proposal.provider.overbooks is None and all(one.overbooks is None for one in asked):
        return
    on, tz = proposal.wall.date(), proposal.site.tz
    today = tuple(other for other in facts.provider_day if local(other.appointment.start, tz).date() == on)
    here = tuple(other for other in today if other.appointment.site == facts.opening.site.code)
    for most, visits, which, code in (
        (proposal.site.overbooks, here, DAY_LIMIT_AT.format(site=proposal.site.name), f"site {proposal.site.code}"),
        (proposal.provider.overbooks, today, "", "provider"),
        *((one.overbooks, today, DAY_LIMIT_OF.format(type=one.code), f"type {one.code}") for one in asked),
    ):
        if most is not None:
            day = f"{on:%a %-d %b %Y}"
            sentence = DAY_LIMIT.format(which=which, most=most, provider=proposal.provider.family, day=day)
            yield _Limit(most, visits, sentence, f"{code} {on}")


def _passed(limits: Iterator[_Limit], proposal: Proposal, facts: Facts, severity: Severity) -> tuple[Conflict, ...]:
    """The strictest of those that the proposal, as a double booking, passes. One more is another matter than before."""
    passed = [
        (limit, count)
        for limit in limits
        if limit.most < (count := overbooked(limit.visits, facts, proposal)) > overbooked(limit.visits, facts)
    ]
    if not passed:
        return ()
    limit, count = min(passed, key=lambda each: each[0].most)
    cause = f"{limit.whose} {proposal.provider.code} {limit.most} {count}"
    return (Conflict("C7", severity, limit.sentence, cause=cause),)


def _here(facts: Facts) -> tuple[ScheduledVisit, ...]:
    """Those of the provider's day at the site."""
    return tuple(other for other in facts.provider_day if other.appointment.site == facts.opening.site.code)


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
