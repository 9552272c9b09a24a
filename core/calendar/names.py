"""What days and months are called, and which one a typed word means.

The names are kept here as `calendar` and `strftime` would take them from the locale of the account.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from core.calendar import sentences

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In the order of `date.weekday()`."""

_LEAST_LETTERS: Final = 3
_NEAR_DAYS: Final = {
    -1: sentences.DATE_YESTERDAY,
    0: sentences.DATE_TODAY,
    1: sentences.DATE_TOMORROW,
}


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name in lower case or its first letters, at least three; else None."""
    position = _position(word, MONTHS)
    return None if position is None else position + 1


def weekday_of(word: str) -> int | None:
    """0 (Monday) to 6 for a weekday's name in lower case or its first letters, at least three; else None."""
    return _position(word, WEEKDAYS)


def guessed_day(typed: str) -> str:
    """' Perhaps Friday is meant.' for a text with a word that is nearly a day's or month's; '' for any other."""
    from core.text.wording import nearest  # the library that compares is for what could not be read

    words = [word for word in typed.lower().split() if len(word) > _LEAST_LETTERS]
    known = (*WEEKDAYS, *MONTHS, sentences.DATE_TODAY, sentences.DATE_TOMORROW, sentences.DATE_YESTERDAY)
    near = next((near for word in words if (near := nearest(word, known)) and _is_guess(word, near.lower())), "")
    return sentences.DAY_GUESS.format(word=near) if near else ""


def _is_guess(word: str, near: str) -> bool:
    """Whether it is worth a question: past is not August, nor is mon-wed Monday; frid4y is Friday."""
    letters = "".join(filter(str.isalpha, word))
    is_word = word.isalnum() and len(letters) > (_LEAST_LETTERS if letters != word else 0)
    return word[0] == near[0] and word != near and is_word


def format_date(day: date) -> str:
    """Mon 23 Nov 2026."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def describe_date(day: date, today: date) -> str:
    """The date and how far off it is: Mon 23 Nov 2026 (today), Mon 7 Dec 2026 (in 2 weeks)."""
    return f"{format_date(day)} ({describe_distance(day, today)})"


def describe_distance(day: date, today: date) -> str:
    """How far `day` is from `today`: today, tomorrow, in 4 days, in 2 weeks, 3 days ago."""
    days = (day - today).days
    if days in _NEAR_DAYS:
        return _NEAR_DAYS[days]
    weeks, rest = divmod(abs(days), 7)
    count, unit = (abs(days), "days") if rest else (weeks, "week" if weeks == 1 else "weeks")
    template = sentences.DATE_AHEAD if days > 0 else sentences.DATE_AGO
    return template.format(count=count, unit=unit)


def _position(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < _LEAST_LETTERS:
        return None
    return next((at for at, name in enumerate(names) if name.lower().startswith(word)), None)
