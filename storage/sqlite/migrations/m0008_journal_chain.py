"""What does a database need so that nothing in its journal, nor in its set-up, is altered unseen?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage import chain, setup_changes
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 8

_FOUND: Final = """
INSERT INTO journal (id, at, actor, verb, subject_kind, subject, sentence, reason, undoes, undone_by)
SELECT 1 + max(id), max(at), 'clinicdesk', 'set-up', 'clinic', 0,
  'Found the clinic set up as it was before changes of it were kept.', '', NULL, NULL
FROM journal
"""
_NEWEST: Final = "SELECT coalesce(max(id), 0) FROM journal"


def apply(db: sqlite3.Connection) -> None:
    """Chain what is in the journal, and write down the set-up as it is found: later changes of it are kept."""
    run_script(db, "0008_journal_chain.sql")
    (newest,) = db.execute(_NEWEST).fetchone()
    if newest:
        db.execute(_FOUND)
        setup_changes.keep(db, newest + 1, setup_changes.differences({}, setup_changes.rows_now(db)))
    chain.chain_all(db)
