"""What is kept of a day that was closed?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from msgspec import Struct

from core.record_ref import RecordRef


class CloseStatus(Enum):
    """Where it stands: REOPENED by somebody with a reason, ENTERED_IN_ERROR what undoing it leaves behind."""

    CLOSED = "closed"
    REOPENED = "reopened"
    ENTERED_IN_ERROR = "entered-in-error"


class DayClose(Struct, frozen=True):
    """The close of a day at a site: by whom, when (UTC), with which words about what was open.

    `facts` is what stands on the sheet, as it was signed. `entry` and `seal` are the newest link of the journal then.
    """

    id: int
    site: str
    day: date
    at: datetime
    by: str
    facts: Mapping[str, object]
    entry: int
    seal: str
    note: str = ""
    status: CloseStatus = CloseStatus.CLOSED
    reason: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("day_close", self.id)


class WrittenDay(Struct, frozen=True):
    """A day at a site that was closed when somebody wrote something of it; `opens` where that is the close itself.

    Who takes back a close, or opens the day again, changes nothing else of it.
    """

    actor: str
    close: DayClose
    opens: bool = False
