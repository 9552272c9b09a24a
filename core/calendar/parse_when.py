"""Which day and time of day the words typed for an appointment mean: "fri 10:30", "tom 9", "2w am"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from core.calendar import sentences
from core.calendar.date_order import DateOrder
from core.calendar.names import describe_distance, format_date
from core.calendar.parse_date import find_date, parse_date
from core.calendar.parse_time import find_time
from core.errors import BadInput
from core.text.cleaning import clean_text, plain

DayPart = Literal["am", "pm"]

_DAY_PARTS: Final[dict[str, DayPart]] = {"am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm"}
_ISO: Final = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[t ]"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:(?P<utc>z)|(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2}))?"
)
_WIDEST_OFFSET: Final = dt.timedelta(hours=14)
_DAY_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_CLOCK_RUN: Final = re.compile(r"[0-9]{3,4}")
_THIS_CENTURY: Final = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class When:
    """A day, and what was said of the time: a time, half a day, or nothing (both None).

    `offset` is the distance from UTC where one was typed: date and time are then wall time there. `echo` is
    how it was read, for the person to check.
    """

    date: dt.date
    time: dt.time | None
    day_part: DayPart | None
    echo: str
    offset: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What a text names by itself: a part is None where nothing was said of it."""

    date: dt.date | None = None
    time: dt.time | None = None
    day_part: DayPart | None = None
    offset: dt.timedelta | None = None


def parse_when(
    text: str,
    *,
    today: dt.date,
    order: DateOrder,
    base_date: dt.date | None = None,
    base_time: dt.time | None = None,
    field: str = "when",
) -> When:
    """The day and time that `text` means on `today`: a date, a time or am/pm, or both in either order.

    What is not said is kept: the date from `base_date` (else today), the time from `base_time`. Dates count
    from `today`, never from `base_date`. ISO 8601 with or without an offset is taken to the letter.

    What could be two things: one or two digits alone are a time where `base_date` is known (as in moving an
    appointment), else a day of the month; 930 is a time; 9.30 alone is a date; the last word is a time rather
    than a short year (mar 14 10 is at ten o'clock), but 2027 is a year. Raises BadInput for `field`.
    """
    typed, words = clean_text(text, limit=60), plain(text)
    if not words:
        raise BadInput(sentences.WHEN_MISSING, field=field)
    iso = _ISO.fullmatch(words)
    found = (
        _from_iso(iso, typed, today=today, field=field)
        if iso
        else _from_words(words, today=today, order=order, prefers_time=base_date is not None, field=field)
    )
    if found is None:
        raise BadInput(sentences.WHEN_UNREADABLE.format(typed=typed, example=order.example), field=field)
    date = found.date or base_date or today
    time = base_time if found.time is None and found.day_part is None else found.time
    echo = _echo(date, time, found, today)
    return When(date, time, found.day_part, echo, found.offset)


def _from_iso(iso: re.Match[str], typed: str, *, today: dt.date, field: str) -> _Found:
    """What ISO 8601 says, with a four-digit year and a 24-hour clock: 06:00 is in the morning here."""
    date = parse_date(iso["date"], today=today, order=DateOrder.YMD, field=field)
    if int(iso["hour"]) > 23 or int(iso["minute"]) > 59:
        raise BadInput(sentences.TIME_IMPOSSIBLE.format(typed=typed), field=field)
    if int(iso["second"] or 0):
        raise BadInput(sentences.TIME_WITH_SECONDS.format(typed=typed), field=field)
    return _Found(date, dt.time(int(iso["hour"]), int(iso["minute"])), offset=_offset(iso, typed, field))


def _offset(iso: re.Match[str], typed: str, field: str) -> dt.timedelta | None:
    if iso["utc"]:
        return dt.timedelta()
    if not iso["sign"]:
        return None
    offset = dt.timedelta(hours=int(iso["hours"]), minutes=int(iso["minutes"]))
    if offset > _WIDEST_OFFSET or int(iso["minutes"]) > 59:
        raise BadInput(sentences.WHEN_BAD_OFFSET.format(typed=typed), field=field)
    return -offset if iso["sign"] == "-" else offset


def _from_words(words: str, *, today: dt.date, order: DateOrder, prefers_time: bool, field: str) -> _Found | None:
    """The first way of splitting `words` that makes sense; raises the first objection where none does."""

    def as_date(part: str) -> _Found | None:
        date = find_date(part, today=today, order=order, field=field)
        return None if date is None else _Found(date=date)

    def as_time(part: str) -> _Found | None:
        if part in _DAY_PARTS:
            return _Found(day_part=_DAY_PARTS[part])
        time = find_time(part, field=field)
        return None if time is None else _Found(time=time)

    objection: BadInput | None = None
    for date_words, time_words in _splits(words, prefers_time=prefers_time):
        try:
            date = as_date(date_words) if date_words else _Found()
            time = as_time(time_words) if time_words and date else _Found()
        except BadInput as refusal:
            objection = objection or refusal
            continue
        if date and time:
            return _Found(date.date, time.time, time.day_part)
    if objection:
        raise objection
    return None


def _splits(words: str, *, prefers_time: bool) -> Iterator[tuple[str, str]]:
    """(date, time) in the order in which they are tried; an empty one was not said."""
    date_alone, time_alone = (words, ""), ("", words)
    parts = words.split(" ")
    if len(parts) == 1:
        if _CLOCK_RUN.fullmatch(words):
            yield time_alone
        elif _DAY_NUMBER.fullmatch(words) and prefers_time:
            yield from (time_alone, date_alone)
        else:
            yield from (date_alone, time_alone)
        return
    if _THIS_CENTURY.fullmatch(parts[-1]):
        yield date_alone
    yield time_alone  # "9 am"
    for length in (2, 1):  # "fri 9 am" before "14 am"
        yield " ".join(parts[:-length]), " ".join(parts[-length:])
    for length in (2, 1):
        yield " ".join(parts[length:]), " ".join(parts[:length])
    yield date_alone


def _echo(date: dt.date, time: dt.time | None, found: _Found, today: dt.date) -> str:
    """Fri 27 Nov 2026 10:30 (in 4 days), Fri 27 Nov 2026 morning (in 4 days), ... 09:30 UTC-05:00 (today)."""
    said = [format_date(date)]
    if found.day_part:
        said.append(sentences.DAY_PARTS[found.day_part])
    if time is not None:
        said.append(f"{time:%H:%M}")
    if found.offset is not None:
        said.append(str(dt.timezone(found.offset)) if found.offset else "UTC")
    return f"{' '.join(said)} ({describe_distance(date, today)})"
