"""How is a date or a time of a TOML file read, and what is said when it cannot be?"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from core.calendar.wall import END_OF_DAY
from core.toml import sentences
from core.toml.values import Wrong, refuse, wrong_type

_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WALL_TIME: Final = re.compile(r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})")
_ISO_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:00)?")
_YEARS: Final = range(1900, 2200)


def day(value: object) -> date | Wrong:
    """A date, as TOML's own or as ISO text."""
    if isinstance(value, str):
        found = _from_iso(value) if _ISO_DAY.fullmatch(value) else None
        return found.date() if found and found.year in _YEARS else refuse(sentences.BAD_DATE, value)
    if type(value) is not date:
        return wrong_type(value, date)
    return value if value.year in _YEARS else refuse(sentences.BAD_DATE, value)


def wall_time(value: object) -> time | Wrong:
    """A time of day in whole minutes, as "09:30" or as TOML's own 09:30:00."""
    if not isinstance(value, str | time):
        return wrong_type(value, time)
    found = _time_of(value) if isinstance(value, str) else value
    if found is None or found.second or found.microsecond:
        return refuse(sentences.BAD_TIME, value)
    return found


def closing_time(value: object) -> time | Wrong:
    """When hours end: as `wall_time`, and "24:00" for `END_OF_DAY`."""
    if value == "24:00":
        return END_OF_DAY
    found = wall_time(value)
    return refuse(sentences.BAD_CLOSING_TIME, value) if found == END_OF_DAY else found


def moment(value: object) -> datetime | Wrong:
    """A naive date and time in whole minutes, as ISO text or as TOML's own local date-time."""
    if isinstance(value, str):
        found = _from_iso(value) if _ISO_MOMENT.fullmatch(value) else None
    elif isinstance(value, datetime):
        found = value
    else:
        return wrong_type(value, datetime)
    if found is None or found.tzinfo or found.second or found.microsecond or found.year not in _YEARS:
        return refuse(sentences.BAD_MOMENT, value)
    return found


def _from_iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        return None


def _time_of(words: str) -> time | None:
    found = _WALL_TIME.fullmatch(words)
    if not found or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return None
    return time(int(found["hour"]), int(found["minute"]))
