"""What do lines of iCalendar (RFC 5545) say of a series: RRULE how often it comes, RDATE when too, EXDATE when not?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from core.calendar.sentences import (
    RULE_DAY_ADDED_UNREADABLE,
    RULE_DAY_UNREADABLE,
    RULE_OTHER_LINE,
    RULE_PART_TWICE,
    RULE_ZONE_UNKNOWN,
)
from core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINES: Final = re.compile(r"[\r\n]+|\s+(?=(?:RRULE|EXDATE|EXRULE|RDATE|DTSTART|DTEND|DURATION)\b)", re.IGNORECASE)
_OTHER: Final = re.compile(r"(?:EXRULE|DTSTART|DTEND|DURATION)\b", re.IGNORECASE)
_DATES: Final = re.compile(r"(?P<name>EXDATE|RDATE)(?P<said>(?:;[^:]*)?):(?P<days>.*)", re.IGNORECASE)
_DAY: Final = re.compile(r"(?P<day>[0-9]{8})(?:T(?P<time>[0-9]{6})(?P<utc>Z)?)?(?P<length>/.*)?", re.IGNORECASE)
_THE_FIRST_ALONE: Final = "FREQ=DAILY;COUNT=1"
"""The rule of a series of which nothing but further days is said."""


class RuleLines(Struct, frozen=True):
    """The rule, still to be read, the days that are left out of it, and those that are added.

    What is added is wall time (naive), or a day for the time of day at which the series begins.
    """

    rule: str
    left_out: frozenset[date] = frozenset()
    added: tuple[date, ...] = ()


def read_lines(typed: str, zone: ZoneInfo) -> RuleLines:
    """One rule with any EXDATE and RDATE; `zone` says when an instant, or a time of another zone, is there.

    Raises BadInput for a second rule, a day that is none, or a line that says something else.
    """
    rules: list[str] = []
    left_out: set[date] = set()
    added: list[date] = []
    for line in filter(None, (one.strip() for one in _LINES.split(typed))):
        dates = _DATES.fullmatch(line)
        if dates and dates["name"].upper() == "EXDATE":
            left_out |= {_on(one) for one in _days(dates, zone, RULE_DAY_UNREADABLE)}
        elif dates:
            added += _days(dates, zone, RULE_DAY_ADDED_UNREADABLE)
        elif _OTHER.match(line):
            raise BadInput(RULE_OTHER_LINE.format(line=line.partition(":")[0]), field="rule")
        else:
            rules.append(line)
    if len(rules) > 1:
        raise BadInput(RULE_PART_TWICE.format(part="RRULE"), field="rule")
    alone = [_THE_FIRST_ALONE] if added else []
    return RuleLines("".join(rules or alone), frozenset(left_out), tuple(added))


def _on(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _days(dates: re.Match[str], zone: ZoneInfo, refusal: str) -> Iterator[date]:
    """Those of a line, in the wall time of `zone`; of a period its start. Raises BadInput."""
    named = re.search(r";TZID=\"?(?P<zone>[^;\"]+)", dates["said"], re.IGNORECASE)
    theirs = _zone(named["zone"]) if named else zone
    for typed in (one.strip() for one in dates["days"].split(",")):
        found = _DAY.fullmatch(typed)
        try:
            if not found:
                raise ValueError(typed)  # noqa: TRY301 - one sentence for whatever cannot be read
            at = datetime.strptime(found["day"] + (found["time"] or "000000"), "%Y%m%d%H%M%S")
        except ValueError as error:
            raise BadInput(refusal.format(typed=typed), field="rule") from error
        if found["time"] is None:
            yield at.date()
        else:
            yield at.replace(tzinfo=UTC if found["utc"] else theirs).astimezone(zone).replace(tzinfo=None)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name.strip())
    except (KeyError, OSError, ValueError) as error:  # unknown, or no name of a zone at all
        raise BadInput(RULE_ZONE_UNKNOWN.format(zone=name), field="rule") from error
