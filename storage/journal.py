"""Who did what, and which rows did it write?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from core.journal.model import REDO, UNDO, Entry, EntryId
from core.journal.ports import StaleRow
from core.record_ref import RecordRef
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
_ROWS_WRITTEN: Final = "SELECT coalesce(max(seq) + 1, 0) FROM journal_row WHERE entry = ?"
_IS_OPEN: Final = "SELECT 1 FROM journal_open WHERE entry = ?"
_UNFINISHED: Final = f"""
SELECT {_COLUMNS} FROM journal
WHERE id IN (SELECT entry FROM journal_open) AND actor = ? AND verb = ? AND undoes IS NOT NULL AND undone_by IS NULL
ORDER BY id DESC LIMIT 1
"""
_KEEP_OPEN: Final = "INSERT INTO journal_open (entry) VALUES (?)"
_CLOSE: Final = "DELETE FROM journal_open WHERE entry = ?"
_SAY: Final = "UPDATE journal SET sentence = ? WHERE id = ?"
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
SELECT {_COLUMNS} FROM journal INDEXED BY journal_by_actor
WHERE actor = ? AND undone_by IS NULL AND (undoes IS NULL OR verb = '{REDO}')
  AND EXISTS (SELECT 1 FROM journal_row WHERE journal_row.entry = journal.id)
ORDER BY id DESC LIMIT 1
"""
# The first act that is met, going back, ends the search: it cleared what was undone before it.
_REDOABLE: Final = f"""
SELECT {_COLUMNS} FROM journal INDEXED BY journal_by_actor
WHERE actor = ? AND (undoes IS NULL OR (verb = '{UNDO}' AND undone_by IS NULL))
ORDER BY id DESC LIMIT 1
"""
_OF_APPOINTMENT: Final = f"""
SELECT {_COLUMNS} FROM journal WHERE id IN (
  SELECT entry FROM journal_row WHERE table_name IN ('appointment', 'visit') AND row = :id
) ORDER BY id
"""
_OF_PATIENT: Final = f"""
SELECT {_COLUMNS} FROM journal WHERE id IN (
  SELECT entry FROM journal_row WHERE table_name = 'patient' AND row = :id
  UNION
  SELECT entry FROM appointment INDEXED BY appointment_by_patient
  CROSS JOIN journal_row INDEXED BY journal_row_by_row
    ON table_name IN ('appointment', 'visit') AND row = appointment.id
  WHERE appointment.patient = :id
) ORDER BY id
"""

Image: TypeAlias = tuple[int, int, Mapping[str, Any] | None, Mapping[str, Any] | None]
"""A row's number, its rev after the write, and all its columns before and after."""


@dataclass(frozen=True, slots=True)
class RowImage:
    """A row before and after an act, by column; None where it did not exist."""

    table: str
    row: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(slots=True)
class EntryWriter:
    """Writes the images of one act. Not frozen: it counts what it wrote.

    `spoiled` from an image until its row is written too: an act that was refused half-way cannot be ended.
    `is_taken_up` when the entry stands in the journal already, open since an earlier transaction.
    """

    db: sqlite3.Connection
    entry: EntryId
    at: datetime
    actor: str
    verb: str
    reason: str
    undoes: EntryId | None
    rows: int = 0
    spoiled: bool = False
    is_taken_up: bool = False

    def image(
        self,
        table: str,
        row: int,
        rev: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        """Write down that the row goes from `before` to `after`, which has `rev`; the row is written next."""
        self.images(table, [(row, rev, before, after)])

    def images(self, table: str, written: Sequence[Image]) -> None:
        """The same for many rows of one table."""
        self.spoiled = True
        self.db.executemany(
            _IMAGE,
            [
                (
                    self.entry,
                    seq,
                    table,
                    row,
                    rev,
                    None if before is None else to_json(before),
                    None if after is None else to_json(after),
                )
                for seq, (row, rev, before, after) in enumerate(written, self.rows)
            ],
        )
        self.rows += len(written)

    def end(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry itself, which seals its images and marks the entry it undoes."""
        entry = self._write(subject, sentence)
        if self.is_taken_up:
            self.db.execute(_CLOSE, (self.entry,))
        return entry

    def leave_open(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry so that later transactions can add to it; `sentence` tells how far the act has got."""
        if not self.is_taken_up:
            self.db.execute(_KEEP_OPEN, (self.entry,))
        return self._write(subject, sentence)

    def _write(self, subject: RecordRef, sentence: str) -> Entry:
        if self.spoiled:
            raise RuntimeError(self.verb)
        facts = (to_millis(self.at), self.actor, self.verb, subject.kind, subject.id, sentence, self.reason)
        if self.is_taken_up:
            self.db.execute(_SAY, (sentence, self.entry))
        else:
            self.db.execute(_INSERT, (self.entry, *facts, self.undoes))
            self.db.execute(_CLOSE, (self.undoes,))  # nothing more is done of what is taken back
        return _entry((self.entry, *facts, self.undoes, None))


def take_up(db: sqlite3.Connection, number: EntryId) -> EntryWriter:
    """The pen of an entry that was left open. Raises Moved when it is closed."""
    kept = entry(db, number)
    if kept is None or db.execute(_IS_OPEN, (number,)).fetchone() is None:
        raise StaleRow(RecordRef("journal", number))
    (rows,) = db.execute(_ROWS_WRITTEN, (number,)).fetchone()
    return EntryWriter(
        db,
        number,
        kept.at,
        kept.actor,
        kept.verb,
        kept.reason,
        kept.undoes,
        rows=rows,
        is_taken_up=True,
    )


def next_entry(db: sqlite3.Connection) -> EntryId:
    """The number of the entry to write, within the write transaction."""
    return EntryId(db.execute(_NEXT).fetchone()[0])


def entry(db: sqlite3.Connection, number: EntryId) -> Entry | None:
    """One entry."""
    return _entry_or_none(db.execute(_ENTRY, (number,)).fetchone())


def newest_undoable(db: sqlite3.Connection, actor: str) -> Entry | None:
    """The actor's newest act or redo that wrote rows and was not taken back."""
    return _entry_or_none(db.execute(_UNDOABLE, (actor,)).fetchone())


def newest_redoable(db: sqlite3.Connection, actor: str) -> Entry | None:
    """The actor's newest undo that was not redone, if no act of the actor came after it."""
    found = _entry_or_none(db.execute(_REDOABLE, (actor,)).fetchone())
    return found if found and found.undoes is not None else None


def unfinished(db: sqlite3.Connection, actor: str, verb: str) -> Entry | None:
    """The actor's newest entry that takes another back and is still open."""
    return _entry_or_none(db.execute(_UNFINISHED, (actor, verb)).fetchone())


def entries_on(db: sqlite3.Connection, ref: RecordRef) -> tuple[Entry, ...]:
    """Every entry that wrote the record or what belongs to it, oldest first."""
    statement = _OF_PATIENT if ref.kind == "patient" else _OF_APPOINTMENT
    return tuple(map(_entry, db.execute(statement, {"id": ref.id})))


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
    return Entry(
        EntryId(number), from_millis(at), actor, verb, RecordRef(kind, subject), sentence, reason, undoes, undone_by
    )
