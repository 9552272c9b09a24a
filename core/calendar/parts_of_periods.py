"""Which days are a part of a month or week: early december, end of next week, the last week of january?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from core.calendar.names import month_of

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_PART: Final = re.compile(
    r"(?:in )?(?:the )?(?P<part>early|start of|beginning of|mid|mid-|middle of|late|end of"
    r"|(?:first|1st|second|2nd|third|3rd|fourth|4th|last) week (?:of|in)|(?:first|1st|second|2nd) half (?:of|in))"
    r" ?(?:in )?(?P<of>this week|the week|week|next week|this month|the month|month|next month"
    r"|this year|the year|next year|[a-z]{3,})(?: (?P<year>[0-9]{4}))?"
)
_WEEKS: Final = {
    **dict.fromkeys(("first week", "1st week"), (1, 7)),
    **dict.fromkeys(("second week", "2nd week"), (8, 14)),
    **dict.fromkeys(("third week", "3rd week"), (15, 21)),
    **dict.fromkeys(("fourth week", "4th week"), (22, 28)),
    "last week": (-7, -1),
    **dict.fromkeys(("first half", "1st half"), (1, 15)),
    **dict.fromkeys(("second half", "2nd half"), (16, -1)),
}
_EARLY: Final = frozenset(("early", "start of", "beginning of"))
_LATE: Final = frozenset(("late", "end of"))


def part_of_period(phrase: str, today: date) -> tuple[date, date] | None:
    """The first and last day; None for anything else.

    A month has ten days that are early, ten in its middle and a late rest; a week two working days that are early,
    its Wednesday, and two that are late; a year four months each. What of it is over is left out; where all of it is,
    that of the next year is meant, or of the next month.
    """
    found = _PART.fullmatch(phrase)
    if not found:
        return None
    part, named = found["part"].rstrip("-"), found["of"].removeprefix("the ")
    part = part if part in _LATE | _EARLY else re.sub(" (?:of|in)$", "", part)
    if named.endswith(("week", "year")) and (part in _WEEKS or found["year"]):
        return None
    if named.endswith("week"):
        return _left(_of_week(part, today + _WEEK * (named == "next week")), today)
    if named.endswith("year"):
        return _left(_of_year(part, today.year + (named == "next year")), today)
    this = today.replace(day=1)
    if named.endswith("month"):
        days = _of_month(part, end_of_month(this) + _DAY if named == "next month" else this)
        return _left(days if days[1] >= today else _of_month(part, end_of_month(this) + _DAY), today)
    month = month_of(named)
    if month is None:
        return None
    year = int(found["year"] or today.year)
    days = _of_month(part, date(year, month, 1))
    is_over = days[1] < today and not found["year"]
    return _left(_of_month(part, date(year + 1, month, 1)) if is_over else days, today)


def end_of_month(on: date) -> date:
    """The last day of that month."""
    return on.replace(day=monthrange(on.year, on.month)[1])


def _left(days: tuple[date, date], today: date) -> tuple[date, date]:
    """What is not over of it; all of it, where all of it is."""
    first, last = days
    return (max(first, today) if last >= today else first), last


def _of_week(part: str, on: date) -> tuple[date, date]:
    monday = on - on.weekday() * _DAY
    first, last = (0, 1) if part in _EARLY else (3, 4) if part in _LATE else (2, 2)
    return monday + first * _DAY, monday + last * _DAY


def _of_year(part: str, year: int) -> tuple[date, date]:
    first, last = (1, 4) if part in _EARLY else (9, 12) if part in _LATE else (5, 8)
    return date(year, first, 1), end_of_month(date(year, last, 1))


def _of_month(part: str, month: date) -> tuple[date, date]:
    last_day = end_of_month(month).day
    if part in _WEEKS:
        first, last = (each if each > 0 else last_day + 1 + each for each in _WEEKS[part])
    else:
        first, last = (1, 10) if part in _EARLY else (21, last_day) if part in _LATE else (11, 20)
    return month.replace(day=first), month.replace(day=last)
