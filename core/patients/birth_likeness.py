"""How much do two birth dates say for or against two records being one person?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from core.calendar.date_typos import DateTypo, date_typo
from core.patients.sentences import ALIKE_BIRTH, ALIKE_BIRTH_PARTS, ALIKE_SLIPS

_SAME: Final = 8
_SLIPS: Final[Mapping[DateTypo, int]] = {DateTypo.DAY_AND_MONTH: 5, DateTypo.SWAPPED_DIGITS: 5, DateTypo.ONE_DIGIT: 4}
_TWO_PARTS: Final = 0
_UNKNOWN: Final = -2
_OTHER: Final = -3
_GENERATION: Final = -10
_APART: Final = range(15, 46)
"""So many years lie between a parent and a child; they may share the name and all by which they are reached."""
_STAND_INS: Final = frozenset({date(1900, 1, 1), date(1901, 1, 1)})
"""What other programs write where no birth date is known."""


def births(one: date, other: date) -> tuple[int, str]:
    """The points, and the reason in words, '' where none speaks for it."""
    if _STAND_INS & {one, other}:
        return _UNKNOWN, ""
    if one == other:
        return _SAME, ALIKE_BIRTH
    found = date_typo(one, other)
    if found:
        return _SLIPS[found], ALIKE_SLIPS[found.name.lower()]
    part = _other_part(one, other)
    if part:
        return _TWO_PARTS, ALIKE_BIRTH_PARTS[part]
    return (_GENERATION if abs(one.year - other.year) in _APART else _OTHER), ""


def _other_part(one: date, other: date) -> str:
    """Which of year, month and day differs, where the two others are the same."""
    parts = ("year", "month", "day")
    differ = [part for part in parts if getattr(one, part) != getattr(other, part)]
    return differ[0] if len(differ) == 1 else ""
