"""Where is kept which visits belong together?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.tables import LINKED

MIN_COMPATIBLE: Final = 17


def apply(db: sqlite3.Connection) -> None:
    """Make the table with its guards; no appointment of before belongs to any."""
    run_script(db, "0017_linked.sql")
    guards.make(db, LINKED)
