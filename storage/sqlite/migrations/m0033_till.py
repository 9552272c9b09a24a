"""Where is kept what patients owe and pay, and what went through which drawer?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.till_tables import LEDGER, TILL

MIN_COMPATIBLE: Final = 33


def apply(db: sqlite3.Connection) -> None:
    """Make the tables, with their guards."""
    run_script(db, "0033_till.sql")
    guards.make(db, LEDGER, TILL)
