"""What does a database need for all that a face sheet tells of a patient?"""

from __future__ import annotations

import sqlite3
from typing import Final

MIN_COMPATIBLE: Final = 31

_TEXTS: Final = ("suffix", "gender", "pronouns", "email_consent", "contact_rule", "mail_address", "usual_site")


def apply(db: sqlite3.Connection) -> None:
    """Add the columns; nobody's record says anything in them yet. The lists of before are read as they stand."""
    for name in _TEXTS:
        db.execute(f"ALTER TABLE patient ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE patient ADD COLUMN no_message INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE patient ADD COLUMN contacts TEXT NOT NULL DEFAULT '[]'")
