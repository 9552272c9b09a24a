"""How often do words say that something comes again: 2w, mon thu, every 3 months, monthly on the last fri?"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

from core.calendar.names import weekday_of
from core.calendar.rule_parts import DAYS

if TYPE_CHECKING:
    from datetime import date

ORDINALS: Final = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th", "-1": "last"}
"""Which of a month, as a rule counts it, and how that is said."""
_COUNTED: Final = {
    **{said: which for which, said in ORDINALS.items()},
    **dict(zip(("first", "second", "third", "fourth", "fifth"), "12345", strict=True)),
}
_LAST: Final = "-1"
_STEP: Final = re.compile(
    r"(?:every |each |once (?:a|per|every) |q ?(?=[0-9]))?(?:(?P<count>[0-9]{1,4}|(?<=every )other) ?)?(?P<unit>[a-z]+)"
)
_UNITS: Final = {
    **dict.fromkeys(("d", "day", "days", "daily"), "DAILY"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "weekly"), "WEEKLY"),
    **dict.fromkeys(("mo", "mos", "mth", "month", "months", "monthly"), "MONTHLY"),
    **dict.fromkeys(("y", "yr", "year", "years", "yearly", "annually"), "YEARLY"),
}
_SEVERAL: Final = {
    **dict.fromkeys(("fortnightly", "every fortnight", "biweekly", "bi-weekly"), "FREQ=WEEKLY;INTERVAL=2"),
    **dict.fromkeys(("quarterly", "every quarter"), "FREQ=MONTHLY;INTERVAL=3"),
}
WORKING_DAYS: Final = ",".join(DAYS[:5])
_NUMBERED: Final = re.compile(r"(?P<step>.+) on (?:the )?(?P<day>[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?")
_NUMBERED_FIRST: Final = re.compile(
    r"(?:on )?(?:the )?(?P<day>[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th) (?:of (?:each|every|the|a) month|monthly)"
)
_WHICH: Final = "|".join(_COUNTED)
_OF_A_MONTH: Final = re.compile(
    rf"(?P<step>.*?)\b(?:on )?(?:the )?(?P<which>(?:{_WHICH})(?: (?:and )?(?:the )?(?:{_WHICH}))*) (?P<day>[a-z]+)"
    r"(?P<of>(?: .*)?)"
)
_A_WEEK: Final = re.compile(
    r"(?:every )?(?:(?P<times>[2-6]) ?(?:x|times)|(?P<said>twice|thrice))"
    r" ?(?:weekly|(?:a|per|each|every|in a) week)(?: on)?"
)
_SAID_TIMES: Final = {"twice": 2, "thrice": 3}
_A_WEEK_OF: Final = "TIMES"
_WEEK: Final = 7
_OF: Final = frozenset(
    {
        "",
        "of month",
        "of a month",
        "of the month",
        "of each month",
        "of every month",
        "a month",
        "monthly",
        "each month",
        "every month",
    }
)


def step_of(words: list[str]) -> str | None:
    """FREQ, INTERVAL and BYDAY of '2w', 'every 2 weeks', 'mon thu', '2w mon thu'; None for anything else.

    Of '2x weekly' and 'twice a week on mon thu' too; where no day is said, `on_days` says which.
    Of 'every other tue', 'every weekday', 'last fri', '2nd tue of the month', 'every 3 months on the first mon',
    'monthly on the 15th', 'monthly last day' or 'last weekday' too.
    """
    return _by_month(" ".join(words)) or _by_weekday(words)


def is_times_a_week(words: list[str]) -> bool:
    """Whether the words begin with '2x weekly' or 'twice a week'."""
    return any(_A_WEEK.fullmatch(" ".join(words[:count])) for count in (2, 3, 4))


def on_days(step: str, first: date) -> str:
    """The step of '2x weekly' with its days, of which the first is one: as far apart as they can be.

    Monday to Friday, where it is none of a weekend.
    """
    rest, _, times = step.partition(f";{_A_WEEK_OF}=")
    if not times:
        return step
    own = first.weekday()
    working = range(_WEEK if own >= len(WORKING_DAYS.split(",")) or int(times) > 5 else 5)
    days = max((some for some in combinations(working, int(times)) if own in some), key=_gaps)
    return f"{rest};BYDAY={','.join(DAYS[day] for day in days)}"


def _gaps(days: tuple[int, ...]) -> list[int]:
    """The days between one and the next, into the next week, the fewest first."""
    return sorted((after - day) % _WEEK or _WEEK for day, after in zip(days, (*days[1:], days[0]), strict=True))


def every_nth(before: str, word: str) -> str:
    """'2' of 'every second': of a Friday that is every other one, or the second of each month. '' where none is."""
    which = _COUNTED.get(word, "")
    return which if before.split()[-1:] == ["every"] and which not in {"", "1", _LAST} else ""


def counts_in_month(word: str) -> bool:
    """Whether the word says which of a month: 2nd, last."""
    return word in _COUNTED


def _by_weekday(words: list[str]) -> str | None:
    at = len(words)
    days: list[int] = []
    while at and (found := _weekdays(words[at - 1], every="every" in words[:at] and not days)) is not None:
        days += found
        at -= 1
        if at and words[at - 1] == "and":
            at -= 1
    head = " ".join(words[:at]).removesuffix(" on")
    byday = f";BYDAY={','.join(DAYS[day] for day in sorted(set(days)))}" if days else ""
    often = _A_WEEK.fullmatch(head)
    if often:
        times = _SAID_TIMES.get(often["said"]) or int(often["times"])
        if byday:
            return f"FREQ=WEEKLY{byday}" if len(set(days)) == times else None
        return f"FREQ=WEEKLY;{_A_WEEK_OF}={times}"
    if head in {"", "every", "every other"}:
        other = ";INTERVAL=2" if head == "every other" else ""
        return f"FREQ=WEEKLY{other}{byday}" if days else None
    frequency = _frequency(head)
    if frequency is None or (days and "WEEKLY" not in frequency):
        return None
    return f"{frequency}{byday}"


def _weekdays(word: str, *, every: bool) -> list[int] | None:
    """Which days of the week it says; where they are said to be `every` one, weekday says the working ones."""
    if every and word in {"weekday", "weekdays"}:
        return list(range(5))
    day = weekday_of(word)
    return None if day is None else [day]


def _by_month(words: str) -> str | None:
    """The weekday or the last day of a month, or several; without any step it is every month."""
    first = _NUMBERED_FIRST.fullmatch(words)
    if first:
        return f"FREQ=MONTHLY;BYMONTHDAY={first['day']}"
    numbered = _NUMBERED.fullmatch(words)
    if numbered:
        frequency = _frequency(numbered["step"])
        is_of_month = frequency is not None and "MONTHLY" in frequency
        return f"{frequency};BYMONTHDAY={numbered['day']}" if is_of_month else None
    found = _OF_A_MONTH.fullmatch(words)
    if not found or found["of"].strip() not in _OF:
        return None
    step, which = found["step"].strip(), [_COUNTED[word] for word in found["which"].split() if word in _COUNTED]
    if step == "every" and which != [_LAST] and not found["of"].strip():
        return None  # every second Tuesday is another one to everybody who says so
    frequency = "FREQ=MONTHLY" if step in {"", "every"} else _frequency(step)
    if frequency is None or "MONTHLY" not in frequency:
        return None
    if found["day"] == "day":
        return f"{frequency};BYMONTHDAY={','.join(which)}"
    if found["day"] == "weekday":
        return f"{frequency};BYDAY={WORKING_DAYS};BYSETPOS={','.join(which)}"
    weekday = weekday_of(found["day"])
    return None if weekday is None else f"{frequency};BYDAY={','.join(one + DAYS[weekday] for one in which)}"


def _frequency(words: str) -> str | None:
    """FREQ and INTERVAL of 'every 2 weeks'."""
    if words in _SEVERAL:
        return _SEVERAL[words]
    step = _STEP.fullmatch(words)
    if not step or step["unit"] not in _UNITS:
        return None
    count = {"other": 2, None: 1}.get(step["count"]) or int(step["count"])
    interval = f";INTERVAL={count}" if count != 1 else ""
    return f"FREQ={_UNITS[step['unit']]}{interval}"
