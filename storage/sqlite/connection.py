"""How is the database opened: with which promises, and when is it refused?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from stat import S_ISREG
from time import sleep
from typing import TYPE_CHECKING, Final

from core.errors import DatabaseUnusable
from core.lazy import lazy_modules
from storage import meta
from storage.sqlite import migrations, sentences
from storage.sqlite.file_header import refuse_foreign
from storage.sqlite.local_disk import network_kind
from storage.sqlite.refusals import of_files, refusals
from storage.sqlite.write_queue import WriteQueue

if TYPE_CHECKING:
    from storage.sqlite import new_database
else:
    (new_database,) = lazy_modules("storage.sqlite.new_database")

BUSY_SECONDS: Final = 10.0
_OWNER_ONLY: Final = 0o600
_OWNERS_FOLDER: Final = 0o700
_LOOKS: Final = 10
_BETWEEN_LOOKS: Final = 0.02
"""Seconds."""

# Without FULL a power cut takes acknowledged bookings with it. What is deleted is overwritten, and nothing
# about a patient goes to a temporary file. With the file mapped, desks share one copy of its pages.
_PROMISES: Final = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA mmap_size = 2147418112",
)


def open_database(path: Path, *, create: bool = False, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to the clinic at `path`, in autocommit: transactions are begun by hand.

    `create` makes the file, with its folder, where there is none. Raises Busy, or DatabaseUnusable for a file
    that is missing, foreign, damaged, not writable, on a network file system, or of another schema.
    """
    if create:
        _create(path, busy_seconds)
    return _connect(path, busy_seconds, _refuse_other_schema)


def open_older(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """The same for a database that may still need migrations."""
    return _connect(path, busy_seconds, refuse_newer)


def refuse_newer(db: sqlite3.Connection, path: Path) -> None:
    """Raise DatabaseUnusable when the database no longer bears this program. Asked in every write: 4 us."""
    if meta.number(db, meta.MIN_PROGRAM) > migrations.newest():
        raise DatabaseUnusable(sentences.DATABASE_NEWER.format(path=path))


def _refuse_other_schema(db: sqlite3.Connection, path: Path) -> None:
    refuse_newer(db, path)
    if migrations.version(db) < migrations.newest():
        raise DatabaseUnusable(sentences.DATABASE_OLDER.format(path=path))


def _refuse_network(path: Path) -> None:
    kind = network_kind(path)
    if kind is not None:
        raise DatabaseUnusable(sentences.DATABASE_ON_NETWORK.format(path=path, kind=kind))


def _refuse_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DatabaseUnusable(sentences.DATABASE_MISSING.format(path=path)) from error
    except OSError as error:
        raise of_files(error, path) from error
    if S_ISREG(mode) and _has_two_names(path):
        raise DatabaseUnusable(sentences.DATABASE_TWO_NAMES.format(path=path))
    if not S_ISREG(mode):
        raise DatabaseUnusable(sentences.DATABASE_FOREIGN.format(path=path))
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(path.parent, os.W_OK | os.X_OK):
        raise DatabaseUnusable(sentences.DATABASE_READ_ONLY.format(path=path))


def _has_two_names(path: Path) -> bool:
    """Whether the file has a hard link: SQLite lays its log beside each name, and two logs destroy a database.

    A new one has two names for the moment in which it gets its own.
    """
    for _ in range(_LOOKS):
        if path.stat().st_nlink <= 1:
            return False
        sleep(_BETWEEN_LOOKS)
    return True


def _create(path: Path, busy_seconds: float) -> None:
    """Have a new database in an empty file, made if need be. What is there already is left alone."""
    _refuse_network(path)
    try:
        _make_file(path)
    except OSError as error:
        raise of_files(error, path) from error
    _refuse_file(path)
    if path.stat().st_size > 0:
        return
    queue = WriteQueue(path, seconds=busy_seconds)
    with (
        closing(queue),
        queue.turn(),
        refusals(path, seconds=busy_seconds),
        closing(_bare(path, busy_seconds)) as db,
    ):
        if db.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
            new_database.fill(db)  # before anything else is written: whoever is killed leaves an empty file
            _promise(db, path)


def _make_file(path: Path) -> None:
    path.parent.mkdir(mode=_OWNERS_FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):  # a file that is there must not be opened: closing it drops SQLite's locks
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))


def _connect(
    path: Path, busy_seconds: float, refuse_schema: Callable[[sqlite3.Connection, Path], None]
) -> sqlite3.Connection:
    """A connection to a clinicdesk database. Nothing is written before it is known to be one that will do."""
    _refuse_network(path)
    _refuse_file(path)
    with refusals(path, seconds=busy_seconds):
        db = _bare(path, busy_seconds)
        try:
            refuse_foreign(db, path)
            refuse_schema(db, path)
            _promise(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _bare(path: Path, busy_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,  # a store hands a connection to one thread at a time
        cached_statements=256,
    )


def _promise(db: sqlite3.Connection, path: Path) -> None:
    if db.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise DatabaseUnusable(sentences.DATABASE_ON_NETWORK.format(path=path, kind="it shares no memory"))
    for pragma in _PROMISES:
        db.execute(pragma)
