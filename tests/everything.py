"""What does a database hold, journal aside?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from storage.all_tables import JOURNALLED

_ASIDE: Final = ("journal", "chain", "setup_change", "sqlite_")
_KEPT_WORDS: Final = "name_word"
"""Words that nobody bears any more stay, and find nobody."""


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row by its table, but for the journal and how often a row was saved."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            name: sorted(db.execute(f"SELECT {', '.join(_columns(db, name))} FROM {name}").fetchall(), key=repr)
            for name in names
            if not name.startswith(_ASIDE) and name != _KEPT_WORDS
        }


def _columns(db: sqlite3.Connection, name: str) -> list[str]:
    return [column for _, column, *_ in db.execute(f"PRAGMA table_info({name})") if column != "rev"]


def pointing_at(path: Path, kind: str, numbers: set[int]) -> list[tuple[str, str, int]]:
    """Each row, by table and column, that names one of the records of that kind."""
    with closing(sqlite3.connect(path)) as db:
        return [
            (declared.name, column, key)
            for declared in JOURNALLED.values()
            for column in declared.columns_naming(JOURNALLED[kind])
            for key, number in db.execute(f"SELECT {declared.key}, {column} FROM {declared.name}")
            if number in numbers
        ]
