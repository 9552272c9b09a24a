"""What is noted of a provider who is late, and how does the delay wear off in the course of the day?"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, NewType

from msgspec import Struct

from core.calendar.interval import Interval
from core.record_ref import RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime

DelayId = NewType("DelayId", int)


class DelayStatus(Enum):
    """Whether a note counts; who takes theirs back withdraws it."""

    NOTED = "noted"
    WITHDRAWN = "withdrawn"


class ProviderDelay(Struct, frozen=True):
    """That a provider is `minutes` behind on a day, as noted at an instant (UTC); 0 is on time again.

    Nothing is written over: of several on one day the newest counts that was not taken back.
    """

    id: DelayId
    provider: str
    on: date
    minutes: int
    noted_at: datetime
    noted_by: str
    status: DelayStatus = DelayStatus.NOTED
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("provider_delay", self.id)


class Lag(Struct, frozen=True):
    """A provider who is so many `minutes` behind the plan at `since` (UTC), and `busy` with patients from then on.

    Time that the plan leaves without a patient takes from the delay what it lasts: gaps, buffers, lunch. One that
    `is_after` a visit says nothing of what is planned before its end.
    """

    since: datetime
    minutes: int
    busy: tuple[Interval, ...] = ()
    is_after: bool = False

    def at(self, instant: datetime) -> timedelta:
        """How far behind the provider is when the plan is at that instant, to whole minutes."""
        if self.is_after and instant < self.since:
            return timedelta()
        left = timedelta(minutes=self.minutes)
        if instant > self.since:
            idle = Interval(self.since, instant).minus(self.busy)
            left -= sum((piece.end - piece.start for piece in idle), timedelta())
        return max(left, timedelta())
