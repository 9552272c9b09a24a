"""How do names sound: those of Cyrillic and Greek letters too, and those in which qu, eau and cz stand?"""

from __future__ import annotations

import sqlite3
from typing import Final

from core.patients.sounds import sound_of

MIN_COMPATIBLE: Final = 52


def apply(db: sqlite3.Connection) -> None:
    """Tell it anew of every name in use."""
    words = [(sound_of(word), word) for (word,) in db.execute("SELECT word FROM name_word")]
    db.executemany("UPDATE name_word SET sound = ? WHERE word = ?", words)
