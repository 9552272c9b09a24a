"""How does an older database come to this program's schema, with a copy kept of what it was?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from storage.folders import cards_folder
from storage.sqlite import migrations
from storage.sqlite.backup import backup
from storage.sqlite.connection import BUSY_SECONDS, open_older
from storage.sqlite.refusals import refusals
from storage.sqlite.write_queue import WriteQueue


def migrate(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> tuple[int, int]:
    """Take the migrations that `path` lacks and return its schema before and after; they may be equal.

    A copy is put beside it first, named after the schema it has: `clinic.db.schema-1`. Nobody writes meanwhile.
    Raises what `open_database` raises, and BadInput when the copy cannot be written.
    """
    with (
        closing(open_older(path, busy_seconds=busy_seconds)) as db,
        closing(WriteQueue(path, seconds=busy_seconds)) as queue,
        refusals(path, seconds=busy_seconds),
        queue.turn(),
    ):
        before = migrations.version(db)
        if before < migrations.newest():
            copy = _free_name(path.with_name(f"{path.name}.schema-{before}"))
            backup(path, copy, linked=cards_folder(path))
            migrations.take_steps(db, migrations.all_steps())
        return before, migrations.version(db)


def _free_name(path: Path) -> Path:
    """`path`, or with the first number after it that makes it new."""
    numbered = (path.with_name(f"{path.name}.{number}") for number in range(2, 10_000))
    return path if not path.exists() else next(other for other in numbered if not other.exists())
