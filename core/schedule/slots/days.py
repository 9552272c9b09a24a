"""Which days do the words of a search leave: mon-wed, tom, 2w, from 3/14 until eom, next week, december?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.names import format_date, month_of, weekday_of
from core.calendar.parse_date import find_date
from core.errors import BadInput
from core.schedule.sentences import DAYS_TWICE

if TYPE_CHECKING:
    from core.calendar.date_order import DateOrder

_BOUND: Final = re.compile(r"(?P<word>from|after|since|starting|until|till|to|by|through|before) (?P<day>.+)")
_FROM_THERE_ON: Final = re.compile(
    r"(?:in )?\+?[0-9]+ ?(?:w|wks?|weeks?|m|mos?|mths?|months?|y|yrs?|years?)(?: from (?:now|today))?"
)
_WEEK_NUMBER: Final = re.compile(r"w(?:eek ?)?[0-9]{1,2}")
_RANGE: Final = re.compile(r"([a-z]+) ?(?:-|to|through) ?([a-z]+)")
_AND: Final = re.compile(r"[,/&+]| and | or ")
_BARE: Final = re.compile(r"[0-9]{1,2}")
_WEEKDAY_AND_NUMBER: Final = re.compile(r"[a-z]+ [0-9]{1,2}")
_GROUPS: Final = {"weekdays": range(5), "weekday": range(5), "weekend": range(5, 7), "weekends": range(5, 7)}
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


class Days(Struct):
    """What was said so far: weekdays, a first and a last day. Not frozen: words are added to it."""

    today: date
    order: DateOrder
    weekdays: set[int]
    first: date | None = None
    last: date | None = None
    is_day: bool = False
    """Whether one day was named, which is the first as well where the last is named too."""
    said: str = ""

    def read(self, phrase: str) -> bool:
        """A day, a span of days, or a bound of one."""
        if _BARE.fullmatch(phrase):
            return False
        return self._weekdays(phrase) or self._bound(phrase) or self._period(phrase) or self._day(phrase)

    def settled(self) -> tuple[date | None, date | None, tuple[int, ...]]:
        """The first and last day and the weekdays; a single day of the week is none of today."""
        first, last = self.first, self.last
        if self.is_day and last is None:
            last = first
        if first is None and len(self.weekdays) == 1 and self.today.weekday() in self.weekdays:
            first = self.today + _DAY
        return first, last, tuple(sorted(self.weekdays))

    def _weekdays(self, phrase: str) -> bool:
        found: set[int] = set()
        for part in _AND.split(phrase):
            days = _weekdays_of(part.strip())
            if not days:
                return False
            found |= days
        self.weekdays |= found
        return True

    def _bound(self, phrase: str) -> bool:
        bound = _BOUND.fullmatch(phrase)
        if not bound or _BARE.fullmatch(bound["day"]):
            return False
        day = self._date(bound["day"])
        if day is None:
            return False
        match bound["word"]:
            case "after":
                self._set(phrase, first=day + _DAY)
            case "from" | "since" | "starting":
                self._set(phrase, first=day)
            case "before":
                self._set(phrase, last=day - _DAY)
            case _:
                self._set(phrase, last=day)
        return True

    def _period(self, phrase: str) -> bool:
        """A week, a month, or what begins or ends there."""
        monday = self.today - timedelta(days=self.today.weekday())
        match phrase:
            case "this week":
                self._set(phrase, first=self.today, last=monday + 6 * _DAY)
            case "next week":
                self._set(phrase, first=monday + _WEEK, last=monday + 13 * _DAY)
            case "this month":
                self._set(phrase, first=self.today, last=_end_of_month(self.today))
            case "next month":
                first = _end_of_month(self.today) + _DAY
                self._set(phrase, first=first, last=_end_of_month(first))
            case "eow" | "eom":
                self._set(phrase, last=self._date(phrase))
            case _ if month := month_of(phrase):
                first = date(self.today.year + (month < self.today.month), month, 1)
                self._set(phrase, first=max(first, self.today), last=_end_of_month(first))
            case _:
                return self._span(phrase)
        return True

    def _span(self, phrase: str) -> bool:
        """24nov-27nov."""
        first, hyphen, last = phrase.partition("-")
        if not hyphen or find_date(phrase, today=self.today, order=self.order, field="words"):
            return False
        days = self._date(first.strip()), self._date(last.strip())
        if None in days or any(_BARE.fullmatch(end.strip()) for end in (first, last)):
            return False
        self._set(phrase, first=days[0], last=days[1])
        return True

    def _day(self, phrase: str) -> bool:
        if _WEEKDAY_AND_NUMBER.fullmatch(phrase) and weekday_of(phrase.split(maxsplit=1)[0]) is not None:
            return False  # the 4th, or four o'clock: whoever reads the number says it
        day = self._date(phrase)
        if day is None:
            return False
        if _WEEK_NUMBER.fullmatch(phrase):
            self._set(phrase, first=day, last=day + 6 * _DAY)
        else:
            self._set(phrase, first=day)
            self.is_day = not _FROM_THERE_ON.fullmatch(phrase)
        return True

    def of_month(self, number: int) -> None:
        """The next such day of a month."""
        self._set(str(number), first=self._date(str(number)))
        self.is_day = True

    def _date(self, phrase: str) -> date | None:
        return find_date(phrase, today=self.today, order=self.order, field="words")

    def _set(self, phrase: str, *, first: date | None = None, last: date | None = None) -> None:
        """Raises BadInput where it was said before."""
        if (first and self.first) or (last and self.last):
            raise BadInput(DAYS_TWICE.format(typed=phrase, said=self.said), field="words")
        self.first, self.last = first or self.first, last or self.last
        self.said = f"{self.said} {phrase}".strip()


def describe_days(first: date | None, last: date | None) -> str:
    """'on Fri 27 Nov 2026', 'from Fri 27 Nov 2026 on', 'until ...', 'from ... to ...'."""
    if first and last:
        days = format_date(first), format_date(last)
        return f"on {days[0]}" if first == last else f"from {days[0]} to {days[1]}"
    if first:
        return f"from {format_date(first)} on"
    return f"until {format_date(last)}" if last else ""


def _weekdays_of(words: str) -> set[int]:
    if words in _GROUPS:
        return set(_GROUPS[words])
    single = weekday_of(words.removesuffix("s"))
    if single is not None:
        return {single}
    ends = _RANGE.fullmatch(words)
    first, last = (weekday_of(end) for end in ends.groups()) if ends else (None, None)
    if first is None or last is None:
        return set()
    return {(first + at) % 7 for at in range((last - first) % 7 + 1)}


def _end_of_month(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])
