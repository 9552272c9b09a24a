"""Where is kept which faxes go out?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.mailroom_tables import OUTGOING_FAX
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 51


def apply(db: sqlite3.Connection) -> None:
    """Make the table."""
    run_script(db, "0051_faxes.sql")
    guards.make(db, OUTGOING_FAX)
