"""What may the parts of a rule of iCalendar (RFC 5545, 3.3.10) say, where it names days?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from core.calendar.sentences import (
    RULE_EMPTY,
    RULE_NOT_BY_DAYS,
    RULE_NUMBER,
    RULE_ORDINAL_DAY,
    RULE_PART_TWICE,
    RULE_PART_UNKNOWN,
    RULE_PART_UNREADABLE,
    RULE_UNTIL_UNREADABLE,
)
from core.errors import BadInput

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""In the order of `date.weekday()`."""
_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_SHORTER: Final = frozenset({"HOURLY", "MINUTELY", "SECONDLY", "BYHOUR", "BYMINUTE", "BYSECOND"})
_NUMBERS: Final = {
    "INTERVAL": (1_000, False),
    "COUNT": (999_999, False),
    "BYMONTH": (12, False),
    "BYMONTHDAY": (31, True),
    "BYYEARDAY": (366, True),
    "BYWEEKNO": (53, True),
    "BYSETPOS": (366, True),
}
"""The parts that say numbers from 1 on: up to which, and whether they may count from the end."""
_ONE: Final = frozenset({"INTERVAL", "COUNT"})
"""Those that say one number, where others list several."""
_DAY: Final = re.compile(rf"(?P<nth>[+-]?[1-9][0-9]?)?(?:{'|'.join(DAYS)})")
_NUMBER: Final = re.compile(r"(?P<sign>[+-]?)(?P<digits>[0-9]{1,6})")
_UNTIL: Final = re.compile(r"(?P<day>[0-9]{8})(?:T(?P<time>[0-9]{6})(?P<utc>Z)?)?")


def rule_parts(text: str) -> dict[str, str]:
    """The parts of a rule by name. Raises BadInput for one that is unknown, twice there, or cannot be so."""
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not (equals and value):
            raise BadInput(RULE_PART_UNREADABLE.format(part=part), field="rule")
        if name in _SHORTER or value in _SHORTER:
            raise BadInput(RULE_NOT_BY_DAYS.format(part=part), field="rule")
        if name in parts:
            raise BadInput(RULE_PART_TWICE.format(part=name), field="rule")
        parts[name] = value
    if parts.get("FREQ") not in _FREQUENCIES:
        raise BadInput(RULE_EMPTY, field="rule")
    for name, value in parts.items():
        _check(name, value, frequency=parts["FREQ"])
    return parts


def until_of(value: str, zone: ZoneInfo) -> datetime:
    """The last wall time (naive) that UNTIL takes: of a day its last second, of an instant what `zone` shows then."""
    until, is_utc = _read_until(value)
    return until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if is_utc else until


def _check(name: str, value: str, *, frequency: str) -> None:
    if name in _NUMBERS:
        _check_numbers(name, value)
    elif name == "BYDAY":
        _check_days(value, frequency)
    elif name == "UNTIL":
        _read_until(value)
    elif name == "WKST" and value not in DAYS:
        raise BadInput(RULE_PART_UNREADABLE.format(part=f"WKST={value}"), field="rule")
    elif name not in {"FREQ", "WKST"}:
        raise BadInput(RULE_PART_UNKNOWN.format(part=name), field="rule")


def _check_numbers(name: str, value: str) -> None:
    most, from_end = _NUMBERS[name]
    for typed in [value] if name in _ONE else value.split(","):
        number = _NUMBER.fullmatch(typed)
        if not (number and 1 <= int(number["digits"]) <= most and (from_end or number["sign"] != "-")):
            raise BadInput(RULE_NUMBER.format(part=f"{name}={value}", least=1, most=most), field="rule")


def _check_days(value: str, frequency: str) -> None:
    found = [_DAY.fullmatch(day) for day in value.split(",")]
    if not all(found):
        raise BadInput(RULE_PART_UNREADABLE.format(part=f"BYDAY={value}"), field="rule")
    if frequency in {"DAILY", "WEEKLY"} and any(day["nth"] for day in found if day):
        raise BadInput(RULE_ORDINAL_DAY.format(part=f"BYDAY={value}"), field="rule")


def _read_until(value: str) -> tuple[datetime, bool]:
    """The wall time, or the instant (then True). A day ends with its last second."""
    until = _UNTIL.fullmatch(value)
    try:
        if not until:
            raise ValueError(value)  # noqa: TRY301 - one sentence for whatever cannot be read
        day = datetime.strptime(until["day"], "%Y%m%d").date()
        at = datetime.strptime(until["time"], "%H%M%S").time() if until["time"] else time(23, 59, 59)
    except ValueError as error:
        raise BadInput(RULE_UNTIL_UNREADABLE.format(typed=f"UNTIL={value}"), field="rule") from error
    return datetime.combine(day, at), bool(until["utc"])
