"""Which days, or hours of them, do people mean: "fri-wed", "24 dec - 2 jan", "fri 13:00-17:00", "tom pm"?"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar import sentences
from core.calendar.named_periods import days_of_month, period_of
from core.calendar.names import MONTHS, weekday_of
from core.calendar.note_behind import says_when
from core.calendar.one_order import order_of
from core.calendar.parse_time import find_span, find_time
from core.calendar.parse_when import parse_when
from core.calendar.period import Period, whole_days
from core.calendar.typed_words import plain_words
from core.errors import BadInput
from core.structs import replace
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from core.calendar.date_order import DateOrder
    from core.calendar.parse_when import When

_DAY: Final = timedelta(days=1)
_NOON: Final = time(12)
_BETWEEN: Final = re.compile(r" ?\.\. ?| - | ?[\u2013\u2014] ?| (?:(?<!quarter )to|till?|until|through) ")
"""What stands between two ends and nowhere else."""
_ISO_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[tT ][0-9]{2}:[0-9]{2}(?::00)?(?:[+-][0-9]{2}:?[0-9]{2}(?![-0-9]))?)?"
)
_SPELLINGS: Final = tuple(
    (re.compile(spelling, re.IGNORECASE), plainer)
    for spelling, plainer in (
        (r"\bbetween (\S+(?: [ap]m)?) (?:and|&) ", r"\1 to "),
        (r"(?<!weeks )(?<!week )(?<!days )(?<!day )\bfrom (?=.* (?:to|till?|until|through|thru) |.*[-\u2013])", ""),
        (r"\bthru\b", "through"),
        (r" (?:all|the whole|whole) day\b", ""),
        (r"^all (?:of )?(?=[a-z])", ""),
    )
)
_OF_A_WEEK: Final = re.compile(r"(?P<day>[a-z]+) (?P<week>(?:of )?(?:next|this) (?:week|wk))", re.IGNORECASE)
_MOST_WORDS: Final = 16
"""No period is said in more: from the 24th of december at 9:00 am until the 2nd of january at 5:00 pm."""
_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_NUMBERED: Final = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?")
_MONTHS: Final = "|".join(month[:3].lower() for month in MONTHS)
_DAY_AND_MONTH: Final = re.compile(rf"[0-9]{{1,2}}(?:\.|st|nd|rd|th)? ?(?:of )?(?P<month>(?:{_MONTHS}).*)")
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
    typed = _plainer(clean_text(text, limit=80))
    asked = _Asked(today, base, order_of(typed, order), zone, by_hours, field)
    if not typed:
        raise BadInput(sentences.PERIOD_MISSING, field=field)
    _refuse_hours_of_several(typed, asked)
    return _read(typed, asked)


def _read(typed: str, asked: _Asked) -> Period:
    between = _BETWEEN.search(typed)
    if between:
        return _both(typed[: between.start()], typed[between.end() :], asked)
    for start, end in _hyphened(typed):
        if asked.by_hours or not (_NUMBER.fullmatch(start) and _NUMBER.fullmatch(end)):
            try:
                return _both(start, end, asked)
            except BadInput as refusal:
                if str(refusal) == _said_of_both(start, end):
                    raise
    return _one(typed, asked)


def _refuse_hours_of_several(typed: str, asked: _Asked) -> None:
    """Raise BadInput for hours of each of several days, as in mon-fri 12-1: a period is from when to when, once."""
    words = typed.split()
    if days_of_month(plain_words(typed), asked.today, asked.order):
        return  # dec 1-3
    for at in range(1, len(words)):
        hours = plain_words(" ".join(words[at:]))
        if hours not in {"am", "pm"} and find_span(hours) is None:
            continue
        with suppress(BadInput):
            days = _read(" ".join(words[:at]), replace(asked, by_hours=False))
            if days.is_whole_days and days.first != days.last:
                break
    else:
        return
    raise BadInput(sentences.PERIOD_OF_SEVERAL.format(typed=typed), field=asked.field)


def _plainer(typed: str) -> str:
    """Between 2 and 4 is 2 to 4; from says nothing before two ends; a whole day is that day."""
    for spelling, plainer in _SPELLINGS:
        typed = spelling.sub(plainer, typed)
    return typed


def find_period(
    text: str, *, today: date, order: DateOrder, zone: tzinfo, base: date, by_hours: bool, field: str = "period"
) -> tuple[Period, str]:
    """As `parse_period` of as many words from the first as can be read, and the words behind them.

    What goes on with a number may be a time that is not typed whole yet, and is refused; but 24h is a length.
    """
    words = _plainer(clean_text(text, limit=160)).split()
    refusals: list[BadInput] = []
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        read, rest = " ".join(words[:count]), " ".join(words[count:])
        try:
            period = parse_period(read, today=today, order=order, zone=zone, base=base, by_hours=by_hours, field=field)
        except BadInput as refused:
            refusals.append(refused)
        else:
            if refusals and _GOES_ON.match(rest):
                raise refusals[-1]
            if says_when(rest, today, order):
                raise BadInput(sentences.PERIOD_SAYS_MORE.format(typed=read, rest=rest), field=field)
            return period, rest
    if not refusals:
        raise BadInput(sentences.PERIOD_MISSING, field=field)
    raise next((one for one in reversed(refusals) if not _is_unreadable(one)), refusals[0])


def _is_unreadable(refusal: BadInput) -> bool:
    """Whether it says no more than that nothing was understood."""
    return sentences.WHEN_UNREADABLE.partition("}")[2].partition("{")[0] in refusal.sentence


def read_period(
    start: str, end: str | None, *, today: date, order: DateOrder, zone: tzinfo, field: str = "from"
) -> Period:
    """The same for two ends that were typed apart; without the second it is the day of the first, or half of it."""
    asked = _Asked(today, today, order_of(f"{start} {end}", order), zone, by_hours=False, field=field)
    return _both(start, end, asked) if end and end.strip() else _one(start, asked)


def _hyphened(typed: str) -> Iterator[tuple[str, str]]:
    """The two sides of each hyphen that stands in no date of ISO 8601."""
    dates = [found.span() for found in _ISO_DATE.finditer(typed)]
    for at, letter in enumerate(typed):
        if letter == "-" and not any(start <= at < end for start, end in dates):
            start, end = typed[:at].strip(), typed[at + 1 :].strip()
            if start and end:
                yield start, end


def _said_of_both(start: str, end: str) -> str:
    """What is wrong with two ends that were read."""
    said = sentences.PERIOD_OVERNIGHT if _is_clock(end) else sentences.PERIOD_BACKWARDS
    return said.format(start=clean_text(start), end=clean_text(end))


def _both(start: str, end: str, asked: _Asked) -> Period:
    start, end = _said_once(start, end)
    left, is_timed = _start(start, asked)
    right = _end(end, left, asked, is_timed=is_timed)
    if right <= left:
        raise BadInput(_said_of_both(start, end), field=asked.field)
    return Period(left, right)


def _said_once(start: str, end: str) -> tuple[str, str]:
    """What stands behind the second end is said of both: 24th to 26th december, mon-fri next week."""
    month = _DAY_AND_MONTH.fullmatch(end.lower())
    number = _NUMBERED.fullmatch(start)
    if month and number:
        return f"{number['day']} {month['month']}", end
    week = _OF_A_WEEK.fullmatch(end)
    if week and weekday_of(start.lower()) is not None:
        return f"{start} {week['week']}", week["day"]
    return start, end


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
    """A day, half of one, or a week, a month or a part of it that has a name."""
    days = period_of(plain_words(text), asked.today, asked.order)
    if days:
        return whole_days(*days)
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
