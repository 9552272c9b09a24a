"""Which calls were made about what, and which are to be made, read along the indexes of what counts?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.contact.call_model import AttemptStatus, CallAttempt, CallBack, CallBackStatus, CallList
from core.record_ref import AppointmentId
from storage.call_tables import CALL_ATTEMPT, CALL_BACK
from storage.codec import to_millis
from storage.sqlite.dialect import by_index

# The conditions are, word for word, those of the indexes.
_ATTEMPTS: Final = f"""
SELECT {CALL_ATTEMPT.table.named()} FROM call_attempt {by_index("call_attempt_by_subject")}
WHERE call_list = ? AND subject = ? AND status = '{AttemptStatus.MADE.value}' ORDER BY id
"""
_MADE: Final = f"""
SELECT count(*) FROM call_attempt {by_index("call_attempt_by_time")}
WHERE at >= ? AND made_by = ? AND status = '{AttemptStatus.MADE.value}'
"""
_OPEN: Final = f"""
SELECT {CALL_BACK.table.named()} FROM call_back {by_index("call_back_open")}
WHERE status = '{CallBackStatus.OPEN.value}' AND due <= ? ORDER BY due, id
"""
_ABOUT: Final = f"""
SELECT {CALL_BACK.table.named()} FROM call_back {by_index("call_back_by_appointment")}
WHERE appointment = ? AND status = '{CallBackStatus.OPEN.value}' ORDER BY due, id
"""


class CallRepository:
    """`core.contact.ports.CallReader`; calls are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def attempts(self, which: CallList, subject: int) -> Sequence[CallAttempt]:
        """The calls from that list about that subject, oldest first."""
        return tuple(map(CALL_ATTEMPT.table.from_row, self._db.execute(_ATTEMPTS, (which.value, subject))))

    def open_until(self, until: datetime) -> Sequence[CallBack]:
        """The calls back that are due until then and were not made, the longest due first."""
        return tuple(map(CALL_BACK.table.from_row, self._db.execute(_OPEN, (to_millis(until),))))

    def open_about(self, appointment: AppointmentId) -> Sequence[CallBack]:
        """Those about that appointment."""
        return tuple(map(CALL_BACK.table.from_row, self._db.execute(_ABOUT, (appointment,))))

    def made(self, actor: str, since: datetime) -> int:
        """How many calls somebody made since then."""
        return int(self._db.execute(_MADE, (to_millis(since), actor)).fetchone()[0])
