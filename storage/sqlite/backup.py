"""How is a copy of the database made while desks go on writing?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from core.errors import BadInput, DatabaseUnusable
from core.new_file import put_in_place, unfinished
from storage import meta
from storage.cards import copy_cards, remove_cards
from storage.folders import cards_folder
from storage.sqlite import sentences
from storage.sqlite.file_header import APPLICATION_ID
from storage.sqlite.reader import open_reader

_HAS_CARDS: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'card_file'"
_OWNER_ONLY: Final = 0o600
_WHOLE_DATABASE: Final = -1
"""Pages a step: a copy in several steps starts again at every commit of somebody else, and may never end."""

_QUICKLY: Final = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
"""The copy is nobody's before it has its name, and for that it is brought to the disk once: else it takes half as long
again."""
SMALL_BYTES: Final = 16 << 20
"""A copy that is checked at once: it takes less than a second."""


def is_checked(size: int) -> bool:
    """Whether every page of a copy of that size is checked before it gets its name."""
    return size <= SMALL_BYTES


def _refuse_taken(name: Path) -> None:
    if os.path.lexists(name):
        raise BadInput(sentences.BACKUP_EXISTS.format(target=name), field="file")


def backup(
    source: Path,
    target: Path,
    *,
    kind: int = APPLICATION_ID,
    prove: Callable[[Path], None] = lambda _: None,
    has_cards: bool = True,
    linked: Path | None = None,
) -> int:
    """Copy the database `source` to the new file `target` and return the size of the copy in bytes.

    The copy is one plain file, readable by its owner alone, and on the disk before it gets its name: whoever sees
    `target` sees all of it. It takes as long as any copy of the file: to check every page of five gigabytes would take
    ten times as long, so only a small copy is checked here. Desks go on writing. Nothing existing is overwritten.
    Outward work is armed in no copy. Images of insurance cards are laid into a folder beside it first, unless it is
    without them; `linked` is one of before on that disk, of which what is the same takes up no more space. `prove` may
    examine the copy, and raise what keeps it from its name. Raises BadInput("file") for a target that exists or cannot
    be written, DatabaseUnusable for a source that cannot be read or fails the check.
    """
    _refuse_taken(target)
    if has_cards:
        _refuse_taken(cards_folder(target))
    try:
        with unfinished(target) as part:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
            _copy(source, part, kind)
            if has_cards and kind == APPLICATION_ID:
                with closing(open_reader(part)) as copied:
                    if copied.execute(_HAS_CARDS).fetchone():  # not one of before, which is about to be migrated
                        copy_cards(copied, source, part, linked=linked)
            prove(part)
            size = part.stat().st_size
            _put_in_place(part, target)
    except FileExistsError as error:
        raise BadInput(sentences.BACKUP_EXISTS.format(target=target), field="file") from error
    except OSError as refusal:
        why = refusal.strerror or str(refusal)
        raise BadInput(sentences.BACKUP_UNWRITABLE.format(target=target, why=why), field="file") from refusal
    return size


def _put_in_place(part: Path, target: Path) -> None:
    """Give the copy its name, and its images theirs before."""
    images = cards_folder(target)
    has_images = cards_folder(part).exists()
    if has_images:
        cards_folder(part).rename(images)
    try:
        put_in_place(part, target)
    except OSError:
        if has_images:
            remove_cards(target)
        raise


def _copy(source: Path, part: Path, kind: int) -> None:
    with closing(open_reader(source, kind)) as reader, closing(sqlite3.connect(part)) as copy:
        try:
            for pragma in _QUICKLY:
                copy.execute(pragma)
            reader.backup(copy, pages=_WHOLE_DATABASE)
            copy.execute("PRAGMA journal_mode = DELETE")  # in WAL mode it would need two more files beside it
            if kind == APPLICATION_ID and meta.get(copy, meta.ARMED):
                with copy:
                    meta.put(copy, meta.ARMED, meta.A_COPY)
            problems: list[str] = []
            if is_checked(part.stat().st_size):
                problems = [text for (text,) in copy.execute("PRAGMA quick_check(1)") if text != "ok"]
        except sqlite3.Error as failure:
            raise DatabaseUnusable(sentences.BACKUP_FAILED.format(source=source, why=failure)) from failure
    if problems:
        raise DatabaseUnusable(sentences.BACKUP_DAMAGED.format(source=source, why=problems[0]))
