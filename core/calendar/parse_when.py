"""Which day and time of day the words typed for an appointment mean: "fri 10:30", "tom 9", "2w am"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from core.calendar import sentences
from core.calendar.counted_date import within_reach
from core.calendar.date_order import DateOrder
from core.calendar.names import MONTHS, describe_distance, format_date, guessed_day, weekday_of
from core.calendar.parse_date import find_date, parse_date
from core.calendar.parse_time import find_time, parse_minutes
from core.calendar.readings import Reading, the_only
from core.calendar.typed_words import exactly, plain_words
from core.errors import BadInput
from core.text.cleaning import clean_text

DayPart = Literal["am", "pm"]

_DAY_PARTS: Final[dict[str, DayPart]] = {"am": "am", "pm": "pm"}
_ISO: Final = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[t ]"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:(?P<utc>z)|(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2}))?"
)
_WIDEST_OFFSET: Final = dt.timedelta(hours=14)
_DAY_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_DOTTED: Final = re.compile(r"[0-9]{1,2}\.(?P<minute>[0-9]{2})")
_CLOCK_RUN: Final = re.compile(r"[0-9]{3,4}")
_THIS_CENTURY: Final = re.compile(r"20[0-9]{2}")
_SHIFT: Final = re.compile(r"(?P<sign>[+-]) ?(?P<length>[0-9]+ ?(?:h|min).*)")
_MONTHS_OR_MINUTES: Final = re.compile(r"(?P<sign>[+-]?)(?P<count>[0-9]{0,2}[05]) ?m")
_MOST_WORDS: Final = 12
"""As in fri 27 nov 2026 from 9 to 10, and some; a pasted letter is not searched for a date."""
_MOST_TIME_WORDS: Final = 4  # from 9 to 10


class When(Struct, frozen=True):
    """A day, and what was said of the time: a time, half a day, or nothing (both None).

    `offset` is the distance from UTC where one was typed: date and time are then wall time there. `echo` is
    how it was read, for the person to check.
    """

    date: dt.date
    time: dt.time | None
    day_part: DayPart | None
    echo: str
    offset: dt.timedelta | None = None


class Understood(Struct, frozen=True):
    """What a text says of day and time, None where it says nothing of either, and the words that say nothing of it."""

    when: When | None
    rest: str = ""


class _Found(Struct, frozen=True):
    """What a text names by itself: a part is None where nothing was said of it."""

    date: dt.date | None = None
    time: dt.time | None = None
    day_part: DayPart | None = None
    offset: dt.timedelta | None = None


class _Asked(Struct, frozen=True):
    """What a text is read against."""

    today: dt.date
    order: DateOrder
    base_date: dt.date | None
    base_time: dt.time | None
    field: str


_Reader: TypeAlias = Callable[[str, _Asked], _Found | None]


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
    from `today`, never from `base_date`; only +30min and -1h count from both. ISO 8601 with or without an
    offset is taken to the letter.

    What could be two things: one or two digits alone are a time where `base_date` is known (as in moving an
    appointment), else a day of the month; 930 is a time; 9.30 alone is a date, or a time where it is none;
    the last word is a time rather than a short year (mar 14 10 is at ten o'clock), but 2027 is a year.
    Where nothing of that decides and both are likely (fri 4, where the next Friday is the 4th; 9.30 of what is
    moved), the sentence offers both. Raises BadInput for `field`.
    """
    understood = find_when(
        exactly(text), today=today, order=order, base_date=base_date, base_time=base_time, field=field
    )
    if not (understood.when or understood.rest):
        raise BadInput(sentences.WHEN_MISSING, field=field)
    if understood.when is None or understood.rest:
        typed = clean_text(text, limit=60)
        said = sentences.WHEN_UNREADABLE.format(typed=typed, example=order.example)
        raise BadInput(said + guessed_day(typed), field=field)
    return understood.when


def find_when(
    text: str,
    *,
    today: dt.date,
    order: DateOrder,
    base_date: dt.date | None = None,
    base_time: dt.time | None = None,
    field: str = "when",
) -> Understood:
    """As `parse_when`, but what does not look like a day or time is handed back for another reader: fri first.

    The longest run of words that can be read or refused decides. Raises BadInput for `field` where day or time
    is impossible.
    """
    asked = _Asked(today, order, base_date, base_time, field)
    words = plain_words(text).split()
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            found = _find(" ".join(words[start : start + length]), asked)
            if found:
                return Understood(_when(found, asked), " ".join(words[:start] + words[start + length :]))
    return Understood(None, " ".join(words))


def _when(found: _Found, asked: _Asked) -> When:
    date = found.date or asked.base_date or asked.today
    time = asked.base_time if found.time is None and found.day_part is None else found.time
    return When(date, time, found.day_part, _echo(date, time, found, asked.today), found.offset)


def _find(words: str, asked: _Asked) -> _Found | None:
    iso = _ISO.fullmatch(words)
    if iso:
        return _from_iso(iso, words.upper(), today=asked.today, field=asked.field)
    return _shifted(words, asked) or _from_words(words, asked)


def _shifted(words: str, asked: _Asked) -> _Found | None:
    """+30min, -1h: so much later or earlier than it is."""
    either = _MONTHS_OR_MINUTES.fullmatch(words)
    if either and asked.base_time is not None:
        count, sign = int(either["count"]), either["sign"] or "+"
        sentence = sentences.WHEN_MONTHS_OR_MINUTES.format(typed=words, count=count, sign=sign)
        raise BadInput(sentence, field=asked.field)
    shift = _SHIFT.fullmatch(words)
    if not shift:
        return None
    if asked.base_time is None:
        raise BadInput(sentences.WHEN_NOTHING_TO_SHIFT.format(typed=words), field=asked.field)
    minutes = parse_minutes(shift["length"], field=asked.field)
    begins = dt.datetime.combine(asked.base_date or asked.today, asked.base_time)
    moved = begins + dt.timedelta(minutes=-minutes if shift["sign"] == "-" else minutes)
    return _Found(within_reach(moved.date(), words, asked.field), moved.time())


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


def _from_words(words: str, asked: _Asked) -> _Found | None:
    """The first way of splitting `words` that makes sense; raises the first objection where none does."""
    objections: list[BadInput] = []
    no_hours: list[BadInput] = []  # count last: in "fri 30" the trouble is that the 30th is no Friday
    for date_words, time_words in _splits(words, asked):
        time, no_time = _tried(_time, time_words, asked)
        if not (time or no_time):
            continue
        date, no_date = _tried(_date, date_words, asked)
        if no_date:
            objections.append(no_date)
        elif no_time and date:
            (no_hours if _DAY_NUMBER.fullmatch(time_words) else objections).append(no_time)
        elif date and time:
            found = _Found(date.date, time.time, time.day_part)
            _refuse_if_a_date_as_well(words, date_words, time_words, found, asked)
            return found
    if objections or no_hours:
        raise [*objections, *no_hours][0]
    return None


def _tried(read: _Reader, words: str, asked: _Asked) -> tuple[_Found | None, BadInput | None]:
    """What the words name, of which nothing need be said, or why they cannot."""
    try:
        return read(words, asked) if words else _Found(), None
    except BadInput as refusal:
        return None, refusal


def _date(words: str, asked: _Asked) -> _Found | None:
    date = find_date(words, today=asked.today, order=asked.order, field=asked.field)
    return None if date is None else _Found(date=date)


def _time(words: str, asked: _Asked) -> _Found | None:
    if words in _DAY_PARTS:
        return _Found(day_part=_DAY_PARTS[words])
    time = find_time(words, field=asked.field)
    return None if time is None else _Found(time=time)


def _refuse_if_a_date_as_well(words: str, day: str, hour: str, found: _Found, asked: _Asked) -> None:
    """Fri 4 where the next Friday is the 4th, 9 27 where that may be the 27th of September, 9.30 of what is moved."""
    either: _Found | None = None
    if _DOTTED.fullmatch(words) and asked.base_date:
        either, _ = _tried(_date if found.time else _time, words, asked)
    elif found.date and found.time and _DAY_NUMBER.fullmatch(hour):
        if weekday_of(day) is not None and found.date.day == int(hour):
            either = _Found(found.date)
        elif _DAY_NUMBER.fullmatch(day) and words == f"{hour} {day}":
            either, _ = _tried(_date, f"{hour}/{day}", asked)
    elif found.time and _DOTTED.fullmatch(hour) and weekday_of(day) is not None:
        either, _ = _tried(_date, words, asked)  # fri 12.11 where that is a Friday
    if either:
        both = sorted((found, either), key=lambda one: one.time is not None)
        readings = [Reading(one.date or asked.base_date or asked.today, one.time) for one in both]
        the_only(readings, typed=words, today=asked.today, field=asked.field)


def _splits(words: str, asked: _Asked) -> Iterator[tuple[str, str]]:
    """(date, time) in the order in which they are tried; an empty one was not said."""
    date_alone, time_alone = (words, ""), ("", words)
    parts = words.split(" ")
    if len(parts) == 1:
        if _CLOCK_RUN.fullmatch(words):
            yield time_alone
        elif _is_rather_a_time(words, asked):
            yield from (time_alone, date_alone)
        else:
            yield from (date_alone, time_alone)
        return
    if _THIS_CENTURY.fullmatch(parts[-1]):
        yield date_alone
    yield time_alone  # "9 am"
    lengths = range(min(_MOST_TIME_WORDS, len(parts) - 1), 0, -1)  # "fri 9 am" before "14 am"
    for length in lengths:
        yield " ".join(parts[:-length]), " ".join(parts[-length:])
    yield date_alone  # "3 dec 26" before three o'clock on "dec 26"
    for length in lengths:
        yield " ".join(parts[length:]), " ".join(parts[:length])
    for length in lengths:
        if parts[0] in _DAY_PARTS:  # "am fri 9:30"
            yield " ".join(parts[1:-length]), " ".join((parts[0], *parts[-length:]))
        if parts[-1] in _DAY_PARTS:  # "9:30 fri am"
            yield " ".join(parts[length:-1]), " ".join((*parts[:length], parts[-1]))


def _is_rather_a_time(word: str, asked: _Asked) -> bool:
    """14 where a date is known, and 9.30 where the day comes first and no month is the 30th."""
    dotted = _DOTTED.fullmatch(word)
    if dotted:
        return asked.order is DateOrder.DMY and int(dotted["minute"]) > len(MONTHS)
    return asked.base_date is not None and _DAY_NUMBER.fullmatch(word) is not None


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
