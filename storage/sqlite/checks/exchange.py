"""Are the bytes of the files that went out and came in those that their records were sealed with?"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from storage.sqlite import sentences

_NEWEST: Final = 200
_FILES: Final = """
SELECT file.id, file.hash, file.size, kept.packed FROM exchange_file AS file
LEFT JOIN exchange_text AS kept ON kept.hash = file.hash ORDER BY file.id DESC LIMIT ?
"""
_LARGEST_KEPT: Final = 16 * 1024 * 1024


def files(db: sqlite3.Connection) -> Iterator[str]:
    """Every file."""
    return _wrong(db, -1)


def newest_files(db: sqlite3.Connection) -> Iterator[str]:
    """Those of late."""
    return _wrong(db, _NEWEST)


def _wrong(db: sqlite3.Connection, limit: int) -> Iterator[str]:
    for number, digest, size, packed in db.execute(_FILES, (limit,)):
        if packed is None:
            if size <= _LARGEST_KEPT:
                yield sentences.DOCTOR_FILE_GONE.format(number=number)
        elif not _is_that(packed, digest):
            yield sentences.DOCTOR_FILE_ALTERED.format(number=number)


def _is_that(packed: bytes, digest: str) -> bool:
    try:
        return sha256(zlib.decompress(packed)).hexdigest() == digest
    except (zlib.error, TypeError):
        return False
