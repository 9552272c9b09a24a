"""What is a series asked for with, and what does its grid answer before anything is written?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.wall import local
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.calendar.recurrence import Recurrence
    from core.clinic.model import Provider, Room, Site
    from core.conflict import Conflict
    from core.schedule.requests import BookingRequest


class Instead(Struct, frozen=True):
    """What one occurrence has in place of what the rule says; None is as the others have it, '' any room that is free.

    `start` is naive (wall time of the site, `fold` as in BookingRequest) or aware.
    """

    start: datetime | None = None
    fold: int | None = None
    provider: str | None = None
    room: str | None = None

    def of(self, booking: BookingRequest) -> BookingRequest:
        """The booking with what is otherwise."""
        is_moved = self.start is not None
        return replace(
            booking,
            start=self.start or booking.start,
            fold=self.fold if is_moved else booking.fold,
            provider=self.provider or booking.provider,
            room=booking.room if self.room is None else self.room or None,
        )


class SeriesRequest(Struct, frozen=True):
    """Book what `booking` says at every day of `rule`, at its own time of day.

    Days of the rule are those of the site where the first visit is. Those of `skipped` have none, those of `instead`
    are otherwise. `added` are further starts (wall time of that site, naive), or days for visits at the first one's
    time of day. `booking.overrides` answer for every occurrence; "C12" is a reason for whatever any of them meets.
    """

    booking: BookingRequest
    rule: Recurrence
    skipped: frozenset[date] = frozenset()
    instead: Mapping[date, Instead] = field(default_factory=dict)
    added: tuple[date, ...] = ()


class OccurrenceState(Enum):
    """How an occurrence stands."""

    OK = "ok"
    """Nothing is in its way."""
    CONFLICT = "conflict"
    HOLIDAY = "holiday"
    """The site is closed that day."""
    SKIPPED = "skipped"


class Fix(Struct, frozen=True):
    """Something that an occurrence could have instead, free of conflicts, and what it is called: 'room R2'."""

    instead: Instead
    words: str
    start: datetime
    site: Site
    provider: Provider
    room: Room | None


class Occurrence(Struct, frozen=True):
    """A visit of the series: the day that the rule names, when it would be (UTC), with whom and where, what it meets.

    Of a time that the clocks skip `start` is as if they did not; one that is skipped has no length.
    """

    on: date
    start: datetime
    end: datetime
    site: Site
    provider: Provider
    room: Room | None
    state: OccurrenceState
    conflicts: tuple[Conflict, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def is_moved(self) -> bool:
        """Whether it is on another day than the rule names."""
        return local(self.start, self.site.tz).date() != self.on
