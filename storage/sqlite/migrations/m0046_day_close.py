"""Which days are closed?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.closing_tables import DAY_CLOSE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 46


def apply(db: sqlite3.Connection) -> None:
    """Make the table, with its guards."""
    run_script(db, "0046_day_close.sql")
    guards.make(db, DAY_CLOSE)
