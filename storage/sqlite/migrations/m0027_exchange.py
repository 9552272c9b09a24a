"""Where is kept what payers were asked, what they answered, and the files in which that passed?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.exchange_tables import EXCHANGE_FILE, INQUIRY
from storage.patient_tables import COVERAGE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 27


def apply(db: sqlite3.Connection) -> None:
    """Add the columns and make the tables, with their guards; a coverage may be verified by an answer from now on."""
    run_script(db, "0027_exchange.sql")
    guards.make(db, COVERAGE, EXCHANGE_FILE, INQUIRY)
