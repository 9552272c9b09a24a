"""Where is kept what no keystroke waits for?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.tables import JOB

MIN_COMPATIBLE: Final = 5


def apply(db: sqlite3.Connection) -> None:
    """Make the table of the jobs, with its guards."""
    run_script(db, "0006_jobs.sql")
    guards.make(db, JOB)
