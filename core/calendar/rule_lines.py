"""What do lines of iCalendar (RFC 5545) say of a series: RRULE how often it comes, EXDATE on which days it does not?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.sentences import RULE_DAY_UNREADABLE, RULE_OTHER_LINE, RULE_PART_TWICE
from core.errors import BadInput

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LINES: Final = re.compile(r"[\r\n]+|\s+(?=(?:RRULE|EXDATE|EXRULE|RDATE|DTSTART|DTEND|DURATION)\b)", re.IGNORECASE)
_OTHER: Final = re.compile(r"(?:EXRULE|RDATE|DTSTART|DTEND|DURATION)\b", re.IGNORECASE)
_LEFT_OUT: Final = re.compile(r"EXDATE(?:;[^:]*)?:(?P<days>.*)", re.IGNORECASE)
_DAY: Final = re.compile(r"(?P<day>[0-9]{8})(?:T(?P<time>[0-9]{6})(?P<utc>Z)?)?", re.IGNORECASE)


class RuleLines(Struct, frozen=True):
    """The rule, still to be read, and the days that are left out of it."""

    rule: str
    left_out: frozenset[date] = frozenset()


def read_lines(typed: str, zone: ZoneInfo) -> RuleLines:
    """One rule with any EXDATE behind it; `zone` says which day an instant in UTC is there.

    Raises BadInput for a second rule, a day that is none, or a line that says something else.
    """
    rules: list[str] = []
    left_out: set[date] = set()
    for line in filter(None, (one.strip() for one in _LINES.split(typed))):
        exception = _LEFT_OUT.fullmatch(line)
        if exception:
            left_out |= {_day(one.strip(), zone) for one in exception["days"].split(",")}
        elif _OTHER.match(line):
            raise BadInput(RULE_OTHER_LINE.format(line=line.partition(":")[0]), field="rule")
        else:
            rules.append(line)
    if len(rules) > 1:
        raise BadInput(RULE_PART_TWICE.format(part="RRULE"), field="rule")
    return RuleLines("".join(rules), frozenset(left_out))


def _day(typed: str, zone: ZoneInfo) -> date:
    found = _DAY.fullmatch(typed)
    try:
        if not found:
            raise ValueError(typed)  # noqa: TRY301 - one sentence for whatever cannot be read
        at = datetime.strptime(found["day"] + (found["time"] or "000000"), "%Y%m%d%H%M%S")
    except ValueError as error:
        raise BadInput(RULE_DAY_UNREADABLE.format(typed=typed), field="rule") from error
    return (at.replace(tzinfo=UTC).astimezone(zone) if found["utc"] else at).date()
