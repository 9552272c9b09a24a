"""How are a patient's referrals and authorizations found with a visit, and what does a payer count?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 48


def apply(db: sqlite3.Connection) -> None:
    """Add the index and the column."""
    run_script(db, "0048_papers.sql")
