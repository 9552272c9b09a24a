"""How long does a turn to write last, for who writes much while others wait?"""

from __future__ import annotations

from time import monotonic
from typing import Final

TURN_SECONDS: Final = 0.02
"""With the commit: a desk that waits behind two such turns has its own within 50 ms."""


class TurnTime:
    """The time of one turn, from when its lock was got."""

    __slots__ = ("_over_at",)

    def __init__(self, seconds: float, *, commit: float) -> None:
        """A turn of `seconds`, of which the last commit took `commit`. On a slow disk half of them are for work."""
        self._over_at = monotonic() + max(seconds - commit, seconds / 2)

    def is_over(self) -> bool:
        """Whether it has lasted long enough: 0.1 us."""
        return monotonic() >= self._over_at
