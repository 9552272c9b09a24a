"""Can a number be dialled as it was typed, and how is it written in full?

Nothing is refused: a number of the region's own plan may be newer than the plan that is known here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from core.lazy import lazy_modules
from core.patients import sentences
from core.text.cleaning import clean_text, digits_of

if TYPE_CHECKING:
    from datetime import tzinfo

    import phonenumbers
else:  # 0.1 s, when a number is first typed
    (phonenumbers,) = lazy_modules("phonenumbers")

_ABROAD: Final = re.compile("^00(?=[1-9])")
"""As most of the world begins a number of another country."""
_ENOUGH: Final = 7
"""Fewer digits are an extension, or not typed to their end."""


def in_full(number: str, zone: tzinfo) -> str:
    """The number with the code of its country: +1 617-555-0123; '' where it is none that can be dialled."""
    parsed = _parsed(number, zone)
    if parsed is None or phonenumbers.is_possible_number_with_reason(parsed) != _WHOLE:
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def tel(number: str, zone: tzinfo) -> str:
    """'tel:+16175550123' (RFC 3966), or its digits as they were typed where its country is not known."""
    parsed = _parsed(number, zone)
    if parsed is None:
        return f"tel:{digits_of(number)}"
    return f"tel:{phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)}"


def doubt(number: str, zone: tzinfo) -> str:
    """What is the matter with a number that cannot be dialled from where the clinic is, in a sentence; else ''."""
    if len(digits_of(number)) < _ENOUGH:
        return ""
    parsed = _parsed(number, zone)
    if parsed is None:
        return "" if _region(zone) is None else sentences.PHONE_NO_NUMBER
    why = phonenumbers.is_possible_number_with_reason(parsed)
    return _DOUBTS.get(why, "")


_WHOLE: Final = 0
_DOUBTS: Final = {  # phonenumbers.ValidationResult
    1: sentences.PHONE_NO_COUNTRY,
    2: sentences.PHONE_TOO_SHORT,
    3: sentences.PHONE_TOO_LONG,
    5: sentences.PHONE_NO_NUMBER,
}


def _parsed(number: str, zone: tzinfo) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(_ABROAD.sub("+", clean_text(number)), _region(zone))
    except phonenumbers.NumberParseException:
        return None


def _region(zone: tzinfo) -> str | None:
    """The country of a time zone: US of America/New_York; None of one that belongs to none, such as UTC."""
    return _countries().get(getattr(zone, "key", ""))


@cache
def _countries() -> dict[str, str]:
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
