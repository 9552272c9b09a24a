"""Who is due again and neither booked nor seen since, read along the index of what is due?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Final

from core.clinic.outreach import RecallKind
from core.recall.model import Recall
from storage.codec import to_json
from storage.recall_tables import RECALL
from storage.sqlite.dialect import by_index, each
from storage.tables import TAKES_TIME

_TAKEN: Final = ", ".join(f"'{status}'" for status in TAKES_TIME)
_DUE: Final = f"""
SELECT {RECALL.table.named("recall")} FROM recall {by_index("recall_due")}
WHERE recall.kind = :kind AND recall.due <= :until
  AND (recall.status = 'active' OR recall.status = 'paused' AND recall.until <= :today)
  AND (recall.appointment IS NULL OR EXISTS (
    SELECT 1 FROM appointment AS seen WHERE seen.id = recall.appointment AND seen.status = 'fulfilled'
  ))
  AND NOT EXISTS (
    SELECT 1 FROM appointment AS booked {by_index("appointment_by_patient")}
    WHERE booked.patient = recall.patient AND booked.start * 60000 >= recall.since
      AND booked.status IN ({_TAKEN}) AND booked.visit_type IN (SELECT value FROM {each(":types")})
  )
ORDER BY recall.due, recall.id LIMIT :limit OFFSET :begin
"""


class RecallRepository:
    """`core.recall.ports.RecallReader`; recalls are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def due(self, kind: RecallKind, until: date, today: date, limit: int, *, begin: int = 0) -> Sequence[Recall]:
        """Who is due by that day and neither has had such a visit since nor is booked, behind the first `begin`."""
        wanted = {
            "kind": kind.code,
            "until": until.isoformat(),
            "today": today.isoformat(),
            "types": to_json(list(kind.types)),
            "limit": limit,
            "begin": begin,
        }
        return tuple(map(RECALL.table.from_row, self._db.execute(_DUE, wanted)))
