"""When, in the demo's weeks, was somebody at the desk to do something?"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from tui.demo.clinic import FIRST_ZONE

if TYPE_CHECKING:
    from core.clinic.model import Site

_BEGIN: Final = time(8)
_MINUTES: Final = 9 * 60
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_TYPICAL_LEAD: Final = 11
"""Days, on average, between booking and coming."""


class DeskHours:
    """Draws instants at which somebody was at the desk: weekdays from 8 to 17 at the first site."""

    __slots__ = ("_opens_at", "_rng")

    def __init__(self, rng: random.Random, opens_at: datetime) -> None:
        self._rng = rng
        self._opens_at = opens_at

    def before(self, start: datetime, site: Site, *, most_days: int) -> datetime:
        """When an appointment at `start` was booked: about `most_days` days before at most, or that day."""
        last = min(start, self._opens_at) - 5 * _MINUTE
        days = min(int(self._rng.expovariate(1 / _TYPICAL_LEAD)), most_days)
        on = last.astimezone(site.tz).date() - days * _DAY
        while True:
            begin = datetime.combine(on, _BEGIN, FIRST_ZONE).astimezone(UTC)
            if on.weekday() < 5 and begin <= last:
                minutes = min(_MINUTES, int((last - begin) / _MINUTE))
                return begin + self._rng.randint(0, minutes) * _MINUTE
            on -= _DAY

    def between(self, after: datetime, before: datetime) -> datetime | None:
        """An instant after the one, before the other and before the opening; None where none was found."""
        minutes = int((min(before, self._opens_at) - after) / _MINUTE)
        for _ in range(12 if minutes > 2 else 0):
            at = after + self._rng.randint(1, minutes - 1) * _MINUTE
            if is_desk_time(at):
                return at
        return None


def is_desk_time(at: datetime) -> bool:
    """Whether somebody is at the desk then."""
    wall = at.astimezone(FIRST_ZONE)
    return wall.weekday() < 5 and 8 <= wall.hour < 17


def spread(count: int, first: date, days: int) -> list[datetime]:
    """`count` instants in order, over desk hours of the `days` weekdays from `first` on."""
    weekdays = [on for on in (first + n * _DAY for n in range(2 * days + 7)) if on.weekday() < 5][:days]
    a_day = -(-count // days)
    step = timedelta(seconds=_MINUTES * 60 // max(a_day, 1))
    begins = [datetime.combine(on, _BEGIN, FIRST_ZONE).astimezone(UTC) for on in weekdays]
    return [begins[n // a_day] + n % a_day * step for n in range(count)]
