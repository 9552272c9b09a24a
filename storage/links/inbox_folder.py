"""Which files came into the folders for mail and fax, whole, and where do they go once they are taken in?

A file that is still written is left for a later look. One that was taken in is moved into the folder `taken` beside it,
after its bytes are kept: whoever is killed in between takes it in again, finds its bytes there, and moves it. What was
not taken in stays where it is, for a person to look at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from core.mailroom.model import IncomingDocument, IncomingStatus, MailWay
from core.mailroom.taking_in import MOST_BYTES, is_unfinished
from storage.links.found_files import FoundFile, in_words, new_files, read_file

TAKEN: Final = "taken"
SETTLED_SECONDS: Final = 2.0
"""So long nobody wrote into a file that is whole."""
PATIENCE_SECONDS: Final = 300.0
"""So long one whose end is missing may still be written."""
_OWNERS_FOLDER: Final = 0o700


class InboxFolders:
    """The folders of mail and fax, as a worker looks at them."""

    __slots__ = ("_folders", "_known", "_note_trouble", "_receive", "_seconds")

    def __init__(
        self,
        folders: Sequence[tuple[Path, MailWay]],
        *,
        receive: Callable[[str, bytes, MailWay], tuple[IncomingDocument, bool]],
        note_trouble: Callable[[str], None],
        seconds: Callable[[], float] = time.time,
    ) -> None:
        """`receive` takes a file in; `note_trouble` is told of a place that cannot be read. `seconds` is now."""
        self._folders = tuple(folders)
        self._receive = receive
        self._note_trouble = note_trouble
        self._seconds = seconds
        self._known: set[FoundFile] = set()

    def look(self) -> None:
        """Take in what is new and whole."""
        for folder, way in self._folders:
            for file in new_files(folder, self._known, self._note_trouble):
                self._take(file, way)

    def _take(self, file: FoundFile, way: MailWay) -> None:
        age = self._seconds() - file.mark[2] / 1e9
        if 0 <= age < SETTLED_SECONDS:
            return
        try:
            content = read_file(file.path, most=MOST_BYTES)
        except FileNotFoundError:
            return
        except OSError:
            self._note_trouble(in_words(file.path))
            self._known.add(file)
            return
        if is_unfinished(content) and 0 <= age < PATIENCE_SECONDS:
            return
        document, _ = self._receive(file.path.name, content, way)
        if document.status is IncomingStatus.REFUSED or not _moved(file.path, document):
            self._known.add(file)


def _moved(path: Path, document: IncomingDocument) -> bool:
    """Whether the file went into the folder of what was taken in, under a name that is no other's there."""
    taken = path.parent / TAKEN
    with suppress(OSError):
        if taken.is_symlink():  # whoever may write here does not say where else files go
            return False
        taken.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
        path.rename(taken / f"{document.id}-{path.name}")
        return True
    return False
