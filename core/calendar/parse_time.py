"""Which time of day or which length the typed characters mean."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from msgspec import Struct

from core.calendar import sentences
from core.calendar.typed_words import plain_words
from core.errors import BadInput
from core.text.cleaning import clean_text, plain

MOST_MINUTES: Final = 24 * 60
"""The longest length that is read, in minutes; what may be booked is for rule C10 to say."""

_CLOCK: Final = re.compile(
    r"(?:(?P<hour>[0-9]{1,2})(?:(?:[:.]| ?h ?)(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"|(?P<run_hour>[0-9]{1,2})(?P<run_minute>[0-9]{2})(?: ?h(?:rs?|ours)?)?)"
    r"(?: ?(?P<half>[ap])m?)?"
)
_HALF_FIRST: Final = re.compile(r"(?P<half>[ap])m (?:at )?(?P<clock>.*[0-9])")
_SPAN: Final = re.compile(r"(?:from )?(?P<start>[0-9][^-]*?)(?: ?(?P<hyphen>-) ?| to | until )(?P<end>[0-9].*)")
_BARE: Final = re.compile(r"[0-9]{1,2}")
_LONGEST_BARE_SPAN: Final = 4 * 60
"""Minutes: of bare numbers with a hyphen, 8-12 may be hours; 9-5 is a date, for no visit lasts all day, and so are
09-10 and 1-15."""
_LENGTH: Final = re.compile(r"(?:([0-9]{1,2}) ?h(?:ours?|rs?)? ?)?(?:([0-9]{1,4}) ?(?:m|mins?|minutes?)?)?")


class Span(Struct, frozen=True):
    """From when to when as typed, and the time at which that begins."""

    start: str
    end: str
    begin: time


def parse_time(text: str, *, field: str = "time") -> time:
    """The time of day: 9, 930, 9:30, 9.30, 8h30, 1430 hrs, 2p, pm 2:30, 14:30, noon, midday; "at" may stand before it.

    No clinic opens at two in the night, so an hour from 1 to 6 without am or pm is in the afternoon (2 is
    14:00, 230 is 14:30); with a leading zero it is the 24-hour clock (02:00, 0230). 7 to 12 are as they
    stand. Raises BadInput for `field`.
    """
    typed = clean_text(text, limit=40)
    if not typed:
        raise BadInput(sentences.TIME_MISSING, field=field)
    if plain_words(text) in ("am", "pm"):
        raise BadInput(sentences.TIME_ONLY_HALF_OF_DAY.format(typed=typed), field=field)
    found = find_time(text, field=field)
    if found is None:
        raise BadInput(sentences.TIME_UNREADABLE.format(typed=typed), field=field)
    return found


def find_time(text: str, *, field: str) -> time | None:
    """As `parse_time`, but None where `text` does not look like a time."""
    typed = clean_text(text, limit=40)
    words = plain_words(text).removeprefix("at ")
    if words == "noon":
        return time(12)
    span = find_span(words)
    if span:
        raise BadInput(sentences.TIME_IS_A_SPAN.format(typed=typed, start=f"{span.begin:%H:%M}"), field=field)
    half_first = _HALF_FIRST.fullmatch(words)
    if half_first:
        return _within_half(half_first, typed, field)
    clock = _CLOCK.fullmatch(words)
    return _time(clock, typed, field) if clock else None


def find_span(words: str) -> Span | None:
    """From when to when `words` (made `plain_words`) go: 9:30-10, 9 to 10; 9-10, though it may be a date as well."""
    span = _SPAN.fullmatch(words)
    clocks = [_CLOCK.fullmatch(span[end]) for end in ("start", "end")] if span else []
    if not span or not all(clocks):
        return None
    try:
        start, end = (_time(clock, "", "") for clock in clocks if clock)
    except BadInput:
        return None
    if span["hyphen"]:
        minutes = 60 * (end.hour - start.hour) + end.minute - start.minute
        are_bare = _BARE.fullmatch(span["start"]) and _BARE.fullmatch(span["end"])
        mixes_clocks = start.hour != int(span["start"]) and end.hour == int(span["end"]) if are_bare else False
        is_written_as_date = are_bare and (
            minutes > _LONGEST_BARE_SPAN or span["start"].startswith("0") or mixes_clocks
        )
        if minutes <= 0 or is_written_as_date:
            return None
    return Span(span["start"], span["end"], start)


def _time(clock: re.Match[str], typed: str, field: str) -> time:
    digits = clock["hour"] or clock["run_hour"]
    hour, minute = int(digits), int(clock["minute"] or clock["run_minute"] or 0)
    if hour > 23 or minute > 59:
        raise BadInput(sentences.TIME_IMPOSSIBLE.format(typed=typed), field=field)
    if int(clock["second"] or 0):
        raise BadInput(sentences.TIME_WITH_SECONDS.format(typed=typed), field=field)
    if not clock["half"]:
        is_afternoon = 1 <= hour <= 6 and not digits.startswith("0")
        return time(hour + 12 if is_afternoon else hour, minute)
    if not 1 <= hour <= 12:
        raise BadInput(sentences.TIME_BOTH_CLOCKS.format(typed=typed), field=field)
    return time(hour % 12 + (12 if clock["half"] == "p" else 0), minute)


def _within_half(found: re.Match[str], typed: str, field: str) -> time | None:
    """Pm 2:30 is 2:30 pm; pm 14:30 says the same twice, and am 14:30 contradicts itself."""
    clock = _CLOCK.fullmatch(found["clock"])
    if not clock:
        return None
    hour = int(clock["hour"] or clock["run_hour"])
    if 1 <= hour <= 12:
        return find_time(f"{found['clock']} {found['half']}m", field=field)
    at = _time(clock, typed, field)
    if (at.hour >= 12) != (found["half"] == "p"):
        raise BadInput(sentences.TIME_BOTH_CLOCKS.format(typed=typed), field=field)
    return at


def parse_minutes(text: str, *, field: str = "minutes") -> int:
    """The length in minutes: 20, 20min, 1h, 1h30. Raises BadInput for `field`."""
    length = _LENGTH.fullmatch(plain(text))
    if not length or not (length[1] or length[2]):
        typed = clean_text(text, limit=40)
        raise BadInput(sentences.MINUTES_UNREADABLE.format(typed=typed), field=field)
    minutes = 60 * int(length[1] or 0) + int(length[2] or 0)
    if not 1 <= minutes <= MOST_MINUTES:
        sentence = sentences.MINUTES_OUT_OF_RANGE.format(minutes=minutes, most=MOST_MINUTES)
        raise BadInput(sentence, field=field)
    return minutes
