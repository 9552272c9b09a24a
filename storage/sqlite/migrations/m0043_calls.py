"""Where is kept who was called, what came of it, and who is to be called back?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.call_tables import CALL_ATTEMPT, CALL_BACK
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 43


def apply(db: sqlite3.Connection) -> None:
    """Make the tables."""
    run_script(db, "0043_calls.sql")
    guards.make(db, CALL_ATTEMPT, CALL_BACK)
