"""Which time of day do the words of a search leave: am, 9-11, after 3, before noon, 930?"""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from msgspec import Struct

from core.calendar.parse_time import find_span, find_time
from core.errors import BadInput
from core.schedule.sentences import HOURS_CROSS

_NOON: Final = time(12)
_BOUND: Final = re.compile(r"(?P<word>from|after|since|at|until|till|to|by|before) (?P<clock>.+)")
_DAY_AND_HALF: Final = re.compile(r"(?:1[3-9]|2[0-9]|3[01]) [ap]m")
_BARE: Final = re.compile(r"[0-9]{1,2}")


class Hours(Struct):
    """What was said so far: starts from `begin` on, and before `finish`. Not frozen: words are added to it."""

    begin: time | None = None
    finish: time | None = None

    @property
    def is_said(self) -> bool:
        """Whether anything was."""
        return self.begin is not None or self.finish is not None

    def span(self, phrase: str) -> bool:
        """From when to when: 9-11, 9 to 11."""
        span = find_span(phrase)
        if span:
            self.narrow(begin=span.begin, finish=find_time(span.end, field="words"))
        return span is not None

    def read(self, phrase: str) -> bool:
        """A time, half a day, or a bound. A bare number alone is for others to say."""
        if phrase in {"am", "pm"}:
            self.narrow(begin=_NOON if phrase == "pm" else None, finish=_NOON if phrase == "am" else None)
            return True
        if _BARE.fullmatch(phrase) or _DAY_AND_HALF.fullmatch(phrase):
            return False
        bound = _BOUND.fullmatch(phrase)
        if bound:
            return self._bound(bound["word"], bound["clock"])
        clock = find_time(phrase, field="words")
        if clock is not None:
            self.narrow(begin=clock)
        return clock is not None

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

    def _bound(self, word: str, words: str) -> bool:
        clock = find_time(words, field="words")
        if clock is None:
            return False
        if word in {"from", "after", "since", "at"}:
            self.narrow(begin=clock)
        else:
            self.narrow(finish=clock)
        return True
