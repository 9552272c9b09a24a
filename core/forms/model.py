"""What is noted of a form that a patient signed, declined or was given?"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef
from core.record_status import RecordStatus


class FormState(Enum):
    """What the patient, or who decides for them, did with it."""

    SIGNED = "signed"
    DECLINED = "declined"
    GIVEN = "given"


class FormNote(Struct, frozen=True):
    """What became of a `form` (a code) on a `day`, by whom it was noted and when (UTC).

    `signer` is who signed or declined, where that was not the patient; `appointment` the visit at which it was.
    """

    id: int
    patient: PatientId
    form: str
    state: FormState
    day: date
    at: datetime
    by: str
    signer: str = ""
    appointment: AppointmentId | None = None
    note: str = ""
    status: RecordStatus = RecordStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("form_note", self.id)
