"""Which time of day do the words of a search leave: am, 9-11, after 3, before noon, around 10, 930?"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct

from core.calendar.parse_time import find_span, find_time
from core.errors import BadInput
from core.schedule.sentences import HOURS_CROSS, HOURS_TWICE

_NOON: Final = time(12)
_BOUND: Final = re.compile(r"(?P<word>from|after|since|at|until|till|to|by|before) (?P<clock>.+)")
_MIDNIGHT: Final = r"24[:.]?00|midnight"
_TO_MIDNIGHT: Final = re.compile(
    rf"(?:from )?(?P<clock>[0-9].*?)(?: ?- ?| to | until )(?:{_MIDNIGHT})|(?P<bare>1[3-9]|2[0-3]|[0-9]+:[0-9]+) ?- ?24"
)
"""12-24 is a day."""
_DAY_AND_HALF: Final = re.compile(r"(?:1[3-9]|2[0-9]|3[01]) [ap]m")
_BARE: Final = re.compile(r"[0-9]{1,2}")
_OPEN_END: Final = re.compile(
    r"(?P<clock>.+?) (?:(?:or|and) (?P<word>later|after|earlier|before)|(?P<on>onwards?)|at (?:the )?latest)"
)
_AROUND: Final = re.compile(r"(?:around|about|roughly) (?P<clock>.+)")
_EITHER_SIDE: Final = timedelta(minutes=30)
_PARTS: Final = {
    **dict.fromkeys(("am", "mornings"), (None, _NOON)),
    **dict.fromkeys(("pm", "afternoons"), (_NOON, None)),
    **dict.fromkeys(("early", "early am", "first thing", "first thing am"), (None, time(10))),
    "late am": (time(10), _NOON),
    "early pm": (_NOON, time(14)),
    **dict.fromkeys(("late", "late pm", "end of the day", "end of day"), (time(15), None)),
    "before lunch": (None, _NOON),
    "after lunch": (time(13), None),
    "lunch": (_NOON, time(13)),
    "lunchtime": (_NOON, time(13)),
    **dict.fromkeys(("evening", "evenings"), (time(17), None)),
    **dict.fromkeys(("after work", "after hours"), (time(17), None)),
    "after school": (time(15), None),
    **dict.fromkeys(("before work", "before school"), (None, time(9))),
    "mid am": (time(9), time(11)),
    "mid pm": (time(14), time(16)),
}
"""Words for a part of the day: starts from the first time on, and before the second."""


class Hours(Struct):
    """What was said so far: starts from `begin` on, and before `finish`. Not frozen: words are added to it."""

    begin: time | None = None
    finish: time | None = None
    is_point: bool = False
    """Whether `begin` is a time that was named, and not only a bound."""

    @property
    def is_said(self) -> bool:
        """Whether anything was."""
        return self.begin is not None or self.finish is not None

    def span(self, phrase: str) -> bool:
        """From when to when: 9-11, 9 to 11, 22-24; no visit that begins on a day begins after its end."""
        late = _TO_MIDNIGHT.fullmatch(phrase)
        if late and (begin := find_time(late["clock"] or late["bare"], field="words")):
            self.narrow(begin=begin)
            return True
        span = find_span(phrase)
        if span:
            self.narrow(begin=span.begin, finish=find_time(span.end, field="words"))
        return span is not None

    def read(self, phrase: str) -> bool:
        """A time, half a day, or a bound. A bare number alone is for others to say."""
        if phrase in _PARTS:
            begin, finish = _PARTS[phrase]
            self.narrow(begin=begin, finish=finish)
            return True
        if _BARE.fullmatch(phrase) or _DAY_AND_HALF.fullmatch(phrase):
            return False
        around = _AROUND.fullmatch(phrase)
        if around:
            return self._around(around["clock"])
        open_end = _OPEN_END.fullmatch(phrase)
        if open_end:
            is_from = open_end["on"] or open_end["word"] in {"later", "after"}
            return self._bound("from" if is_from else "until", open_end["clock"])
        bound = _BOUND.fullmatch(phrase)
        if bound:
            return self._bound(bound["word"], bound["clock"])
        return self._at(phrase)

    def can_be(self, clock: str) -> bool:
        """Whether that is a time of day."""
        try:
            return find_time(clock, field="words") is not None
        except BadInput:
            return False

    def without(self, phrase: str) -> bool:
        """Not then: not am, not before 10."""
        match phrase.partition(" "):
            case ("am" | "mornings", "", ""):
                return self.read("pm")
            case ("pm" | "afternoons", "", ""):
                return self.read("am")
            case ("before", _, clock):
                return self._bound("from", clock)
            case ("after", _, clock):
                return self._bound("until", clock)
        return False

    def narrow(self, *, begin: time | None = None, finish: time | None = None) -> None:
        """Keep what is in both. Raises BadInput where nothing is."""
        begin = max((each for each in (begin, self.begin) if each is not None), default=None)
        finish = min((each for each in (finish, self.finish) if each is not None), default=None)
        if begin is not None and finish is not None and begin >= finish:
            raise BadInput(HOURS_CROSS.format(begin=f"{begin:%-H:%M}", finish=f"{finish:%-H:%M}"), field="words")
        self.begin, self.finish = begin, finish

    def describe(self) -> str:
        """'from 9:00', 'before 12:00', '9:00-11:00'."""
        if self.begin is not None and self.finish is not None:
            return f"{self.begin:%-H:%M}-{self.finish:%-H:%M}"
        if self.begin is not None:
            return f"from {self.begin:%-H:%M}"
        return f"before {self.finish:%-H:%M}" if self.finish is not None else ""

    def _at(self, words: str) -> bool:
        clock = find_time(words, field="words")
        if clock is not None:
            if self.is_point and clock != self.begin:
                raise BadInput(HOURS_TWICE.format(typed=words, said=f"{self.begin:%-H:%M}"), field="words")
            self.narrow(begin=clock)
            self.is_point = True
        return clock is not None

    def _around(self, words: str) -> bool:
        clock = find_time(words, field="words")
        if clock is not None:
            at = datetime.combine(date.min + timedelta(days=1), clock)
            self.narrow(begin=(at - _EITHER_SIDE).time(), finish=(at + _EITHER_SIDE).time())
        return clock is not None

    def _bound(self, word: str, words: str) -> bool:
        if word == "at":
            return self._at(words)
        if word not in {"from", "after", "since"} and re.fullmatch(_MIDNIGHT, words):
            return True
        clock = find_time(words, field="words")
        if clock is None:
            return False
        if word in {"from", "after", "since"}:
            self.narrow(begin=clock)
        else:
            self.narrow(finish=clock)
        return True
