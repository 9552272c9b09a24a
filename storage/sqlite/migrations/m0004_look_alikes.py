"""What does a database need so that likely duplicates are found along an index?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 1


def apply(db: sqlite3.Connection) -> None:
    """Add the indexes of what else two records may have in common."""
    run_script(db, "0004_look_alikes.sql")
