"""What is kept of a visit that a file brought?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef

if TYPE_CHECKING:
    from datetime import datetime


class ImportedStatus(Enum):
    """What became of it: FULFILLED unless the file says otherwise.

    ENTERED_IN_ERROR is what undoing its import leaves behind.
    """

    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"
    ENTERED_IN_ERROR = "entered-in-error"


class ImportedVisit(Struct, frozen=True):
    """A visit as another scheduler had it, in its words: it takes nobody's time, whoever was there at once.

    `start` is an instant (UTC), `number` its own there. One that was to come has the `appointment` it was booked as.
    """

    id: int
    patient: PatientId
    start: datetime
    minutes: int
    number: str = ""
    visit_type: str = ""
    provider: str = ""
    site: str = ""
    note: str = ""
    appointment: AppointmentId | None = None
    status: ImportedStatus = ImportedStatus.FULFILLED
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("imported_visit", self.id)

    @property
    def counts(self) -> bool:
        """Whether its import was not undone."""
        return self.status is not ImportedStatus.ENTERED_IN_ERROR
