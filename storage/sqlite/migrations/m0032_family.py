"""Where is kept who belongs to whom among the patients?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import FAMILY_LINK
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 32


def apply(db: sqlite3.Connection) -> None:
    """Make the table."""
    run_script(db, "0032_family.sql")
    guards.make(db, FAMILY_LINK)
