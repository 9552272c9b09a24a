"""How is the database looked at by who must not change it?"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from core.errors import DatabaseUnusable
from storage.sqlite import sentences
from storage.sqlite.file_header import APPLICATION_ID, refuse_foreign
from storage.sqlite.refusals import refusals

BUSY_SECONDS: Final = 5.0
"""Readers wait for nobody but who recovers the log after a crash, or clears it away as the last to leave."""


def open_reader(path: Path, kind: int = APPLICATION_ID) -> sqlite3.Connection:
    """A connection in autocommit that refuses to write.

    `kind` is the id in the file's header. Raises DatabaseUnusable for a file that is missing, foreign or damaged.

    The file is opened for writing all the same: otherwise the last to leave could not clear away the files of
    the write-ahead log.
    """
    if not path.is_file():
        raise DatabaseUnusable(sentences.DATABASE_MISSING.format(path=path))
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with refusals(path, seconds=BUSY_SECONDS), ExitStack() as opened:
        db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        opened.callback(db.close)
        db.execute("PRAGMA query_only = ON")
        refuse_foreign(db, path, kind)
        opened.pop_all()
    return db
