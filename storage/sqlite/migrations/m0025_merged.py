"""What does a database need so that a record is kept as a link to the one that it was merged into?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import COVERAGE
from storage.sqlite import guards
from storage.tables import APPOINTMENT, WAIT_ENTRY

MIN_COMPATIBLE: Final = 25


def apply(db: sqlite3.Connection) -> None:
    """Add the link and the numbers it leaves behind; nothing comes to belong to such a record."""
    db.execute("ALTER TABLE patient ADD COLUMN merged_into INTEGER CHECK (merged_into <> id)")
    db.execute("ALTER TABLE patient ADD COLUMN former_mrns TEXT NOT NULL DEFAULT '[]'")
    db.execute("CREATE INDEX patient_by_merged_into ON patient (merged_into) WHERE merged_into IS NOT NULL")
    guards.make(db, APPOINTMENT, COVERAGE, WAIT_ENTRY)
