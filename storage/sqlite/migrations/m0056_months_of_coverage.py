"""Where is kept what was found out of a coverage for another month than the one that was asked about last?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 56


def apply(db: sqlite3.Connection) -> None:
    """Add the column, in which nothing is known yet: what was found out before was of one month alone."""
    db.execute("ALTER TABLE coverage ADD COLUMN earlier TEXT")
