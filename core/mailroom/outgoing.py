"""What is a fax that goes out, and how far has it come?"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct

from core.coverage.model import CardImage
from core.record_ref import PatientId, RecordRef

TRIES = 3
"""So often a fax is tried."""


class FaxStatus(Enum):
    """QUEUED waits for the worker, SENT is with the fax server, which CONFIRMED it or FAILED; WITHDRAWN is over."""

    QUEUED = "queued"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class OutgoingFax(Struct, frozen=True):
    """A document for somebody outside, with its cover.

    `recipient` and `number` are those of the moment, whatever the directory says later (`entry` is a number there).
    `tries` is the try that is under way, `code` what the fax server said of the last one, `pages` how many went.
    """

    id: int
    patient: PatientId | None
    entry: int | None
    recipient: str
    number: str
    title: str
    document: CardImage
    cover: CardImage
    pages: int
    at: datetime
    by: str
    status: FaxStatus
    status_at: datetime
    tries: int = 1
    code: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("outgoing_fax", self.id)
