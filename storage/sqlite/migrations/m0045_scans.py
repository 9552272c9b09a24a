"""Which documents were scanned, and whose are they?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.scan_tables import SCAN
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 45


def apply(db: sqlite3.Connection) -> None:
    """Make the table, with its guards."""
    run_script(db, "0045_scans.sql")
    guards.make(db, SCAN)
