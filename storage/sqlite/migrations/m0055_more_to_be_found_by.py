"""What does a database need so that somebody is found by a member id, and names of other scripts by Latin letters?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.lookup.index import heard_as
from storage.sqlite.lookup.member_ids import FOLDED

MIN_COMPATIBLE: Final = 55


def apply(db: sqlite3.Connection) -> None:
    """Add the index, and tell anew how each name that had no sound is heard."""
    db.execute(f"CREATE INDEX coverage_by_member ON coverage ({FOLDED}, patient)")
    words = db.execute("SELECT word FROM name_word WHERE sound = ''").fetchall()
    heard = [(heard_as(word), word) for (word,) in words if not word.isascii()]
    db.executemany("UPDATE name_word SET sound = ? WHERE word = ?", heard)
