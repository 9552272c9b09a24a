"""How do names, days, amounts and shares stand in an element of X12, and how are they read from one?"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "ð": "d",
        "ø": "o",
        "þ": "th",
        "đ": "d",
        "ħ": "h",
        "\u0131": "i",
        "ł": "l",
        "ŋ": "n",
        "œ": "oe",
        "ß": "ss",
        "ŧ": "t",
        "ə": "e",
        "ƒ": "f",
        "\u2019": "'",
        "\u2018": "'",
        "\u02bb": "'",
        "\u02bc": "'",
        "\u2013": "-",
        "\u2010": "-",
        "\u2011": "-",
    }
)
_TAKEN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"&'()+,-./;?= %@#$_")
"""The basic characters of X12 and those of the extended ones that no interchange uses to tell parts apart."""
_MOST_CENTS: Final = 10**11
_LONGEST_NUMBER: Final = 20
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


def plain_text(text: str, limit: int) -> str:
    """The text in letters that every payer reads: capitals without accents, nothing that tells parts apart.

    '' where nothing is left of it, as of a name in another script: half a name would be another's.
    """
    lowered = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    bare = "".join(sign for sign in lowered if not unicodedata.combining(sign)).upper()
    if any(sign.isalnum() and not sign.isascii() for sign in bare):
        return ""
    return " ".join("".join(sign if sign in _TAKEN else " " for sign in bare).split())[:limit].strip()


def day_text(day: date) -> str:
    """'20261123'."""
    return f"{day:%Y%m%d}"


def read_day(text: str) -> date | None:
    """The day of '20261123'; None for what is none."""
    if not (text.isascii() and text.isdigit() and len(text) == 8):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def read_days(form: str, text: str) -> tuple[date | None, date | None, bool]:
    """First and last day of a date element, one day (D8) or two (RD8), and whether all of it could be read.

    None where a side is open, or cannot be read. A span that ends before it begins cannot be.
    """
    if form != "RD8" and "-" not in text:
        day = read_day(text[:8])
        return day, day, bool(day) or not text
    typed = [part.strip() for part in text.split("-", 1)]
    first, last = read_day(typed[0]), read_day(typed[-1]) if len(typed) > 1 else None
    if first and last and last < first:
        return None, None, False
    return first, last, all(not part or read_day(part) for part in typed)


def read_cents(text: str) -> int | None:
    """2500 of '25', '25.00' or '25.'; None for what is no amount, or less than nothing."""
    value = _decimal(text)
    if value is None or value < 0 or value * 100 > _MOST_CENTS:
        return None
    return int((value * 100).to_integral_value())


def read_percent(text: str) -> str | None:
    """'20' of '.2' or '0.20', '12.5' of '.125': a share of one. What is more than one stands for per cents already."""
    value = _decimal(text)
    if value is None or value < 0 or value > 100:
        return None
    return number_text(value * 100 if value <= 1 else value)


def read_quantity(text: str) -> str | None:
    """'12' of '12' or '12.0'; None for what is no number, or less than nothing."""
    value = _decimal(text)
    return None if value is None or value < 0 or value > _MOST_CENTS else number_text(value)


def number_text(value: Decimal) -> str:
    """'12' or '12.5', never '1.2E+1'."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(number: str, unit: str) -> str:
    """'12 visits', '1 visit'."""
    is_one = number == "1" and " " not in unit
    return f"{number} {unit.removesuffix('s') if is_one else unit}".strip()


def _decimal(text: str) -> Decimal | None:
    """None also for a power of ten, as which 20 characters may stand for a million digits.

    Some write amounts as people do: '$1,500.00'.
    """
    digits = text.replace(" ", "").removeprefix("$")
    digits = digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits
    return Decimal(digits) if len(digits) <= _LONGEST_NUMBER and _NUMBER.fullmatch(digits) else None
