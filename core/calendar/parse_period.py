"""Which days, or hours of them, do people mean: "fri-wed", "24 dec - 2 jan", "fri 13:00-17:00", "tom pm"?"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar import sentences
from core.calendar.names import MONTHS
from core.calendar.parse_time import find_time
from core.calendar.parse_when import parse_when
from core.calendar.period import Period, whole_days
from core.calendar.typed_words import plain_words
from core.errors import BadInput
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from core.calendar.date_order import DateOrder
    from core.calendar.parse_when import When

_DAY: Final = timedelta(days=1)
_NOON: Final = time(12)
_BETWEEN: Final = re.compile(r" ?\.\. ?| - | ?[\u2013\u2014] ?| (?:to|till?|until|through) ")
"""What stands between two ends and nowhere else."""
_ISO_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[tT ][0-9]{2}:[0-9]{2}(?::00)?(?:[+-][0-9]{2}:?[0-9]{2}(?![-0-9]))?)?"
)
_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_DAY_AND_MONTH: Final = re.compile(rf"[0-9]{{1,2}}\.? ?(?P<month>(?:{'|'.join(m[:3].lower() for m in MONTHS)}).*)")
_GOES_ON: Final = re.compile(r"-|[0-9](?![0-9]* ?h\b)")
_END_OF_DAY: Final = re.compile(r"(?:(?P<day>.*?)[t ])?(?:24[:.]?00|midnight)|24")


class _Asked(Struct, frozen=True):
    """What a text is read against: dates count from `today`, and hours alone are those of `base`."""

    today: date
    base: date
    order: DateOrder
    zone: tzinfo
    by_hours: bool
    field: str


def parse_period(
    text: str, *, today: date, order: DateOrder, zone: tzinfo, base: date, by_hours: bool, field: str = "period"
) -> Period:
    """The days or hours that `text` means.

    One day, or two ends with a hyphen, "to", "until" or ".." between them; the second one counts from the first: in
    "fri-wed" that is the Wednesday after it, in "24 dec - 2 jan" the January after. Times stand behind their day, and
    hours alone are those of `base`; "tom am" is its first half. Two bare numbers, as in 9-12, are hours where
    `by_hours` is, else what `parse_when` takes them for. What has an offset is read as wall time in `zone`.
    Raises BadInput for `field`.
    """
    typed = clean_text(text, limit=80)
    asked = _Asked(today, base, order, zone, by_hours, field)
    if not typed:
        raise BadInput(sentences.PERIOD_MISSING, field=field)
    between = _BETWEEN.search(typed)
    if between:
        return _both(typed[: between.start()], typed[between.end() :], asked)
    for start, end in _hyphened(typed):
        if by_hours or not (_NUMBER.fullmatch(start) and _NUMBER.fullmatch(end)):
            try:
                return _both(start, end, asked)
            except BadInput as refusal:
                if str(refusal) in _said_of_both(start, end):
                    raise
    return _one(typed, asked)


def find_period(
    text: str, *, today: date, order: DateOrder, zone: tzinfo, base: date, by_hours: bool, field: str = "period"
) -> tuple[Period, str]:
    """As `parse_period` of as many words from the first as can be read, and the words behind them.

    What goes on with a number may be a time that is not typed whole yet, and is refused; but 24h is a length.
    """
    words = clean_text(text, limit=160).split()
    refusal = BadInput(sentences.PERIOD_MISSING, field=field)
    for count in range(len(words), 0, -1):
        try:
            read = " ".join(words[:count])
            period = parse_period(read, today=today, order=order, zone=zone, base=base, by_hours=by_hours, field=field)
        except BadInput as refused:
            refusal = refused
        else:
            if _GOES_ON.match(" ".join(words[count:])):
                raise refusal
            return period, " ".join(words[count:])
    raise refusal


def read_period(
    start: str, end: str | None, *, today: date, order: DateOrder, zone: tzinfo, field: str = "from"
) -> Period:
    """The same for two ends that were typed apart; without the second it is the day of the first, or half of it."""
    asked = _Asked(today, today, order, zone, by_hours=False, field=field)
    return _both(start, end, asked) if end and end.strip() else _one(start, asked)


def _hyphened(typed: str) -> Iterator[tuple[str, str]]:
    """The two sides of each hyphen that stands in no date of ISO 8601; a month said once is that of both."""
    dates = [found.span() for found in _ISO_DATE.finditer(typed)]
    for at, letter in enumerate(typed):
        if letter == "-" and not any(start <= at < end for start, end in dates):
            start, end = typed[:at].strip(), typed[at + 1 :].strip()
            month = _DAY_AND_MONTH.fullmatch(end.lower())
            if month and _NUMBER.fullmatch(start):
                start = f"{start} {month['month']}"
            if start and end:
                yield start, end


def _said_of_both(start: str, end: str) -> tuple[str, ...]:
    """What is wrong with two ends that were read."""
    return (sentences.PERIOD_BACKWARDS.format(start=clean_text(start), end=clean_text(end)),)


def _both(start: str, end: str, asked: _Asked) -> Period:
    left, is_timed = _start(start, asked)
    right = _end(end, left, asked, is_timed=is_timed)
    if right <= left:
        raise BadInput(_said_of_both(start, end)[0], field=asked.field)
    return Period(left, right)


def _start(text: str, asked: _Asked) -> tuple[datetime, bool]:
    """The first instant, and whether a time was said."""
    base = asked.base if asked.by_hours or _is_clock(text) else None
    when = parse_when(text, today=asked.today, order=asked.order, base_date=base, field=asked.field)
    if when.time is not None:
        return _at(when, asked), True
    return datetime.combine(when.date, _NOON if when.day_part == "pm" else time.min), when.day_part is not None


def _end(text: str, start: datetime, asked: _Asked, *, is_timed: bool) -> datetime:
    """The end of the period: of the day said, or at the time said."""
    first = start.date()
    midnight = _END_OF_DAY.fullmatch(plain_words(text))
    if midnight and (is_timed or midnight["day"]):
        day = midnight["day"]
        last = parse_when(day, today=first, order=asked.order, field=asked.field).date if day else first
        return datetime.combine(last, time.min) + _DAY
    if not is_timed and _is_clock(text):
        raise BadInput(sentences.PERIOD_HALF_TIMED.format(time=clean_text(text)), field=asked.field)
    base = first if is_timed else None
    when = parse_when(text, today=first, order=asked.order, base_date=base, field=asked.field)
    if when.time is None:
        half = datetime.combine(when.date, _NOON)
        return half if when.day_part == "am" else datetime.combine(when.date, time.min) + _DAY
    end = _at(when, asked)
    return end + _DAY if end == datetime.combine(first, time.min) < start else end


def _one(text: str, asked: _Asked) -> Period:
    """A day, or half of one."""
    when = parse_when(text, today=asked.today, order=asked.order, field=asked.field)
    if when.time is not None:
        raise BadInput(sentences.PERIOD_NEEDS_END.format(typed=clean_text(text)), field=asked.field)
    day = whole_days(when.date, when.date)
    noon = datetime.combine(when.date, _NOON)
    if when.day_part == "am":
        return Period(day.start, noon)
    return Period(noon, day.end) if when.day_part == "pm" else day


def _at(when: When, asked: _Asked) -> datetime:
    """The wall time: where an offset was typed, that of the zone at that instant."""
    assert when.time is not None  # noqa: S101 - the callers look
    at = datetime.combine(when.date, when.time)
    if when.offset is None:
        return at
    return at.replace(tzinfo=timezone(when.offset)).astimezone(asked.zone).replace(tzinfo=None)


def _is_clock(text: str) -> bool:
    """Whether it is a time of day that cannot be a day of the month."""
    try:
        return not _NUMBER.fullmatch(text.strip()) and find_time(text, field="") is not None
    except BadInput:
        return False
