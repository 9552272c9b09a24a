"""What is a stretch of wall time that people say in days, or in days and hours, and how is it written?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec import Struct

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Period(Struct, frozen=True):
    """[start, end) of naive wall time, at the same place: whole days are from midnight to midnight."""

    start: datetime
    end: datetime

    @property
    def first(self) -> date:
        """Its first day."""
        return self.start.date()

    @property
    def last(self) -> date:
        """Its last day, which it may fill."""
        return (self.end - _MINUTE).date()

    @property
    def is_whole_days(self) -> bool:
        """Whether it begins and ends with a day."""
        return self.start.time() == time.min == self.end.time()

    def written(self, *, year: int) -> str:
        """'Thu 24 Dec', 'Thu 24 Dec - Sat 2 Jan 2027', 'Tue 24 Nov 10:00-11:30', with the year where it is another."""
        first, last = _day(self.first, year), _day(self.last, year)
        if self.is_whole_days:
            return first if self.first == self.last else f"{first} - {last}"
        begin, finish = f"{self.start:%-H:%M}", "24:00" if self.end.time() == time.min else f"{self.end:%-H:%M}"
        return f"{first} {begin}-{finish}" if self.first == self.last else f"{first} {begin} - {last} {finish}"


def whole_days(first: date, last: date) -> Period:
    """Those days and all between them."""
    return Period(datetime.combine(first, time.min), datetime.combine(last + _DAY, time.min))


def _day(day: date, year: int) -> str:
    return f"{day:%a %-d %b}" if day.year == year else f"{day:%a %-d %b %Y}"
