"""Where is kept which visits another scheduler had?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import IMPORTED_VISIT
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 35


def apply(db: sqlite3.Connection) -> None:
    """Make the table."""
    run_script(db, "0035_imported_visits.sql")
    guards.make(db, IMPORTED_VISIT)
