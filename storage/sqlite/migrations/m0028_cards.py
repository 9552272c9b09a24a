"""Which images of insurance cards are kept, and of which coverage are they?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import COVERAGE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 28


def apply(db: sqlite3.Connection) -> None:
    """Make the table, and add the columns of a coverage."""
    run_script(db, "0028_cards.sql")
    guards.make(db, COVERAGE)
