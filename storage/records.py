"""How are the records of a journalled table read, added, saved, and put back by an undo?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeAlias

from core.schedule.occupied import Occupied
from storage import rows
from storage.columns import RecordT, Row
from storage.entry_writer import OpenEntry
from storage.journalled import Countered, JournalledTable, Voided

if TYPE_CHECKING:
    from storage.images import RowImage

Follow: TypeAlias = Callable[[Row, bool], None]
"""Is told of a row that was put back, as it now is, and whether it is there: a row that went comes as it was."""


class Records(Generic[RecordT]):
    """The repository of one declared table. A kind of record that needs no more has no other."""

    __slots__ = ("_db", "_entry", "_follow", "declared")

    def __init__(
        self,
        db: sqlite3.Connection,
        entry: OpenEntry,
        declared: JournalledTable[RecordT],
        *,
        follow: Follow | None = None,
    ) -> None:
        """`follow` does what has to follow when an undo writes a row."""
        self._db = db
        self._entry = entry
        self._follow = follow
        self.declared = declared

    def by_id(self, number: int) -> RecordT | None:
        """The record with that number, whatever became of it."""
        row = rows.fetch(self._db, self.declared, number)
        return None if row is None else self.declared.table.from_columns(row)

    def of_owner(self, owner: int) -> tuple[RecordT, ...]:
        """The records that belong to the owner, by number."""
        return tuple(map(self.declared.table.from_row, rows.of_owner(self._db, self.declared, owner)))

    def naming(self, owner: int) -> tuple[RecordT, ...]:
        """The records that belong to the owner or name them beside it, each once."""
        declared = self.declared
        columns = declared.columns_naming(declared.owner.table) if declared.owner else ()
        keys = dict.fromkeys(key for column in columns for key, _ in rows.naming(self._db, declared, column, owner))
        found = (rows.fetch(self._db, declared, key) for key in keys)
        return tuple(declared.table.from_columns(row) for row in found if row)

    def after(self, number: int, limit: int) -> tuple[RecordT, ...]:
        """The next records behind that number, at most so many."""
        return tuple(map(self.declared.table.from_row, rows.after(self._db, self.declared, number, limit)))

    def add(self, record: RecordT) -> RecordT:
        """Insert, under the next number unless its owner numbers it. Raises Occupied."""
        row = self.declared.table.to_row(record)
        insert = rows.insert if self.declared.is_numbered_by_owner else rows.insert_next
        insert(self._entry.writer, self.declared, row)
        return self.declared.table.from_columns(row)

    def add_all(self, records: Sequence[RecordT]) -> None:
        """Insert records that have their numbers, and 1 as their rev."""
        rows.insert_all(self._entry.writer, self.declared, [self.declared.table.to_row(one) for one in records])

    def save(self, record: RecordT) -> RecordT:
        """Update, with the next rev. Raises StaleRow when it has another by now or is gone, Occupied."""
        row = self.declared.table.to_row(record)
        return self.declared.table.from_columns(rows.update(self._entry.writer, self.declared, row, rev=row["rev"]))

    def rewrite(self, record: RecordT) -> None:
        """As `save`, for whoever writes records of any kind: what has to follow does. Raises StaleRow, Occupied."""
        row = self.declared.table.to_row(record)
        self._told(rows.update(self._entry.writer, self.declared, row, rev=row["rev"]), is_there=True)

    def repoint(self, other: JournalledTable[Any], old: int, new: int) -> int:
        """Have every row that names the row `old` of `other` name `new` instead, and say how many. Raises Occupied."""
        count = 0
        for column in self.declared.columns_naming(other):
            for key, rev in rows.naming(self._db, self.declared, column, old):
                changes = {self.declared.key: key, column: new}
                self._told(rows.update(self._entry.writer, self.declared, changes, rev=rev), is_there=True)
                count += 1
        return count

    def remove(self, record: RecordT) -> None:
        """Delete, as an undo of its insert would. Raises StaleRow."""
        row = self.declared.table.to_row(record)
        gone = rows.delete(self._entry.writer, self.declared, row[self.declared.key], rev=row["rev"])
        self._told(gone, is_there=False)

    def put_back(self, image: RowImage, *, rev: int) -> int:
        """Invert one image of a row that must be at `rev`, and return its new rev. Raises StaleRow or Occupied."""
        row, is_there = self._put_back(image, rev)
        self._told(row, is_there=is_there)
        return int(row["rev"])

    def _told(self, row: Row, *, is_there: bool) -> None:
        if self._follow:
            self._follow(row, is_there)

    def _put_back(self, image: RowImage, rev: int) -> tuple[Row, bool]:
        writer, declared = self._entry.writer, self.declared
        if image.before is None:
            undone = declared.undone_insert
            if isinstance(undone, Countered):
                return self._counter(undone, rows.fresh(writer, declared, image.row, rev)), True
            if not isinstance(undone, Voided):
                return rows.delete(writer, declared, image.row, rev=rev), False
            changes = {declared.key: image.row, **undone.changes(writer.at, writer.actor)}
            return rows.update(writer, declared, changes, rev=rev), True
        if image.after is not None:
            return rows.update(writer, declared, image.before, rev=rev), True
        row = dict(image.before)
        rows.insert(writer, declared, row)
        return row, True

    def _counter(self, undone: Countered, row: Row) -> Row:
        """Add the row that takes that one back, and return that one, which stays. Raises Occupied where it is not said.

        What took it back may have been taken back itself: the last of these rows says what it does.
        """
        writer, declared = self._entry.writer, self.declared
        last, says_it = row, True
        while following := rows.naming(self._db, declared, undone.names, last[declared.key]):
            last, says_it = rows.fetch(self._db, declared, following[0][0]) or last, not says_it
        if not says_it:
            raise Occupied(undone.names, str(row[declared.key]))
        other = undone.row(last, declared.key, at=writer.at, by=writer.actor, verb=writer.verb)
        rows.insert_next(writer, declared, other)
        return row
