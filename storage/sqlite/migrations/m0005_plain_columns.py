"""Which columns have names and words that another engine, or a later version, need not stumble over?"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from storage.patient_tables import PATIENT
from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.tables import APPOINTMENT, VISIT

MIN_COMPATIBLE: Final = 5

_GUARDS: Final = """
SELECT name FROM sqlite_master
WHERE type = 'trigger' AND tbl_name IN ('patient', 'appointment', 'visit', 'occupancy') ORDER BY name
"""
_TABLES: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
_WORD_LIST: Final = re.compile(r"\s+CHECK \(\w+ IN \(\s*'[^()]*\)\)")


def apply(db: sqlite3.Connection) -> None:
    """Rename `end`, check words where they can grow, and make the guards from the declarations.

    A database of before has guards of these tables that were written out: they go.
    """
    for (name,) in db.execute(_GUARDS).fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DROP VIEW IF EXISTS needed")
    run_script(db, "0005_renamed_columns.sql")
    _drop_word_lists(db)
    # SQLite asks the guard that was made last first: who is in a room, then the journal, then who is booked.
    run_script(db, "0005_occupancy.sql")
    guards.make(db, PATIENT, APPOINTMENT, VISIT)
    run_script(db, "0005_rooms.sql")


def _drop_word_lists(db: sqlite3.Connection) -> None:
    """Take the lists of words out of the tables' text: to copy ten million rows for a new word would stop the clinic.

    SQLite names this way for what changes nothing on the disk: https://www.sqlite.org/lang_altertable.html#otheralter
    """
    db.execute("PRAGMA writable_schema = ON")
    for name, made_by in db.execute(_TABLES).fetchall():
        without = _WORD_LIST.sub("", made_by)
        if without != made_by:
            db.execute("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (without, name))
    db.execute("PRAGMA writable_schema = RESET")
