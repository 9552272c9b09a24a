"""Which date is told by its place in a month or year: the 3rd of next month, first monday of december, christmas?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from core.calendar import sentences
from core.calendar.names import MONTHS, month_of, weekday_of
from core.errors import BadInput

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_MONTH: Final = r"(?P<month>(?:this|next|last|the) month|[a-z]{3,})"
_CALLED: Final = {
    **dict.fromkeys(("christmas", "christmas day", "xmas"), (12, 25)),
    **dict.fromkeys(("christmas eve", "xmas eve"), (12, 24)),
    **dict.fromkeys(("new year", "new year's", "new years", "new year's day", "new years day"), (1, 1)),
    **dict.fromkeys(("new year's eve", "new years eve"), (12, 31)),
    **dict.fromkeys(("valentine's day", "valentines day"), (2, 14)),
    **dict.fromkeys(("halloween", "hallowe'en"), (10, 31)),
    **dict.fromkeys(("july 4th", "4th of july", "independence day"), (7, 4)),
    **dict.fromkeys(("veterans day", "veteran's day", "veterans' day"), (11, 11)),
    "boxing day": (12, 26),
    "juneteenth": (6, 19),
}
"""What days are called that have the same date every year."""
_MOVING: Final = {
    "thanksgiving": "fourth thu of november",
    "thanksgiving day": "fourth thu of november",
    "labor day": "first mon of september",
    "memorial day": "last mon of may",
    "columbus day": "second mon of october",
    **dict.fromkeys(("mlk day", "martin luther king day"), "third mon of january"),
    **dict.fromkeys(("presidents day", "president's day", "presidents' day"), "third mon of february"),
    **dict.fromkeys(("mother's day", "mothers day"), "second sun of may"),
}
"""And those that are the nth weekday of a month, as in the United States."""
_FROM_EASTER: Final = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}
_ORDINALS: Final = {
    word: at
    for at, words in enumerate((("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th")))
    for word in words
}
_WEEKDAY: Final = re.compile(rf"(?:the )?(?P<which>{'|'.join(_ORDINALS)}|last) (?P<day>[a-z]{{3,}}) (?:of|in) {_MONTH}")
_NUMBER: Final = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>(?:this|next|last|the) month)")
_EDGE: Final = re.compile(r"(?:the )?(?P<edge>start|beginning|end) of (?P<month>(?:next|last) month)")


def day_in_month(words: str, today: date, field: str) -> date | None:
    """The date that `words` (made `plain_words`) tell so, None where they do not; of a month by its name the next such.

    Raises BadInput for `field` where that month has no such day.
    """
    return (
        _called(words, today) or _edge(words, today) or _number(words, today, field) or weekday_in_month(words, today)
    )


def _called(words: str, today: date) -> date | None:
    """The next such day, today included."""
    if words in _MOVING:
        return weekday_in_month(_MOVING[words], today)
    if words not in _CALLED:
        return _easter(words, today)
    month, day = _CALLED[words]
    return date(today.year + ((month, day) < (today.month, today.day)), month, day)


def _easter(words: str, today: date) -> date | None:
    if words not in _FROM_EASTER:
        return None
    days = (easter(year) + _FROM_EASTER[words] * _DAY for year in (today.year, today.year + 1))
    return next(day for day in days if day >= today)


def weekday_in_month(words: str, today: date) -> date | None:
    """The first fri of december, the last tuesday in january; of a month that is named the next such day."""
    found = _WEEKDAY.fullmatch(words)
    weekday = weekday_of(found["day"]) if found else None
    if not found or weekday is None:
        return None
    named = _first_of(found["month"], today)
    if named is not None:
        return _nth(found["which"], weekday, named)
    month = month_of(found["month"])
    if month is None:
        return None
    day = _nth(found["which"], weekday, date(today.year, month, 1))
    return day if day >= today else _nth(found["which"], weekday, date(today.year + 1, month, 1))


def _nth(which: str, weekday: int, first: date) -> date:
    if which == "last":
        last = first.replace(day=_days_in(first))
        return last - (last.weekday() - weekday) % 7 * _DAY
    return first + (weekday - first.weekday()) % 7 * _DAY + _ORDINALS[which] * _WEEK


def _number(words: str, today: date, field: str) -> date | None:
    """The 15th of next month; of the month, where that is over, means the next one."""
    found = _NUMBER.fullmatch(words)
    first = _first_of(found["month"], today) if found else None
    if not found or first is None:
        return None
    day = int(found["day"])
    if found["month"] == "the month" and day < today.day:
        first += relativedelta(months=1)
    if not 1 <= day <= _days_in(first):
        named = f"{MONTHS[first.month - 1]} {first.year}"
        raise BadInput(sentences.DATE_NO_SUCH_DAY.format(day=day, month=named, days=_days_in(first)), field=field)
    return first.replace(day=day)


def _edge(words: str, today: date) -> date | None:
    found = _EDGE.fullmatch(words)
    first = _first_of(found["month"], today) if found else None
    if not found or first is None:
        return None
    return first.replace(day=_days_in(first)) if found["edge"] == "end" else first


def _first_of(month: str, today: date) -> date | None:
    """The first day of this, next or last month; None for a month by its name."""
    which, _, is_so = month.partition(" ")
    if is_so != "month":
        return None
    return today.replace(day=1) + relativedelta(months={"next": 1, "last": -1}.get(which, 0))


def _days_in(month: date) -> int:
    return monthrange(month.year, month.month)[1]
