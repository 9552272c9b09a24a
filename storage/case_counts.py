"""How many cases wait for somebody? It is asked with every look at the clinic, and reads an index alone."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from storage.codec import to_millis
from storage.sqlite.dialect import by_index

MOST: Final = 100
_WAITING: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM work_case {by_index("work_case_by_owner")}
  WHERE owner = ? AND status = 'open' AND (snoozed IS NULL OR snoozed <= ?) LIMIT {MOST}
) AS own
"""


class CaseCounter:
    """`core.cases.ports.CaseCounter`."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def waiting(self, person: str, now: datetime) -> int:
        """The open cases that the person has and did not put off, `MOST` at most."""
        return int(self._db.execute(_WAITING, (person, to_millis(now))).fetchone()[0])
