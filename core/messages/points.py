"""Which number or address is one and the same, however it is written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.messages.model import ContactPoint
from core.text.cleaning import digits_of

if TYPE_CHECKING:
    from core.messages.ports import Reading

_NORTH_AMERICAN: Final = 11


def point_key(address: str) -> str:
    """An e-mail address in small letters; of a number its digits, without the country's where that is 1 or 00 leads."""
    if "@" in address:
        return address.strip().lower()
    digits = digits_of(address)
    digits = digits.removeprefix("00") if not address.lstrip().startswith("+") else digits
    return digits[1:] if len(digits) == _NORTH_AMERICAN and digits.startswith("1") else digits


def point_of(reading: Reading, address: str) -> ContactPoint:
    """What is known of it; a record without a number where nothing is."""
    key = point_key(address)
    return reading.messages.point(key) or ContactPoint(0, key)
