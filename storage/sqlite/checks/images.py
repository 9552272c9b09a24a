"""Does every journalled row go on, image by image, from its first to the one that is there now?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from storage.all_tables import JOURNALLED
from storage.columns import Row
from storage.journalled import JournalledTable
from storage.sqlite import sentences

_IMAGES: Final = """
SELECT row, rev, entry, before, after FROM journal_row WHERE table_name = ? ORDER BY row, rev
"""
_NEWEST: Final = "SELECT rev, after FROM journal_row WHERE table_name = ? AND row = ? ORDER BY rev DESC LIMIT 1"
_FOREIGN: Final = "SELECT DISTINCT table_name FROM journal_row"


def images(db: sqlite3.Connection) -> Iterator[str]:
    """What each image was made from is what the one before it left, and the newest is the row."""
    for (name,) in db.execute(_FOREIGN):
        if name not in JOURNALLED:
            yield sentences.DOCTOR_FOREIGN_IMAGE.format(table=name)
    for declared in JOURNALLED.values():
        yield from _chains(db, declared)
        yield from _never_imaged(db, declared)


def _chains(db: sqlite3.Connection, declared: JournalledTable[Any]) -> Iterator[str]:
    """One pass along the images in the order of their rows; of each row the newest is kept in mind."""
    table, row, last_rev = declared.name.capitalize(), None, 0
    newest: str | None = None
    for number, rev, entry, before, after in db.execute(_IMAGES, (declared.name,)):
        if number != row:
            if row is not None:
                yield from is_row(db, declared, row, last_rev, newest)
            row, last_rev, newest = number, 0, None
        if rev != last_rev + 1 or not _is_same(declared, newest, before) or not _has_rev(declared, after, rev):
            yield sentences.DOCTOR_IMAGE.format(table=table, row=number, entry=entry)
        last_rev, newest = rev, after
    if row is not None:
        yield from is_row(db, declared, row, last_rev, newest)


def newest(db: sqlite3.Connection, declared: JournalledTable[Any], number: int) -> Iterator[str]:
    """Of one row: its newest image is the row."""
    found = db.execute(_NEWEST, (declared.name, number)).fetchone()
    if found:
        yield from is_row(db, declared, number, *found)


def is_row(
    db: sqlite3.Connection, declared: JournalledTable[Any], number: int, rev: int, image: str | None
) -> Iterator[str]:
    """That image, the newest, is the row."""
    columns, key = declared.table.named(), declared.key
    values = db.execute(f"SELECT {columns} FROM {declared.name} WHERE {key} = ?", (number,)).fetchone()
    table = declared.name.capitalize()
    if values is None:
        if image is not None:
            yield sentences.DOCTOR_ROW_GONE.format(table=table, row=number)
        return
    row = dict(zip(declared.table.names, values, strict=True))
    if row["rev"] != rev or row != _read(declared, image):
        yield sentences.DOCTOR_NOT_JOURNALLED.format(table=table, row=number)


def _never_imaged(db: sqlite3.Connection, declared: JournalledTable[Any]) -> Iterator[str]:
    name, key = declared.name, declared.key
    statement = f"""
SELECT {key} FROM {name}
WHERE NOT EXISTS (SELECT 1 FROM journal_row WHERE table_name = '{name}' AND row = {name}.{key}) ORDER BY {key}
"""
    for (number,) in db.execute(statement):
        yield sentences.DOCTOR_NOT_JOURNALLED.format(table=name.capitalize(), row=number)


def _is_same(declared: JournalledTable[Any], after: str | None, before: str | None) -> bool:
    """Whether what one act left is what the next began with; texts that differ may name their columns of then."""
    return after == before or (None not in {after, before} and _read(declared, after) == _read(declared, before))


def _has_rev(declared: JournalledTable[Any], image: str | None, rev: int) -> bool:
    row = _read(declared, image)
    return image is None or (row is not None and row.get("rev") == rev)


def _read(declared: JournalledTable[Any], image: str | None) -> Row | None:
    """The row of the image; None where there is none or where it cannot be read."""
    try:
        return None if image is None else declared.table.row_from_image(image)
    except (ValueError, TypeError):
        return None
