"""What does an error of SQLite or of the file system mean to the person at the desk?"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import Busy, ClinicdeskError, DatabaseUnusable
from storage.sqlite import sentences


@contextmanager
def refusals(path: Path, *, seconds: float) -> Iterator[None]:
    """Turn what SQLite and the file system refuse into Busy or DatabaseUnusable, each with its sentence.

    An error that only a defect of the program can cause, such as a broken constraint, passes as it is.
    `seconds` is how long a write was ready to wait.
    """
    try:
        yield
    except sqlite3.Error as error:
        refusal = _of_sqlite(error, path, seconds)
        if refusal is None:
            raise
        raise refusal from error


def guard_of(error: sqlite3.Error) -> str:
    """The name of the guard that refused a row, as `guards.refuse` wrote it before its sentence; '' if it was none."""
    if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return ""
    name, _, sentence = str(error).partition(": ")
    return name if sentence else ""


def of_files(error: OSError, path: Path) -> DatabaseUnusable:
    """The refusal for a file that could not be made or opened."""
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return DatabaseUnusable(sentences.DATABASE_READ_ONLY.format(path=path))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DatabaseUnusable(sentences.DATABASE_FULL.format(path=path))
    return DatabaseUnusable(sentences.DATABASE_CLOSED.format(path=path, why=error.strerror or error))


def _of_sqlite(error: sqlite3.Error, path: Path, seconds: float) -> ClinicdeskError | None:
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return DatabaseUnusable(
            sentences.DATABASE_DAMAGED.format(path=path)
        )  # Python's own: what stands there is no text
    code, why = getattr(error, "sqlite_errorcode", 0), str(error)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the shared memory of the log is a file too, made when it is opened
        return DatabaseUnusable(sentences.DATABASE_FULL.format(path=path))
    match code & 0xFF:  # the rest of an extended code only says where
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return Busy(sentences.DATABASE_BUSY.format(seconds=seconds))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return DatabaseUnusable(sentences.DATABASE_READ_ONLY.format(path=path))
        case sqlite3.SQLITE_FULL:
            return DatabaseUnusable(sentences.DATABASE_FULL.format(path=path))
        case sqlite3.SQLITE_IOERR:
            return DatabaseUnusable(sentences.DATABASE_DISK.format(path=path, why=why))
        case sqlite3.SQLITE_CORRUPT:
            return DatabaseUnusable(sentences.DATABASE_DAMAGED.format(path=path))
        case sqlite3.SQLITE_NOTADB:
            return DatabaseUnusable(sentences.DATABASE_FOREIGN.format(path=path))
        case sqlite3.SQLITE_CANTOPEN:
            return DatabaseUnusable(sentences.DATABASE_CLOSED.format(path=path, why=why))
        case _:
            return None
