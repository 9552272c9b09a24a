"""Which values may a setting, or a key of the set-up file, take?"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

CURRENCIES: Final = (
    *("AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD"),
    *("INR", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "USD", "ZAR"),
)
"""Currencies that are counted in hundredths."""


class Within(Struct, frozen=True):
    """A number from `least` to `most`, both included."""

    least: float
    most: float


class Template(Struct, frozen=True):
    """A text with `fields` in braces, of which it has those that it `needs`; `is_link`: filled, it is a link."""

    fields: tuple[str, ...]
    needs: tuple[str, ...] = ()
    is_link: bool = False


class Form(Struct, frozen=True):
    """A text that looks like `pattern`, or an empty one; `otherwise` is the sentence for any other."""

    pattern: str
    otherwise: str


class Program(Struct, frozen=True):
    """A program by its whole path, and its arguments."""


class OneOf(Struct, frozen=True):
    """One of `values`, which are all words or all whole numbers.

    `otherwise` is the sentence for any other value, where there is more to say than which values there are.
    """

    values: tuple[str | int, ...]
    otherwise: str = ""
