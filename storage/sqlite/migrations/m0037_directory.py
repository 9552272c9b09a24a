"""Where is kept whom the clinic deals with outside?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.office_tables import DIRECTORY_ENTRY
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 37


def apply(db: sqlite3.Connection) -> None:
    """Make the table."""
    run_script(db, "0037_directory.sql")
    guards.make(db, DIRECTORY_ENTRY)
