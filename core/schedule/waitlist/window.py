"""When would somebody come? The words for days and hours: `any am`, `mon wed pm`, `tue 9-12, thu after 3p`."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.names import WEEKDAYS, weekday_of
from core.calendar.parse_time import find_time
from core.errors import BadInput
from core.schedule.waitlist import sentences
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL_DAYS: Final = frozenset(range(7))
_DAY_WORDS: Final = {
    **dict.fromkeys(("any", "anytime", "day", "days", "daily", "everyday"), _ALL_DAYS),
    **dict.fromkeys(("weekday", "weekdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset({5, 6})),
}
_NOON: Final = time(12)
_EVENING: Final = time(17)
_PARTS: Final = {
    **dict.fromkeys(("am", "morning", "mornings"), (time.min, _NOON)),
    **dict.fromkeys(("pm", "afternoon", "afternoons"), (_NOON, None)),
    **dict.fromkeys(("evening", "evenings"), (_EVENING, None)),
}
_RANGE: Final = re.compile(r"(?P<from>[0-9][0-9:.]*(?:am?|pm?)?)(?:-|\u2013)(?P<to>[0-9][0-9:.]*(?:am?|pm?)?)")
_AFTER: Final = frozenset({"after", "from", "since"})
_BEFORE: Final = frozenset({"before", "until", "till", "by", "to"})
_SAY_NOTHING: Final = frozenset({"and", "or", "on", "at", "the", "only"})
_LONGEST: Final = 120


class Window(Struct, frozen=True):
    """Days of the week (Monday is 0) and the wall time in which a visit starts: from `start` until before `end`.

    An `end` of None is midnight.
    """

    days: frozenset[int]
    start: time = time.min
    end: time | None = None

    def holds(self, on: date, at: time) -> bool:
        """Whether a visit may start then."""
        return on.weekday() in self.days and self.start <= at and (self.end is None or at < self.end)


def read_window(text: str, *, field: str = "window") -> tuple[Window, ...]:
    """The windows that the words mean, any of which will do; none is any time.

    Days and hours that stand together belong together; a day behind hours begins anew, and so does a comma or
    semicolon. Raises BadInput for a word that is neither.
    """
    windows: list[Window] = []
    for part in re.split(r"[;,]", clean_text(text, limit=_LONGEST).lower()):
        windows += _of_part(part.split(), text, field)
    return tuple(windows)


def is_within(windows: Sequence[Window], on: date, at: time) -> bool:
    """Whether a visit may start then, on the wall clock of its site."""
    return not windows or any(window.holds(on, at) for window in windows)


def _of_part(words: list[str], text: str, field: str) -> list[Window]:
    found: list[Window] = []
    days: set[int] = set()
    hours: list[tuple[time, time | None]] = []
    rest = [word for word in words if word not in _SAY_NOTHING]
    while rest:
        named = _days(rest[0])
        if named is not None:
            if hours:
                found += _windows(days, hours)
                days, hours = set(), []
            days |= named
            rest = rest[1:]
            continue
        taken, span = _hours(rest, text, field)
        hours.append(span)
        rest = rest[taken:]
    return [*found, *_windows(days, hours)] if days or hours else found


def _windows(days: set[int], hours: list[tuple[time, time | None]]) -> list[Window]:
    on = frozenset(days) or _ALL_DAYS
    return [Window(on, start, end) for start, end in hours or [(time.min, None)]]


def _days(word: str) -> frozenset[int] | None:
    if word in _DAY_WORDS:
        return _DAY_WORDS[word]
    first, dash, last = word.partition("-")
    one, other = weekday_of(first.rstrip(".")), weekday_of(last.rstrip("."))
    if one is None and first.endswith("s"):
        one = weekday_of(first[:-1])
    if one is None or (dash and other is None):
        return None
    if not dash or other is None:
        return frozenset({one})
    return frozenset((one + step) % len(WEEKDAYS) for step in range((other - one) % len(WEEKDAYS) + 1))


def _hours(words: list[str], text: str, field: str) -> tuple[int, tuple[time, time | None]]:
    """How many words the hours take, and from when until when. Raises BadInput."""
    word, following = words[0], words[1] if len(words) > 1 else ""
    if word in _PARTS:
        return 1, _PARTS[word]
    if word in _AFTER and following:
        if len(words) > 3 and words[2] in {"to", "until", "till"}:
            return 4, _span(_clock(following, field), _clock(words[3], field), text, field)
        return 2, (_clock(following, field), None)
    if word in _BEFORE and following:
        return 2, (time.min, _clock(following, field))
    both = _RANGE.fullmatch(word)
    if both:
        return 1, _span(_clock(both["from"], field), _clock(both["to"], field), text, field)
    raise BadInput(sentences.WINDOW_UNREADABLE.format(word=clean_text(word, limit=30)), field=field)


def _span(start: time, end: time, text: str, field: str) -> tuple[time, time | None]:
    if end == time.min:
        return start, None
    if end <= start:
        raise BadInput(sentences.WINDOW_BACKWARDS.format(typed=clean_text(text, limit=60)), field=field)
    return start, end


def _clock(word: str, field: str) -> time:
    found = find_time(word, field=field)
    if found is None:
        raise BadInput(sentences.WINDOW_UNREADABLE.format(word=clean_text(word, limit=30)), field=field)
    return found
