"""Which date the words people type for one mean on a given day."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from core.calendar import sentences
from core.calendar.counted_date import find_counted_date, within_reach
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import DateParts, FullYear, parse_date_parts
from core.calendar.names import WEEKDAYS, format_date, guessed_day, weekday_of
from core.calendar.parse_time import Span, find_span
from core.calendar.readings import Reading
from core.calendar.typed_words import plain_words
from core.errors import BadInput
from core.text.cleaning import clean_text

_SHORT_YEAR_REACH: Final = 10
_DAY: Final = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th)?")
_WEEKDAY_AND: Final = re.compile(r"([a-z]+)[,.]? (.+)")
_OTHER_ORDER: Final = {DateOrder.MDY: DateOrder.DMY, DateOrder.DMY: DateOrder.MDY, DateOrder.YMD: DateOrder.DMY}
_SPACED_NUMBERS: Final = re.compile(r"[0-9]+( [0-9]+)+")


def parse_date(text: str, *, today: date, order: DateOrder, field: str = "date") -> date:
    """The date that `text` means on `today`; the first of these that fits.

    - t today, tom tomorrow, yes yesterday; +3 -2 3d days; 2w +2w weeks; 3mo 3m months (31 January + 1mo is the
      last of February); 1y years; in two weeks, 2 weeks from today, 3 days ago
    - mon..sunday: the next such day after today; this fri the same, next fri and last fri, next week and
      next month where they can be one date only; mon 2w: the Monday nearest to two weeks from today, where
      there is one only
    - w48: the Monday of that ISO week, in the next year when the week is over; sow eow som eom: the first and
      last day of this week (Monday to Sunday) or month
    - 14, the 14th: the next such day of a month, today included
    - 3/14, 24.12., 14mar, mar 14: the next such date, today included; 3/14/27, 14mar27, 2027-12-24, 20271224
      as they stand (two digits: the year within ten of this one); `order` decides what the calendar leaves
      open, but a full stop at the end puts the day first; a weekday before it must be the right one

    Raises BadInput for `field`; where two dates are likely its sentence offers both. 9-10 may be hours, so it
    is refused too; 3-14 can be none.
    """
    typed = clean_text(text, limit=40)
    if not typed:
        raise BadInput(sentences.DATE_MISSING.format(example=order.example), field=field)
    found = find_date(text, today=today, order=order, field=field)
    if found is None:
        said = sentences.DATE_UNREADABLE.format(typed=typed, example=order.example)
        raise BadInput(said + guessed_day(typed), field=field)
    return found


def find_date(text: str, *, today: date, order: DateOrder, field: str) -> date | None:
    """As `parse_date`, but None where `text` does not look like a date."""
    words = plain_words(text).removeprefix("on ")
    counted = find_counted_date(words, today=today, field=field)
    if counted is not None:
        return counted
    day = _DAY.fullmatch(words)
    if day:
        return _next_day_of_month(int(day[1]), today, order, field)
    return _dated(words, today=today, order=order, field=field)


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
            raise _other_weekday(dated[2], weekday, found, today=today, order=order, field=field)
        return found
    span = find_span(words)
    if span:
        raise _spanned(words, span, today=today, order=order, field=field)
    return _written(words, today=today, order=order, field=field)


def _written(words: str, *, today: date, order: DateOrder, field: str) -> date | None:
    written = parse_date_parts(words, order=order, field=field, full_year=_nearest(today))
    if written is None:
        return None
    if written.year is None or written.month is None or written.day is None:
        raise BadInput(sentences.DATE_INCOMPLETE.format(typed=words, example=order.example), field=field)
    return within_reach(date(written.year, written.month, written.day), words, field)


def _other_weekday(words: str, weekday: int, found: date, *, today: date, order: DateOrder, field: str) -> BadInput:
    """Thu 3/12 where that is a Friday: the 3rd of December, which is one, may be meant."""
    sentence = sentences.DATE_OTHER_WEEKDAY.format(date=format_date(found), weekday=WEEKDAYS[weekday])
    instead: tuple[str, ...] = ()
    with suppress(BadInput):
        other = _written(words, today=today, order=_OTHER_ORDER[order], field=field)
        if other and other.weekday() == weekday:
            instead = (Reading(other).shortest(today),)
            sentence += sentences.DATE_PERHAPS.format(date=format_date(other), type_it=instead[0])
    return BadInput(sentence, field=field, instead=instead)


def _spanned(words: str, span: Span, *, today: date, order: DateOrder, field: str) -> BadInput:
    """9-10 may be hours, and a day as well where the month has it."""
    with suppress(BadInput):
        found = _written(words, today=today, order=order, field=field)
        if found:
            sentence = sentences.DATE_OR_SPAN.format(
                typed=words,
                date=format_date(found),
                start=span.start,
                end=span.end,
                example=Reading(found).shortest(today),
            )
            return BadInput(sentence, field=field)
    return BadInput(sentences.TIME_IS_A_SPAN.format(typed=words, start=f"{span.begin:%H:%M}"), field=field)


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
