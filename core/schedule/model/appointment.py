"""What is booked: an appointment, its status, and how its interval is shared out."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.reason import GivenReason

if TYPE_CHECKING:
    from datetime import datetime

    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.linked import Link


LEFT_BEFORE_SEEN: Final = "left-before-seen"
"""The cancel reason of who came and left again; it needs no set-up and stands in no menu."""


class AppointmentStatus(Enum):
    """FHIR R4 AppointmentStatus."""

    PROPOSED = "proposed"
    PENDING = "pending"
    BOOKED = "booked"
    ARRIVED = "arrived"
    CHECKED_IN = "checked-in"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"
    ENTERED_IN_ERROR = "entered-in-error"
    WAITLIST = "waitlist"

    @property
    def takes_time(self) -> bool:
        """Whether an appointment in this status occupies provider, room and patient."""
        return self not in _TAKES_NO_TIME


_TAKES_NO_TIME = frozenset(
    {
        AppointmentStatus.CANCELLED,
        AppointmentStatus.NOSHOW,
        AppointmentStatus.ENTERED_IN_ERROR,
        AppointmentStatus.WAITLIST,
    }
)


class Confirmation(Enum):
    """Where the reminder stands; a move resets it."""

    NONE = "none"
    SENT = "sent"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CALLBACK = "callback"
    EXPIRED = "expired"
    FAILED = "failed"


class Mode(Enum):
    """How patient and provider meet."""

    IN_PERSON = "in-person"
    TELEHEALTH = "telehealth"


class Override(Struct, frozen=True):
    """A conflict somebody booked over: the rule, the reason code, who and when (UTC), the sentence, and the cause.

    One that was recorded by an earlier version has no cause. `words` are what was said with the reason.
    """

    rule: str
    reason: str
    user: str
    at: datetime
    message: str
    cause: str = ""
    words: str = ""

    @property
    def given(self) -> GivenReason:
        """The reason with its words."""
        return GivenReason(self.reason, self.words)


class Cancellation(Struct, frozen=True):
    """Why an appointment was cancelled. `by` is patient or clinic; `late` by the clock when it was cancelled."""

    reason: str
    by: str
    late: bool
    note: str = ""


class FurtherProvider(Struct, frozen=True):
    """Somebody, a code, whom the visit needs besides its provider: for [start, end) within it, in a lane of theirs."""

    provider: str
    start: datetime
    end: datetime
    lane: int = 0


class Appointment(Struct, frozen=True):
    """One patient with one provider for a half-open interval [start, end) of UTC instants on whole minutes.

    The provider is needed for [provider_start, provider_end) only, within the interval; `lane` is 0 unless the
    provider was double-booked on purpose. Provider, site, room, visit type and interpreter are codes. `status_at` and
    `status_by` say who set the status. `rev` counts saves from 1. With more than one of its
    `seats`, so many are seen at once. With a `link` it is one of several that belong together. The `further` providers
    are there besides.
    """

    id: AppointmentId
    patient: PatientId
    provider: str
    site: str
    room: str | None
    visit_type: str
    mode: Mode
    start: datetime
    end: datetime
    provider_start: datetime
    provider_end: datetime
    lane: int
    status: AppointmentStatus
    status_at: datetime
    status_by: str
    confirmation: Confirmation = Confirmation.NONE
    note: str = ""
    cancellation: Cancellation | None = None
    overrides: tuple[Override, ...] = ()
    interpreter: str | None = None
    seats: int = 1
    link: Link | None = None
    further: tuple[FurtherProvider, ...] = ()
    rev: int = 1

    @property
    def providers(self) -> tuple[str, ...]:
        """Everybody whom it needs, its own provider first."""
        return self.provider, *(one.provider for one in self.further)

    def span_of(self, provider: str) -> tuple[datetime, datetime]:
        """From when to when it lies in the day of that provider: all of it, or a further one's part."""
        theirs = ((one.start, one.end) for one in self.further if one.provider == provider)
        return next(theirs, (self.start, self.end))

    def shares_room_with(self, other: Appointment) -> bool:
        """Whether the two may be in one room: the provider sees both of them at once."""
        return self.seats > 1 and other.seats > 1 and self.provider == other.provider

    def is_of_group_of(self, other: Appointment) -> bool:
        """Whether both are of one group visit: what several come to at once."""
        mine = self.provider, self.site, self.visit_type, self.start
        theirs = other.provider, other.site, other.visit_type, other.start
        return self.seats > 1 and other.seats > 1 and mine == theirs

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return int((self.end - self.start).total_seconds()) // 60
