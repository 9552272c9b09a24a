"""Would a change of hours have a provider work at two sites at once?"""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock, format_end
from core.calendar.interval import merged
from core.calendar.wall import local
from core.schedule.availability import sentences
from core.schedule.availability.plan import refusal
from core.schedule.availability.rows import days_of
from core.schedule.model.day import ClosureKind
from core.schedule.opening import provider_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from core.calendar.interval import Interval
    from core.clinic.dated import Dated
    from core.clinic.model import Clinic, Provider, Site
    from core.errors import Refused

_DAY = timedelta(days=1)
_MOST_DAYS = 366
"""So many days of a change are looked at: what goes on for longer was as it is for as long."""


def refuse_two_sites(before: Clinic, after: Clinic, differs: Iterable[Dated], now: datetime) -> None:
    """Raise Refused where the provider of one of those would be at two sites at once in `after`, and was not before.

    Closed time is no work; of sites in other zones the instants count.
    """
    if len(after.sites_in_use) < 2:
        return
    for dated in differs:
        provider, days = after.providers[dated.provider], tuple(_around(dated))
        were, are = (_work(clinic, provider, days, now) for clinic in (before, after))
        known = [shared for _, _, shared in _overlaps(were)]
        for one, other, shared in _overlaps(are):
            if shared.minus(known):
                there = one if any(span.overlaps(shared) for span in were[one]) else other
                span = next(span for span in are[there] if span.overlaps(shared))
                raise _is_elsewhere(provider, after.sites[there], span)


def _is_elsewhere(provider: Provider, site: Site, span: Interval) -> Refused:
    """Where the provider was to be before the change, and when."""
    hours = f"{format_clock(local(span.start, site.tz))}-{format_end(local(span.end, site.tz))}"
    return refusal(sentences.IS_ELSEWHERE.format(provider=provider.family, site=site.name, hours=hours))


def _work(
    clinic: Clinic, provider: Provider, days: Iterable[date], now: datetime
) -> Mapping[str, tuple[Interval, ...]]:
    """When the provider works, by the code of the site."""
    return {
        site.code: merged(span for on in days for span in _at_work(clinic, provider, site, on, now))
        for site in clinic.sites_in_use
    }


def _overlaps(work: Mapping[str, tuple[Interval, ...]]) -> Iterator[tuple[str, str, Interval]]:
    """Two sites, and the time at both."""
    for one, other in combinations(work, 2):
        for span in work[one]:
            for shared in filter(None, map(span.shared, work[other])):
                yield one, other, shared


def _at_work(clinic: Clinic, provider: Provider, site: Site, on: date, now: datetime) -> tuple[Interval, ...]:
    """When the provider is there, blocks or not."""
    day = provider_day(clinic, provider, site, on, now=now)
    closed = [closure.span for closure in day.closures if closure.kind is not ClosureKind.BLOCK]
    return tuple(piece for session in day.sessions for piece in session.span.minus(closed))


def _around(dated: Dated) -> Iterator[date]:
    """Its days, and one on either side: elsewhere the day may be another."""
    first, last = days_of(dated)
    return (first - _DAY + timedelta(days=more) for more in range(min((last - first).days, _MOST_DAYS) + 3))
