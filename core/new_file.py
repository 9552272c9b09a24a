"""How is a file made where nobody sees half of it, and how does it get its name, never that of another?"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWNERS_FOLDER: Final = 0o700
_UNFINISHED: Final = ".clinicdesk-part"
_IS_UNFINISHED: Final = re.compile(rf"\..*\.[a-z0-9_]{{8}}{re.escape(_UNFINISHED)}")
"""The name of a folder that holds what is not finished; nothing else is called so."""
_NO_LOCKS: Final = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK, errno.EINVAL})
_ABANDONED_SECONDS: Final = 86_400
"""After which what is unfinished on a disk without locks is nobody's: no copy takes a day."""
_SHOWN_OF_NAME: Final = 40


def make_folders(folder: Path) -> None:
    """Make what is missing of the folders, each for its owner alone."""
    if not folder.exists():
        make_folders(folder.parent)
        folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A place to make the file `path`, with whatever is laid beside it meanwhile, which is gone after the block.

    It is a folder beside that, for its owner alone, locked while this process lives: where that was killed, `sweep`
    knows it for nobody's. Raises OSError.
    """
    sweep(path.parent)
    folder, lock = _locked_folder(path)
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def sweep(folder: Path) -> None:
    """Remove what killed processes left unfinished in `folder`: it may hold names of patients."""
    with suppress(OSError):
        for left in folder.iterdir():
            if _IS_UNFINISHED.fullmatch(left.name) and left.is_dir() and not left.is_symlink():
                _remove_if_nobodys(left)


def put_in_place(part: Path, path: Path) -> None:
    """Give the file `part`, once it is on the disk, the name `path` beside it, and only that name.

    Raises FileExistsError where anything has the name already, a link that leads nowhere too.
    """
    _sync(part, os.O_RDONLY)
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError as error:  # FAT knows no links
        if os.path.lexists(path):
            raise FileExistsError(path) from error
        part.rename(path)
    else:
        part.unlink()
    _sync(path.parent, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locked_folder(path: Path) -> tuple[Path, int]:
    """A new folder and the descriptor that locks it. Whoever sweeps in between takes it for nobody's; then another."""
    while True:
        name = path.name[:_SHOWN_OF_NAME]
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{name}.", suffix=_UNFINISHED))
        with suppress(FileNotFoundError):
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            _lock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_nlink:
                return folder, lock
            os.close(lock)


def _remove_if_nobodys(folder: Path) -> None:
    with suppress(OSError):
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if _lock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB) or time() - os.fstat(lock).st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)


def _lock(descriptor: int, how: int) -> bool:
    """Lock it; False on a disk that knows no locks, as some network disks and boxes. Raises BlockingIOError."""
    try:
        fcntl.flock(descriptor, how)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        raise
    return True
