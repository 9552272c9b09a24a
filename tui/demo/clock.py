"""What time is it in a clinic whose past is being made up?"""

from __future__ import annotations

from datetime import datetime


class SteppedClock:
    """A clock that stands still until it is set: `core.calendar.clock.Clock`."""

    __slots__ = ("_now",)

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """The instant last set, aware, UTC."""
        return self._now

    def set(self, now: datetime) -> None:
        """Stand at `now`, an aware UTC instant."""
        self._now = now
