"""What does a database need for time between visits, and for visit types that fit into blocks of a kind alone?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 11


def apply(db: sqlite3.Connection) -> None:
    """Add the columns that say so: nobody asks for any time yet."""
    run_script(db, "0011_buffers.sql")
