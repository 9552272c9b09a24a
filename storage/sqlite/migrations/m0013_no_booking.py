"""What does a database need for patients who are not to be booked, whatever their status?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 13


def apply(db: sqlite3.Connection) -> None:
    """Add the mark, which nobody has yet."""
    db.execute("ALTER TABLE patient ADD COLUMN no_booking INTEGER NOT NULL DEFAULT 0")
