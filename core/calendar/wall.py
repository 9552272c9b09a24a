"""Which instant a wall-clock time means at a site, when daylight saving skips or repeats it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from core.calendar.interval import Interval

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

END_OF_DAY: Final = time.min
"""When hours last until midnight: 24:00 in a set-up file. No hours end as the day begins, so nothing else is meant."""

_MINUTE = timedelta(minutes=1)
_WIDEST_GAP = 24 * 60
"""Minutes to look for the edges of a gap: Samoa skipped a whole day in 2011."""


class Zoned(Protocol):
    """Whatever has a time zone, such as a site."""

    @property
    def tz(self) -> ZoneInfo:
        """Its zone."""
        ...


class Resolved(Struct, frozen=True):
    """What a wall time came to: `at` is the UTC instant.

    `skipped` holds the nearest wall times before and after when the time does not exist (then `at` is as if
    the clocks had not changed); `repeated` holds the two instants when it happens twice and nobody said which.
    """

    at: datetime
    skipped: tuple[datetime, datetime] | None = None
    repeated: tuple[datetime, datetime] | None = None

    def around(self, grid: int) -> tuple[datetime, ...]:
        """The nearest wall times before and after a skipped one that are on a grid of minutes, else none."""
        if self.skipped is None:
            return ()
        before, after = self.skipped
        return before - timedelta(minutes=before.minute % grid), after + timedelta(minutes=-after.minute % grid)


def resolve(wall: datetime, zone: ZoneInfo, *, fold: int | None = None) -> Resolved:
    """Read naive `wall` in `zone`. `fold` 0 or 1 answers a repeated time (PEP 495)."""
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return Resolved(first)
    if not _exists(wall, zone):
        return Resolved(first, skipped=_edges(wall, zone))
    if fold is None:
        return Resolved(first, repeated=(first, second))
    return Resolved(second if fold else first)


@lru_cache(maxsize=1024)  # one check of a booking asks for the same day five times
def day_span(on: date, zone: ZoneInfo) -> Interval:
    """The local day as a UTC interval: 23, 24 or 25 hours long, and empty if the zone skipped the day."""
    midnight = datetime.combine(on, time.min)
    return Interval(reached(midnight, zone), reached(midnight + timedelta(days=1), zone))


def span_on(on: date, begin: time, finish: time, zone: ZoneInfo) -> Interval | None:
    """Wall hours of one day as a UTC interval; None where daylight saving leaves nothing of them.

    An hour that happens twice is meant the first time. A `finish` of `END_OF_DAY` is the midnight after that day.
    """
    start = reached(datetime.combine(on, begin), zone)
    last_day = on + timedelta(days=1) if finish == END_OF_DAY else on
    end = reached(datetime.combine(last_day, finish), zone)
    return Interval(start, end) if start < end else None


def ends_after(finish: time, begin: time) -> bool:
    """Whether hours that end at `finish` do so after `begin`, on the same day."""
    return finish == END_OF_DAY or begin < finish


def reached(wall: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks first show `wall`, or pass over it: such hours begin and end at the change itself."""
    resolved = resolve(wall, zone, fold=0)
    return resolve(resolved.skipped[1], zone, fold=0).at if resolved.skipped else resolved.at


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """The aware wall time of an instant."""
    return instant.astimezone(zone)


def minute_of(instant: datetime) -> datetime:
    """The beginning of the minute that the instant lies in."""
    return instant.replace(second=0, microsecond=0)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def _edges(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The last wall minute before the gap and the first one after it."""
    before = after = wall
    for _ in range(_WIDEST_GAP):
        if _exists(before, zone):
            break
        before -= _MINUTE
    for _ in range(_WIDEST_GAP):
        if _exists(after, zone):
            break
        after += _MINUTE
    return before, after
