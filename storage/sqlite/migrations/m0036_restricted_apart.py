"""What does a database need so that a restricted record has a status beside?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import PATIENT
from storage.sqlite import guards

MIN_COMPATIBLE: Final = 36


def apply(db: sqlite3.Connection) -> None:
    """Add the mark; whose status said it until now is active and marked, which their images say as they are read."""
    db.execute("ALTER TABLE patient ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0")
    db.execute("DROP TRIGGER patient_update")
    db.execute("UPDATE patient SET restricted = 1, status = 'active' WHERE status = 'restricted'")
    guards.make(db, PATIENT)
