"""Are the images of insurance cards those that were kept, each one there, and nothing else among them?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from storage.cards import digest_in, opened_folder
from storage.folders import cards_folder
from storage.sqlite import sentences

_NEWEST_BYTES: Final = 64 << 20
"""So much is read within a second of what was kept of late."""
_FILES: Final = "SELECT hash, size FROM card_file ORDER BY rowid DESC"


def cards(db: sqlite3.Connection, path: Path, *, is_whole: bool) -> Iterator[str]:
    """What is missing, altered or foreign beside the database at `path`; without `is_whole` of the newest, by bytes."""
    kept = dict(db.execute(_FILES).fetchall())
    folder = cards_folder(path)
    if not os.path.lexists(folder):
        if kept:
            yield sentences.DOCTOR_CARDS_GONE.format(folder=folder, count=len(kept))
        return
    if folder.is_symlink() or not folder.is_dir():
        return  # which is told of every folder beside the database
    with opened_folder(folder) as inside:
        with os.scandir(inside) as entries:
            names = {entry.name for entry in entries}
        looked_through = 0
        for name, size in kept.items():
            looked_through += size
            if name not in names:
                yield sentences.DOCTOR_CARD_GONE.format(file=folder / name)
            elif not _is_that(inside, name, size, is_read=is_whole or looked_through <= _NEWEST_BYTES):
                yield sentences.DOCTOR_CARD_ALTERED.format(file=folder / name)
        for name in sorted(names - kept.keys()):
            shown = os.fsencode(folder / name).decode(errors="backslashreplace")
            yield sentences.DOCTOR_CARD_FOREIGN.format(file=shown)


def bytes_of_cards(path: Path) -> int:
    """How many bytes of images lie beside the database at `path`."""
    with suppress(OSError), os.scandir(cards_folder(path)) as entries:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in entries)
    return 0


def _is_that(folder: int, name: str, size: int, *, is_read: bool) -> bool:
    with suppress(OSError):
        if is_read:
            return digest_in(folder, name) == (size, name)
        return os.stat(name, dir_fd=folder, follow_symlinks=False).st_size == size
    return False
