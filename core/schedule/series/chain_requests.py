"""What is asked for where several visits follow one another, and what is offered for it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from core.record_ref import PatientId
    from core.schedule.model.appointment import Mode
    from core.schedule.requests import Assessment, BookingRequest

USUAL_LIMIT = 5


class ChainPart(Struct, frozen=True):
    """One of the visits, in their order. Codes, not records.

    `providers` are those meant, else all who fit; `patient` is one of a family, else the chain's. Between the end of
    the visit before and its start lie `least` to `most` minutes. `further` are as in BookingRequest. Without a `mode`
    it is the first that type and provider have.
    """

    visit_type: str
    providers: tuple[str, ...] = ()
    patient: PatientId | None = None
    least: int = 0
    most: int = 60
    minutes: int | None = None
    mode: Mode | None = None
    further: tuple[str, ...] | None = None


class ChainRequest(Struct, frozen=True):
    """Visits one after the other on one day, between two days; None leaves it to the desk: from today, two weeks on.

    `begin` and `finish` bound the time of day that all of it takes place in, at `site` where one is named; of several
    `weekdays` (0 is Monday) any will do, none named is any.
    """

    patient: PatientId
    parts: tuple[ChainPart, ...]
    site: str = ""
    first: date | None = None
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    begin: time | None = None
    finish: time | None = None
    limit: int = USUAL_LIMIT


class Bundle(Struct, frozen=True):
    """Visits that can be booked as they are, all of them: what `bookings` asks for comes to `visits`.

    `waiting` are the minutes that lie between them in all.
    """

    bookings: tuple[BookingRequest, ...]
    visits: tuple[Assessment, ...]
    waiting: int

    @property
    def start(self) -> datetime:
        """When the first begins, UTC."""
        return self.visits[0].start

    @property
    def end(self) -> datetime:
        """When the last is over, UTC."""
        return self.visits[-1].end
