"""Is a number one by which payers know a clinic or somebody who treats (NPI)?"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = 10
_PREFIX: Final = "80840"
"""What an NPI is prefixed with where it is checked as the number of a card (ISO/IEC 7812)."""


def is_npi(text: str) -> bool:
    """Whether it has ten digits, the last of which proves the others (Luhn)."""
    is_number = len(text) == _DIGITS and text.isascii() and text.isdigit()
    return is_number and _luhn_sum(_PREFIX + text) % 10 == 0


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled)
