"""Where is kept which records are likely one person, and which are known to be two people?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import APART
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 26


def apply(db: sqlite3.Connection) -> None:
    """Make the tables; every patient is still to be compared with the others."""
    run_script(db, "0026_likely_pairs.sql")
    guards.make(db, APART)
