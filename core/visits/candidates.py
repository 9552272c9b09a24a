"""Who could take somebody who is here now, and how soon?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.interval import Interval, merged
from core.calendar.wall import day_span, local
from core.clinic.codes import pick
from core.clinic.model import Provider
from core.errors import BadInput
from core.schedule.model.visit import VisitStep
from core.schedule.opening import provider_day
from core.schedule.rules.proposal import provider_span, provider_span_of
from core.schedule.turns import behind
from core.structs import replace
from core.visits.sentences import NOBODY_WORKS_HERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site, VisitType
    from core.schedule.model.day import ProviderDay
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.ports import Reading

_WAITS: Final = frozenset({VisitStep.ARRIVED, VisitStep.CHECKED_IN})


class Candidate(Struct, frozen=True):
    """A provider who could take a walk-in: from when (UTC) they are free for so long, None for no more today.

    A provider who is late is free later by that.

    `waiting` are those who came to see them today and are in no room yet.
    """

    provider: Provider
    free_at: datetime | None
    is_usual: bool
    waiting: int


def candidates(
    reading: Reading,
    clinic: Clinic,
    codes: Sequence[str],
    visit_type: VisitType,
    *,
    usual: str,
    site: Site,
    span: Interval,
    now: datetime,
) -> tuple[Candidate, ...]:
    """Those of the codes, or whoever works at the site from `span` on, the best first.

    Who has the skills that the type asks for comes first, of those who is free soonest, of several the `usual`
    provider, then who has the fewest waiting. Raises NotFound for a code that is none, BadInput where nobody works.
    """
    on = local(span.start, site.tz).date()
    named = [pick(clinic.providers, code, "provider") for code in codes]
    days = [
        provider_day(clinic, one, site, on, now=now)
        for one in named or clinic.providers.values()
        if named or not one.retired
    ]
    working = [day for day in days if named or any(open_.end > span.start for open_ in day.open_spans())]
    if not working:
        raise BadInput(NOBODY_WORKS_HERE.format(site=site.name, day=f"{on:%a %-d %b}"), field="provider")
    found = [
        _later(reading, clinic, _candidate(reading, day, visit_type, span, usual=usual), on, now) for day in working
    ]
    skills, last = {skill.casefold() for skill in visit_type.skills}, day_span(on, site.tz).end

    def rank(one: Candidate) -> tuple[bool, datetime, bool, int]:
        is_able = skills <= {skill.casefold() for skill in one.provider.skills}
        return not is_able, one.free_at or last, not one.is_usual, one.waiting

    return tuple(sorted(found, key=rank))


def _candidate(reading: Reading, day: ProviderDay, visit_type: VisitType, span: Interval, *, usual: str) -> Candidate:
    hours = day_span(day.on, day.site.tz)
    visits = reading.schedule.between(hours.start, hours.end, provider=day.provider.code, live_only=True)
    return Candidate(
        provider=day.provider,
        free_at=_free_at(day, visits, visit_type, span),
        is_usual=day.provider.code == usual,
        waiting=sum(one.visit is not None and one.visit.step in _WAITS for one in visits),
    )


def _later(reading: Reading, clinic: Clinic, one: Candidate, on: date, now: datetime) -> Candidate:
    if one.free_at is None:
        return one
    return replace(one, free_at=one.free_at + behind(reading, clinic, one.provider.code, one.free_at, on=on, now=now))


def _free_at(
    day: ProviderDay, visits: Sequence[ScheduledVisit], visit_type: VisitType, span: Interval
) -> datetime | None:
    """The first start from that of `span` on at which the provider has nobody for the minutes they are needed."""
    needed = provider_span(visit_type, span)
    before, length = needed.start - span.start, needed.end - needed.start
    taken = [provider_span_of(one) for one in visits]
    fitting = [closure.span for closure in day.closures if visit_type.code in closure.types]
    for open_ in merged((*day.open_spans(), *fitting)):
        for piece in open_.minus(taken):
            begin = max(piece.start, needed.start)
            if begin + length <= piece.end:
                return begin - before
    return None
