"""Who waits for a time, what was said to them, and which time was freed?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.interval import Interval
from core.record_ref import RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.record_ref import AppointmentId, PatientId

MOST_URGENT, USUAL, LEAST_URGENT = 1, 5, 9
"""The priority bands: the smaller number is offered a time first."""


class WaitStatus(Enum):
    """Whether somebody still waits: CLOSED without a booking."""

    WAITING = "waiting"
    BOOKED = "booked"
    CLOSED = "closed"
    ENTERED_IN_ERROR = "entered-in-error"


class WaitEntry(Struct, frozen=True):
    """A patient who waits for a time for a visit type, by its code.

    `providers` are codes, empty for any; `window` are the words for days and hours ("mon wed pm"), empty for any;
    `first` and `last` bound the date. Who has a later appointment and wants to come `earlier` is moved. `since` is when
    the waiting began (UTC); `appointment` is the booking that ended it.
    """

    id: int
    patient: PatientId
    visit_type: str
    providers: tuple[str, ...] = ()
    window: str = ""
    first: date | None = None
    last: date | None = None
    band: int = USUAL
    earlier: bool = False
    note: str = ""
    since: datetime | None = None
    since_by: str = ""
    status: WaitStatus = WaitStatus.WAITING
    status_at: datetime | None = None
    status_by: str = ""
    appointment: AppointmentId | None = None
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("wait_entry", self.id)


class Outcome(Enum):
    """What came of an attempt to reach somebody about a time."""

    CALLED = "called"
    NO_ANSWER = "no-answer"
    LEFT_WORD = "left-word"
    DECLINED = "declined"


class ContactStatus(Enum):
    """Whether it counts."""

    MADE = "made"
    ENTERED_IN_ERROR = "entered-in-error"


class WaitContact(Struct, frozen=True):
    """An attempt to reach who waits (`entry`, by number) about a provider's time from `start` on, at a site."""

    id: int
    entry: int
    provider: str
    site: str
    start: datetime
    outcome: Outcome
    at: datetime
    by: str
    note: str = ""
    status: ContactStatus = ContactStatus.MADE
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("wait_contact", self.id)


class FreedStatus(Enum):
    """Whether the time is to be offered still: WITHDRAWN where what freed it was taken back."""

    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"


class FreedKind(Enum):
    """What of a visit was given back for a time."""

    PROVIDER = "provider"
    ROOM = "room"
    EQUIPMENT = "equipment"
    INTERPRETER = "interpreter"


class FreedSlot(Struct, frozen=True):
    """Time of a visit's provider that the visit (`appointment`, by number) gave back, and `why`: cancelled, no-show,
    moved, or left over; or, by its `kind`, what else it had then.

    `codes` are those of the room, of the equipment, or of who interprets; none for the provider's own time. It says
    nothing of whether any of it is free by now: the rules do.
    """

    id: int
    provider: str
    site: str
    start: datetime
    end: datetime
    why: str
    appointment: AppointmentId
    kind: FreedKind = FreedKind.PROVIDER
    codes: tuple[str, ...] = ()
    status: FreedStatus = FreedStatus.OPEN
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("freed_slot", self.id)

    @property
    def span(self) -> Interval:
        """From when to when (UTC)."""
        return Interval(self.start, self.end)
