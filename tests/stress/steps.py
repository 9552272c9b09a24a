"""Before which statement, or operation on a file, does a process die?"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import SqliteStore

ON_FILES: Final = frozenset({"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir"})
"""The events of `sys.addaudithook` that are operations on a file."""


class Steps:
    """Counts statements, and operations on files of a folder; kills the process before the one that is `fatal`."""

    def __init__(self, fatal: int, folder: Path) -> None:
        """The first is 1; with 0 it lives."""
        self._fatal, self._folder = fatal, str(folder)
        self.taken = 0
        self.on_files: list[int] = []

    def count_in(self, store: SqliteStore) -> None:
        """Count from now on, until the process ends."""
        sys.addaudithook(self._operation)
        store._connections.idle[0].set_trace_callback(lambda _: self._next())

    def _operation(self, event: str, details: tuple[Any, ...]) -> None:
        if event in ON_FILES and any(self._folder in str(one) for one in details):
            self._next()
            self.on_files.append(self.taken)

    def _next(self) -> None:
        self.taken += 1
        if self.taken == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
