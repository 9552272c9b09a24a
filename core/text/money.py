"""How are amounts of money typed and told? Kept are whole cents."""

from __future__ import annotations

import re
from typing import Final

MOST_CENTS: Final = 100_000_000
"""A million: what is more was not meant."""
DOLLARS: Final = "USD"
_SIGNS: Final = {
    **dict.fromkeys(("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD"), "$"),
    "EUR": "\u20ac",
    "GBP": "\u00a3",
    "INR": "\u20b9",
    "CNY": "\u00a5",
}
"""The sign of a currency, where it has one of its own that is typed."""
_AMOUNT: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7}|(?=\.))(?:\.([0-9]{1,2}|[0-9]{2}00+))?")
"""Also `40.5` and `.50`, as spreadsheets write them, and four decimals or more of which all but two are noughts;
three could be thousands."""
_ABROAD: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f'\u2019][0-9]{3})+|[0-9]{1,7})"
    r"(?:,(?P<cents>[0-9]{1,2})|(?<=[ \u00a0\u2009\u202f'\u2019][0-9]{3})(?:\.(?P<point>[0-9]{1,2}))?)"
)
"""As files of other countries have them: 1.250,00 and 1 250,00 and 1'250.00 and 12,50. A comma before three digits,
or a point, stays what it is at home."""
_MINUS: Final = re.compile(r"\((.*)\)|[-\u2212\u2013]\s*(.*)|(.*\S)\s*-")


def cents_of(typed: str, currency: str = DOLLARS) -> int | None:
    """2500 of 25, 25.00, $25 and 25 USD, 125000 of 1,250.00; None for what is no amount, or beyond MOST_CENTS.

    The sign is that of the `currency`, and so is the code.
    """
    bare = _without_currency(typed.strip(), currency)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    cents = int(found[1].replace(",", "") or 0) * 100 + int((found[2] or "")[:2].ljust(2, "0"))
    return cents if cents <= MOST_CENTS else None


def cents_in_file(typed: str, currency: str = DOLLARS) -> int | None:
    """The same of a cell of a file, also as other countries write amounts."""
    bare = _without_currency(typed.strip(), currency)
    found = _ABROAD.fullmatch(bare)
    if found is None:
        return cents_of(bare, currency)
    whole = "".join(filter(str.isdigit, found["whole"]))
    cents = int(whole) * 100 + int((found["cents"] or found["point"] or "").ljust(2, "0"))
    return cents if cents <= MOST_CENTS else None


def signed_cents_in_file(typed: str, currency: str = DOLLARS) -> int | None:
    """The same of what may be less than nothing: -25.00, $-25, (25.00), ($25) and 25.00- are -2500 cents."""
    bare = _without_currency(typed.strip(), currency)
    minus = _MINUS.fullmatch(bare)
    cents = cents_in_file(next(filter(None, minus.groups()), "") if minus else bare.removeprefix("+"), currency)
    return -cents if minus and cents is not None else cents


def _without_currency(text: str, currency: str) -> str:
    """The text without the sign or code of the currency before or behind it."""
    sign = _SIGNS.get(currency, "")
    for mark in filter(None, (f"{currency[:2]}{sign}" if sign == "$" else "", sign, currency)):
        if text[: len(mark)].upper() == mark:
            text = text[len(mark) :].lstrip()
        elif text[-len(mark) :].upper() == mark:
            text = text[: -len(mark)].rstrip()
    return text


def amount(cents: int) -> str:
    """'25' or '25.50', as it is typed."""
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)


def money(cents: int, currency: str) -> str:
    """'$25.00', '-$25.00' or '25.00 EUR', as it is told."""
    whole, rest = divmod(abs(cents), 100)
    sign, told = "-" if cents < 0 else "", f"{whole:,}.{rest:02}"
    return f"{sign}${told}" if currency == DOLLARS else f"{sign}{told} {currency}"
