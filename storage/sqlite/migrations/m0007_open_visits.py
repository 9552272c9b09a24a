"""What does a database need for visits that were left open, bookings to be moved, and one room a patient?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 5


def apply(db: sqlite3.Connection) -> None:
    """Add the indexes of open visits and of bookings to come, the guard of one room a patient, and a site's column."""
    run_script(db, "0007_open_visits.sql")
