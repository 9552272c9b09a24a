"""Where is kept what goes on for days and must not be forgotten?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.case_tables import CASE_EVENT, CASE_LINK, WORK_CASE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 38


def apply(db: sqlite3.Connection) -> None:
    """Make the tables, with their guards."""
    run_script(db, "0038_cases.sql")
    guards.make(db, WORK_CASE, CASE_EVENT, CASE_LINK)
