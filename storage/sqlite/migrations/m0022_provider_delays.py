"""Where is it kept that a provider is late today?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.tables import PROVIDER_DELAY

MIN_COMPATIBLE: Final = 22


def apply(db: sqlite3.Connection) -> None:
    """Make the table of the delays, with its guards."""
    run_script(db, "0022_provider_delays.sql")
    guards.make(db, PROVIDER_DELAY)
