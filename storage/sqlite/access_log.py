"""Where is it kept who opened which record? In a file beside the clinic's, which wakes no desk and waits for no disk.

It is chained as the journal is. After a power cut the last seconds of it may be missing, never anything in between.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.access.acting import acting_for
from core.access.log import EVERYBODY, Opening
from core.lazy import lazy_modules
from core.new_file import put_in_place, unfinished
from core.record_ref import PatientId
from storage.chain import START, Head
from storage.codec import from_millis, to_json, to_millis
from storage.sqlite.file_header import ACCESS_ID, refuse_foreign
from storage.sqlite.refusals import of_files, refusals
from storage.sqlite.unstoppable import unstoppable

if TYPE_CHECKING:
    import hashlib
else:  # it loads OpenSSL: 2 ms of start-up
    (hashlib,) = lazy_modules("hashlib")

BUSY_SECONDS: Final = 2.0
"""Each writer is done in a fraction of a millisecond; whoever waits longer is told, and goes on."""
_OWNER_ONLY: Final = 0o600
_SCHEMA: Final = Path(__file__).with_name("access_log.sql")
_PROMISES: Final = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 4194304",
)
_COLUMNS: Final = "id, at, person, acts_for, way, patient"
_HEAD: Final = "SELECT id, id, hash FROM access ORDER BY id DESC LIMIT 1"
_INSERT: Final = f"INSERT INTO access ({_COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
_OF_RECORDS: Final = f"""
SELECT {_COLUMNS} FROM access WHERE patient IN (SELECT value FROM json_each(:who)) AND at >= :since ORDER BY id DESC
"""
_BY_PERSON: Final = f"""
SELECT {_COLUMNS} FROM access WHERE id IN (
  SELECT id FROM access WHERE person = :who UNION SELECT id FROM access WHERE acts_for = :who AND acts_for <> ''
) AND at >= :since ORDER BY id DESC
"""


def access_path(database: Path) -> Path:
    """The log of the clinic at `database`."""
    return database.with_name(f"{database.name}.access.db")


def hash_of(before: str, opening: tuple[Any, ...]) -> str:
    """The hash of an opening, its columns in their order, after the hash `before`. Raises TypeError for a BLOB."""
    return hashlib.sha256(f"{before}{to_json(opening)}".encode(errors="surrogatepass")).hexdigest()


def newest(db: sqlite3.Connection) -> Head | None:
    """The newest opening and its hash, None before the first."""
    row = db.execute(_HEAD).fetchone()
    return None if row is None else Head(*row)


def make(db: sqlite3.Connection) -> None:
    """Make table and guards in an empty file."""
    statement = ""
    for line in _SCHEMA.read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


class SqliteAccessLog:
    """`core.access.log.AccessLog`. The file is made with the first opening, its connection kept until it is closed."""

    __slots__ = ("_db", "_door", "_path", "_pid")

    def __init__(self, database: Path) -> None:
        """The log beside the clinic at `database`. Nothing is touched before it is used."""
        self._path = access_path(database)
        self._db: sqlite3.Connection | None = None
        self._door = threading.Lock()
        self._pid = os.getpid()

    def note(self, opening: Opening) -> None:
        """Append it: 60 us, without waiting for the disk. Raises DatabaseUnusable or Busy."""
        with self._door, unstoppable(), self._opened() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                before = newest(db)
                number = before.link + 1 if before else 1
                facts = (number, to_millis(opening.at), opening.person, opening.acts_for, opening.way, opening.patient)
                db.execute(_INSERT, (*facts, hash_of(before.hash if before else START, facts)))
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def sync(self) -> None:
        """Have the disk hold all of it. Raises DatabaseUnusable or Busy."""
        with self._door, self._opened() as db:
            db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def of_records(self, records: Collection[PatientId], *, since: datetime | None) -> Iterator[Opening]:
        """Who opened any of the records, newest first."""
        yield from self._found(_OF_RECORDS, to_json(sorted({*records, EVERYBODY})), since)

    def by_person(self, name: str, *, since: datetime | None) -> Iterator[Opening]:
        """What somebody opened, or somebody else with their rights, newest first."""
        yield from self._found(_BY_PERSON, name, since)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._db is not None and self._pid == os.getpid():
            self._db.close()
        self._db = None

    def _found(self, statement: str, who: object, since: datetime | None) -> list[Opening]:
        if not self._path.exists():
            return []
        with self._door, self._opened() as db:
            rows = db.execute(statement, {"who": who, "since": to_millis(since) if since else 0}).fetchall()
        return [_opening(row) for row in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        if self._pid != os.getpid():  # SQLite forbids a child the connections of its parent
            self._db, self._pid = None, os.getpid()
        with refusals(self._path, seconds=BUSY_SECONDS):
            if self._db is None:
                self._db = _connect(self._path)
            yield self._db


def _opening(row: tuple[Any, ...]) -> Opening:
    _, at, person, acts_for, way, patient = row
    return Opening(from_millis(at), acting_for(person, acts_for) if acts_for else person, way, PatientId(patient))


def _connect(path: Path) -> sqlite3.Connection:
    try:
        if not path.exists():
            _make_file(path)
    except OSError as error:
        raise of_files(error, path) from error
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # one at a time has the door
    )
    try:
        refuse_foreign(db, path, ACCESS_ID)
        for pragma in _PROMISES:
            db.execute(pragma)
    except BaseException:
        db.close()
        raise
    return db


def _make_file(path: Path) -> None:
    """Make it whole, beside its name: whoever is quicker makes the one that counts."""
    with unfinished(path) as part:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
        with closing(sqlite3.connect(part, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            db.execute(f"PRAGMA application_id = {ACCESS_ID}")
            make(db)
        with suppress(FileExistsError):
            put_in_place(part, path)
