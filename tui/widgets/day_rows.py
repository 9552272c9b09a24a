"""Which rows does a day have, and where does a page of them end?

Rows follow the wall clock of the site: the hour that daylight saving skips has none, the hour that it repeats
has two sets. Pages are cut where a day is naturally halved, never line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.wall import local, reached, resolve
from core.schedule.model.day import DayView

_DAY = 24 * 60
_OPENS, _CLOSES = 8 * 60, 18 * 60  # shown at least
_HALVES = (13 * 60, 12 * 60, 12 * 60 + 30, 14 * 60, 11 * 60)  # where a day in two pages is cut, best first


class Row(Struct, frozen=True):
    """A row: its naive wall time (`fold` 1: the clock shows it for the second time), and its span in UTC."""

    wall: datetime
    span: Interval

    @property
    def minute(self) -> int:
        """Minutes since midnight on the wall clock."""
        return self.wall.hour * 60 + self.wall.minute


def day_rows(view: DayView, row_minutes: int) -> tuple[Row, ...]:
    """Every row of the day, from the first session or appointment to the last, 8:00 to 18:00 at least."""
    return _rows(view.on, view.site.tz, *_shown_hours(view, view.site.tz), row_minutes)


@lru_cache(maxsize=8)  # the same rows for as long as the day has the same hours: what is laid out on them is kept
def _rows(on: date, zone: ZoneInfo, first: int, last: int, row_minutes: int) -> tuple[Row, ...]:
    """The rows from minute `first` of the wall clock to minute `last`."""
    starts: dict[datetime, datetime] = {}
    for minute in range(first, last, row_minutes):
        wall = datetime.combine(on, time()) + timedelta(minutes=minute)
        for fold in (0, 1):
            found = resolve(wall, zone, fold=fold)
            if not found.skipped:
                starts.setdefault(found.at, wall.replace(fold=fold))
    instants = sorted(starts)
    ends = [*instants[1:], instants[-1] + timedelta(minutes=row_minutes)] if instants else []
    return tuple(Row(starts[at], Interval(at, end)) for at, end in zip(instants, ends, strict=True))


@lru_cache(maxsize=64)  # the days of some weeks
def rows_on(rows: tuple[Row, ...], on: date, zone: ZoneInfo) -> tuple[Row, ...]:
    """The rows at the same wall times of another day; one that the clocks skip there is empty."""
    walls = [datetime.combine(on, row.wall.time()).replace(fold=row.wall.fold) for row in rows]
    found = [resolve(wall.replace(fold=0), zone, fold=wall.fold) for wall in walls]
    starts = [reached(wall, zone) if one.skipped else one.at for wall, one in zip(walls, found, strict=True)]
    after = starts[-1] + (rows[-1].span.end - rows[-1].span.start) if starts else None
    ends = [*starts[1:], after] if after else []
    return tuple(
        Row(wall, Interval(start, max(start, end))) for wall, start, end in zip(walls, starts, ends, strict=True)
    )


def pages(rows: tuple[Row, ...], capacity: int) -> tuple[tuple[Row, ...], ...]:
    """`rows` in as few pages of `capacity` rows as hold them; two are cut near 13:00, more at full hours.

    Each is filled with the rows that follow it, the last with those before: none is shorter than it could be.
    """
    capacity = max(capacity, 1)
    count = -(-len(rows) // capacity)
    cuts = [0]
    for page in range(1, count):
        least = max(cuts[-1] + 1, len(rows) - (count - page) * capacity)
        most = min(cuts[-1] + capacity, len(rows) - (count - page))
        cuts.append(_cut(rows, range(least, most + 1), page * len(rows) // count, halved=count == 2))
    last = max(len(rows) - capacity, 0)
    return tuple(rows[start : start + capacity] for start in dict.fromkeys(min(cut, last) for cut in cuts))


def page_of(
    sheets: Sequence[tuple[Row, ...]], instant: datetime, *, at_first: int | None = None
) -> tuple[int, int] | None:
    """The page and the row in it that hold `instant`, if any does.

    Of two pages that do, it is the one numbered `at_first`, else that in which it is nearest to a third from the top:
    what was just before is seen, and more of what comes.
    """
    found = [
        (page, at)
        for page, rows in enumerate(sheets)
        for at, row in enumerate(rows)
        if row.span.start <= instant < row.span.end
    ]
    return min(found, key=lambda at: (at[0] != at_first, abs(3 * at[1] - len(sheets[at[0]]))), default=None)


def _cut(rows: tuple[Row, ...], possible: range, balanced: int, *, halved: bool) -> int:
    by_minute = {rows[at].minute: at for at in possible}
    if halved:
        for minute in _HALVES:
            if minute in by_minute:
                return by_minute[minute]
    hours = [at for minute, at in by_minute.items() if minute % 60 == 0]
    return min(hours or possible, key=lambda at: abs(at - balanced))


def _shown_hours(view: DayView, zone: ZoneInfo) -> tuple[int, int]:
    """First and last wall minute to show, on full hours."""
    spans = [(session.span, provider.on) for provider in view.providers for session in provider.sessions]
    for one in view.appointments:
        start, end = one.appointment.start, one.appointment.end
        spans.append((Interval(start, end), local(start, zone).date() if view.is_week else view.on))
    first, last = _OPENS, _CLOSES
    for span, on in spans:
        first = min(first, _wall_minute(span.start, on, zone))
        last = max(last, _wall_minute(span.end, on, zone))
    return first // 60 * 60, -(-last // 60) * 60


def _wall_minute(instant: datetime, on: date, zone: ZoneInfo) -> int:
    """The minute of the day `on`, 0 before it and 1440 after it."""
    wall = local(instant, zone)
    if wall.date() != on:
        return 0 if wall.date() < on else _DAY
    return wall.hour * 60 + wall.minute
