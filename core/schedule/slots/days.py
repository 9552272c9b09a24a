"""Which days do the words of a search leave: mon-wed, tom, 2w, from 3/14 until eom, next week, december?"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.calendar.named_periods import days_of_month, far_off, period_of
from core.calendar.names import WEEKDAYS, format_date, month_of, weekday_of
from core.calendar.parse_date import find_date
from core.calendar.parse_time import find_span
from core.calendar.parts_of_periods import end_of_month
from core.errors import BadInput
from core.schedule.sentences import DAYS_CROSS, DAYS_TWICE, NO_DAY_LEFT, UNTIL_MONTH
from core.text.wording import listed

if TYPE_CHECKING:
    from core.calendar.date_order import DateOrder

_BOUND: Final = re.compile(r"(?P<word>from|after|since|starting|until|till|to|by|through|before) (?P<day>.+)")
_FROM_THERE_ON: Final = re.compile(
    r"(?:in )?\+?[0-9]+ ?(?:w|wks?|weeks?|m|mos?|mths?|months?|y|yrs?|years?)(?: from (?:now|today))?"
)
_WEEK_NUMBER: Final = re.compile(r"w(?:eek ?)?[0-9]{1,2}")
_RANGE: Final = re.compile(r"([a-z]+) ?(?:-|to|through|until) ?([a-z]+)")
_AND: Final = re.compile(r"[,/&+]| and | or ")
_BARE: Final = re.compile(r"[0-9]{1,2}")
_DATE_AND_NUMBER: Final = re.compile(
    r"(?:[a-z]+ )?(?:[0-9]{1,2}(?:st|nd|rd|th)?\.? ?[a-z]{3,}|[a-z]{3,} ?[0-9]{1,2}(?:st|nd|rd|th)?) (?:1?[0-9]|2[0-3])"
)
_WEEKDAY_AND_NUMBER: Final = re.compile(r"[a-z]+ [0-9]{1,2}")
_WEEKDAY_AND_DOTTED: Final = re.compile(r"[a-z]+ [0-9]{1,2}\.[0-9]{2}")
_GROUPS: Final = {
    **dict.fromkeys(("weekdays", "weekday", "m-f", "workdays", "working days", "working day"), range(5)),
    **dict.fromkeys(("weekend", "weekends"), range(5, 7)),
    "mwf": (0, 2, 4),
    "mw": (0, 2),
    "wf": (2, 4),
    "mtw": (0, 1, 2),
    "thf": (3, 4),
    **dict.fromkeys(("tth", "tuth"), (1, 3)),
}
_LETTERS: Final = {"m": 0, "t": 1, "tu": 1, "w": 2, "th": 3, "f": 4}
"""Days by their letters, where several stand together."""
_SEVERAL: Final = 2
_OPEN_END: Final = re.compile(
    r"(?P<day>.+?) (?:(?:or|and) (?:any day )?(?P<word>later|after|earlier|before|sooner)|(?P<on>onwards?)"
    r"|at (?:the )?latest)"
)
_TWO_NUMBERS: Final = re.compile(r"([6-9]|1[0-2])-([1-9]|1[0-9]|20)")
_LATEST: Final = 20
"""The hour until which a clinic may be open all day."""
_ALL: Final = frozenset(range(7))
_DAY: Final = timedelta(days=1)


class Days(Struct):
    """What was said so far: weekdays, a first and a last day. Not frozen: words are added to it."""

    today: date
    order: DateOrder
    weekdays: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    is_day: bool = False
    """Whether one day was named, which is the first as well where the last is named too."""
    said: str = ""

    @property
    def is_said(self) -> bool:
        """Whether a day was, from which on or on which."""
        return bool(self.weekdays) or self.first is not None

    def can_be(self, dotted: str) -> bool:
        """Whether 9.30 is a date at all, and no day was named before it."""
        with suppress(BadInput):
            return not self.is_said and self._date(dotted) is not None
        return False

    def read(self, phrase: str) -> bool:
        """A day, a span of days, or a bound of one."""
        if _BARE.fullmatch(phrase) or self._is_day_and_hours(phrase):
            return False
        return self._weekdays(phrase) or self._bound(phrase) or self._period(phrase) or self._day(phrase)

    def settled(self) -> tuple[date | None, date | None, tuple[int, ...]]:
        """The first and last day and the weekdays; a single day of the week is none of today.

        Raises BadInput where no day is left.
        """
        first, last = self.first, self.last
        if self.is_day and last is None:
            last = first
            if first and self.weekdays and first.weekday() not in self.weekdays:
                said = " ".join(WEEKDAYS[day][:3] for day in sorted(self.weekdays))
                raise BadInput(DAYS_CROSS.format(date=format_date(first), said=said), field="words")
        if first is None and len(self.weekdays) == 1 and self.today.weekday() in self.weekdays:
            first = self.today + _DAY
        weekdays = self.weekdays - self.left_out if self.weekdays or not self.left_out else _ALL - self.left_out
        if self.left_out and not weekdays:
            raise BadInput(NO_DAY_LEFT, field="words")
        return first, last, tuple(sorted(weekdays))

    def without(self, phrase: str) -> bool:
        """Not on those weekdays; not today, this week or this month, which is from its end on."""
        if phrase in {"today", "this week", "this month"}:
            days = period_of(phrase, self.today, self.order) or (self.today, self.today)
            self._set(phrase, first=days[1] + _DAY)
            return True
        found = _weekdays_in(phrase)
        self.left_out |= found
        return bool(found)

    def _weekdays(self, phrase: str) -> bool:
        found = _weekdays_in(phrase.removeprefix("on "))
        self.weekdays |= found
        return bool(found)

    def _bound(self, phrase: str) -> bool:
        bound = _BOUND.fullmatch(_bound_first(phrase))
        if not bound or _BARE.fullmatch(bound["day"]):
            return False
        if month := month_of(bound["day"]):
            return self._month_bound(phrase, bound["word"], month)
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

    def _month_bound(self, phrase: str, word: str, month: int) -> bool:
        """From, before or after a month. Raises BadInput for until may: before it, or through it."""
        first = date(self.today.year + (month < self.today.month), month, 1)
        match word:
            case "from" | "since" | "starting":
                self._set(phrase, first=max(first, self.today))
            case "after":
                self._set(phrase, first=end_of_month(first) + _DAY)
            case "before":
                self._set(phrase, last=first - _DAY)
            case "through":
                self._set(phrase, last=end_of_month(first))
            case _:
                named = phrase.rpartition(" ")[2]
                instead = (f"before {named}", f"through {named}")
                sentence = UNTIL_MONTH.format(typed=phrase, instead=listed(instead))
                raise BadInput(sentence, field="words", instead=instead)
        return True

    def _period(self, phrase: str) -> bool:
        """A week, a month, or what begins or ends there."""
        if phrase in {"eow", "eom"}:
            self._set(phrase, last=self._date(phrase))
            return True
        days = period_of(phrase, self.today, self.order)
        if days is None:
            return self._span(phrase)
        self._set(phrase, first=days[0], last=days[1])
        return True

    def _span(self, phrase: str) -> bool:
        """24nov-27nov."""
        first, hyphen, last = phrase.partition("-")
        if not hyphen or find_date(phrase, today=self.today, order=self.order, field="words"):
            return False
        if any(_BARE.fullmatch(end.strip()) for end in (first, last)):
            return False
        begin = self._date(first.strip())
        end = self._date(last.strip()) if begin else None
        if begin is None or end is None:
            return False
        self._set(phrase, first=begin, last=end)
        return True

    def _day(self, phrase: str) -> bool:
        if _WEEKDAY_AND_NUMBER.fullmatch(phrase) and weekday_of(phrase.split(maxsplit=1)[0]) is not None:
            return False  # the 4th, or four o'clock: whoever reads the number says it
        if _WEEKDAY_AND_DOTTED.fullmatch(phrase) and not self.can_be(phrase):
            return False  # 9.30 is no such day: whoever reads hours says it
        if _DATE_AND_NUMBER.fullmatch(phrase):
            return False  # 25 dec 10 is at ten, as no year is near that would be written so
        day = self._date(phrase)
        if day is None:
            return False
        if _WEEK_NUMBER.fullmatch(phrase):
            self._set(phrase, first=day, last=day + 6 * _DAY)
        else:
            self._set(phrase, first=day)
            self.is_day = not _FROM_THERE_ON.fullmatch(phrase)
        return True

    def _is_day_and_hours(self, phrase: str) -> bool:
        """Whether it is two phrases, the second of which says hours: thu 9-11, 3 dec 9-11."""
        day, _, hours = phrase.rpartition(" ")
        if not day or (find_span(hours) is None and not is_date_or_hours(hours)):
            return False
        try:
            return bool(_weekdays_in(day.removeprefix("on "))) or self._date(day) is not None
        except BadInput:
            return False

    def of_month(self, number: str) -> bool:
        """The next such day of a month."""
        self._set(number, first=self._date(number))
        self.is_day = True
        return True

    def of_one_month(self, phrase: str) -> bool:
        """Days of a month that is said once: dec 15-20."""
        days = days_of_month(phrase, self.today, self.order)
        if days:
            self._set(phrase, first=days[0], last=days[1])
        return days is not None

    def far_off(self, phrase: str) -> bool:
        """In 4 to 6 weeks, which are no hours."""
        days = far_off(phrase, self.today, self.order)
        if days:
            self._set(phrase, first=days[0], last=days[1])
        return days is not None

    def several(self, phrase: str) -> bool:
        """Days of the week one behind the other: tue thu, m w f."""
        words = phrase.split()
        days = [_weekdays_of(word) or _lettered(word) for word in words[:1] + [one for one in words[1:] if one != "or"]]
        if not all(days) or len(days) < _SEVERAL:
            return False
        self.weekdays |= set().union(*days)
        return True

    def _date(self, phrase: str) -> date | None:
        return find_date(phrase, today=self.today, order=self.order, field="words")

    def _set(self, phrase: str, *, first: date | None = None, last: date | None = None) -> None:
        """Raises BadInput where it was said before."""
        if (first and self.first) or (last and self.last):
            raise BadInput(DAYS_TWICE.format(typed=phrase, said=self.said), field="words")
        self.first, self.last = first or self.first, last or self.last
        self.said = f"{self.said} {phrase}".strip()


def _weekday_of(word: str) -> int | None:
    """One by its name or letter: m, tu, th."""
    return _LETTERS.get(word, weekday_of(word))


def _lettered(word: str) -> set[int]:
    return {_LETTERS[word]} if word in _LETTERS else set()


def is_date_or_hours(word: str) -> bool:
    """Whether a clinic could be open from the first number to the second: 9-5, 8-17. Shorter ones are hours."""
    numbers = _TWO_NUMBERS.fullmatch(word)
    if not numbers or find_span(word) is not None:
        return False
    begin, end = (int(each) for each in numbers.groups())
    return end <= _LATEST - 12 or begin + 4 < end <= _LATEST


def _bound_first(phrase: str) -> str:
    """From fri for fri or later and fri onwards, by fri for fri or earlier."""
    found = _OPEN_END.fullmatch(phrase)
    if not found:
        return phrase
    return f"{'from' if found['on'] or found['word'] in {'later', 'after'} else 'by'} {found['day']}"


def _weekdays_in(phrase: str) -> set[int]:
    """Those of 'tue, thu', 'mon-wed or fri'; none where anything else is said too."""
    parts = [_weekdays_of(part.strip()) for part in _AND.split(phrase)]
    return set().union(*parts) if all(parts) else set()


def _weekdays_of(words: str) -> set[int]:
    if words in _GROUPS:
        return set(_GROUPS[words])
    single = weekday_of(words.removesuffix("s"))
    if single is not None:
        return {single}
    ends = _RANGE.fullmatch(words)
    first, last = (_weekday_of(end) for end in ends.groups()) if ends else (None, None)
    if first is None or last is None:
        return set()
    return {(first + at) % 7 for at in range((last - first) % 7 + 1)}
