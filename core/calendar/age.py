"""How old is somebody on a day, and which ages lie within limits given in years or, for infants, in months?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from datetime import date

Age: TypeAlias = int | str
"""Whole years, or '18m', whole months."""

MONTHS: Final = re.compile(r"(?P<months>[0-9]{1,3})m")
_YEAR: Final = 12


def months_on(born: date, day: date) -> int:
    """Whole months; who was born on a day that a month lacks is a month older on the first of the next one."""
    return (day.year - born.year) * _YEAR + day.month - born.month - (day.day < born.day)


def is_within(months: int, least: Age | None, most: Age | None) -> bool:
    """Whether somebody that many months old is no younger than `least` and no older than `most`, as people say it:

    who is to be 17 years at most is so until the day before the 18th birthday.
    """
    if least is not None and months < first_month(least):
        return False
    return most is None or months < first_month(most) + (_YEAR if isinstance(most, int) else 1)


def first_month(age: Age) -> int:
    """The months at which that age begins."""
    if isinstance(age, int):
        return age * _YEAR
    found = MONTHS.fullmatch(age)
    if found is None:
        raise ValueError(age)
    return int(found["months"])


def age_words(age: Age) -> str:
    """'18 years' or '6 months', and '1 year'."""
    count, unit = (age, "year") if isinstance(age, int) else (first_month(age), "month")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def age_in_words(months: int) -> str:
    """How old that is: in months below two years."""
    return age_words(f"{max(months, 0)}m") if months < 2 * _YEAR else age_words(months // _YEAR)
