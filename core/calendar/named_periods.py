"""Which days is a period: this week, week after next, within 10 days, december, jan 2027, next year, dec 15-20?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.day_in_month import weekday_in_month
from core.calendar.names import month_of
from core.calendar.parse_date import find_date
from core.calendar.parts_of_periods import end_of_month, part_of_period

if TYPE_CHECKING:
    from core.calendar.date_order import DateOrder

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_WITHIN: Final = re.compile(
    r"(?:within|(?:within |in |over |during |for )?(?:the )?next) "
    r"(?P<span>[0-9]{1,3} ?(?:d|days?|w|wks?|weeks?|mos?|mths?|months?))"
)
_DAYS_OF_MONTH: Final = re.compile(
    r"(?:from )?(?:(?P<before>[a-z]{3,})[ .]?)?(?P<first>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?: ?- ?| (?:to|through|until|till) )"
    r"(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?(?:[ .]?(?P<after>[a-z]{3,}))?"
)
_MONTH_AND_YEAR: Final = re.compile(
    r"(?:(?P<name>[a-z]{3,}) |(?P<number>0?[1-9]|1[0-2]) ?[-/.] ?)(?P<year>2[01][0-9]{2})"
)
_FROM_TO: Final = re.compile(
    r"(?:about |around )?(?P<least>[0-9]{1,2})(?: ?- ?| (?:to|or|and) )(?P<most>[0-9]{1,2}) ?"
    r"(?P<unit>days?|w|wks?|weeks?|mos?|mths?|months?|yrs?|years?)(?: from (?:now|today))?"
)


_WEEK_OF: Final = re.compile(r"(?:the )?week (?:of|from) (?P<day>.+)")


def period_of(phrase: str, today: date, order: DateOrder) -> tuple[date, date] | None:
    """Its first and last day, from `today` on where it has begun; None for what is no such period.

    Raises BadInput where a day of it is none.
    """
    phrase = phrase.removeprefix("in ") if not phrase.startswith("in the next") else phrase
    return (
        _named(phrase, today)
        or _week_of(phrase, today, order)
        or _within(phrase, today, order)
        or part_of_period(phrase, today)
        or _month(phrase, today)
        or _one(weekday_in_month(phrase, today))
    )


def far_off(phrase: str, today: date, order: DateOrder) -> tuple[date, date] | None:
    """In 4 to 6 weeks is from the day four weeks ahead to that six weeks ahead; None for anything else."""
    found = _FROM_TO.fullmatch(phrase.removeprefix("in "))
    if not found or int(found["least"]) >= int(found["most"]):
        return None
    first, last = (
        find_date(f"in {found[end]} {found['unit']}", today=today, order=order, field="words")
        for end in ("least", "most")
    )
    return (first, last) if first and last else None


def _one(day: date | None) -> tuple[date, date] | None:
    return (day, day) if day else None


def _named(phrase: str, today: date) -> tuple[date, date] | None:
    monday = today - today.weekday() * _DAY
    match phrase.removeprefix("the "):
        case "this week" | "rest of the week" | "rest of this week":
            return today, monday + 6 * _DAY
        case "this or next week" | "this week or next" | "this week or next week":
            return today, monday + 13 * _DAY
        case "weekend" | "this weekend":
            return max(monday + 5 * _DAY, today), monday + 6 * _DAY
        case "next week":
            return monday + _WEEK, monday + 13 * _DAY
        case "week after next":
            return monday + 2 * _WEEK, monday + 20 * _DAY
        case "this month" | "rest of the month" | "rest of this month":
            return today, end_of_month(today)
        case "next month":
            first = end_of_month(today) + _DAY
            return first, end_of_month(first)
        case "month after next":
            first = end_of_month(end_of_month(today) + _DAY) + _DAY
            return first, end_of_month(first)
        case _:
            return _year(phrase, today)


def _year(phrase: str, today: date) -> tuple[date, date] | None:
    if phrase.removeprefix("the ") not in {"this year", "next year"}:
        return None
    year = today.year + phrase.endswith("next year")
    return max(today, date(year, 1, 1)), date(year, 12, 31)


def _week_of(phrase: str, today: date, order: DateOrder) -> tuple[date, date] | None:
    """The week of 7 dec: from its Monday to its Sunday."""
    found = _WEEK_OF.fullmatch(phrase)
    day = find_date(found["day"], today=today, order=order, field="words") if found else None
    if day is None:
        return None
    monday = day - day.weekday() * _DAY
    return max(monday, today), monday + 6 * _DAY


def _within(phrase: str, today: date, order: DateOrder) -> tuple[date, date] | None:
    found = _WITHIN.fullmatch(phrase)
    last = find_date(f"in {found['span']}", today=today, order=order, field="words") if found else None
    return (today, last) if last else None


def _month(phrase: str, today: date) -> tuple[date, date] | None:
    """A month, of a year where that is said."""
    dated = _MONTH_AND_YEAR.fullmatch(phrase)
    month = (int(dated["number"]) if dated["number"] else month_of(dated["name"])) if dated else month_of(phrase)
    if not month:
        return None
    year = int(dated["year"]) if dated else today.year + (month < today.month)
    first = date(year, month, 1)
    last = end_of_month(first)
    return (max(first, today) if last >= today else first), last


def days_of_month(phrase: str, today: date, order: DateOrder) -> tuple[date, date] | None:
    """Dec 15-20, 15 to 20 december, which is no 20 December of 2015; None for anything else."""
    found = _DAYS_OF_MONTH.fullmatch(phrase)
    month = found and month_of(found["before"] or found["after"] or "")
    if not found or not month or (found["before"] and found["after"]) or int(found["last"]) <= int(found["first"]):
        return None
    name = found["before"] or found["after"]
    days = [find_date(f"{found[end]} {name}", today=today, order=order, field="words") for end in ("first", "last")]
    first, last = days
    if first is None or last is None:
        return None
    return (first if first <= last else today), last
