"""What is a contact with a patient: over which channel, in which direction, with whom, about what, and what follows?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.record_ref import AppointmentId, PatientId


class Channel(Enum):
    """How the two were in contact."""

    PHONE = "phone"
    EMAIL = "e-mail"
    LETTER = "letter"
    TEXT = "text"
    COUNTER = "counter"
    OTHER = "other"


class Direction(Enum):
    """Who reached whom: IN is the patient, or somebody for them, who reached the clinic."""

    IN = "in"
    OUT = "out"


class CommunicationStatus(Enum):
    """Whether it counts."""

    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"


class Communication(Struct, frozen=True):
    """A contact at `at` (UTC), noted by `by`: a FHIR Communication that is over.

    `who` spoke for the patient, '' where that was the patient. `follow_up` is the day on which something is to be done
    about it, None where nothing is; `done_at` and `done_by` tell that it was. `appointment` is what it was about.
    """

    id: int
    patient: PatientId
    at: datetime
    by: str
    summary: str
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.IN
    who: str = ""
    appointment: AppointmentId | None = None
    follow_up: date | None = None
    done_at: datetime | None = None
    done_by: str = ""
    status: CommunicationStatus = CommunicationStatus.COMPLETED
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("communication", self.id)

    @property
    def counts(self) -> bool:
        """Whether it is no mistake."""
        return self.status is CommunicationStatus.COMPLETED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.counts and self.follow_up is not None and self.done_at is None
