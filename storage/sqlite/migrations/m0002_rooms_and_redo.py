"""What does a database need for rooms in which somebody is now, and for redo?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 1


def apply(db: sqlite3.Connection) -> None:
    """Add the indexes of who is in a room, and by actor."""
    run_script(db, "0002_rooms_and_redo.sql")
