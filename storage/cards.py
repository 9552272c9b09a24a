"""Where are the images of insurance cards kept: as files beside the database, each under the hash of its bytes?

No name ever comes from outside, no link is followed, and what a name says is what the bytes are, or they are refused.
Files are added and never changed or removed, as the journal may bring back whatever it once had.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final

from core.coverage.model import CardImage
from core.errors import DatabaseUnusable
from storage.entry_writer import OpenEntry
from storage.folders import cards_folder
from storage.sentences import CARD_GONE, CARD_NOT_KEPT

NAME: Final = re.compile(r"[0-9a-f]{64}")
_PART: Final = ".part"
_OWNER_ONLY: Final = 0o600
_OWNERS_FOLDER: Final = 0o700
_PIECE: Final = 1 << 20
_KNOWN: Final = "SELECT 1 FROM card_file WHERE hash = ?"
_KEEP: Final = "INSERT INTO card_file (hash, size) VALUES (?, ?)"
_HASHES: Final = "SELECT hash FROM card_file ORDER BY rowid"


class CardRepository:
    """`core.coverage.ports.CardWriter`, and of a snapshot its `CardReader`."""

    __slots__ = ("_db", "_entry", "_folder")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry, database: Path) -> None:
        self._db = db
        self._entry = entry
        self._folder = cards_folder(database)

    def content(self, image: CardImage) -> bytes:
        """The bytes of the image."""
        try:
            with opened_folder(self._folder) as folder:
                content = _read(folder, image.hash)
        except OSError as error:
            why = error.strerror or str(error)
            raise DatabaseUnusable(CARD_GONE.format(file=self._folder / image.hash, why=why)) from error
        if sha256(content).hexdigest() != image.hash:
            raise DatabaseUnusable(CARD_GONE.format(file=self._folder / image.hash, why=os.strerror(5)))
        return content

    def keep(self, image: CardImage, content: bytes) -> None:
        """Keep the bytes; what lies under their name and is not they gives way."""
        try:
            self._folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
            with opened_folder(self._folder) as folder:
                if not _has(folder, image.hash):
                    _write(folder, image.hash, content)
        except OSError as error:
            why = error.strerror or str(error)
            raise DatabaseUnusable(CARD_NOT_KEPT.format(folder=self._folder, why=why)) from error
        if self._db.execute(_KNOWN, (image.hash,)).fetchone() is None:
            self._entry.writer.db.execute(_KEEP, (image.hash, image.size))


def copy_cards(db: sqlite3.Connection, database: Path, copy: Path, *, linked: Path | None = None) -> None:
    """Lay beside `copy` the images that `db`, its snapshot, names, as a folder of its own. Raises OSError.

    `linked` is the folder of an earlier copy on that disk, whose files are the same and take up no more space. One that
    is missing or altered is left for the doctor to tell.
    """
    hashes = [digest for (digest,) in db.execute(_HASHES)]
    if not hashes:
        return
    target = cards_folder(copy)
    target.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
    with suppress(FileNotFoundError), opened_folder(cards_folder(database)) as source, opened_folder(target) as folder:
        for digest in hashes:
            if not (_has(folder, digest) or (linked and _link(linked / digest, digest, folder))):
                _copy(source, folder, digest)
        os.fsync(folder)


def remove_cards(copy: Path) -> None:
    """Remove the images beside a copy that is removed: they, and nothing that somebody laid among them."""
    folder = cards_folder(copy)
    with suppress(OSError), opened_folder(folder) as inside:
        with os.scandir(inside) as entries:
            names = [entry.name for entry in entries if NAME.fullmatch(entry.name)]
        for name in names:
            os.unlink(name, dir_fd=inside)
        folder.rmdir()


def digest_in(folder: int, name: str) -> tuple[int, str]:
    """Size and hash of a file of the folder. Raises OSError, also for a link."""
    sign, size = sha256(), 0
    with os.fdopen(_descriptor(folder, name), "rb") as file:
        while piece := file.read(_PIECE):
            sign.update(piece)
            size += len(piece)
    return size, sign.hexdigest()


@contextmanager
def opened_folder(folder: Path) -> Iterator[int]:
    """The folder, so that nobody puts another in its place meanwhile. Raises OSError, also for a link."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _descriptor(folder: int, name: str) -> int:
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    if S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise FileNotFoundError(name)


def _read(folder: int, name: str) -> bytes:
    with os.fdopen(_descriptor(folder, name), "rb") as file:
        return file.read()


def _has(folder: int, name: str) -> bool:
    try:
        return digest_in(folder, name)[1] == name
    except OSError:
        return False


def _write(folder: int, name: str, content: bytes) -> None:
    """Bring the file to the disk, and then its name."""
    part = f"{name}{_PART}"
    with suppress(FileNotFoundError):
        os.unlink(part, dir_fd=folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(part, flags, _OWNER_ONLY, dir_fd=folder), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
    os.fsync(folder)


def _copy(source: int, folder: int, name: str) -> None:
    """Copy a file of another folder, if it is there and is what its name says."""
    try:
        content = _read(source, name)
    except OSError:
        return
    if sha256(content).hexdigest() == name:
        _write(folder, name, content)


def _link(earlier: Path, name: str, folder: int) -> bool:
    """Whether the file of an earlier copy got that name here too, and is what that says."""
    try:
        os.link(earlier, name, dst_dir_fd=folder, follow_symlinks=False)
    except OSError:
        return False
    is_sound = _has(folder, name)
    if not is_sound:
        os.unlink(name, dir_fd=folder)
    return is_sound
