"""How is found what waits for a role, and what is late for long?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 53


def apply(db: sqlite3.Connection) -> None:
    """Add the indexes."""
    run_script(db, "0054_work_lists.sql")
