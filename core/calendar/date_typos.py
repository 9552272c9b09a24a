"""Which date may another be with a typing error: day and month swapped, two digits swapped, one digit wrong?"""

from __future__ import annotations

import string
from datetime import date
from enum import Enum, auto


class DateTypo(Enum):
    """What would make one date of another."""

    DAY_AND_MONTH = auto()
    SWAPPED_DIGITS = auto()
    ONE_DIGIT = auto()


def date_typo(one: date, other: date) -> DateTypo | None:
    """The slip by which two different dates may be one, if there is any."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return DateTypo.DAY_AND_MONTH
    mine, theirs = _digits(one), _digits(other)
    wrong = [at for at in range(len(mine)) if mine[at] != theirs[at]]
    if len(wrong) == 1:
        return DateTypo.ONE_DIGIT
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and _swapped(mine, wrong[0]) == theirs:
        return DateTypo.SWAPPED_DIGITS
    return None


def date_typos(on: date) -> frozenset[date]:
    """Every date that `on` may be with one slip: some forty."""
    digits = _digits(on)
    written = {_swapped(digits, at) for at in range(len(digits) - 1)}
    written |= {digits[:at] + digit + digits[at + 1 :] for at in range(len(digits)) for digit in string.digits}
    written.add(f"{on.year:04}{on.day:02}{on.month:02}")
    return frozenset(found for found in map(_date, written) if found and found != on)


def _digits(on: date) -> str:
    return f"{on.year:04}{on.month:02}{on.day:02}"


def _swapped(digits: str, at: int) -> str:
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
