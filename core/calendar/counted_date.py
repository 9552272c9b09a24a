"""Which date do words mean that count from today: tom, fri, next fri, 2w, mon 2w, w48, eom?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from core.calendar import sentences
from core.calendar.day_in_month import day_in_month
from core.calendar.names import weekday_of
from core.calendar.readings import Reading, the_only
from core.errors import BadInput

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Dates outside these years are slips of the finger; how far ahead may be booked is for rule C10 to say."""

_DAYS_OFF: Final = {"t": 0, "today": 0, "tom": 1, "tomorrow": 1, "yes": -1, "yesterday": -1}
_OFFSET: Final = re.compile(
    r"(?P<ahead>in )?(?P<sign>[+-]?)(?P<count>[0-9]{1,5}) ?"
    r"(?:(?P<day>d|days?)|(?P<week>w|wks?|weeks?)|(?P<month>m|mos?|mths?|months?)|(?P<year>y|yrs?|years?))?"
    r"(?P<ago> ago)?(?: from (?:now|today))?"
)
_WEEK_NUMBER: Final = re.compile(r"w(?:eek ?)?([0-9]{1,2})")
_DAY_OF_NUMBERED: Final = re.compile(
    r"(?P<day>[a-z]+) (?:(?:of|in) )?w(?:eek ?)?(?P<week>[0-9]{1,2})"
    r"|w(?:eek ?)?(?P<first>[0-9]{1,2}) (?:on )?(?P<then>[a-z]+)"
)
_WHICH: Final = re.compile(r"(next|this|last) ([a-z]+)")
_OF_WEEK: Final = re.compile(
    r"(?:(?P<first>next|this|last) week (?:on )?(?P<then>[a-z]+)|(?P<day>[a-z]+) (?:of )?(?P<week>next|this|last) week)"
)
_AFTER_NEXT: Final = re.compile(r"([a-z]+) after next")
_WEEKS_FROM: Final = re.compile(r"(?:(?P<count>[0-9]{1,2}) )?weeks? (?:from|after) (?P<day>[a-z]+)|(?P<uk>[a-z]+) week")
_WEEK: Final = timedelta(days=7)


def find_counted_date(words: str, *, today: date, field: str) -> date | None:
    """The date that `words` (made `plain_words`) mean, None where they do not count from today.

    Raises BadInput for `field` where nothing is there (week 54) or two dates are as likely: next fri on a Monday.
    """
    if words in _DAYS_OFF:
        return today + timedelta(days=_DAYS_OFF[words])
    weekday = weekday_of(words)
    if weekday is not None:
        return _coming(weekday, today)
    week = _WEEK_NUMBER.fullmatch(words)
    if week:
        return _monday_of_week(int(week[1]), today, field)
    offset = _offset(words)
    if offset:
        return _moved(today, offset, field)
    placed = _edge_of_period(words, today) or day_in_month(words, today, field)
    if placed is not None:
        return placed
    dates = _which(words, today) or _of_week(words, today)
    dates = (
        dates
        or _of_numbered_week(words, today, field)
        or _weeks_from_weekday(words, today)
        or _weekday_after_offset(words, today, field)
    )
    return the_only(map(Reading, dates), typed=words, today=today, field=field).date if dates else None


def within_reach(found: date, typed: str, field: str) -> date:
    """`found`, unless its year is beyond reason: then raises BadInput."""
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    sentence = sentences.DATE_OUT_OF_REACH.format(typed=typed, first=FIRST_YEAR, last=LAST_YEAR)
    raise BadInput(sentence, field=field)


def _coming(weekday: int, today: date) -> date:
    """The next such day after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _monday_of_week(week: int, today: date, field: str) -> date:
    year = today.isocalendar().year
    if week < today.isocalendar().week:
        year += 1
    weeks = date(year, 12, 28).isocalendar().week  # the 28th is always in a year's last ISO week
    if not 1 <= week <= weeks:
        sentence = sentences.DATE_NO_SUCH_WEEK.format(year=year, weeks=weeks, week=week)
        raise BadInput(sentence, field=field)
    return date.fromisocalendar(year, week, 1)


def _edge_of_period(words: str, today: date) -> date | None:
    match words:
        case "sow":
            return today - timedelta(days=today.weekday())
        case "eow":
            return today + timedelta(days=6 - today.weekday())
        case "som":
            return today.replace(day=1)
        case "eom":
            return today.replace(day=monthrange(today.year, today.month)[1])
        case _:
            return None


def _offset(words: str) -> re.Match[str] | None:
    """3d, +3, 2w, in 2 weeks, 3 months ago; a bare number is none."""
    offset = _OFFSET.fullmatch(words)
    if not offset or not (offset["sign"] or _unit(offset)) or (offset["ago"] and (offset["ahead"] or offset["sign"])):
        return None
    return offset


def _unit(offset: re.Match[str]) -> str | None:
    return next((unit for unit in ("day", "week", "month", "year") if offset[unit]), None)


def _moved(today: date, offset: re.Match[str], field: str) -> date:
    count = int(offset["count"]) * (-1 if offset["ago"] or offset["sign"] == "-" else 1)
    try:
        match _unit(offset):
            case "month":
                moved = today + relativedelta(months=count)
            case "year":
                moved = today + relativedelta(years=count)
            case "week":
                moved = today + count * _WEEK
            case _:
                moved = today + timedelta(days=count)
    except (OverflowError, ValueError):
        moved = date(MAXYEAR, 1, 1)
    return within_reach(moved, offset[0], field)


def _which(words: str, today: date) -> tuple[date, ...]:
    """Next, this and last of a weekday, week or month, in each way that people mean them; fri after next is a week on.

    On a Monday, next fri is four days ahead to some and eleven to others; on a Saturday it is six to everybody.
    """
    after = _AFTER_NEXT.fullmatch(words)
    if after and (weekday_of(after[1]) is not None or after[1] == "week"):
        return tuple(day + _WEEK for day in _which(f"next {after[1]}", today))
    found = _WHICH.fullmatch(words)
    if not found:
        return ()
    which, named = found.groups()
    weekday = weekday_of(named)
    if which == "this":
        if weekday is None:
            return ()
        return (today, today + _WEEK) if weekday == today.weekday() else (_coming(weekday, today),)
    sign = 1 if which == "next" else -1
    if weekday is not None:
        near = _coming(weekday, today) if sign > 0 else _coming(weekday, today - _WEEK - timedelta(days=1))
        return (near, near + sign * _WEEK) if _share_a_week(near, today) else (near,)
    match named:
        case "week":
            return (today - timedelta(days=today.weekday()) + sign * _WEEK, today + sign * _WEEK)
        case "month":
            return (today.replace(day=1) + relativedelta(months=sign), today + relativedelta(months=sign))
        case _:
            return ()


def _of_week(words: str, today: date) -> tuple[date, ...]:
    """Fri next week, next week on fri: of the week that begins on Monday, and of that which begins on Sunday."""
    found = _OF_WEEK.fullmatch(words)
    weekday = weekday_of(found["then"] or found["day"]) if found else None
    if found is None or weekday is None:
        return ()
    weeks = {"last": -1, "this": 0, "next": 1}[found["first"] or found["week"]]
    monday = today - timedelta(days=today.weekday()) + weeks * _WEEK
    sunday = today - timedelta(days=(today.weekday() + 1) % 7) + weeks * _WEEK
    one, other = monday + timedelta(days=weekday), sunday + timedelta(days=(weekday + 1) % 7)
    return (one,) if one == other else tuple(sorted((one, other)))


def _of_numbered_week(words: str, today: date, field: str) -> tuple[date, ...]:
    """Thu of week 49, w49 thu."""
    found = _DAY_OF_NUMBERED.fullmatch(words)
    weekday = weekday_of(found["day"] or found["then"]) if found else None
    if found is None or weekday is None:
        return ()
    week = int(found["week"] or found["first"])
    return (_monday_of_week(week, today, field) + timedelta(days=weekday),)


def _share_a_week(one: date, other: date) -> bool:
    """Whether they do where weeks begin on Monday, or where they begin on Sunday."""
    return any((one.toordinal() + shift) // 7 == (other.toordinal() + shift) // 7 for shift in (-1, 0))


def _weeks_from_weekday(words: str, today: date) -> tuple[date, ...]:
    """2 weeks from fri, and fri week, as the British say it; said on such a day, from this one or the next."""
    found = _WEEKS_FROM.fullmatch(words)
    weekday = weekday_of(found["day"] or found["uk"]) if found else None
    if found is None or weekday is None:
        return ()
    coming = _coming(weekday, today) + int(found["count"] or 1) * _WEEK
    return (coming - _WEEK, coming) if weekday == today.weekday() else (coming,)


def _weekday_after_offset(words: str, today: date, field: str) -> tuple[date, ...]:
    """Mon 2w, in 2 weeks on mon: that day of the week the offset leads to, or the first one from there on."""
    first, _, after = words.partition(" ")
    before, _, last = words.rpartition(" ")
    for word, counted in ((first, after), (last, before.removesuffix(" on"))):
        weekday, offset = weekday_of(word), _offset(counted)
        if weekday is None or offset is None or _unit(offset) in (None, "day"):
            continue  # a number of days leads to a weekday of its own
        there = _moved(today, offset, field)
        ahead = weekday - there.weekday()
        return (there + timedelta(days=ahead), there + timedelta(days=ahead % 7))
    return ()
