"""Which steps lead from an older database to this program's, and how is one taken?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from msgspec import Struct

from storage import meta

_HERE: Final = Path(__file__).parent


class Step(Struct, frozen=True):
    """One migration: what it does, and the newest migration a program must know to work in what it leaves.

    `min_compatible` is the step's own number when older programs would do harm, else the number of an earlier step.
    """

    number: int
    min_compatible: int
    apply: Callable[[sqlite3.Connection], None]


@cache
def newest() -> int:
    """The number of the newest migration there is: the version of this program's storage."""
    return max(_names())


def all_steps() -> tuple[Step, ...]:
    """Every migration in order: modules named `m0002_what_it_does`, each with `MIN_COMPATIBLE` and `apply(db)`."""
    modules = ((number, import_module(f"{__name__}.{name}")) for number, name in sorted(_names().items()))
    return tuple(Step(number, module.MIN_COMPATIBLE, module.apply) for number, module in modules)


def take_steps(db: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Take the steps that the database has not had, each with its record in one transaction.

    Call it in one's turn of the write queue, outside a transaction. On an error the steps before stay taken.
    """
    for step in steps:
        db.execute("BEGIN IMMEDIATE")
        try:
            if step.number > version(db):
                step.apply(db)
                meta.put(db, meta.SCHEMA, str(step.number))
                meta.put(db, meta.MIN_PROGRAM, str(step.min_compatible))
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def version(db: sqlite3.Connection) -> int:
    """The number of the last step taken; 0 for an empty file."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
        return 0
    return meta.number(db, meta.SCHEMA)


def run_script(db: sqlite3.Connection, name: str) -> None:
    """Run the SQL file `name` of this folder in the open transaction; executescript() would commit it."""
    statement = ""
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(statement)


def _names() -> dict[int, str]:
    found = (path.stem for path in _HERE.glob("m*.py"))
    return {int(name[1:5]): name for name in found if name[0] == "m" and name[1:5].isdigit()}
