"""In which cells does a provider have open time at a site, and which of them do blocks keep for something else?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.wall import END_OF_DAY, day_span, local, span_on
from core.clinic.dated import ExceptionKind
from core.schedule.cells import CELL, CELL_MINUTES, CELLS_A_DAY, repeated
from core.schedule.model.day import ClosureKind
from core.schedule.opening import block_on, falls_on, holiday_on, is_released, provider_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from core.clinic.dated import SessionException
    from core.clinic.model import Clinic, Provider, Session, Site, VisitType
    from core.schedule.cells import Stretch

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7 * CELLS_A_DAY


class _Run(Struct, frozen=True):
    """Days in a row that are 24 hours long and begin at the same time of UTC: the first cell, how many, the weekday."""

    first: int
    cells: int
    weekday: int


class SiteDays(Struct, frozen=True):
    """The local days of a site that a stretch touches: those that are alike, and those on which the clocks change."""

    site: Site
    stretch: Stretch
    first: date
    last: date
    runs: tuple[_Run, ...]
    changing: tuple[date, ...]
    closed: int
    """The cells of the site's holidays."""

    @classmethod
    def of(cls, clinic: Clinic, site: Site, stretch: Stretch) -> SiteDays:
        """Those of that site."""
        span = stretch.span
        first, last = local(span.start, site.tz).date(), local(span.end - CELL, site.tz).date()
        runs, changing = _runs(site.tz, stretch, first, last)
        has_holidays = site.code in clinic.holidays_at
        holidays = (on for on in _days(first, last) if has_holidays and holiday_on(clinic, site, on))
        closed = stretch.filled(day_span(on, site.tz) for on in holidays)
        return cls(site, stretch, first, last, runs, changing, closed)

    def days(self) -> Iterator[date]:
        """Each of them."""
        return _days(self.first, self.last)

    def every_week(self, week: bytes) -> int:
        """A week's cells, from Monday 0:00 wall time on, on all days that are alike."""
        row = 0
        for run in self.runs:
            cells = repeated(week, run.weekday * CELLS_A_DAY, run.cells)
            row |= cells << run.first if run.first >= 0 else cells >> -run.first
        return row & self.stretch.full

    def of_days(self, first: date, last: date) -> Interval:
        """From the beginning of the one to the end of the other."""
        return Interval(day_span(first, self.site.tz).start, day_span(last, self.site.tz).end)


class OpenCells(Struct, frozen=True):
    """Rows of a stretch: where the provider has open time, which of it blocks keep for other types of visit, and where
    the blocks are in which alone the type fits (all, where it needs none).
    """

    open: int
    kept: int
    own: int


class OpenTime(Struct, frozen=True):
    """What the set-up says of visits of that type; with `any_type` it does not matter which a session takes."""

    clinic: Clinic
    visit_type: VisitType
    now: datetime
    any_type: bool = False

    def of(self, provider: Provider, days: SiteDays) -> OpenCells:
        """Where the provider could hold one, as far as sessions, what closes them, and blocks are concerned."""
        stretch = days.stretch
        sessions = [
            one
            for one in self.clinic.sessions_of.get(provider.code, ())
            if one.site == days.site.code and (self.any_type or not one.types or self.visit_type.code in one.types)
        ]
        row = days.every_week(_week_of(tuple(one for one in sessions if _is_steady(one, days))))
        row |= stretch.touched(_dated([one for one in sessions if not _is_steady(one, days)], days))
        row &= ~days.closed
        odd = {on for on in days.changing if any(falls_on(one, on) for one in sessions)}
        for exception in self.clinic.exceptions_of.get(provider.code, ()):
            first, last = max(exception.on, days.first), min(exception.until or exception.on, days.last)
            if first > last or exception.site not in {"", days.site.code}:
                continue
            if _is_whole_leave(exception):
                row &= ~stretch.filled([days.of_days(first, last)])
            else:
                odd.update(_days(first, last))
        for on in odd:
            row = self._as_it_falls(provider, days, on, row)
        row &= ~stretch.filled(_not_employed(provider, days))
        return OpenCells(row, *self._blocks(provider, days))

    def _as_it_falls(self, provider: Provider, days: SiteDays, on: date, row: int) -> int:
        """The row with the cells of that day as the rules see it."""
        day, stretch = provider_day(self.clinic, provider, days.site, on, now=self.now), days.stretch
        sessions = (one.span for one in day.sessions if self.any_type or one.takes(self.visit_type.code))
        closed = (closure.span for closure in day.closures if closure.kind is not ClosureKind.BLOCK)
        return row & ~stretch.filled([day_span(on, days.site.tz)]) | stretch.touched(sessions) & ~stretch.filled(closed)

    def _blocks(self, provider: Provider, days: SiteDays) -> tuple[int, int]:
        """The cells of blocks that take other types, and of those in which alone the type fits."""
        kept, own, kind = 0, 0, self.visit_type.block_kind.casefold()
        for block in self.clinic.blocks_of.get(provider.code, ()):
            first, last = max(block.start.date(), days.first), min(block.end.date(), days.last)
            spans = [span for on in _days(first, last) if (span := block_on(block, days.site, on))]
            if spans and self.visit_type.code not in block.types and not is_released(block, days.site, self.now):
                kept |= days.stretch.filled(spans)
            if block.kind.casefold() == kind:
                own |= days.stretch.touched(spans)
        return kept, own if kind else days.stretch.full


def _not_employed(provider: Provider, days: SiteDays) -> Iterator[Interval]:
    """What of the stretch is before the provider's first day, or after the last."""
    span, tz = days.stretch.span, days.site.tz
    if provider.starts:
        yield Interval(span.start, day_span(provider.starts, tz).start)
    if provider.ends:
        yield Interval(day_span(provider.ends, tz).end, span.end)


def _is_steady(session: Session, days: SiteDays) -> bool:
    """Whether it comes every week of the stretch."""
    is_all_along = session.ends is None or session.ends >= days.last
    return is_all_along and (session.starts is None or (session.every == 1 and session.starts <= days.first))


def _is_whole_leave(exception: SessionException) -> bool:
    return exception.kind is ExceptionKind.LEAVE and not (exception.begin and exception.finish)


def _dated(sessions: Sequence[Session], days: SiteDays) -> Iterator[Interval]:
    for session in sessions:
        for on in days.days():
            span = span_on(on, session.begin, session.finish, days.site.tz) if falls_on(session, on) else None
            if span:
                yield span


@lru_cache(maxsize=1024)
def _week_of(sessions: tuple[Session, ...]) -> bytes:
    """The cells of a week that sessions touch, from Monday 0:00 wall time on."""
    row = 0
    for session in sessions:
        first = (60 * session.begin.hour + session.begin.minute) // CELL_MINUTES
        minutes = 60 * session.finish.hour + session.finish.minute
        end = CELLS_A_DAY if session.finish == END_OF_DAY else -(-minutes // CELL_MINUTES)
        for day in session.days:
            row |= ((1 << end) - (1 << first)) << day * CELLS_A_DAY
    return row.to_bytes(_WEEK // 8, "little")


def _runs(tz: ZoneInfo, stretch: Stretch, first: date, last: date) -> tuple[tuple[_Run, ...], tuple[date, ...]]:
    """The days that are alike, in runs, and those on which the clocks change."""
    runs: list[_Run] = []
    changing = []
    begins, kept = first, _offset(first, tz)
    for on in _days(first, last):
        after = _offset(on + _DAY, tz)
        if after == kept:
            continue
        changing.append(on)
        runs.extend(_run(begins, on, kept, stretch))
        begins, kept = on + _DAY, after
    runs.extend(_run(begins, last + _DAY, kept, stretch))
    return tuple(runs), tuple(changing)


def _run(first: date, end: date, offset: timedelta, stretch: Stretch) -> Iterator[_Run]:
    if first < end:
        midnight = datetime.combine(first, time.min, UTC) - offset
        yield _Run((midnight - stretch.first) // CELL, (end - first).days * CELLS_A_DAY, first.weekday())


def _offset(on: date, tz: ZoneInfo) -> timedelta:
    return datetime.combine(on, time.min, tz).utcoffset() or timedelta()


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=at) for at in range((last - first).days + 1))
