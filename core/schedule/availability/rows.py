"""Which exceptions say what a period means, and what is left of an extra session of which some hours are cancelled?"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from core.calendar.period import Period
from core.calendar.wall import END_OF_DAY
from core.clinic.dated import SessionException
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.clinic.dated import Dated, ExceptionKind

_DAY = timedelta(days=1)


def exceptions_for(
    period: Period, provider: str, kind: ExceptionKind, *, site: str = "", note: str = ""
) -> tuple[SessionException, ...]:
    """A row for what it has of its first day, of whole days, and of its last day: as many as are needed."""
    return tuple(
        SessionException(provider, first, kind, last if last > first else None, begin, finish, site, note)
        for first, last, begin, finish in _pieces(period)
    )


def period_of(exception: SessionException) -> Period:
    """From its first day or hour to its last; hours of several days are those of each of them."""
    begin, finish = exception.begin or time.min, exception.finish or END_OF_DAY
    return _hours(exception.on, exception.last, begin, finish)


def days_of(dated: Dated) -> tuple[date, date]:
    """The first and last of its days."""
    if isinstance(dated, SessionException):
        return dated.on, dated.last
    period = Period(dated.start, dated.end)
    return period.first, period.last


def without(extra: SessionException, period: Period) -> tuple[SessionException, ...]:
    """What takes place of an extra session without the hours of the period."""
    return tuple(_without(extra, period))


def covers(kept: SessionException, other: SessionException) -> bool:
    """Whether all that `other` says of the days is said by `kept`, which is of the same kind and provider."""
    return (
        kept.on <= other.on
        and other.last <= kept.last
        and kept.site in {"", other.site}
        and (kept.begin or time.min) <= (other.begin or time.min)
        and _finish(other.finish) <= _finish(kept.finish)
    )


def _pieces(period: Period) -> Iterator[tuple[date, date, time | None, time | None]]:
    first, last, begin, finish = period.first, period.last, period.start.time(), period.end.time()
    if first == last:
        yield (first, first, None, None) if period.is_whole_days else (first, first, begin, finish)
        return
    if begin != time.min:
        yield first, first, begin, END_OF_DAY
        first += _DAY
    last_whole = last if finish == END_OF_DAY else last - _DAY
    if first <= last_whole:
        yield first, last_whole, None, None
    if last_whole < last:
        yield last, last, time.min, finish


def _without(extra: SessionException, period: Period) -> Iterator[SessionException]:
    """The days before are as they were, and those after; of each day within, what lies before and after the period.

    Days of one row that are left with the same hours stay in one.
    """
    assert extra.begin and extra.finish  # noqa: S101, PT018 - an extra session has hours
    left: list[SessionException] = []
    day = extra.on
    while day <= extra.last:
        hours = _hours(day, day, extra.begin, extra.finish)
        for start, end in ((hours.start, min(hours.end, period.start)), (max(hours.start, period.end), hours.end)):
            if start < end:
                one = replace(extra, on=day, until=None, begin=start.time(), finish=end.time(), number=0)
                before = next((each for each in left if _goes_on(each, one)), None)
                if before is None:
                    left.append(one)
                else:
                    left[left.index(before)] = replace(before, until=day)
        day += _DAY
    yield from left


def _goes_on(before: SessionException, one: SessionException) -> bool:
    """Whether `one` has the same hours the day after."""
    return before.last + _DAY == one.on and replace(one, on=before.on, until=before.until) == before


def _hours(first: date, last: date, begin: time, finish: time) -> Period:
    end = datetime.combine(last, finish)
    return Period(datetime.combine(first, begin), end + _DAY if finish == END_OF_DAY else end)


def _finish(finish: time | None) -> time:
    """The end of the hours as a time that can be compared: midnight is the latest."""
    return time.max if finish is None or finish == END_OF_DAY else finish
