"""Where is kept what patients are told, what they answer, and whom somebody is to call?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.message_tables import MESSAGE_TABLES
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 41

_TOLD: Final = ("phone", "address", "language")


def apply(db: sqlite3.Connection) -> None:
    """Make the tables with their guards; sites say what patients are told of them, records how these want to be."""
    for name in _TOLD:
        db.execute(f"ALTER TABLE site ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE patient ADD COLUMN reach_by TEXT NOT NULL DEFAULT 'any'")
    run_script(db, "0041_messages.sql")
    guards.make(db, *MESSAGE_TABLES)
