"""What does a database need for limits on double bookings and on how many are seen at once?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 10


def apply(db: sqlite3.Connection) -> None:
    """Add the columns that say so: nothing is limited by them yet, and sessions say how many anew."""
    run_script(db, "0010_limits.sql")
