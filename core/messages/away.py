"""Which ways out of the clinic are away just now, so that no message is tried there in vain?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.jobs.model import WayAway
from core.messages.outward import NotSent

if TYPE_CHECKING:
    from datetime import datetime

    from core.messages.model import Way
    from core.messages.outward import Sent

_IN_VAIN: Final = 3
"""After so many in a row that it did not take, whatever they were, a way is taken to be away."""
_LEFT_ALONE: Final = timedelta(minutes=1)
"""How long at least, until one message tries it again."""


class _Silence(Struct, frozen=True):
    """What a way said last, since when and until when (UTC) it is left alone, after so many in vain.

    `began` is when the first of them was.
    """

    said: str
    since: datetime
    until: datetime
    in_vain: int
    began: datetime


class AwayWays:
    """What one worker remembers of them. A refusal of one message alone shows that its way is there."""

    def __init__(self) -> None:
        self._silences: dict[Way, _Silence] = {}

    def refusal(self, way: Way, now: datetime) -> NotSent | None:
        """Why nothing is tried there now; None where it is."""
        silence = self._silences.get(way)
        if silence is None or not silence.since <= now < silence.until:
            return None
        return NotSent(silence.said, wait=silence.until - now)

    def heard(self, way: Way, result: Sent | NotSent, now: datetime) -> None:
        """Remember what came of a message that was tried there."""
        if not isinstance(result, NotSent) or result.is_for_good or result.is_of_one:
            self._silences.pop(way, None)
            return
        before = self._silences.get(way)
        in_vain = (before.in_vain if before else 0) + 1
        left_alone = max(result.wait, _LEFT_ALONE if in_vain >= _IN_VAIN else timedelta())
        began = before.began if before else now
        self._silences[way] = _Silence(result.said, now, now + left_alone, in_vain, began)

    def found(self, way: Way) -> WayAway | None:
        """What is known of a way by which nothing goes out; None of one that took the last that it was handed."""
        silence = self._silences.get(way)
        return WayAway(way.value, silence.began, silence.said) if silence else None
