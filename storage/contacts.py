"""What is to follow from contacts with patients, read along the index of what is still to be done?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Final

from core.contact.model import Communication, CommunicationStatus
from storage.contact_tables import COMMUNICATION
from storage.sqlite.dialect import by_index

# The condition is, word for word, that of the index.
_TO_FOLLOW_UP: Final = f"""
SELECT {COMMUNICATION.table.named()} FROM communication {by_index("communication_to_follow_up")}
WHERE follow_up IS NOT NULL AND done_at IS NULL AND status = '{CommunicationStatus.COMPLETED.value}'
  AND follow_up <= ?
ORDER BY follow_up, id
"""


class ContactRepository:
    """`core.contact.ports.ContactReader`; contacts are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def to_follow_up(self, until: date) -> Sequence[Communication]:
        """Those about which something is to be done until that day and was not yet, the oldest day first."""
        rows = self._db.execute(_TO_FOLLOW_UP, (until.isoformat(),))
        return tuple(map(COMMUNICATION.table.from_row, rows))
