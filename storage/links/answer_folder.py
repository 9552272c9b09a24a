"""Which files with answers came into the folders, and what is done with each?

Files are left where they are: they are the clearing house's program's to remove. Which of them are known is told by
their names, sizes and times while this process lives, and by their bytes for ever.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import Final

from msgspec import Struct

from core.errors import BadInput
from core.jobs.model import Job, Outcome
from core.verification.asking import FILE
from core.verification.taking_in import MOST_BYTES, PLACE, Taken
from storage.links import sentences

_UNFINISHED: Final = (".part", ".partial", ".filepart", ".tmp", ".temp", ".writing", ".crdownload")
"""How names end of files that are still written."""


class FoundFile(Struct, frozen=True):
    """A file in a folder, and what tells whether it is still the one that was looked at."""

    path: Path
    mark: tuple[int, int, int]


class AnswerFolders:
    """The folders in which answers come, as a worker looks at them; and its link for what is in the files."""

    __slots__ = ("_beside", "_folders", "_known", "_note_trouble", "_receive", "_take")

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        receive: Callable[[str, bytes], object],
        take: Callable[[int], Taken],
        note_trouble: Callable[[str], None],
        beside: Sequence[Path] = (),
    ) -> None:
        """`receive` keeps the bytes of a file, `take` notes what it says; a place that cannot be read is told of.

        Of the folders `beside` these it is looked again whether they can be read: others take in what comes there.
        """
        self._beside = tuple(beside)
        self._folders = tuple(folders)
        self._receive = receive
        self._take = take
        self._note_trouble = note_trouble
        self._known: set[FoundFile] = set()

    def look(self) -> None:
        """Keep what is new."""
        for folder in self._folders:
            try:
                found = list(files_in(folder))
            except OSError:
                self._note_trouble(in_words(folder))
                continue
            for file in found:
                if file not in self._known:
                    self._keep(file)

    def _keep(self, file: FoundFile) -> None:
        try:
            content = read_file(file.path)
        except FileNotFoundError:
            return
        except OSError:
            self._note_trouble(in_words(file.path))
        else:
            self._receive(file.path.name, content)
        self._known.add(file)

    def carry_out(self, job: Job) -> Outcome:
        """Note what a file says; or look whether a place can be read again. Raises BadInput while it cannot."""
        if PLACE in job.details:
            return self._look_again(job.details[PLACE])
        taken = self._take(int(job.details[FILE]))
        return Outcome(" ".join((sentences.ANSWERS_TAKEN.format(count=taken.matched), *taken.faults)))

    def _look_again(self, place: str) -> Outcome:
        path = next((file.path for file in self._known if in_words(file.path) == place), Path(place))
        try:
            if path in self._folders or path in self._beside:
                list(files_in(path))
            else:
                with suppress(FileNotFoundError):
                    read_file(path)
        except OSError as error:
            raise BadInput(sentences.PLACE_UNREADABLE.format(place=place, why=error.strerror or error)) from error
        self._known = {file for file in self._known if file.path != path}
        return Outcome(sentences.PLACE_READABLE.format(place=place))


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
