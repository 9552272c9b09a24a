"""Who writes next? First come, first served, across threads and processes, and nobody waits for ever."""

from __future__ import annotations

import fcntl
import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

from core.errors import Busy
from storage.sqlite import sentences
from storage.sqlite.refusals import of_files
from storage.sqlite.unstoppable import unstoppable

_OWNER_ONLY: Final = 0o600


class WriteQueue:
    """Two locked files beside the database: who holds `.next` is the next to get `.lock`, and `.lock` writes.

    One file alone is not fair: who lets go of it takes it again before those who wait have woken up. With 8
    writers that never pause the longest wait is 326 ms with one file and 19 ms with two. SQLite's own busy
    handler starves some of them altogether.
    """

    __slots__ = ("_door", "_files", "_path", "_pid", "_seconds")

    def __init__(self, path: Path, *, seconds: float) -> None:
        """A queue for the database `path`, by whatever name, in which a writer waits `seconds` at most."""
        self._path = Path(os.path.realpath(path))
        self._seconds = seconds
        self._pid = os.getpid()
        self._door = threading.Lock()
        self._files: _Files | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The block runs while nobody else's does, and Ctrl+Z waits: who is stopped in it, or next to it, stops all.

        Raises Busy, or DatabaseUnusable without the files.
        """
        with unstoppable(), self._turn():
            yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._pid != os.getpid():
            self._start_anew()
        deadline = monotonic() + self._seconds
        if not self._door.acquire(timeout=self._seconds):
            raise self._busy()
        try:
            files = self._take(deadline)
            try:
                yield
            finally:
                files.let_go()
        finally:
            self._door.release()

    def close(self) -> None:
        """Close the files; the next turn opens them again."""
        if self._files is not None:
            self._files.close()
            self._files = None

    def _start_anew(self) -> None:
        """After a fork: the files share the parent's lock, and its threads are not here to open the door."""
        self.close()
        self._pid = os.getpid()
        self._door = threading.Lock()

    def _take(self, deadline: float) -> _Files:
        try:
            files = self._files = self._files or _Files(self._path)
            if files.take_at_once() or self._waited(files, deadline - monotonic()):
                return files
        except OSError as error:
            raise of_files(error, self._path) from error
        raise self._busy()

    def _waited(self, files: _Files, seconds: float) -> bool:
        waiter, got = _Waiter(files), False
        try:
            got = waiter.wait(seconds)
        finally:  # also when ctrl+c ends the waiting
            if not got:
                self._files = None
                waiter.give_up()
        return got

    def _busy(self) -> Busy:
        return Busy(sentences.DATABASE_BUSY.format(seconds=self._seconds))


class _Files:
    """The two files, open until closed or forgotten. A descriptor that a thread waits on is that thread's alone."""

    __slots__ = ("__weakref__", "_is_next", "_lock", "_next", "close")

    def __init__(self, path: Path) -> None:
        self._next = _open(path.with_name(f"{path.name}.next"))
        self._lock = _open(path.with_name(f"{path.name}.lock"))
        self._is_next = False
        self.close: Final = weakref.finalize(self, _close, self._next, self._lock)
        """Close both, which lets go of them too."""

    def take_at_once(self) -> bool:
        """Take the lock if nobody has it and nobody waits: 4 us."""
        self._is_next = _locked(self._next, fcntl.LOCK_NB)
        if not self._is_next or not _locked(self._lock, fcntl.LOCK_NB):
            return False
        self._step_up()
        return True

    def take(self) -> None:
        """Wait for the lock, from the place in the queue that `take_at_once` got to."""
        if not self._is_next:
            _locked(self._next)
        _locked(self._lock)
        self._step_up()

    def let_go(self) -> None:
        """Let the next one write."""
        fcntl.flock(self._lock, fcntl.LOCK_UN)

    def _step_up(self) -> None:
        self._is_next = False
        fcntl.flock(self._next, fcntl.LOCK_UN)


class _Waiter:
    """Waits in a thread of its own: a blocking flock keeps its place in the queue but knows no deadline."""

    __slots__ = ("_decision", "_error", "_files", "_given_up", "_over")

    def __init__(self, files: _Files) -> None:
        self._files = files
        self._decision = threading.Lock()
        self._over = threading.Event()
        self._error: OSError | None = None
        self._given_up = False
        threading.Thread(target=self._run, name="write queue", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether the lock was got in time. Raises what the file system said."""
        got = self._over.wait(max(seconds, 0))
        if self._error is not None:
            raise self._error
        return got

    def give_up(self) -> None:
        """Do without the lock. The files are closed as soon as nobody waits on them."""
        with self._decision:
            self._given_up = True
            if not self._over.is_set():
                return
        self._files.close()

    def _run(self) -> None:
        try:
            self._files.take()
        except OSError as error:
            self._error = error
        with self._decision:
            self._over.set()
            if not self._given_up:
                return
        self._files.close()


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)


def _locked(descriptor: int, how: int = 0) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | how)
    except BlockingIOError:
        return False
    return True
