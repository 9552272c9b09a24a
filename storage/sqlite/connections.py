"""How do threads and forked processes share the connections to one database, each transaction with one to itself?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from storage.sqlite.connection import open_database, refuse_newer
from storage.sqlite.refusals import refusals
from storage.sqlite.unstoppable import unstoppable
from storage.sqlite.write_queue import WriteQueue

if TYPE_CHECKING:
    from storage.sqlite import batch
else:
    (batch,) = lazy_modules("storage.sqlite.batch")


class Connections:
    """The connections to one database. Those not in use are kept open until it is closed."""

    __slots__ = (
        *("_busy_seconds", "_durable", "_is_batch", "_left_behind", "_path", "_pid", "_queue"),
        *("commit_seconds", "idle"),
    )

    def __init__(self, path: Path, *, busy_seconds: float, durable: bool, is_batch: bool) -> None:
        """Open the first one, as `open_database` does. See `SqliteStore` for what is asked of them."""
        self._path = path
        self._durable = durable
        self._is_batch = is_batch
        self._busy_seconds = busy_seconds
        self._queue = WriteQueue(path, seconds=busy_seconds)
        self.idle = [self._open()]
        self._left_behind: list[sqlite3.Connection] = []
        self.commit_seconds = 0.0
        """What the last commit took."""
        self._pid = os.getpid()

    @contextmanager
    def plain(self) -> Iterator[sqlite3.Connection]:
        """One without a transaction."""
        self._notice_fork()
        with refusals(self._path, seconds=self._busy_seconds):
            try:
                db = self.idle.pop()
            except IndexError:
                db = self._open()
            try:
                yield db
            finally:
                self.idle.append(db)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """One in a transaction that reads. Ctrl+Z waits: who is stopped in one has the log grow with every commit."""
        with unstoppable(), self.plain() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                _roll_back(db)

    @contextmanager
    def turn(self) -> Iterator[sqlite3.Connection]:
        """One in a write transaction, in one's turn of the queue; rolled back on any exception."""
        with self._queue.turn(), self.plain() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                refuse_newer(db, self._path)
                yield db
                began = monotonic()
                db.execute("COMMIT")
                self.commit_seconds = monotonic() - began
            finally:
                _roll_back(db)
        if self._is_batch:
            with self.plain() as db:
                batch.checkpoint(db)

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._notice_fork()
        while self.idle:
            self.idle.pop().close()
        self._queue.close()

    def _open(self) -> sqlite3.Connection:
        db = open_database(self._path, busy_seconds=self._busy_seconds)
        if not self._durable:
            db.execute("PRAGMA synchronous = OFF")
        if self._is_batch:
            batch.prepare(db)
        return db

    def _notice_fork(self) -> None:
        """SQLite forbids a child to use, or even to close, the connections of its parent."""
        if self._pid != os.getpid():
            self._left_behind += self.idle
            self.idle = []
            self._pid = os.getpid()


def _roll_back(db: sqlite3.Connection) -> None:
    """End what is still open. SQLite itself rolls back on a full disk."""
    if db.in_transaction:
        db.execute("ROLLBACK")
