"""Is the file whole, does it have every table and guard and nothing else, and is it for its account alone?"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from storage import meta
from storage.sqlite import migrations, new_database, sentences

SIDE_FILES: Final = ("-wal", "-shm", "-journal")
"""What SQLite lays beside a database that is in use."""
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

_Objects: TypeAlias = dict[tuple[str, str], str]
"""Which statement made each, by its kind and its name: a guard may have the name of a table."""
# Statistics that SQLite keeps of its own are nobody's addition.
_OBJECTS: Final = """
SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'
ORDER BY name
"""


def openness(path: Path, *endings: str) -> Iterator[str]:
    """The file and those beside it that others may read or write, or that another account has."""
    keeper = path.stat().st_uid
    for file in (path.with_name(path.name + ending) for ending in ("", *endings)):
        if not file.exists():
            continue
        found = file.stat()
        if found.st_mode & _OTHERS:
            yield sentences.DOCTOR_FILE_OPEN.format(file=file)
        if found.st_uid != keeper:
            yield sentences.DOCTOR_FILE_OWNER.format(file=file, path=path)


def integrity(db: sqlite3.Connection) -> Iterator[str]:
    """Every page, row and index entry, by SQLite itself."""
    for (problem,) in db.execute("PRAGMA integrity_check"):
        if problem != "ok":
            yield sentences.DOCTOR_DAMAGED.format(problem=problem)


def schema(db: sqlite3.Connection) -> Iterator[str]:
    """Compare with a database made just now: a guard that was dropped refuses nothing, one that was added may write."""
    wanted, min_program = _new()
    yield from _between(wanted, _objects(db))
    for key, right in ((meta.SCHEMA, str(migrations.newest())), (meta.MIN_PROGRAM, min_program)):
        if meta.get(db, key) != right:
            yield sentences.DOCTOR_META.format(key=key, found=meta.get(db, key), right=right)
    for key in (meta.CLINIC_REV, meta.NEXT_MRN):
        found = meta.get(db, key)
        if found is None or not (found.isascii() and found.isdigit() and int(found) > 0):
            yield sentences.DOCTOR_META.format(key=key, found=found, right=sentences.DOCTOR_A_NUMBER)


def differences(fresh: sqlite3.Connection, db: sqlite3.Connection) -> Iterator[str]:
    """What `db` lacks of what a new database has, and what it has besides."""
    return _between(_objects(fresh), _objects(db))


def _between(wanted: _Objects, present: _Objects) -> Iterator[str]:
    for (kind, name), made_by in wanted.items():
        if present.get((kind, name)) != made_by:
            yield sentences.DOCTOR_SCHEMA.format(kind=kind, name=name)
    for kind, name in present:
        if (kind, name) not in wanted:
            yield sentences.DOCTOR_ADDED.format(kind=kind, name=name)


def _objects(db: sqlite3.Connection) -> _Objects:
    return {(kind, name): made_by for kind, name, made_by in db.execute(_OBJECTS)}


@cache
def _new() -> tuple[_Objects, str | None]:
    """The objects of a new database, and which programs may write to it."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.deserialize(new_database.as_bytes())
        return _objects(fresh), meta.get(fresh, meta.MIN_PROGRAM)


def foreign_keys(db: sqlite3.Connection) -> Iterator[str]:
    """Every reference has its record."""
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        number = "?" if row is None else row  # some tables have no row numbers
        yield sentences.DOCTOR_DANGLING.format(table=table, row=number, parent=parent)
