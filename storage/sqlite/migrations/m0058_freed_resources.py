"""Where is kept that a visit gave back more than its provider's time: a room, equipment, or who interprets?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.tables import FREED_SLOT

MIN_COMPATIBLE: Final = 58
_STATEMENTS: Final = (
    "ALTER TABLE freed_slot ADD COLUMN kind TEXT NOT NULL DEFAULT 'provider'",
    "ALTER TABLE freed_slot ADD COLUMN codes TEXT NOT NULL DEFAULT '[]'",
    "CREATE INDEX freed_slot_by_site ON freed_slot (site, start) WHERE status = 'open' AND kind <> 'provider'",
)


def apply(db: sqlite3.Connection) -> None:
    """Add what was given back; what was freed before is time of providers."""
    for statement in _STATEMENTS:
        db.execute(statement)
    guards.make(db, FREED_SLOT)
