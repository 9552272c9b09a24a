"""Where is kept what is in stock and on order?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.office_tables import SUPPLY_ITEM, SUPPLY_MOVE, SUPPLY_ORDER
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 44


def apply(db: sqlite3.Connection) -> None:
    """Make the tables."""
    run_script(db, "0044_supplies.sql")
    guards.make(db, SUPPLY_ITEM, SUPPLY_MOVE, SUPPLY_ORDER)
