"""On which days does something come again: a rule of iCalendar (RFC 5545), or the words for one?

The days are dateutil's, in naive wall time: a series keeps the time of day that the clocks show. What a rule may say is
looked at here first, so that none is without end, says two things, or keeps anybody waiting.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from dateutil.rrule import rrule, rrulestr
from msgspec import Struct

from core.calendar.names import WEEKDAYS, weekday_of
from core.calendar.parse_date import find_date
from core.calendar.rule_parts import DAYS, rule_parts, until_of
from core.calendar.rule_words import (
    ORDINALS,
    WORKING_DAYS,
    counts_in_month,
    every_nth,
    is_times_a_week,
    on_days,
    step_of,
)
from core.calendar.sentences import (
    RULE_COUNT_AND_UNTIL,
    RULE_EMPTY,
    RULE_ENDLESS,
    RULE_EVERY_NTH,
    RULE_EVERY_UNREADABLE,
    RULE_LACKS_DAYS,
    RULE_LACKS_FIFTH,
    RULE_LEAP_DAY,
    RULE_NO_DAYS,
    RULE_OTHER_LINE,
    RULE_REACHES_TOO_FAR,
    RULE_TIMES_MISSING,
    RULE_TOO_MANY,
    RULE_UNTIL_UNREADABLE,
)
from core.calendar.typed_words import plain_words
from core.errors import BadInput
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.calendar.date_order import DateOrder

MOST_TIMES: Final = 104
"""Twice a week for a year: every one of them is checked by every rule within one turn to write."""
_REACH_YEARS: Final = 10
_REACH: Final = timedelta(days=366 * _REACH_YEARS)
_LAST: Final = datetime(9999, 12, 31, 23, 59)
_CYCLE_YEARS: Final = 400
_TIMES: Final = re.compile(r"(?:x ?)?(?P<count>[0-9]{1,6}) ?(?:x|times|visits)?")
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_FILLING: Final = frozenset({"on", "the"})
_OFTEN: Final = frozenset({"every", "each", "once"})
_WEEKS: Final = re.compile(r"(?P<count>[1-9][0-9]{0,2}) ?(?:weeks?|wks?)")
_OTHER_LINE: Final = re.compile(r"EXDATE|EXRULE|RDATE|DTSTART")
_DASHED: Final = re.compile(r"(?<=UNTIL=)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{5,8}Z?)?")
_WRITTEN: Final = ("FREQ=", "RRULE:")
"""How a rule begins that is written as RFC 5545 has it."""
_LEAP_DAY: Final = (2, 29)
_DAYS_OF_MONTH: Final = {which: f"the {said} day" for which, said in ORDINALS.items()}
_COMMON_DAYS: Final = 28
"""Every month has as many."""


class Recurrence(Struct, frozen=True):
    """A rule as it is kept, "FREQ=WEEKLY;INTERVAL=2;COUNT=6", which is as RFC 5545 writes it."""

    text: str

    def starts(self, first: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
        """The wall times (naive) from `first` on; `zone` says what an UNTIL in UTC means there.

        `first` is one of them only where the rule names its day, as with dateutil. An UNTIL that is a day is included.
        Raises BadInput for none at all, more than `MOST_TIMES`, or what reaches more than ten years ahead.
        """
        parts = rule_parts(self.text)
        end = min(first, _LAST - _REACH) + _REACH
        until = until_of(parts["UNTIL"], zone) if "UNTIL" in parts else end
        rest = ";".join(f"{name}={value}" for name, value in parts.items() if name not in {"COUNT", "UNTIL"})
        found = islice(_days(rest, first, min(until, end)), MOST_TIMES + 1)
        count = int(parts.get("COUNT", MOST_TIMES + 1))
        starts = tuple(islice(found, count))
        if not starts:
            raise BadInput(RULE_NO_DAYS.format(rule=self.text), field="rule")
        if len(starts) > MOST_TIMES:
            raise BadInput(RULE_TOO_MANY.format(most=MOST_TIMES), field="rule")
        if until > end or ("COUNT" in parts and len(starts) < count):
            raise BadInput(RULE_REACHES_TOO_FAR.format(rule=self.text, years=_REACH_YEARS), field="rule")
        return starts


def read_rule(typed: str) -> Recurrence:
    """A rule such as FREQ=MONTHLY;BYDAY=2TU;COUNT=6, with or without "RRULE:". Raises BadInput for what is wrong."""
    text = clean_text(typed).upper().replace(" ", "").removeprefix("RRULE:").strip(";")
    other = _OTHER_LINE.search(text)
    if other:
        raise BadInput(RULE_OTHER_LINE.format(line=other[0]), field="rule")
    text = _DASHED.sub(_without_dashes, text)
    if not text:
        raise BadInput(RULE_EMPTY, field="rule")
    parts = rule_parts(text)
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadInput(RULE_COUNT_AND_UNTIL, field="rule")
    if not ("COUNT" in parts or "UNTIL" in parts):
        raise BadInput(RULE_ENDLESS, field="rule")
    if int(parts.get("COUNT", 0)) > MOST_TIMES:
        raise BadInput(RULE_TOO_MANY.format(most=MOST_TIMES), field="rule")
    return Recurrence(text)


def _without_dashes(until: re.Match[str]) -> str:
    """20261231T100000 for 2026-12-31T10:00, as people and programs write it as well."""
    day, at, clock = until[0].replace("-", "").replace(":", "").partition("T")
    return f"{day}{at}{clock}" if len(clock.removesuffix("Z")) != len("hhmm") else f"{day}T{clock[:4]}00{clock[4:]}"


def rule_until(every: str, last: date, first: datetime) -> Recurrence:
    """The rule of '2w' or 'mon thu' to that day, which is included. Raises BadInput as `rule_of` does."""
    return _until(_step_typed(every), last, first)


def rule_of(every: str, times: str, first: datetime) -> Recurrence:
    """The rule of '2w' or 'mon thu' so many `times`. Raises BadInput, also for a day that not every month has."""
    return _counted(_step_typed(every), plain_words(times), first)


def _step_typed(every: str) -> str:
    step = step_of(plain_words(every.replace(",", " ")).split())
    if step is None:
        raise BadInput(RULE_EVERY_UNREADABLE.format(typed=clean_text(every)), field="every")
    return step


def find_rule(typed: str, *, first: datetime, today: date, order: DateOrder) -> tuple[str, Recurrence | None]:
    """Of words such as 'fu20 2w 6', 'mon thu until 24dec', 'rrule:freq=...' those before the rule, and the rule.

    None where nothing is said of coming again. Raises BadInput for a rule that is wrong or incomplete.
    """
    before, behind = split_rule(typed)
    if not behind:
        return before, None
    if behind[0].upper().startswith(_WRITTEN):
        return before, read_rule("".join(behind))
    plain = [plain_words(word) for word in behind]
    if nth := every_nth(plain_words(before), plain[0]):
        raise BadInput(RULE_EVERY_NTH.format(which=plain[0], nth=nth), field="rule")
    steps = ((step, plain[end:]) for end in range(len(plain), 0, -1) if (step := step_of(plain[:end])))
    step, rest = next(steps)
    return before, _ended(step, rest, first=first, today=today, order=order)


def split_rule(typed: str) -> tuple[str, list[str]]:
    """The words before those that say how often, and these."""
    words = clean_text(typed).split()
    plain = [plain_words(word) for word in words]
    for at, word in enumerate(words):
        if word.upper().startswith(_WRITTEN):
            return " ".join(words[:at]), words[at:]
        for end in range(len(words), at, -1):
            if step_of(plain[at:end]) and _is_meant(plain[at:end], plain[end:]):
                return " ".join(words[:at]), words[at:]
    return " ".join(words), []


def in_words(rule: Recurrence) -> str:
    """'weekly', 'every 2 weeks on Mon, Thu'; a rule that says more stands as it is."""
    parts = {name: value for name, value in rule_parts(rule.text).items() if name not in {"COUNT", "UNTIL", "WKST"}}
    noun, adverb = {"DAILY": ("days", "daily"), "WEEKLY": ("weeks", "weekly"), "MONTHLY": ("months", "monthly")}.get(
        parts.pop("FREQ"), ("years", "yearly")
    )
    interval = int(parts.pop("INTERVAL", 1))
    if noun == "months" and parts.get("BYDAY") == WORKING_DAYS and parts.get("BYSETPOS") in ORDINALS:
        parts["BYDAY"] = f"{parts.pop('BYSETPOS')}WEEKDAY"
    named = _days_in_words(parts.pop("BYDAY", ""), parts.pop("BYMONTHDAY", "") if noun == "months" else "")
    if parts or named is None:
        return rule.text
    said = adverb if interval == 1 else f"every {interval} {noun}"
    return f"{said} on {named}" if named else said


def _days_in_words(weekdays: str, of_month: str) -> str | None:
    """'Mon, Thu', 'the last Fri' or 'the last day'; '' where no day is named, None where it is not said so."""
    if not weekdays:
        return _DAYS_OF_MONTH.get(of_month) if of_month else ""
    said = [_day_in_words(day) for day in weekdays.split(",")]
    return ", ".join(said) if all(said) and not of_month else None


def _day_in_words(day: str) -> str:
    """'Mon', 'the 2nd Tue', 'the last Fri' of MO, 2TU, -1FR; '' of what is not said so."""
    if day.endswith("WEEKDAY"):
        return f"the {ORDINALS[day.removesuffix('WEEKDAY')]} weekday"
    which, name = day[:-2].removeprefix("+"), WEEKDAYS[DAYS.index(day[-2:])][:3]
    if not which:
        return name
    return f"the {ORDINALS[which]} {name}" if which in ORDINALS else ""


def _days(rule: str, first: datetime, until: datetime) -> Iterator[datetime]:
    """The wall times that it names, looked for where the calendar is about to end.

    dateutil looks for a first one to the end of the calendar, whatever `until` says: for the 30th of February the desk
    would stand still while it does. After 400 years every date is on the same day of the week again.
    """
    ahead = (_LAST.year - max(first, until).year) // _CYCLE_YEARS * _CYCLE_YEARS
    read = rrulestr(rule, dtstart=first.replace(year=first.year + ahead))
    assert isinstance(read, rrule)  # noqa: S101 - one rule alone is read as such
    for found in read.replace(until=until.replace(year=until.year + ahead)):
        yield found.replace(year=found.year - ahead)


def _is_meant(step: list[str], rest: list[str]) -> bool:
    """Whether coming again is meant: 'mon' or 'day' may as well begin the name of a visit type."""
    first = next((word for word in step if word not in _FILLING), "")
    if weekday_of(first) is not None or counts_in_month(first):
        return bool(rest)
    is_often = first in _OFTEN or first.endswith("ly") or is_times_a_week(step)
    return is_often or any(char.isdigit() for char in first)


def _ended(step: str, words: list[str], *, first: datetime, today: date, order: DateOrder) -> Recurrence:
    """The rule that goes on with '6', 'for 6 times' or 'until 24dec'."""
    said = " ".join(words)
    if said.startswith("until "):
        last = find_date(said.removeprefix("until "), today=today, order=order, field="rule")
        if last is None:
            raise BadInput(RULE_UNTIL_UNREADABLE.format(typed=said), field="rule")
        return _until(step, last, first)
    if not said:
        raise BadInput(RULE_ENDLESS, field="rule")
    return _counted(step, said.removeprefix("for "), first)


def _until(step: str, last: date, first: datetime) -> Recurrence:
    _refuse_days_that_lack(step, first)
    return read_rule(f"{on_days(step, first)};UNTIL={last:%Y%m%d}")


def _counted(step: str, times: str, first: datetime) -> Recurrence:
    """The rule of a step that was read, so many `times`."""
    said, _, unit = times.partition(" ")
    times = f"{_NUMBERS.get(said, said)} {unit}".strip()
    step, count, weeks = on_days(step, first), _TIMES.fullmatch(times), _WEEKS.fullmatch(times)
    if weeks and step.startswith("FREQ=WEEKLY"):
        return _until(step, (first + timedelta(weeks=int(weeks["count"]), days=-1)).date(), first)
    if not count:
        raise BadInput(RULE_TIMES_MISSING.format(typed=times), field="times")
    _refuse_days_that_lack(step, first)
    return read_rule(f"{step};COUNT={int(count['count'])}")


def _refuse_days_that_lack(step: str, first: datetime) -> None:
    """Raise BadInput where not every month or year has the day: none is passed over silently."""
    if step.startswith("FREQ=MONTHLY"):
        named = step.partition(";BYMONTHDAY=")[2] or ("" if "BY" in step else str(first.day))
        if named.isdigit() and int(named) > _COMMON_DAYS:
            raise BadInput(RULE_LACKS_DAYS.format(day=named), field="every")
    if step.startswith("FREQ=YEARLY") and (first.month, first.day) == _LEAP_DAY:
        raise BadInput(RULE_LEAP_DAY, field="every")
    if any(day.startswith("5") for day in step.partition(";BYDAY=")[2].split(",")):
        raise BadInput(RULE_LACKS_FIFTH, field="every")
