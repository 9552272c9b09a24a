"""Who did what, and which rows did it write?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.model.journal import Entry, EntryId, RowImage
from storage.codec import from_json, from_millis, to_json, to_millis

_COLUMNS: Final = "id, at, actor, verb, subject_kind, subject, sentence, reason, undoes, undone_by"
_ENTRY: Final = f"SELECT {_COLUMNS} FROM journal WHERE id = ?"
_INSERT: Final = f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
# Rows whose entry was never written can only be forged ones; their number is left to them.
_NEXT: Final = """
SELECT 1 + max(
  (SELECT coalesce(max(id), 0) FROM journal),
  (SELECT coalesce(max(entry), 0) FROM journal_row)
)
"""
_IMAGE: Final = """
INSERT INTO journal_row (entry, seq, table_name, row, rev, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_IMAGES: Final = "SELECT table_name, row, before, after FROM journal_row WHERE entry = ? ORDER BY seq"
_LAST_REV: Final = "SELECT max(rev) FROM journal_row WHERE table_name = ? AND row = ?"
_REV_BEFORE_UNDONE: Final = """
SELECT (
  SELECT min(undone.rev) - 1 FROM journal_row AS undone
  WHERE undone.entry = journal.undoes AND undone.table_name = written.table_name AND undone.row = written.row
)
FROM journal_row AS written JOIN journal ON journal.id = written.entry
WHERE written.table_name = ? AND written.row = ? AND written.rev = ?
"""
_LAST_ENTRY: Final = f"""
SELECT {_COLUMNS} FROM journal WHERE id = (
  SELECT entry FROM journal_row WHERE table_name = ? AND row = ? ORDER BY rev DESC LIMIT 1
)
"""
# What wrote no row, such as the set-up, has nothing to take back.
_UNDOABLE: Final = f"""
SELECT {_COLUMNS} FROM journal INDEXED BY journal_undoable
WHERE actor = ? AND undone_by IS NULL AND undoes IS NULL
  AND EXISTS (SELECT 1 FROM journal_row WHERE journal_row.entry = journal.id)
ORDER BY id DESC LIMIT 1
"""


@dataclass(slots=True)
class Pen:
    """Writes the images of one act. Not frozen: it counts what it wrote.

    `spoiled` from an image until its row is written too: an act that was refused half-way cannot be ended.
    """

    db: sqlite3.Connection
    entry: EntryId
    at: datetime
    actor: str
    verb: str
    subject_kind: str
    reason: str
    undoes: EntryId | None
    rows: int = 0
    spoiled: bool = False

    def image(
        self,
        table: str,
        row: int,
        rev: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        """Write down that the row goes from `before` to `after`, which has `rev`; the row is written next."""
        self.spoiled = True
        before_text = None if before is None else to_json(before)
        after_text = None if after is None else to_json(after)
        self.db.execute(_IMAGE, (self.entry, self.rows, table, row, rev, before_text, after_text))
        self.rows += 1

    def end(self, *, subject: int, sentence: str) -> Entry:
        """Write the entry itself, which seals its images and marks the entry it undoes."""
        if self.spoiled:
            raise RuntimeError(self.verb)
        facts = (to_millis(self.at), self.actor, self.verb, self.subject_kind, subject, sentence, self.reason)
        self.db.execute(_INSERT, (self.entry, *facts, self.undoes))
        return _entry((self.entry, *facts, self.undoes, None))


def next_entry(db: sqlite3.Connection) -> EntryId:
    """The number of the entry to write, within the write transaction."""
    return EntryId(db.execute(_NEXT).fetchone()[0])


def entry(db: sqlite3.Connection, number: EntryId) -> Entry | None:
    """One entry."""
    return _entry_or_none(db.execute(_ENTRY, (number,)).fetchone())


def newest_undoable(db: sqlite3.Connection, actor: str) -> Entry | None:
    """The actor's newest act that wrote rows, was not taken back and took nothing back."""
    return _entry_or_none(db.execute(_UNDOABLE, (actor,)).fetchone())


def last_entry_on(db: sqlite3.Connection, table: str, row: int) -> Entry | None:
    """The newest entry that wrote the row."""
    return _entry_or_none(db.execute(_LAST_ENTRY, (table, row)).fetchone())


def row_images(db: sqlite3.Connection, number: EntryId) -> tuple[RowImage, ...]:
    """The rows an entry wrote, in order."""
    return tuple(
        RowImage(table, row, before and from_json(before), after and from_json(after))
        for table, row, before, after in db.execute(_IMAGES, (number,))
    )


def last_rev(db: sqlite3.Connection, table: str, row: int) -> int:
    """The last rev the row had, or that its deletion was given; 0 for one that never was."""
    return int(db.execute(_LAST_REV, (table, row)).fetchone()[0] or 0)


def rev_before_undone(db: sqlite3.Connection, table: str, row: int, rev: int) -> int | None:
    """If an undo gave the row that `rev`: the rev it had before the act that was undone, 0 if none."""
    found = db.execute(_REV_BEFORE_UNDONE, (table, row, rev)).fetchone()
    return None if found is None or found[0] is None else int(found[0])


def _entry_or_none(row: tuple[Any, ...] | None) -> Entry | None:
    return None if row is None else _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    number, at, actor, verb, kind, subject, sentence, reason, undoes, undone_by = row
    return Entry(EntryId(number), from_millis(at), actor, verb, (kind, subject), sentence, reason, undoes, undone_by)
