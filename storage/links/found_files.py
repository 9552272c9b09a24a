"""Which files lie in a folder into which others write, and what is in them?"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import Final

from msgspec import Struct

from core.verification.taking_in import MOST_BYTES
from storage.links import sentences

_UNFINISHED: Final = (".part", ".partial", ".filepart", ".tmp", ".temp", ".writing", ".crdownload")
"""How names end of files that are still written."""


class FoundFile(Struct, frozen=True):
    """A file in a folder, and what tells whether it is still the one that was looked at."""

    path: Path
    mark: tuple[int, int, int]


def new_files(folder: Path, known: Container[FoundFile], note_trouble: Callable[[str], None]) -> list[FoundFile]:
    """Those that are not `known`; none of a folder that cannot be read, of which `note_trouble` is told."""
    try:
        return [file for file in files_in(folder) if file not in known]
    except OSError:
        note_trouble(in_words(folder))
        return []


def files_in(folder: Path) -> Iterator[FoundFile]:
    """The files of a folder by name, but for hidden ones and those still being written. Raises OSError.

    A link, and one of which nothing can be told, are among them: reading them tells why.
    """
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    for name in names:
        if name.startswith(".") or name.lower().endswith(_UNFINISHED):
            continue
        try:
            told = (folder / name).lstat()
        except FileNotFoundError:
            continue
        except OSError:
            yield FoundFile(folder / name, (0, 0, 0))
            continue
        if S_ISREG(told.st_mode) or S_ISLNK(told.st_mode):
            yield FoundFile(folder / name, (told.st_ino, told.st_size, told.st_mtime_ns))


def read_file(path: Path, *, follows_link: bool = False, most: int = MOST_BYTES) -> bytes:
    """Its bytes; of one that has more than `most`, so many that this is seen.

    Raises OSError, also for a pipe or a device.

    A link is refused as well, since whoever may write into a folder could have any file read by one; a file that
    somebody named may be one.
    """
    descriptor = _opened(path, 0 if follows_link else os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, sentences.NO_PLAIN_FILE)
        return file.read(most + 1)


def _opened(path: Path, flags: int) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | flags)
    except OSError as error:
        if flags and error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, sentences.LINK_NOT_FOLLOWED) from error
        raise


def in_words(path: Path) -> str:
    """The path, whatever bytes its name has that are no text."""
    return os.fsencode(path).decode(errors="backslashreplace")
