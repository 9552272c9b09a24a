"""How are amounts of money typed and told? Kept are whole cents."""

from __future__ import annotations

import re
from typing import Final

MOST_CENTS: Final = 100_000_000
"""A million: what is more was not meant."""
DOLLARS: Final = "USD"
_AMOUNT: Final = re.compile(r"\$?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?:\.([0-9]{2}))?")


def cents_of(typed: str) -> int | None:
    """2500 of 25, 25.00, $25 and 1,250.00 the same way; None for what is no amount, or beyond MOST_CENTS."""
    found = _AMOUNT.fullmatch(typed.strip())
    if found is None or not typed.isascii():
        return None
    cents = int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
    return cents if cents <= MOST_CENTS else None


def amount(cents: int) -> str:
    """'25' or '25.50', as it is typed."""
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)


def money(cents: int, currency: str) -> str:
    """'$25.00', '-$25.00' or '25.00 EUR', as it is told."""
    whole, rest = divmod(abs(cents), 100)
    sign, told = "-" if cents < 0 else "", f"{whole:,}.{rest:02}"
    return f"{sign}${told}" if currency == DOLLARS else f"{sign}{told} {currency}"
