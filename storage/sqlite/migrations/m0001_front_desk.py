"""Which tables, triggers and first numbers does an empty file get?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage import meta
from storage.sqlite import file_header
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 1
_FIRST_MRN: Final = 100_001


def apply(db: sqlite3.Connection) -> None:
    """Make every table in an empty file."""
    file_header.mark(db)
    run_script(db, "0001_front_desk.sql")
    run_script(db, "clinic_tables.sql")
    run_script(db, "search_tables.sql")
    run_script(db, "0001_guards.sql")
    meta.put(db, meta.CLINIC_REV, "1")
    meta.put(db, meta.NEXT_MRN, str(_FIRST_MRN))
