"""Which visits would a series have, what does each meet, and what could it have instead?"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.names import format_date
from core.calendar.recurrence import MOST_TIMES
from core.calendar.sentences import RULE_TOO_MANY
from core.calendar.wall import resolve
from core.clinic.codes import pick
from core.conflict import blocking
from core.errors import BadInput
from core.schedule.opening import holiday_on
from core.schedule.sentences import SERIES_HAS_NO_DAY, SERIES_IS_EMPTY, SERIES_TWICE_A_DAY
from core.schedule.series.fixes import fixes_for
from core.schedule.series.requests import Instead, Occurrence, OccurrenceState
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.model import Site
    from core.schedule.requests import BookingRequest
    from core.schedule.series.planning import Planned, Planning
    from core.schedule.series.requests import SeriesRequest


class PlannedSeries(Struct, frozen=True):
    """The starts that the rule names (naive), each with its visit or None where it is skipped, and the first's site."""

    starts: tuple[tuple[datetime, Planned | None], ...]
    site: Site

    @property
    def visits(self) -> tuple[Planned, ...]:
        """Those that are not skipped."""
        return tuple(one for _, one in self.starts if one)

    @property
    def skipped(self) -> tuple[date, ...]:
        """The days that are."""
        return tuple(start.date() for start, one in self.starts if one is None)


def planned_series(planning: Planning, request: SeriesRequest) -> PlannedSeries:
    """Every visit of the series, checked. Raises BadInput for a rule, a day or a time that cannot be, NotFound."""
    booking = request.booking
    first = planning.booking(booking, ()).proposal
    starts = _with_added(request.rule.starts(first.wall, first.site.tz), request, first.wall)
    _check_days(request, [start.date() for start in starts])
    fold = booking.start.astimezone(first.site.tz).fold if booking.start.tzinfo else booking.fold
    kept = [start for start in starts if start.date() not in request.skipped]
    asked = [_booking_at(request, start, fold=fold if start == first.wall else None) for start in kept]
    visits = iter(planning.bookings(asked, fallback_site=first.site.code))
    return PlannedSeries(
        tuple((start, None if start.date() in request.skipped else next(visits)) for start in starts), first.site
    )


def grid(planning: Planning, request: SeriesRequest) -> tuple[Occurrence, ...]:
    """The occurrences in order; those in whose way something is with what they could have instead."""
    series = planned_series(planning, request)
    return tuple(
        _occurrence(planning, request, start, one, series.visits) if one else _skipped(planning, request, start, series)
        for start, one in series.starts
    )


def _with_added(starts: Sequence[datetime], request: SeriesRequest, first: datetime) -> tuple[datetime, ...]:
    """Those of the rule and the added ones in order, each once. Raises BadInput for too many, or two on a day."""
    added = (one if isinstance(one, datetime) else datetime.combine(one, first.time()) for one in request.added)
    found = sorted({*starts, *added})
    for one, after in pairwise(found):
        if one.date() == after.date():
            raise BadInput(SERIES_TWICE_A_DAY.format(day=format_date(one.date())), field="rule")
    if len(found) > MOST_TIMES:
        raise BadInput(RULE_TOO_MANY.format(most=MOST_TIMES), field="rule")
    return tuple(found)


def _check_days(request: SeriesRequest, days: Sequence[date]) -> None:
    for day in sorted({*request.skipped, *request.instead}):
        if day not in days:
            those = ", ".join(f"{one.day} {one:%b}" for one in days)
            raise BadInput(SERIES_HAS_NO_DAY.format(day=format_date(day), days=those), field="skip")
    if request.skipped.issuperset(days):
        raise BadInput(SERIES_IS_EMPTY, field="skip")


def _booking_at(request: SeriesRequest, start: datetime, *, fold: int | None) -> BookingRequest:
    """The booking of the occurrence that the rule puts at `start`, as it is asked for."""
    instead = request.instead.get(start.date(), Instead())
    return instead.of(replace(request.booking, start=start, fold=fold, overrides={}))


def _occurrence(
    planning: Planning, request: SeriesRequest, start: datetime, one: Planned, visits: Sequence[Planned]
) -> Occurrence:
    proposal, state = one.proposal, _state_of(planning, one)
    others = [each for each in visits if each is not one]
    instead = request.instead.get(start.date(), Instead())
    asked = replace(request.booking, start=start, site=proposal.site.code, overrides={})
    return Occurrence(
        on=start.date(),
        start=proposal.span.start,
        end=proposal.span.end,
        site=proposal.site,
        provider=proposal.provider,
        room=proposal.room,
        state=state,
        conflicts=one.conflicts,
        fixes=() if state is OccurrenceState.OK else fixes_for(planning, one, asked, instead, others),
    )


def _state_of(planning: Planning, one: Planned) -> OccurrenceState:
    if not blocking(one.conflicts):
        return OccurrenceState.OK
    closed = holiday_on(planning.clinic, one.proposal.site, one.proposal.wall.date())
    return OccurrenceState.HOLIDAY if closed else OccurrenceState.CONFLICT


def _skipped(planning: Planning, request: SeriesRequest, start: datetime, series: PlannedSeries) -> Occurrence:
    at = resolve(start, series.site.tz, fold=0).at
    provider = pick(planning.clinic.providers, request.booking.provider, "provider", retired=True)
    return Occurrence(start.date(), at, at, series.site, provider, None, OccurrenceState.SKIPPED)
