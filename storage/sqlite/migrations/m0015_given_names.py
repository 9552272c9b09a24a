"""What does a database need so that thousands of one given name are read in order?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 14


def apply(db: sqlite3.Connection) -> None:
    """Add the index."""
    db.execute("CREATE INDEX patient_key_by_given ON patient_key (given, family, born)")
