"""What does a database need so that nothing in its journal, nor in its set-up, is altered unseen?"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from storage import chain, setup_changes
from storage.clinic import SETUP
from storage.setup_changes import Rows
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 8

_FOUND: Final = """
INSERT INTO journal (id, at, actor, verb, subject_kind, subject, sentence, reason, undoes, undone_by)
SELECT 1 + max(id), max(at), 'clinicdesk', 'set-up', 'clinic', 0,
  'Found the clinic set up as it was before changes of it were kept.', '', NULL, NULL
FROM journal
"""
_NEWEST: Final = "SELECT coalesce(max(id), 0) FROM journal"
_COLUMNS: Final = "SELECT name FROM pragma_table_info(?)"


def apply(db: sqlite3.Connection) -> None:
    """Chain what is in the journal, and write down the set-up as it is found: later changes of it are kept."""
    run_script(db, "0008_journal_chain.sql")
    (newest,) = db.execute(_NEWEST).fetchone()
    if newest:
        db.execute(_FOUND)
        setup_changes.keep(db, newest + 1, setup_changes.differences({}, _rows_of_then(db)))
    chain.chain_all(db)


def _rows_of_then(db: sqlite3.Connection) -> Rows:
    """The set-up in the tables and columns that there are at this step: later ones add to them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in SETUP:
        there = {name for (name,) in db.execute(_COLUMNS, (table.name,))}
        names = [name for name in table.names if name in there]
        if names:
            rows = db.execute(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY seq")
            found[table.name] = [dict(zip(names, row, strict=True)) for row in rows]
    return found
