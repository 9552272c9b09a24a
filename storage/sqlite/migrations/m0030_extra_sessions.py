"""How many does an extra session see at once, how many over that, and which types of visit does it take?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 30


def apply(db: sqlite3.Connection) -> None:
    """Add the columns, empty where an extra session does not say."""
    db.execute("ALTER TABLE session_exception ADD COLUMN capacity INTEGER CHECK (capacity > 0)")
    db.execute("ALTER TABLE session_exception ADD COLUMN overbook_limit INTEGER CHECK (overbook_limit >= 0)")
    db.execute("ALTER TABLE session_exception ADD COLUMN types TEXT NOT NULL DEFAULT '[]'")
