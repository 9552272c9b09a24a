"""How is a row written, always together with its image in the journal?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from core.journal.refusals import StaleRow
from core.lazy import lazy_modules
from core.record_ref import RecordRef
from core.schedule.occupied import Occupied
from storage.columns import Row
from storage.entry_writer import EntryWriter
from storage.journalled import JournalledTable
from storage.sqlite.refusals import guard_of

if TYPE_CHECKING:
    from storage import images
else:  # what reading does without
    (images,) = lazy_modules("storage.images")


class _Statements(Struct, frozen=True):
    fetch: str
    of_owner: str
    after: str
    next: str
    insert: str
    update: str
    delete: str


def fetch(db: sqlite3.Connection, declared: JournalledTable[Any], key: int) -> Row | None:
    """The row by column, or None."""
    found = db.execute(_statements(declared).fetch, (key,)).fetchone()
    return None if found is None else dict(zip(declared.table.names, found, strict=True))


def of_owner(db: sqlite3.Connection, declared: JournalledTable[Any], owner: int) -> list[tuple[Any, ...]]:
    """The rows that belong to the owner, by number."""
    return db.execute(_statements(declared).of_owner, (owner,)).fetchall()


def naming(db: sqlite3.Connection, declared: JournalledTable[Any], column: str, number: int) -> list[tuple[int, int]]:
    """Number and rev of each row that has that number in the column."""
    statement = f"SELECT {declared.key}, rev FROM {declared.name} WHERE {column} = ? ORDER BY {declared.key}"
    return db.execute(statement, (number,)).fetchall()


def after(db: sqlite3.Connection, declared: JournalledTable[Any], key: int, limit: int) -> list[tuple[Any, ...]]:
    """The rows with the next numbers, at most so many."""
    return db.execute(_statements(declared).after, (key, limit)).fetchall()


def next_key(db: sqlite3.Connection, declared: JournalledTable[Any]) -> int:
    """The number of the row to insert, within the write transaction. Such rows are never deleted."""
    return int(db.execute(_statements(declared).next).fetchone()[0])


def insert(writer: EntryWriter, declared: JournalledTable[Any], row: Row) -> None:
    """Insert a row that was never there, or is back: its `rev` runs on from its last one. Raises Occupied."""
    _insert(writer, declared, row, rev=1 + images.last_rev(writer.db, declared.name, row[declared.key]))


def insert_next(writer: EntryWriter, declared: JournalledTable[Any], row: Row) -> None:
    """Insert a row under the next number, which no row ever had. Raises Occupied."""
    row[declared.key] = next_key(writer.db, declared)
    _insert(writer, declared, row, rev=1)


def _insert(writer: EntryWriter, declared: JournalledTable[Any], row: Row, *, rev: int) -> None:
    row["rev"] = rev
    writer.image(declared.name, row[declared.key], rev, None, row)
    _write(writer, declared, _statements(declared).insert, row)


def insert_all(writer: EntryWriter, declared: JournalledTable[Any], new: Sequence[Row]) -> None:
    """Insert rows that were never there: their `rev` is 1."""
    writer.images(declared.name, [(row[declared.key], row["rev"], None, row) for row in new])
    writer.db.executemany(_statements(declared).insert, new)
    writer.spoiled = False


def update(writer: EntryWriter, declared: JournalledTable[Any], changes: Row, *, rev: int) -> Row:
    """Set the columns of `changes`, the key among them, and return the row with its new rev.

    `rev` is the one that the changes were made from. Raises StaleRow when the row has another or is gone, Occupied.
    """
    before = fresh(writer, declared, changes[declared.key], rev)
    after = {**before, **changes, "rev": rev + 1}
    writer.image(declared.name, changes[declared.key], rev + 1, before, after)
    _write(writer, declared, _statements(declared).update, after)
    return after


def delete(writer: EntryWriter, declared: JournalledTable[Any], key: int, *, rev: int) -> Row:
    """Delete the row and return it as it was, with the rev of its deletion. Raises StaleRow as `update` does."""
    before = fresh(writer, declared, key, rev)
    writer.image(declared.name, key, rev + 1, before, None)
    _write(writer, declared, _statements(declared).delete, before)
    return {**before, "rev": rev + 1}


def fresh(writer: EntryWriter, declared: JournalledTable[Any], key: int, rev: int) -> Row:
    """The row, if it still has that rev. Raises StaleRow."""
    row = fetch(writer.db, declared, key)
    if row is None or row["rev"] != rev:
        raise StaleRow(RecordRef(declared.name, key))
    return row


def _write(writer: EntryWriter, declared: JournalledTable[Any], statement: str, row: Row) -> None:
    try:
        writer.db.execute(statement, row)
    except sqlite3.Error as error:
        guard = guard_of(error)
        if guard not in declared.taken:
            raise
        raise Occupied(guard, str(row[declared.taken[guard]])) from error
    writer.spoiled = False


@cache
def _statements(declared: JournalledTable[Any]) -> _Statements:
    name, key, names = declared.name, declared.key, declared.table.names
    columns = declared.table.named()
    marks = ", ".join(f":{column}" for column in names)
    sets = ", ".join(f"{column} = :{column}" for column in names if column != key)
    owner = declared.owner.column if declared.owner else key
    return _Statements(
        fetch=f"SELECT {columns} FROM {name} WHERE {key} = ?",
        of_owner=f"SELECT {columns} FROM {name} WHERE {owner} = ? ORDER BY {key}",
        after=f"SELECT {columns} FROM {name} WHERE {key} > ? ORDER BY {key} LIMIT ?",
        next=f"SELECT coalesce(max({key}), 0) + 1 FROM {name}",
        insert=f"INSERT INTO {name} ({columns}) VALUES ({marks})",
        update=f"UPDATE {name} SET {sets} WHERE {key} = :{key}",
        delete=f"DELETE FROM {name} WHERE {key} = :{key}",
    )
