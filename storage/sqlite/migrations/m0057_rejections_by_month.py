"""Where is kept of which day a payer rejected a question, and what it rejected of other months?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 57


def apply(db: sqlite3.Connection) -> None:
    """Add the columns: of what was rejected before nobody knows the day."""
    db.execute("ALTER TABLE coverage ADD COLUMN rejected_on TEXT")
    db.execute("ALTER TABLE coverage ADD COLUMN rejected_before TEXT")
