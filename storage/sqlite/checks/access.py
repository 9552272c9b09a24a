"""Is the log of who opened which record as it was written?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from core.errors import ClinicdeskError
from storage.chain import START, Head
from storage.sqlite import access_log, sentences
from storage.sqlite.checks import file
from storage.sqlite.file_header import ACCESS_ID
from storage.sqlite.reader import open_reader

_LINES: Final = "SELECT id, at, person, acts_for, way, patient, hash FROM access WHERE id > ? ORDER BY id"
_HASH_AT: Final = "SELECT hash FROM access WHERE id = ?"
_HELD: Final = "SELECT 1 FROM access WHERE hash = ?"


def log(path: Path, *, newest: int | None = None) -> Iterator[str]:
    """The log beside the clinic at `path`, if there is one: whole, with its guards, and each line sealed.

    With `newest` only so many of its lines are looked at.
    """
    place = access_log.access_path(path)
    if not place.exists():
        return
    try:
        db = open_reader(place, ACCESS_ID)
    except (ClinicdeskError, sqlite3.DatabaseError):
        yield sentences.DOCTOR_ACCESS_FOREIGN.format(path=place)
        return
    with closing(db):
        db.text_factory = lambda text: text.decode(errors="surrogateescape")
        db.execute("BEGIN")
        if newest is None:
            yield from file.integrity(db)
        yield from _schema(db)
        yield from _lines(db, newest)


def head(path: Path) -> Head | None:
    """The newest line, to be kept elsewhere; None where there is none that can be read."""
    try:
        with closing(open_reader(access_log.access_path(path), ACCESS_ID)) as db:
            return access_log.newest(db)
    except (ClinicdeskError, sqlite3.DatabaseError):
        return None


def holds(path: Path, anchors: Sequence[str]) -> set[str]:
    """Which of the anchors are heads of it, now or before."""
    try:
        with closing(open_reader(access_log.access_path(path), ACCESS_ID)) as db:
            return {anchor for anchor in anchors if db.execute(_HELD, (anchor,)).fetchone()}
    except (ClinicdeskError, sqlite3.DatabaseError):
        return set()


def _schema(db: sqlite3.Connection) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        access_log.make(fresh)
        yield from file.differences(fresh, db)


def _lines(db: sqlite3.Connection, newest: int | None) -> Iterator[str]:
    last = access_log.newest(db)
    after = max(last.entry - newest, 0) if last and newest is not None else 0
    kept_before = db.execute(_HASH_AT, (after,)).fetchone()
    before, expected = kept_before[0] if kept_before else START, after + 1
    for *opening, kept in db.execute(_LINES, (after,)):
        if opening[0] != expected:
            yield sentences.DOCTOR_ACCESS_GONE.format(first=expected, last=opening[0] - 1)
        try:
            is_as_sealed = access_log.hash_of(before, tuple(opening)) == kept
        except TypeError:
            is_as_sealed = False
        if not is_as_sealed:
            yield sentences.DOCTOR_ACCESS_ALTERED.format(line=opening[0])
        before, expected = kept, opening[0] + 1
