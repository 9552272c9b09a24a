"""Which date stands in a file, where nobody can be asked what was meant?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar import sentences
from core.calendar.birth_date import MOST_YEARS
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import describe_parts, parse_date_parts
from core.errors import BadInput
from core.text.cleaning import clean_text, plain

if TYPE_CHECKING:
    from core.calendar.date_parts import DateParts

_ISO: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
"""Many exports write a time with every date; with one that is not midnight it is no date."""
_HOUR: Final = re.compile(r"[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?")
"""The wall time behind a day; with an offset it could be another day here."""
_SHORT: Final = re.compile(r"([0-9]{1,2}[-/.][0-9]{1,2}[-/.])([0-9]{2})")
_SHORT_NAMED: Final = re.compile(r"([0-9]{1,2}[-/ ][A-Za-z]{3,9}[-/ ])([0-9]{2})")
_YEAR_IS_LAST: Final = frozenset({DateOrder.MDY, DateOrder.DMY})
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
_SERIAL: Final = re.compile(r"[0-9]{5}")
_DAY_ZERO: Final = date(1899, 12, 30)
"""Spreadsheets keep a date as the days since then."""
_LONGEST: Final = 40


def read_file_date(text: str, *, field: str, order: DateOrder | None, today: date | None = None) -> date:
    """The date of a cell; with `today` not ahead of it and at most `MOST_YEARS` ago; the year has all four digits.

    `order` is the one in which the file is known to write its dates: numbers in another one are refused. Where it is
    not known, so is what can be two dates. Raises BadInput for `field`.
    """
    iso = _ISO.fullmatch(text)
    day = _from_iso(iso[1]) if iso else None
    if day is None:
        day = _read(text, field, order)
    if today is None:
        return day
    if day > today:
        raise BadInput(sentences.FILE_DATE_AHEAD.format(typed=_shown(text)), field=field)
    if today.year - day.year > MOST_YEARS:
        raise BadInput(sentences.FILE_DATE_TOO_OLD.format(typed=_shown(text), most=MOST_YEARS), field=field)
    return day


def read_file_day(text: str, *, field: str, order: DateOrder | None) -> date:
    """The same of a day of the clinic's work: a time behind it is left, and a year of two digits is of this century
    where it is known to stand last. Raises BadInput for `field`.
    """
    hour = _HOUR.search(text) if len(text) <= 2 * _LONGEST else None
    bare = text[: hour.start()] if hour and hour.end() == len(text) else text
    short = _SHORT_NAMED.fullmatch(bare) or (_SHORT.fullmatch(bare) if order in _YEAR_IS_LAST else None)
    return read_file_date(f"{short[1]}20{short[2]}" if short else bare, field=field, order=order)


def _read(text: str, field: str, order: DateOrder | None) -> date:
    typed, shown = plain(text, limit=_LONGEST), _shown(text)
    if _SERIAL.fullmatch(typed):
        counted = _DAY_ZERO + timedelta(days=int(typed))
        written_out = describe_parts(counted.year, counted.month, counted.day)
        raise BadInput(sentences.FILE_DATE_SERIAL.format(typed=shown, day=written_out), field=field)
    days: list[date] = []
    refusal = BadInput(sentences.FILE_DATE_UNREADABLE.format(typed=shown), field=field)
    for each in (order,) if order else (DateOrder.MDY, DateOrder.DMY):
        try:
            written = parse_date_parts(typed, order=each, field=field, full_year=_four_digits_only)
        except BadInput as error:
            refusal = error
            continue
        if written and written.year and written.month and written.day:
            days.append(date(written.year, written.month, written.day))
    if not days:
        raise refusal
    if len(set(days)) > 1:
        one, other = (describe_parts(day.year, day.month, day.day) for day in days)
        raise BadInput(sentences.FILE_DATE_TWO_WAYS.format(typed=shown, one=one, other=other), field=field)
    if order and not _is_in_order(typed, days[0], order):
        raise BadInput(sentences.FILE_DATE_OTHER_ORDER.format(typed=shown, order=order.value), field=field)
    return days[0]


def _is_in_order(typed: str, found: date, order: DateOrder) -> bool:
    """Whether the numbers stand in that order. The year first, and a month by name, are clear in any."""
    year_last = _YEAR_LAST.fullmatch(typed)
    if not year_last or int(year_last[3] or year_last[6]) != found.year:
        return True
    first, second = int(year_last[1] or year_last[4]), int(year_last[2] or year_last[5])
    return found.month == {DateOrder.MDY: first, DateOrder.DMY: second}.get(order)


def _four_digits_only(written: DateParts) -> int | None:
    return None if written.short_year else written.year or None


def _from_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _shown(text: str) -> str:
    return clean_text(text, limit=_LONGEST)
