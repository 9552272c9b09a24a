"""Was a key typed for a question that was refused, so that it means nothing where it falls?"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

_PAUSE: Final = 1.0
"""Seconds without a key after which somebody has seen that nothing was asked."""


class TypedAhead(Struct):
    """What follows the key of a question at one desk. Times are monotonic seconds."""

    _last: float | None = None

    def refused(self, at: float) -> None:
        """The key came `at`, and the question was not asked."""
        self._last = at

    def takes(self, key: str, character: str | None, at: float) -> bool:
        """Whether the key is meant for it: '10:30' after a move that was refused is neither a count nor a verb.

        Nor is the Enter that ends it the next step of the visit on which the cursor stands.
        """
        is_meant_for_it = self._last is not None and at - self._last <= _PAUSE and (character or key == "enter")
        self._last = at if is_meant_for_it and character else None
        return bool(is_meant_for_it)
