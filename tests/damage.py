"""How is a database damaged as nobody could through the program?"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from storage import chain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def damage(path: Path, *statements: str) -> None:
    """Write by hand past every guard, and put the guards back as they were."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        with _without_guards(db):
            for statement in statements:
                assert db.execute(statement).rowcount != 0, f"this damages nothing: {statement}"


def resealed(path: Path) -> None:
    """Make the chain anew over what is there now, as somebody would who knows how."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db, _without_guards(db):
        db.execute("DELETE FROM journal_chain")
        chain.chain_all(db)


@contextmanager
def _without_guards(db: sqlite3.Connection) -> Iterator[None]:
    """In one transaction: each of the hundred and fifty guards would else wait twice for the disk."""
    db.execute("BEGIN IMMEDIATE")
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, made_by in guards:
        db.execute(made_by)
    db.execute("COMMIT")
