"""What is a recall: a patient who is due again, for which kind of visit, from when on, and what they said?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.record_ref import AppointmentId, PatientId


class RecallStatus(Enum):
    """What somebody said of it. Whether it is due, booked or done follows from the schedule."""

    ACTIVE = "active"
    PAUSED = "paused"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    ENTERED_IN_ERROR = "entered-in-error"


class Recall(Struct, frozen=True):
    """A patient is due for a kind of visit, by its code: one of each kind at most.

    `computed` is the day that follows from the visit `after`, by number, None where somebody set the day by hand; `due`
    is the day that counts. `since` (UTC) is when it was set: a visit that begins later is the one that was due.
    `until` is the day on which one that is paused goes on.
    """

    id: int
    patient: PatientId
    kind: str
    due: date
    since: datetime
    since_by: str
    computed: date | None = None
    after: AppointmentId | None = None
    until: date | None = None
    note: str = ""
    status: RecallStatus = RecallStatus.ACTIVE
    status_at: datetime | None = None
    status_by: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("recall", self.id)

    @property
    def counts(self) -> bool:
        """Whether it is no mistake."""
        return self.status is not RecallStatus.ENTERED_IN_ERROR
