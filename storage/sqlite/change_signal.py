"""Has anybody committed since the desk last asked?"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from storage.sqlite.reader import open_reader


class ChangeSignal:
    """Watches one database for commits, by other programs and by this one alike: `core.clinic.ports.Changes`.

    Its connection does nothing else: `PRAGMA data_version` (5 us) is blind to commits of the connection that
    asks, and while that one has a statement unfinished. A checkpoint may raise it too, so True can be a false
    alarm, and what it leads to must be harmless when repeated. Ask from the thread that made it.
    """

    __slots__ = ("_db", "_seen")

    def __init__(self, path: Path) -> None:
        """Start watching. What was committed before is no news. Raises DatabaseUnusable."""
        self._db = open_reader(path)
        self._db.execute("PRAGMA busy_timeout = 0")  # a desk repaints between two polls and cannot wait
        self._seen = 0
        self._seen = self._version()

    def poll(self) -> bool:
        """Whether anything was committed since the last poll."""
        version = self._version()
        if version == self._seen:
            return False
        self._seen = version
        return True

    def close(self) -> None:
        """Stop watching."""
        self._db.close()

    def _version(self) -> int:
        try:
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return self._seen  # somebody has the file to himself just now; the next poll will tell

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
