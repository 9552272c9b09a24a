"""Where is kept what somebody asked who has booked nothing? With the estimates, of which some have no visit."""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.estimate_tables import ESTIMATE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 53


def apply(db: sqlite3.Connection) -> None:
    """Copy the estimates into a table that lets the visit be left out, with their guards."""
    run_script(db, "0053_prices_asked.sql")
    guards.make(db, ESTIMATE)
