"""How often do words say that something comes again: 2w, mon thu, every 3 months, monthly on the last fri?"""

from __future__ import annotations

import re
from typing import Final

from core.calendar.names import weekday_of
from core.calendar.rule_parts import DAYS

ORDINALS: Final = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th", "-1": "last"}
"""Which of a month, as a rule counts it, and how that is said."""
_COUNTED: Final = {
    **{said: which for which, said in ORDINALS.items()},
    **dict(zip(("first", "second", "third", "fourth", "fifth"), "12345", strict=True)),
}
_LAST: Final = "-1"
_STEP: Final = re.compile(r"(?:every )?(?:(?P<count>[0-9]{1,4}) ?)?(?P<unit>[a-z]+)")
_UNITS: Final = {
    **dict.fromkeys(("d", "day", "days", "daily"), "DAILY"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "weekly"), "WEEKLY"),
    **dict.fromkeys(("mo", "mos", "mth", "month", "months", "monthly"), "MONTHLY"),
    **dict.fromkeys(("y", "yr", "year", "years", "yearly"), "YEARLY"),
}
_OF_A_MONTH: Final = re.compile(
    rf"(?P<step>.*?)\b(?:on )?(?:the )?(?P<which>{'|'.join(_COUNTED)}) (?P<day>[a-z]+)(?P<of>(?: .*)?)"
)
_OF: Final = frozenset({"", "of month", "of a month", "of the month", "of each month", "of every month", "a month"})


def step_of(words: list[str]) -> str | None:
    """FREQ, INTERVAL and BYDAY of '2w', 'every 2 weeks', 'mon thu', '2w mon thu'; None for anything else.

    Of 'last fri', '2nd tue of the month', 'every 3 months on the first mon' or 'monthly last day' too.
    """
    return _by_month(" ".join(words)) or _by_weekday(words)


def counts_in_month(word: str) -> bool:
    """Whether the word says which of a month: 2nd, last."""
    return word in _COUNTED


def _by_weekday(words: list[str]) -> str | None:
    at = len(words)
    days: list[int] = []
    while at and (day := weekday_of(words[at - 1])) is not None:
        days.insert(0, day)
        at -= 1
    head = " ".join(words[:at]).removesuffix(" on")
    byday = f";BYDAY={','.join(DAYS[day] for day in sorted(set(days)))}" if days else ""
    if not head or head == "every":
        return f"FREQ=WEEKLY{byday}" if days else None
    frequency = _frequency(head)
    if frequency is None or (days and "WEEKLY" not in frequency):
        return None
    return f"{frequency}{byday}"


def _by_month(words: str) -> str | None:
    """The weekday or the last day of a month; without any step it is every month."""
    found = _OF_A_MONTH.fullmatch(words)
    if not found or found["of"].strip() not in _OF:
        return None
    step, which = found["step"].strip(), _COUNTED[found["which"]]
    if step == "every" and which != _LAST and not found["of"].strip():
        return None  # every second Tuesday is another one to everybody who says so
    frequency = "FREQ=MONTHLY" if step in {"", "every"} else _frequency(step)
    if frequency is None or "MONTHLY" not in frequency:
        return None
    if found["day"] == "day":
        return f"{frequency};BYMONTHDAY={which}"
    weekday = weekday_of(found["day"])
    return None if weekday is None else f"{frequency};BYDAY={which}{DAYS[weekday]}"


def _frequency(words: str) -> str | None:
    """FREQ and INTERVAL of 'every 2 weeks'."""
    step = _STEP.fullmatch(words)
    if not step or step["unit"] not in _UNITS:
        return None
    interval = f";INTERVAL={int(step['count'])}" if step["count"] and int(step["count"]) != 1 else ""
    return f"FREQ={_UNITS[step['unit']]}{interval}"
