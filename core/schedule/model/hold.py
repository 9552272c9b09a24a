"""What is a hold: whose time is kept for whom, and until when?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.acting import person_of
from core.calendar.interval import Interval
from core.structs import replace

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


def going_on(hold: Hold, there: Iterable[Hold], *, places: int) -> Hold:
    """The hold; by name it goes on from what its holder has of just that time already, whose number it takes.

    Of several `places` each is a hold of its own, told by its note.
    """
    if hold.is_open or hold.number:
        return hold
    for one in on(there, hold.provider, hold.span):
        is_same = not one.is_open and one.is_of(hold.by) and one.span == hold.span
        if is_same and (places == 1 or one.note == hold.note):
            return replace(hold, number=one.number, since=one.since, note=hold.note or one.note)
    return hold
