"""Which day, month and year the typed characters of a date name, before anything left out is filled in."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

from core.calendar import sentences
from core.calendar.date_order import DateOrder
from core.calendar.names import MONTHS, month_of
from core.errors import BadInput

_NUMBERS: Final = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,4})(?:\2([0-9]{1,4}))?(\.?)")
_RUN: Final = re.compile(r"([0-9]{4}|[0-9]{2})([0-9]{2})([0-9]{2})")
_AROUND_SEPARATOR: Final = re.compile(r" ?([-/]) ?|(?<=[0-9])\. (?=[0-9])")
_NAMED: Final = re.compile(r"(?:[0-9]+(?:st|nd|rd|th)?|[a-z]{3,})(?:[-/., ]*(?:[0-9]+(?:st|nd|rd|th)?|[a-z]{3,})){1,2}")
_NAMED_PART: Final = re.compile(r"([0-9]+)(?:st|nd|rd|th)?|([a-z]+)")
_LEAP_YEAR: Final = 2000

FullYear = Callable[["DateParts"], int | None]
"""Makes a written year one of four digits, supplies one that was left out, or says None: not plausible."""


class DateParts(Struct, frozen=True):
    """What stands there: each part may be missing; `short_year` says that `year` has two digits (0 to 99)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short_year: bool = False


class _Ways(Struct, frozen=True):
    """In which ways numbers can be read: as the setting says, else as it does not.

    A `rival` way is too far-fetched to be taken, but enough to make another one doubtful.
    """

    first: tuple[DateParts, ...]
    then: tuple[DateParts, ...] = ()
    rival: tuple[DateParts, ...] = ()


def parse_date_parts(text: str, *, order: DateOrder, field: str, full_year: FullYear) -> DateParts | None:
    """The one way to read `text` (made `plain`), its year made full; None when it does not look like a date.

    The setting decides between ways that the calendar allows, and only there: 14/3/1984 has one. Raises
    BadInput for `field` when no way is possible, or several and the setting does not decide (3/4/84 where
    the year comes first).
    """
    ways = _ways(_AROUND_SEPARATOR.sub(lambda found: found[1] or ".", text), order)
    if ways is None:
        return None
    for tier, rivals in ((ways.first, ()), (ways.then, ways.rival)):
        fitting = _fitting(tier, full_year)
        if not fitting:
            continue
        if len(fitting) + len(_fitting(rivals, full_year)) == 1:
            return fitting[0]
        raise _two_ways(text, (*fitting, *_fitting(rivals, full_year)), field)
    raise _impossible(text, ways, order=order, field=field, full_year=full_year)


def describe_parts(year: int | None, month: int | None, day: int | None) -> str:
    """The parts there are, in words: 14 March 1984, 14 March, March 1984, 1984."""
    named = MONTHS[month - 1] if month else None
    return " ".join(str(part) for part in (day, named, year) if part is not None)


def _ways(text: str, order: DateOrder) -> _Ways | None:
    run = _RUN.fullmatch(text)
    if run:
        return _run_ways(run, order)
    numbers = _NUMBERS.fullmatch(text)
    if not numbers:
        return _named_ways(text)
    one, two, three = numbers[1], numbers[3], numbers[4]
    if three:
        return None if numbers[5] else _three_ways(one, two, three, order)
    if numbers[5] and numbers[2] != ".":
        return None
    # Only people who write the day first end a date with a full stop: 24.12.
    return _two_numbers(one, two, DateOrder.DMY if numbers[5] else order)


def _run_ways(run: re.Match[str], order: DateOrder) -> _Ways | None:
    """19840314, 03141984, 031484: of eight digits those in the middle tell whether the year comes first."""
    digits = run[0]
    if len(digits) == 6:
        return _three_ways(digits[:2], digits[2:4], digits[4:], order)
    if digits[:2] in ("18", "19", "20", "21") and digits[4:6] <= "12":
        return _three_ways(digits[:4], digits[4:6], digits[6:], order)
    return _three_ways(digits[:2], digits[2:4], digits[4:], order)


def _three_ways(one: str, two: str, three: str, order: DateOrder) -> _Ways | None:
    """Three numbers: a year has four digits or two, and stands first or last."""
    lengths = (len(one), len(two), len(three))
    if lengths[1] > 2 or 3 in lengths or lengths[0] == lengths[2] == 4:
        return None
    a, b, c = int(one), int(two), int(three)
    year_first = DateParts(a, b, c, short_year=lengths[0] == 2)
    if lengths[0] == 4:
        return _Ways((year_first,))
    year_may_lead = lengths[0] == 2 and lengths[2] <= 2
    if year_may_lead and a > 31:
        return _Ways((year_first,))
    if lengths[2] == 1:
        return _Ways((year_first,)) if year_may_lead and order is DateOrder.YMD else None
    short = lengths[2] == 2
    first, then = _by_order(order, DateParts(c, a, b, short), DateParts(c, b, a, short))
    if not year_may_lead:
        return _Ways(first, then)
    if order is DateOrder.YMD:
        return _Ways((year_first,), first)
    return _Ways(first, then, rival=(year_first,))


def _by_order(
    order: DateOrder, month_first: DateParts, day_first: DateParts
) -> tuple[tuple[DateParts, ...], tuple[DateParts, ...]]:
    match order:
        case DateOrder.MDY:
            return (month_first,), (day_first,)
        case DateOrder.DMY:
            return (day_first,), (month_first,)
        case DateOrder.YMD:
            return (month_first, day_first), ()


def _two_numbers(one: str, two: str, order: DateOrder) -> _Ways | None:
    a, b = int(one), int(two)
    if 3 in (len(one), len(two)) or len(one) + len(two) > 6:
        return None
    if len(one) == 4:
        return _Ways((DateParts(a, b),))
    if len(two) == 4:
        return _Ways((DateParts(b, a),))
    if a > 31 or b > 31:
        year, month = (a, b) if a > 31 else (b, a)
        return _Ways((DateParts(year, month, short_year=True),))
    month_first, day_first = DateParts(month=a, day=b), DateParts(month=b, day=a)
    if order is DateOrder.DMY:
        return _Ways((day_first,), (month_first,))
    return _Ways((month_first,), (day_first,))  # as in ISO 8601, where the year comes first


def _named_ways(text: str) -> _Ways | None:
    """14mar, mar 14, 14 March 1984, march 14th, 1984, 1984 mar 14, mar84."""
    if not _NAMED.fullmatch(text):
        return None
    parts = [found[1] or found[2] for found in _NAMED_PART.finditer(text)]
    words = [at for at, part in enumerate(parts) if part.isalpha()]
    month = month_of(parts[words[0]]) if len(words) == 1 else None
    if month is None or words[0] == 2:
        return None
    numbers = [part for part in parts if not part.isalpha()]
    if not numbers or not all(len(number) in (1, 2, 4) for number in numbers):
        return None
    if len(numbers) == 1:
        return _Ways((_month_and(month, numbers[0]),))
    year_first = len(numbers[0]) == 4 or int(numbers[0]) > 31
    day, year = (numbers[1], numbers[0]) if year_first and words[0] == 1 else (numbers[0], numbers[1])
    if len(day) > 2 or len(year) == 1:
        return None
    return _Ways((DateParts(int(year), month, int(day), short_year=len(year) == 2),))


def _month_and(month: int, number: str) -> DateParts:
    value = int(number)
    if len(number) <= 2 and value <= 31:
        return DateParts(month=month, day=value)
    return DateParts(value, month, short_year=len(number) <= 2)


def _fitting(ways: tuple[DateParts, ...], full_year: FullYear) -> tuple[DateParts, ...]:
    fitting = []
    for way in ways:
        if way.month is None or not 1 <= way.month <= 12:
            continue
        year = full_year(way)
        if way.year is not None and year is None:
            continue
        if way.day is not None and not 1 <= way.day <= _days_in(way.month, year):
            continue
        fitting.append(DateParts(year, way.month, way.day))
    return tuple(dict.fromkeys(fitting))


def _days_in(month: int, year: int | None) -> int:
    return calendar.monthrange(_LEAP_YEAR if year is None else year, month)[1]


def _two_ways(text: str, ways: tuple[DateParts, ...], field: str) -> BadInput:
    one, other = (describe_parts(way.year, way.month, way.day) for way in ways[:2])
    return BadInput(sentences.DATE_TWO_WAYS.format(typed=text, one=one, other=other), field=field)


def _impossible(text: str, ways: _Ways, *, order: DateOrder, field: str, full_year: FullYear) -> BadInput:
    """Why the likeliest way that names a real month fails, else that none does."""
    for way in (*ways.first, *ways.then):
        if way.month is None or not 1 <= way.month <= 12:
            continue
        year = full_year(way)
        if way.day is None or (way.year is not None and year is None):
            return BadInput(sentences.DATE_YEAR_UNCLEAR.format(typed=text), field=field)
        if way.day == 0:
            return BadInput(sentences.DATE_DAY_ZERO.format(typed=text, day=way.day), field=field)
        month = describe_parts(year, way.month, None)
        days = _days_in(way.month, year)
        return BadInput(sentences.DATE_NO_SUCH_DAY.format(day=way.day, month=month, days=days), field=field)
    month_number = ways.first[0].month
    sentence = sentences.DATE_NO_SUCH_MONTH.format(typed=text, month=month_number, example=order.example)
    return BadInput(sentence, field=field)
