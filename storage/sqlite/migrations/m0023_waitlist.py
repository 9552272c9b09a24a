"""Where is kept who waits for a time, whom somebody tried to reach, and which time was freed?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.tables import FREED_SLOT, WAIT_CONTACT, WAIT_ENTRY

MIN_COMPATIBLE: Final = 23


def apply(db: sqlite3.Connection) -> None:
    """Make the tables, with their guards."""
    run_script(db, "0023_waitlist.sql")
    guards.make(db, WAIT_ENTRY, WAIT_CONTACT, FREED_SLOT)
