"""Is a file a clinicdesk database at all?"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from core.errors import DatabaseUnusable
from storage.sqlite import sentences

APPLICATION_ID: Final = int.from_bytes(b"clnc", "big")
"""Stands in the file's header and tells a clinicdesk database from any other."""
ACCESS_ID: Final = int.from_bytes(b"clna", "big")
"""The same of the log of openings beside one."""


def mark(db: sqlite3.Connection) -> None:
    """Say so in the header of a new file."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def refuse_foreign(db: sqlite3.Connection, path: Path, kind: int = APPLICATION_ID) -> None:
    """Raise DatabaseUnusable for a file of any other kind."""
    if db.execute("PRAGMA application_id").fetchone()[0] != kind:
        raise DatabaseUnusable(sentences.DATABASE_FOREIGN.format(path=path))
