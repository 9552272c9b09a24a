"""Where are kept what services cost, and the estimates that patients were given of it?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.estimate_tables import ESTIMATE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 42


def apply(db: sqlite3.Connection) -> None:
    """Make the tables, with the guards of estimates."""
    run_script(db, "0042_estimates.sql")
    guards.make(db, ESTIMATE)
