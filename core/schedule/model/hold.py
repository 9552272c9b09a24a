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


class Things(Struct, frozen=True):
    """What a visit at a site takes in `span` besides people's time: codes; of each kind of equipment a piece."""

    site: str
    span: Interval
    room: str = ""
    equipment: tuple[str, ...] = ()
    interpreter: str = ""

    def covers(self, other: Things) -> bool:
        """Whether the same is kept for all of the other's time."""
        return self.span.covers(other.span) and replace(self, span=other.span) == other

    def without(self, other: Things) -> Things | None:
        """What is left of them where the other has its own meanwhile; None for nothing."""
        if not self.span.overlaps(other.span):
            return self
        left = replace(
            self,
            room="" if self.room == other.room else self.room,
            equipment=tuple(one for one in self.equipment if self.site != other.site or one not in other.equipment),
            interpreter="" if self.interpreter == other.interpreter else self.interpreter,
        )
        return left if left.room or left.equipment or left.interpreter else None

    def meets(self, other: Things) -> bool:
        """Whether both want one room, one kind of equipment or one interpreter at the same time."""
        is_one = bool(self.room and self.room == other.room)
        is_one |= bool(self.interpreter and self.interpreter == other.interpreter)
        is_one |= self.site == other.site and not set(self.equipment).isdisjoint(other.equipment)
        return is_one and self.span.overlaps(other.span)


class Hold(Struct, frozen=True):
    """A provider's time at a site that `by` holds from `since` until `until`. Instants are UTC.

    FHIR's busy-tentative. One of a question that `is_open` goes with its desk, whatever ends that; `is_here` where that
    is the desk that asks. `things` are what else the visit would take that the question is about.
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
    things: Things | None = None

    def is_of(self, actor: str) -> bool:
        """Whether that person holds it, at whichever desk and with whose rights ever."""
        return person_of(self.by) == person_of(actor)

    def keeps_its_turn(self, before: Hold) -> bool:
        """Whether it goes on from what was held `before`, and did not come to take other things meanwhile."""
        return self.things is None or (before.things is not None and before.things.covers(self.things))


def on(holds: Iterable[Hold], provider: str, span: Interval) -> tuple[Hold, ...]:
    """Those on that time of the provider, at whichever site."""
    return tuple(hold for hold in holds if hold.provider == provider and hold.span.overlaps(span))


def of_others(holds: Iterable[Hold], actor: str) -> tuple[Hold, ...]:
    """Those of anybody else."""
    return tuple(hold for hold in holds if not hold.is_of(actor))


def things_held(holds: Iterable[Hold], span: Interval, actor: str) -> tuple[Hold, ...]:
    """Those of anybody else that take things within the span, without the things that the actor held first."""
    there = [hold for hold in holds if hold.things and hold.things.span.overlaps(span)]
    own = [hold for hold in there if hold.is_of(actor)]
    found = (_without_firsts(hold, own) for hold in of_others(there, actor))
    return tuple(hold for hold in found if hold.things)


def _without_firsts(hold: Hold, own: Iterable[Hold]) -> Hold:
    left = hold.things
    for one in own:
        if left and one.things and one.number < hold.number:
            left = left.without(one.things)
    return replace(hold, things=left)


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
