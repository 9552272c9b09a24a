"""What does the journal say of a row: its images, and the revs it had?"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from msgspec import Struct

from core.journal.model import EntryId
from core.record_ref import RecordRef
from storage.all_tables import JOURNALLED
from storage.columns import Row
from storage.journalled import JournalledTable

_IMAGES: Final = "SELECT table_name, row, before, after FROM journal_row WHERE entry = ? ORDER BY seq"
_NEWEST: Final = """
SELECT table_name, row, before, after FROM journal_row WHERE table_name = ? AND row = ? ORDER BY rev DESC LIMIT 1
"""
_OF_ROW: Final = "SELECT entry, before, after FROM journal_row WHERE table_name = ? AND row = ? ORDER BY rev, seq"
_LAST_REV: Final = "SELECT max(rev) FROM journal_row WHERE table_name = ? AND row = ?"
_REV_BEFORE_UNDONE: Final = """
SELECT (
  SELECT min(undone.rev) - 1 FROM journal_row AS undone
  WHERE undone.entry = journal.undoes AND undone.table_name = written.table_name AND undone.row = written.row
)
FROM journal_row AS written JOIN journal ON journal.id = written.entry
WHERE written.table_name = ? AND written.row = ? AND written.rev = ?
"""


class RowImage(Struct, frozen=True):
    """A row before and after an act, by column; None where it did not exist."""

    declared: JournalledTable[Any]
    row: int
    before: Row | None
    after: Row | None

    @property
    def rev(self) -> int:
        """The rev that the row was given by the write."""
        if self.after is not None:
            return int(self.after["rev"])
        return int((self.before or {})["rev"]) + 1


def row_image(name: str, row: int, before: str | None, after: str | None) -> RowImage:
    """The image of a row of the table `name`, as the journal keeps it."""
    declared = JOURNALLED[name]
    read = declared.table.row_from_image
    return RowImage(declared, row, None if before is None else read(before), None if after is None else read(after))


def row_images(db: sqlite3.Connection, entry: EntryId) -> tuple[RowImage, ...]:
    """The rows an entry wrote, in order."""
    return tuple(row_image(*kept) for kept in db.execute(_IMAGES, (entry,)))


def of_row(db: sqlite3.Connection, ref: RecordRef) -> list[tuple[int, str | None, str | None]]:
    """By which entry, and what a row was before and after, oldest first."""
    return db.execute(_OF_ROW, (ref.kind, ref.id)).fetchall()


def newest(db: sqlite3.Connection, table: str, row: int) -> RowImage:
    """The last image of a row that has one."""
    return row_image(*db.execute(_NEWEST, (table, row)).fetchone())


def last_rev(db: sqlite3.Connection, table: str, row: int) -> int:
    """The last rev the row had, or that its deletion was given; 0 for one that never was."""
    return int(db.execute(_LAST_REV, (table, row)).fetchone()[0] or 0)


def rev_before_undone(db: sqlite3.Connection, table: str, row: int, rev: int) -> int | None:
    """If an undo gave the row that `rev`: the rev it had before the act that was undone, 0 if none."""
    found = db.execute(_REV_BEFORE_UNDONE, (table, row, rev)).fetchone()
    return None if found is None or found[0] is None else int(found[0])
