"""Where is kept who is due again, for what, and what is told of a visit before it?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.call_tables import CALL_ATTEMPT, CALL_BACK
from storage.recall_tables import RECALL
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 50


def apply(db: sqlite3.Connection) -> None:
    """Make the tables, with their guards; those of calls know a list more."""
    run_script(db, "0050_recall.sql")
    guards.make(db, RECALL, CALL_ATTEMPT, CALL_BACK)
