"""Which workers of this machine live? Each locks a file beside the database, and writes its heartbeat into it.

No commit is made for a heartbeat, which would wake every desk; and as the beats are told by the time since the machine
was started, nobody who sets its clock ends a lease or makes one last.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Final, Self

from core.errors import NotAllowed
from storage.folders import leases_folder
from storage.locked_file import is_locked
from storage.sentences import NOT_THE_OWNER
from storage.sqlite.refusals import of_files

_OWNER_ONLY: Final = 0o600
_OWNERS_FOLDER: Final = 0o700
_BEAT_SECONDS: Final = 5.0
_STALE_SECONDS: Final = 60.0
"""After which a worker that does not beat is stuck: stopped, or longer at a job than it may be."""


class FileLeases:
    """One worker's: `core.jobs.ports.Leases`. It lives until it is closed, or its process ends in any way at all."""

    __slots__ = ("_descriptor", "_ended", "_folder", "_heart", "_limit", "_path", "worker")

    def __init__(self, database: Path) -> None:
        """Begin to live, beside the clinic at `database`.

        Raises DatabaseUnusable where the file cannot be made, NotAllowed for root in the place of another account,
        whose worker could not open what root makes.
        """
        _refuse_root(database)
        self.worker = os.urandom(8).hex()
        self._folder = leases_folder(database)
        self._path = self._folder / self.worker
        self._limit: float | None = None
        self._ended = threading.Event()
        try:
            self._folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
            self._sweep()
            self._descriptor = self._open()
            self._beat()
        except OSError as error:
            raise of_files(error, database) from error
        self._heart = threading.Thread(target=self._keep_beating, name="heartbeat", daemon=True)
        self._heart.start()

    def is_live(self, worker: str) -> bool:
        """Whether that worker's file is locked, and its last beat is fresh."""
        if not worker or "/" in worker:
            return False
        path = self._folder / worker
        return is_locked(path) and monotonic() - _last_beat(path) < _STALE_SECONDS

    @contextmanager
    def beating(self, longest: timedelta) -> Iterator[None]:
        """The block may take `longest`; beyond that this worker beats no more until it is over."""
        self._limit = monotonic() + longest.total_seconds()
        try:
            yield
        finally:
            self._limit = None
            self._beat()

    def close(self) -> None:
        """Live no longer."""
        self._ended.set()
        self._heart.join()  # else it might write into whatever has the descriptor's number next
        self._path.unlink(missing_ok=True)
        os.close(self._descriptor)

    def _open(self) -> int:
        """The worker's own file, locked, under its name: another that sweeps may have taken it for a dead one's."""
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                return descriptor
            os.close(descriptor)

    def _keep_beating(self) -> None:
        while not self._ended.wait(_BEAT_SECONDS):
            limit = self._limit
            if limit is None or monotonic() < limit:
                self._beat()

    def _beat(self) -> None:
        with suppress(OSError):  # a disk that is full ends the lease in a minute
            os.pwrite(self._descriptor, f"{monotonic():020.3f}".encode(), 0)

    def _sweep(self) -> None:
        """Remove what workers have left behind that were killed."""
        for path in self._folder.iterdir():
            with suppress(OSError):
                descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink(missing_ok=True)
                finally:
                    os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _refuse_root(database: Path) -> None:
    if database.exists() and database.stat().st_uid != os.geteuid():
        owner = database.stat().st_uid
        raise NotAllowed(NOT_THE_OWNER.format(path=database, owner=owner))


def _last_beat(path: Path) -> float:
    """Seconds since the machine was started; long ago for a file that says nothing."""
    try:
        return float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return float("-inf")
