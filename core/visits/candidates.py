"""Who could take somebody who is here now, and how soon?"""

from __future__ import annotations

from datetime import timedelta
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
from core.schedule.rules.further import placed
from core.schedule.rules.proposal import further_span, provider_span, provider_span_of
from core.schedule.turns import behind
from core.structs import replace
from core.visits.sentences import NOBODY_WORKS_HERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
    days: dict[tuple[str, date], AtWork] = field(default_factory=dict)

    def of(self, on: date) -> tuple[AtWork, ...]:
        """In their order. Raises NotFound for a code that is none."""
        if on not in self.known:
            self.known[on] = tuple(self._at_work(one, on) for one in self._providers(on))
        return self.known[on]

    def besides(self, visit_type: VisitType, own: Provider, on: date) -> tuple[AtWork, ...]:
        """Those who could be with such a visit besides its provider."""
        skills, known = visit_type.further_skills, self.clinic.providers.values()
        able = (one for one in known if one.code in visit_type.further or (skills and placed(skills, [one])))
        return tuple(self._at_work(one, on) for one in able if one != own and not one.retired)

    def _providers(self, on: date) -> list[Provider]:
        clinic = self.clinic
        if self.codes:
            return [pick(clinic.providers, code, "provider") for code in self.codes]
        known = (one for one in clinic.providers.values() if not one.retired)
        return [one for one in known if self.site.code in sites_of(clinic, one, on)]

    def _at_work(self, provider: Provider, on: date) -> AtWork:
        if (provider.code, on) in self.days:
            return self.days[provider.code, on]
        hours = day_span(on, self.site.tz)
        found = self.reading.schedule.between(hours.start, hours.end, provider=provider.code, live_only=True)
        visits = taking(found, provider.code)
        day = provider_day(self.clinic, provider, self.site, on, now=self.now)
        return self.days.setdefault((provider.code, on), AtWork(day, visits))


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
    found = [_later(staff, _candidate(staff, one, visit_type, span, usual=usual), on) for one in working]
    skills, last = {skill.casefold() for skill in visit_type.skills}, day_span(on, site.tz).end

    def rank(one: Candidate) -> tuple[bool, datetime, bool, int]:
        is_able = skills <= {skill.casefold() for skill in one.provider.skills}
        return not is_able, one.free_at or last, not one.is_usual, one.waiting

    return tuple(sorted(found, key=rank))


def _candidate(staff: Staff, one: AtWork, visit_type: VisitType, span: Interval, *, usual: str) -> Candidate:
    provider = one.day.provider
    return Candidate(
        provider=provider,
        free_at=_free_at(staff, one, visit_type, span),
        is_usual=provider.code == usual,
        waiting=sum(each.visit is not None and each.visit.step in _WAITS for each in one.visits),
    )


def _later(staff: Staff, one: Candidate, on: date) -> Candidate:
    if one.free_at is None:
        return one
    late = behind(staff.reading, staff.clinic, one.provider.code, one.free_at, on=on, now=staff.now)
    return replace(one, free_at=one.free_at + late)


def _free_at(staff: Staff, at_work: AtWork, visit_type: VisitType, span: Interval) -> datetime | None:
    """The first start from that of `span` on at which the provider has nobody for the minutes they are needed.

    Nor has any of those whom the type needs besides.
    """
    needed = provider_span(visit_type, span)
    before, length, step = needed.start - span.start, needed.end - needed.start, timedelta(minutes=staff.site.grid)
    others = staff.besides(visit_type, at_work.day.provider, at_work.day.on)
    for piece in _free(at_work, visit_type):
        begin = max(piece.start, needed.start)
        while begin + length <= piece.end:
            start = begin - before
            if _are_there(others, visit_type, Interval(start, start + (span.end - span.start))):
                return start
            begin += step
    return None


def _free(at_work: AtWork, visit_type: VisitType) -> Iterator[Interval]:
    """Open time in which they see nobody; a block that takes the type is open to it."""
    day, taken = at_work.day, [provider_span_of(one) for one in at_work.visits]
    fitting = [closure.span for closure in day.closures if visit_type.code in closure.types]
    return (piece for open_ in merged((*day.open_spans(), *fitting)) for piece in open_.minus(taken))


def _are_there(others: Sequence[AtWork], visit_type: VisitType, span: Interval) -> bool:
    """Whether all whom the type names are free then, and somebody for each skill."""
    if not (visit_type.further or visit_type.further_skills):
        return True
    theirs = further_span(visit_type, span)
    free = [one.day.provider for one in others if any(piece.covers(theirs) for piece in _free(one, visit_type))]
    skills = visit_type.further_skills
    named = {code for code in visit_type.further if code in {one.day.provider.code for one in others}}
    return named <= {one.code for one in free} and len(placed(skills, free)) == len(skills)
