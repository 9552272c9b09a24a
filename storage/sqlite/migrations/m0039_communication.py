"""Where is kept who was in contact with whom?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.contact_tables import COMMUNICATION
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 39


def apply(db: sqlite3.Connection) -> None:
    """Make the table."""
    run_script(db, "0039_communication.sql")
    guards.make(db, COMMUNICATION)
