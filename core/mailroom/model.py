"""What is a document that came in by mail or fax, and how far is it seen to?"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct

from core.record_ref import RecordRef


class MailWay(Enum):
    """How it came."""

    FAX = "fax"
    MAIL = "mail"


class IncomingStatus(Enum):
    """How far it is: INDEXED is filed with a patient, ROUTED shown to a provider who has not acknowledged it yet.

    REFUSED could not be taken in, DISMISSED is nobody's here. WITHDRAWN is what undoing leaves behind.
    """

    RECEIVED = "received"
    INDEXED = "indexed"
    ROUTED = "routed"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class IncomingDocument(Struct, frozen=True):
    """A file of the inbox: its `name` there, its bytes under their `hash` (SHA-256), their `format` (pdf) and `size`.

    `scan` is the document of a patient that it was filed as, `routed_to` the code of the provider who is to see it.
    `problem` is why it was refused or dismissed.
    """

    id: int
    name: str
    way: MailWay
    hash: str
    format: str
    size: int
    at: datetime
    status: IncomingStatus = IncomingStatus.RECEIVED
    status_at: datetime | None = None
    status_by: str = ""
    scan: int | None = None
    routed_to: str = ""
    problem: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("incoming_document", self.id)

    @property
    def is_filed(self) -> bool:
        """Whether it is with a patient."""
        filed = (IncomingStatus.INDEXED, IncomingStatus.ROUTED, IncomingStatus.ACKNOWLEDGED)
        return self.scan is not None and self.status in filed
