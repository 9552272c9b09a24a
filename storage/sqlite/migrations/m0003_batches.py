"""What lets one act, such as an import, go over many transactions?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 1


def apply(db: sqlite3.Connection) -> None:
    """Let journal entries stay open between transactions, and find patients by their external id."""
    run_script(db, "0003_batches.sql")
