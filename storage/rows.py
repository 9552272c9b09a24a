"""How is a row written, always together with its image in the journal?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.journal.ports import StaleRow
from core.record_ref import RecordRef
from storage import journal
from storage.journal import EntryWriter

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A journalled table: its name, the column that numbers its rows, and all columns, `rev` among them."""

    name: str
    key: str
    columns: tuple[str, ...]

    def named(self, alias: str = "") -> str:
        """The columns for a SELECT, in their order."""
        return ", ".join(f"{alias}.{column}" if alias else column for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Statements:
    fetch: str
    next: str
    insert: str
    update: str
    delete: str


def fetch(db: sqlite3.Connection, table: Table, key: int) -> Row | None:
    """The row by column, or None."""
    found = db.execute(_statements(table).fetch, (key,)).fetchone()
    return None if found is None else dict(zip(table.columns, found, strict=True))


def next_key(db: sqlite3.Connection, table: Table) -> int:
    """The number of the row to insert, within the write transaction. Such rows are never deleted."""
    return int(db.execute(_statements(table).next).fetchone()[0])


def insert(writer: EntryWriter, table: Table, row: Row) -> None:
    """Insert a row that was never there, or is back: its `rev` runs on from its last one."""
    key = row[table.key]
    row["rev"] = 1 + journal.last_rev(writer.db, table.name, key)
    writer.image(table.name, key, row["rev"], None, row)
    writer.db.execute(_statements(table).insert, row)
    writer.spoiled = False


def insert_all(writer: EntryWriter, table: Table, new: Sequence[Row]) -> None:
    """Insert rows that were never there: their `rev` is 1."""
    writer.images(table.name, [(row[table.key], row["rev"], None, row) for row in new])
    writer.db.executemany(_statements(table).insert, new)
    writer.spoiled = False


def update(writer: EntryWriter, table: Table, changes: Row, *, rev: int) -> Row:
    """Set the columns of `changes`, the key among them, and return the row with its new rev.

    `rev` is the one that the changes were made from. Raises Moved when the row has another or is gone.
    """
    key = changes[table.key]
    before = fetch(writer.db, table, key)
    if before is None or before["rev"] != rev:
        raise StaleRow(RecordRef(table.name, key))
    after = {**before, **changes, "rev": rev + 1}
    writer.image(table.name, key, rev + 1, before, after)
    writer.db.execute(_statements(table).update, after)
    writer.spoiled = False
    return after


def delete(writer: EntryWriter, table: Table, before: Mapping[str, Any]) -> None:
    """Delete the row that is now as in `before`. The guards let only visits go."""
    key = before[table.key]
    writer.image(table.name, key, before["rev"] + 1, before, None)
    writer.db.execute(_statements(table).delete, (key,))
    writer.spoiled = False


@cache
def _statements(table: Table) -> _Statements:
    marks = ", ".join(f":{column}" for column in table.columns)
    sets = ", ".join(f"{column} = :{column}" for column in table.columns if column != table.key)
    return _Statements(
        fetch=f"SELECT {table.named()} FROM {table.name} WHERE {table.key} = ?",
        next=f"SELECT coalesce(max({table.key}), 0) + 1 FROM {table.name}",
        insert=f"INSERT INTO {table.name} ({table.named()}) VALUES ({marks})",
        update=f"UPDATE {table.name} SET {sets} WHERE {table.key} = :{table.key}",
        delete=f"DELETE FROM {table.name} WHERE {table.key} = ?",
    )
