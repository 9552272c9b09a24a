"""Where is kept what came by mail and fax?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.mailroom_tables import INCOMING_DOCUMENT
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 47


def apply(db: sqlite3.Connection) -> None:
    """Make the table."""
    run_script(db, "0047_mailroom.sql")
    guards.make(db, INCOMING_DOCUMENT)
