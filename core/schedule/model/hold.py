"""What is a hold: whose time is kept for whom, and until when?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.acting import person_of
from core.calendar.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Hold(Struct, frozen=True):
    """A provider's time at a site that `by` holds from `since` until `until`. Instants are UTC.

    FHIR's busy-tentative. One of a question that `is_open` goes with its desk, whatever ends that; `is_here` where that
    is the desk that asks.
    """

    provider: str
    site: str
    span: Interval
    by: str
    since: datetime
    until: datetime
    note: str = ""
    is_open: bool = False
    number: int = 0
    is_here: bool = False

    def is_of(self, actor: str) -> bool:
        """Whether that person holds it, at whichever desk and with whose rights ever."""
        return person_of(self.by) == person_of(actor)


def on(holds: Iterable[Hold], provider: str, span: Interval) -> tuple[Hold, ...]:
    """Those on that time of the provider, at whichever site."""
    return tuple(hold for hold in holds if hold.provider == provider and hold.span.overlaps(span))


def of_others(holds: Iterable[Hold], actor: str) -> tuple[Hold, ...]:
    """Those of anybody else."""
    return tuple(hold for hold in holds if not hold.is_of(actor))
