"""Who could take somebody who is here now, and how soon?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.calendar.interval import Interval, merged
from core.calendar.wall import day_span, local
from core.clinic.codes import pick
from core.clinic.model import Provider
from core.errors import BadInput
from core.schedule.beside import taking
from core.schedule.model.visit import VisitStep
from core.schedule.opening import provider_day, sites_of
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


class AtWork(Struct, frozen=True):
    """A provider's day at the site, and whom they see on it, by start."""

    day: ProviderDay
    visits: Sequence[ScheduledVisit]


class Staff(Struct):
    """Who has sessions at the site, or those of the `codes` where any are named. Remembers the days it was asked of."""

    reading: Reading
    clinic: Clinic
    site: Site
    codes: Sequence[str]
    now: datetime
    known: dict[date, tuple[AtWork, ...]] = field(default_factory=dict)

    def of(self, on: date) -> tuple[AtWork, ...]:
        """In their order. Raises NotFound for a code that is none."""
        if on not in self.known:
            self.known[on] = tuple(self._at_work(one, on) for one in self._providers(on))
        return self.known[on]

    def _providers(self, on: date) -> list[Provider]:
        clinic = self.clinic
        if self.codes:
            return [pick(clinic.providers, code, "provider") for code in self.codes]
        known = (one for one in clinic.providers.values() if not one.retired)
        return [one for one in known if self.site.code in sites_of(clinic, one, on)]

    def _at_work(self, provider: Provider, on: date) -> AtWork:
        hours = day_span(on, self.site.tz)
        found = self.reading.schedule.between(hours.start, hours.end, provider=provider.code, live_only=True)
        visits = taking(found, provider.code)
        return AtWork(provider_day(self.clinic, provider, self.site, on, now=self.now), visits)


def candidates(staff: Staff, visit_type: VisitType, *, usual: str, span: Interval) -> tuple[Candidate, ...]:
    """Those who are named, or whoever works at the site from `span` on, the best first.

    Who has the skills that the type asks for comes first, of those who is free soonest, of several the `usual`
    provider, then who has the fewest waiting. Raises NotFound for a code that is none, BadInput where nobody works.
    """
    site = staff.site
    on = local(span.start, site.tz).date()
    working = [
        one for one in staff.of(on) if staff.codes or any(open_.end > span.start for open_ in one.day.open_spans())
    ]
    if not working:
        raise BadInput(NOBODY_WORKS_HERE.format(site=site.name, day=f"{on:%a %-d %b}"), field="provider")
    found = [_later(staff, _candidate(one, visit_type, span, usual=usual), on) for one in working]
    skills, last = {skill.casefold() for skill in visit_type.skills}, day_span(on, site.tz).end

    def rank(one: Candidate) -> tuple[bool, datetime, bool, int]:
        is_able = skills <= {skill.casefold() for skill in one.provider.skills}
        return not is_able, one.free_at or last, not one.is_usual, one.waiting

    return tuple(sorted(found, key=rank))


def _candidate(one: AtWork, visit_type: VisitType, span: Interval, *, usual: str) -> Candidate:
    provider = one.day.provider
    return Candidate(
        provider=provider,
        free_at=_free_at(one, visit_type, span),
        is_usual=provider.code == usual,
        waiting=sum(each.visit is not None and each.visit.step in _WAITS for each in one.visits),
    )


def _later(staff: Staff, one: Candidate, on: date) -> Candidate:
    if one.free_at is None:
        return one
    late = behind(staff.reading, staff.clinic, one.provider.code, one.free_at, on=on, now=staff.now)
    return replace(one, free_at=one.free_at + late)


def _free_at(at_work: AtWork, visit_type: VisitType, span: Interval) -> datetime | None:
    """The first start from that of `span` on at which the provider has nobody for the minutes they are needed."""
    needed = provider_span(visit_type, span)
    before, length = needed.start - span.start, needed.end - needed.start
    day, taken = at_work.day, [provider_span_of(one) for one in at_work.visits]
    fitting = [closure.span for closure in day.closures if visit_type.code in closure.types]
    for open_ in merged((*day.open_spans(), *fitting)):
        for piece in open_.minus(taken):
            begin = max(piece.start, needed.start)
            if begin + length <= piece.end:
                return begin - before
    return None
