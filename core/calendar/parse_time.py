"""Which time of day or which length the typed characters mean."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from core.calendar import sentences
from core.errors import BadInput
from core.text.cleaning import clean_text, plain

MOST_MINUTES: Final = 24 * 60
"""The longest length that is read, in minutes; what may be booked is for rule C10 to say."""

_CLOCK: Final = re.compile(
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"|(?P<run_hour>[0-9]{1,2})(?P<run_minute>[0-9]{2}))"
    r"(?: ?(?P<half>[ap])m?)?"
)
_LENGTH: Final = re.compile(r"(?:([0-9]{1,2}) ?h(?:ours?|rs?)? ?)?(?:([0-9]{1,4}) ?(?:m|mins?|minutes?)?)?")


def parse_time(text: str, *, field: str = "time") -> time:
    """The time of day: 9, 930, 9:30, 9.30, 2p, 2:30pm, 14:30, noon.

    No clinic opens at two in the night, so an hour from 1 to 6 without am or pm is in the afternoon (2 is
    14:00, 230 is 14:30); with a leading zero it is the 24-hour clock (02:00, 0230). 7 to 12 are as they
    stand. Raises BadInput for `field`.
    """
    typed = clean_text(text, limit=40)
    if not typed:
        raise BadInput(sentences.TIME_MISSING, field=field)
    if plain(text) in ("am", "pm"):
        raise BadInput(sentences.TIME_ONLY_HALF_OF_DAY.format(typed=typed), field=field)
    found = find_time(text, field=field)
    if found is None:
        raise BadInput(sentences.TIME_UNREADABLE.format(typed=typed), field=field)
    return found


def find_time(text: str, *, field: str) -> time | None:
    """As `parse_time`, but None where `text` does not look like a time."""
    typed = clean_text(text, limit=40)
    compact = plain(text).replace("a.m.", "am").replace("p.m.", "pm")
    if compact == "noon":
        return time(12)
    clock = _CLOCK.fullmatch(compact)
    if not clock:
        return None
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
