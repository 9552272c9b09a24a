"""Where is kept which forms patients sign, and what became of them?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.form_tables import FORM_NOTE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 40


def apply(db: sqlite3.Connection) -> None:
    """Make the tables."""
    run_script(db, "0040_forms.sql")
    guards.make(db, FORM_NOTE)
