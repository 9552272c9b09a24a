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

    def takes(self, character: str | None, at: float) -> bool:
        """Whether the key is text meant for it: '10:30' after a move that was refused is neither a count nor a verb."""
        if self._last is None or character is None or at - self._last > _PAUSE:
            self._last = None
            return False
        self._last = at
        return True
