"""What is kept of a document that was scanned for a patient?"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef


class ScanKind(Enum):
    """What was scanned."""

    FORM = "form"
    IDENTITY = "identity"
    REFERRAL = "referral"
    LETTER = "letter"
    RESULT = "result"
    RECORDS = "records"
    OTHER = "other"


class ScanStatus(Enum):
    """Whether it counts: REMOVED is what was filed where it does not belong, ENTERED_IN_ERROR what an undo leaves."""

    CURRENT = "current"
    REMOVED = "removed"
    ENTERED_IN_ERROR = "entered-in-error"


class Scan(Struct, frozen=True):
    """A document of a patient, or of their visit `appointment`: its bytes are kept under their `hash` (SHA-256).

    `format` is jpeg, pdf or the like, `size` in bytes; `day` is that of the document, `at` (UTC) when it was kept.
    """

    id: int
    patient: PatientId
    kind: ScanKind
    title: str
    day: date
    hash: str
    format: str
    size: int
    at: datetime
    by: str
    appointment: AppointmentId | None = None
    reason: str = ""
    status: ScanStatus = ScanStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("scan", self.id)
