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
from storage.sqlite import sentences
from storage.sqlite.file_header import APPLICATION_ID
from storage.sqlite.reader import open_reader

_OWNER_ONLY: Final = 0o600
_WHOLE_DATABASE: Final = -1
"""Pages a step: a copy in several steps starts again at every commit of somebody else, and may never end."""


def backup(
    source: Path, target: Path, *, kind: int = APPLICATION_ID, prove: Callable[[Path], None] = lambda _: None
) -> int:
    """Copy the database `source` to the new file `target` and return the size of the copy in bytes.

    The copy is one plain file, readable by its owner alone, checked, and on the disk before it gets its
    name: whoever sees `target` sees all of it. Desks go on writing. Nothing existing is overwritten. Outward work is
    armed in no copy. `prove` may examine the copy further, and raise what keeps it from its name. Raises
    BadInput("file") for a target that exists or cannot be written, DatabaseUnusable for a source that
    cannot be read or fails the check.
    """
    if target.exists() or target.is_symlink():
        raise BadInput(sentences.BACKUP_EXISTS.format(target=target), field="file")
    try:
        with unfinished(target) as part:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
            _copy(source, part, kind)
            prove(part)
            size = part.stat().st_size
            put_in_place(part, target)
    except FileExistsError as taken:
        raise BadInput(sentences.BACKUP_EXISTS.format(target=target), field="file") from taken
    except OSError as refusal:
        why = refusal.strerror or str(refusal)
        raise BadInput(sentences.BACKUP_UNWRITABLE.format(target=target, why=why), field="file") from refusal
    return size


def _copy(source: Path, part: Path, kind: int) -> None:
    with closing(open_reader(source, kind)) as reader, closing(sqlite3.connect(part)) as copy:
        try:
            reader.backup(copy, pages=_WHOLE_DATABASE)
            copy.execute("PRAGMA journal_mode = DELETE")  # in WAL mode it would need two more files beside it
            if kind == APPLICATION_ID and meta.get(copy, meta.ARMED):
                with copy:
                    meta.put(copy, meta.ARMED, meta.A_COPY)
            problems = [text for (text,) in copy.execute("PRAGMA quick_check(1)") if text != "ok"]
        except sqlite3.Error as failure:
            raise DatabaseUnusable(sentences.BACKUP_FAILED.format(source=source, why=failure)) from failure
    if problems:
        raise DatabaseUnusable(sentences.BACKUP_DAMAGED.format(source=source, why=problems[0]))
