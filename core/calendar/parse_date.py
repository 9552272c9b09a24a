"""Which date the words people type for one mean on a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from core.calendar import sentences
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import DateParts, FullYear, parse_date_parts
from core.calendar.names import WEEKDAYS, format_date, weekday_of
from core.errors import BadInput
from core.text.cleaning import clean_text, plain

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Dates outside these years are slips of the finger; how far ahead may be booked is for rule C10 to say."""

_SHORT_YEAR_REACH: Final = 10
_DAYS_OFF: Final = {"t": 0, "today": 0, "tom": 1, "tomorrow": 1, "yes": -1, "yesterday": -1}
_OFFSET: Final = re.compile(
    r"(?:in )?(?P<sign>[+-]?)(?P<count>[0-9]{1,5}) ?"
    r"(?:(?P<day>d|days?)|(?P<week>w|wks?|weeks?)|(?P<month>mo|months?))?"
)
_WEEK: Final = re.compile(r"w(?:eek ?)?([0-9]{1,2})")
_DAY: Final = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th)?")
_WEEKDAY_AND: Final = re.compile(r"([a-z]+)[,.]? (.+)")
_SPACED_NUMBERS: Final = re.compile(r"[0-9]+( [0-9]+)+")


def parse_date(text: str, *, today: date, order: DateOrder, field: str = "date") -> date:
    """The date that `text` means on `today`; the first of these that fits.

    - t today, tom tomorrow, yes yesterday; +3 -2 3d days; 2w +2w weeks; 3mo months (31 January + 1mo is the
      last of February)
    - mon..sunday: the next such day after today
    - w48: the Monday of that ISO week, in the next year when the week is over; sow eow som eom: the first and
      last day of this week (Monday to Sunday) or month
    - 14: the next such day of a month, today included
    - 3/14, 24.12., 14mar, mar 14: the next such date, today included; 3/14/27, 14mar27, 2027-12-24, 20271224
      as they stand (two digits: the year within ten of this one); `order` decides what the calendar leaves
      open, but a full stop at the end puts the day first; a weekday before it must be the right one

    Raises BadInput for `field`.
    """
    typed = clean_text(text, limit=40)
    if not typed:
        raise BadInput(sentences.DATE_MISSING.format(example=order.example), field=field)
    found = find_date(text, today=today, order=order, field=field)
    if found is None:
        raise BadInput(sentences.DATE_UNREADABLE.format(typed=typed, example=order.example), field=field)
    return found


def find_date(text: str, *, today: date, order: DateOrder, field: str) -> date | None:
    """As `parse_date`, but None where `text` does not look like a date."""
    words = plain(text)
    if words in _DAYS_OFF:
        return today + timedelta(days=_DAYS_OFF[words])
    weekday = weekday_of(words)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    period = _edge_of_period(words, today)
    if period is not None:
        return period
    offset = _OFFSET.fullmatch(words)
    if offset and (offset["sign"] or offset["day"] or offset["week"] or offset["month"]):
        return _offset_from(today, offset, field)
    week = _WEEK.fullmatch(words)
    if week:
        return _monday_of_week(int(week[1]), today, field)
    day = _DAY.fullmatch(words)
    if day:
        return _next_day_of_month(int(day[1]), today, order, field)
    return _dated(words, today=today, order=order, field=field)


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


def _offset_from(today: date, offset: re.Match[str], field: str) -> date:
    count = int(offset["sign"] + offset["count"])
    try:
        if offset["month"]:
            moved = today + relativedelta(months=count)
        else:
            moved = today + timedelta(days=count * (7 if offset["week"] else 1))
    except (OverflowError, ValueError):
        moved = date(MAXYEAR, 1, 1)
    return _within_reach(moved, offset[0], field)


def _monday_of_week(week: int, today: date, field: str) -> date:
    year = today.isocalendar().year
    if week < today.isocalendar().week:
        year += 1
    weeks = date(year, 12, 28).isocalendar().week  # the 28th is always in a year's last ISO week
    if not 1 <= week <= weeks:
        sentence = sentences.DATE_NO_SUCH_WEEK.format(year=year, weeks=weeks, week=week)
        raise BadInput(sentence, field=field)
    return date.fromisocalendar(year, week, 1)


def _next_day_of_month(day: int, today: date, order: DateOrder, field: str) -> date:
    if not 1 <= day <= 31:
        raise BadInput(sentences.DATE_NO_DAY_OF_MONTH.format(day=day, example=order.example), field=field)
    month = today.replace(day=1)
    if day < today.day:
        month += relativedelta(months=1)
    while monthrange(month.year, month.month)[1] < day:
        month += relativedelta(months=1)
    return month.replace(day=day)


def _dated(words: str, *, today: date, order: DateOrder, field: str) -> date | None:
    """A date written out, after a weekday or alone."""
    if _SPACED_NUMBERS.fullmatch(words):
        return None  # "14 9" is a day and an hour
    dated = _WEEKDAY_AND.fullmatch(words)
    weekday = weekday_of(dated[1]) if dated else None
    if dated and weekday is not None:
        found = _after_weekday(dated[2], today=today, order=order, field=field)
        if found and found.weekday() != weekday:
            sentence = sentences.DATE_OTHER_WEEKDAY.format(date=format_date(found), weekday=WEEKDAYS[weekday])
            raise BadInput(sentence, field=field)
        return found
    written = parse_date_parts(words, order=order, field=field, full_year=_nearest(today))
    if written is None:
        return None
    if written.year is None or written.month is None or written.day is None:
        raise BadInput(sentences.DATE_INCOMPLETE.format(typed=words, example=order.example), field=field)
    return _within_reach(date(written.year, written.month, written.day), words, field)


def _after_weekday(words: str, *, today: date, order: DateOrder, field: str) -> date | None:
    day = _DAY.fullmatch(words)
    if day:
        return _next_day_of_month(int(day[1]), today, order, field)
    return _dated(words, today=today, order=order, field=field)


def _nearest(today: date) -> FullYear:
    def full_year(written: DateParts) -> int | None:
        if written.year is None:
            is_over = (written.month or 1, written.day or 1) < (today.month, today.day)
            return today.year + 1 if is_over else today.year
        if not written.short_year:
            return written.year or None
        ahead = (written.year - today.year + _SHORT_YEAR_REACH) % 100 - _SHORT_YEAR_REACH
        return today.year + ahead if ahead <= _SHORT_YEAR_REACH else None

    return full_year


def _within_reach(found: date, typed: str, field: str) -> date:
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    sentence = sentences.DATE_OUT_OF_REACH.format(typed=typed, first=FIRST_YEAR, last=LAST_YEAR)
    raise BadInput(sentence, field=field)
