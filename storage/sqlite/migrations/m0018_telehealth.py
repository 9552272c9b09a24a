"""What does a database need for telehealth: who offers it, where patients are, and links that nobody guesses?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage import meta
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 18


def apply(db: sqlite3.Connection) -> None:
    """Add the columns, and the secret from which the token of each appointment follows."""
    run_script(db, "0018_telehealth.sql")
    meta.draw_secret(db)
