"""Which time is offered to those who wait?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.interval import Interval
from core.schedule.freeing import minutes_of
from core.schedule.model.wait import FreedKind

if TYPE_CHECKING:
    from datetime import datetime

    from core.schedule.model.wait import FreedSlot


class Offer(Struct, frozen=True):
    """A provider's time at a site that is offered; of one that is no gap, `end` is None.

    With `besides` it is what else a visit of theirs gave back, for whoever lacked that.
    """

    provider: str
    site: str
    start: datetime
    end: datetime | None = None
    besides: FreedSlot | None = None

    @property
    def gap(self) -> int | None:
        """How many minutes there are, if that is known."""
        return None if self.end is None else minutes_of(Interval(self.start, self.end))


def offer_of(slot: FreedSlot, start: datetime) -> Offer:
    """What is left of freed time from `start` on."""
    besides = None if slot.kind is FreedKind.PROVIDER else slot
    return Offer(slot.provider, slot.site, max(slot.start, start), slot.end, besides)
