"""Which values may a setting, or a key of the set-up file, take?"""

from __future__ import annotations

from msgspec import Struct


class Within(Struct, frozen=True):
    """A number from `least` to `most`, both included."""

    least: float
    most: float


class OneOf(Struct, frozen=True):
    """One of `values`, which are all words or all whole numbers.

    `otherwise` is the sentence for any other value, where there is more to say than which values there are.
    """

    values: tuple[str | int, ...]
    otherwise: str = ""
