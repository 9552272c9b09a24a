"""Who may write one act over many turns of the queue, and how does the database bear with it?"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from core.errors import Busy
from storage import chain
from storage.sqlite import sentences
from storage.sqlite.refusals import of_files
from storage.sqlite.unstoppable import unstoppable

SIDE_FILE: Final = ".batch"
"""Ends the name of the file beside the database whose lock a batch holds."""
_OWNER_ONLY: Final = 0o600

# Each turn of an import dirties some 10 MB of pages all over the indexes: with 2 MB of cache they are written twice.
# With the file mapped, the memory of the process would seem to grow with the database.
_PRAGMAS: Final = ("PRAGMA cache_size = -65536", "PRAGMA mmap_size = 0", "PRAGMA wal_autocheckpoint = 0")
# An undo stays open until it is gone through with.
_LEFT_OPEN: Final = """
SELECT entry FROM journal_open JOIN journal ON journal.id = entry WHERE undoes IS NULL ORDER BY entry
"""


@contextmanager
def alone(path: Path, *, ending: str = SIDE_FILE, told: str = sentences.BATCH_RUNNING) -> Iterator[None]:
    """No other batch runs in the database `path` for the length of the block. Raises Busy, at once, with what is told.

    With another `ending` of the file that is locked it is not batches that are alone, but what else locks that one.
    Ctrl+Z waits until it is over: whoever is stopped in it keeps all others from it.
    """
    with unstoppable(), _locked_file(path.with_name(path.name + ending), told):
        yield


@contextmanager
def _locked_file(file: Path, told: str) -> Iterator[None]:
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
    except OSError as error:
        raise of_files(error, file) from error
    try:
        _lock(descriptor, told)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, told: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy(told) from error


def prepare(db: sqlite3.Connection) -> None:
    """Make the connection one that writes much at a time."""
    for pragma in _PRAGMAS:
        db.execute(pragma)


def close_left_open(db: sqlite3.Connection) -> None:
    """Close the entries of batches that died: whatever they say came of them is what did."""
    for (entry,) in db.execute(_LEFT_OPEN).fetchall():
        chain.close(db, entry)


def checkpoint(db: sqlite3.Connection) -> None:
    """Move what is in the log into the database. Outside of one's turn, so that nobody waits for it."""
    db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
