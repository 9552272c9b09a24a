"""How is one act written down: its images first, and the entry that seals them last?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct, field

from core.journal.model import Entry, EntryId
from core.journal.refusals import StaleRow
from core.lazy import lazy_modules
from core.record_ref import RecordRef
from storage.codec import from_millis, to_json, to_millis

if TYPE_CHECKING:
    from storage import chain
else:  # what reading does without
    (chain,) = lazy_modules("storage.chain")

ENTRY_COLUMNS: Final = "id, at, actor, verb, subject_kind, subject, sentence, reason, undoes, undone_by"
"""For a SELECT whose rows `entry_from_row` is to read."""
_ENTRY: Final = f"SELECT {ENTRY_COLUMNS} FROM journal WHERE id = ?"
_INSERT: Final = f"INSERT INTO journal ({ENTRY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
# Rows whose entry was never written can only be forged ones; their number is left to them.
_NEXT: Final = """
SELECT 1 + coalesce(max(newest), 0)
FROM (SELECT max(id) AS newest FROM journal UNION ALL SELECT max(entry) FROM journal_row) AS numbered
"""
_IMAGE: Final = """
INSERT INTO journal_row (entry, seq, table_name, row, rev, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_ROWS_WRITTEN: Final = "SELECT coalesce(max(seq) + 1, 0) FROM journal_row WHERE entry = ?"
_IS_OPEN: Final = "SELECT 1 FROM journal_open WHERE entry = ?"
_KEEP_OPEN: Final = "INSERT INTO journal_open (entry) VALUES (?)"
_CLOSE: Final = "DELETE FROM journal_open WHERE entry = ?"
_SAY: Final = "UPDATE journal SET sentence = ? WHERE id = ?"

Image: TypeAlias = tuple[int, int, Mapping[str, Any] | None, Mapping[str, Any] | None]
"""A row's number, its rev after the write, and all its columns before and after."""


class EntryWriter(Struct):
    """Writes the images of one act. Not frozen: it counts what it wrote.

    `spoiled` from an image until its row is written too: an act that was refused half-way cannot be ended.
    `is_taken_up` when the entry stands in the journal already, open since an earlier transaction. `hashed` is what this
    one wrote, as the chain takes it: the images of the rows from `first_row` on, then what else is under the entry.
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
    first_row: int = 0
    hashed: list[str] = field(default_factory=list)
    changes_setup: bool = False

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

    def setup(self, changes: Sequence[str]) -> None:
        """Take the changes of the set-up that were written down, as they are hashed."""
        self.hashed += changes
        self.changes_setup = self.changes_setup or bool(changes)

    def images(self, table: str, written: Sequence[Image]) -> None:
        """The same for many rows of one table."""
        self.spoiled = True
        images = [
            (
                seq,
                table,
                row,
                rev,
                None if before is None else to_json(before),
                None if after is None else to_json(after),
            )
            for seq, (row, rev, before, after) in enumerate(written, self.rows)
        ]
        self.db.executemany(_IMAGE, [(self.entry, *image) for image in images])
        self.hashed += list(map(chain.image_text, images))
        self.rows += len(images)

    def forget_back_to(self, rows: int) -> None:
        """The images after the first `rows` were rolled back with what they were of."""
        del self.hashed[rows - self.first_row :]
        self.rows, self.spoiled = rows, False

    def end(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry itself, which seals its images and marks the entry it undoes."""
        entry = self._write(subject, sentence, is_end=True)
        if self.is_taken_up:
            self.db.execute(_CLOSE, (self.entry,))
        return entry

    def leave_open(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry so that later transactions can add to it; `sentence` tells how far the act has got."""
        if not self.is_taken_up:
            self.db.execute(_KEEP_OPEN, (self.entry,))
        return self._write(subject, sentence, is_end=False)

    def _write(self, subject: RecordRef, sentence: str, *, is_end: bool) -> Entry:
        if self.spoiled:
            raise RuntimeError(self.verb)
        facts = (to_millis(self.at), self.actor, self.verb, subject.kind, subject.id, sentence, self.reason)
        if self.is_taken_up:
            self.db.execute(_SAY, (sentence, self.entry))
        else:
            self.db.execute(_INSERT, (self.entry, *facts, self.undoes))
            if self.undoes is not None:
                chain.close(self.db, self.undoes)  # nothing more is done of what is taken back
        self._chain(facts, is_end=is_end)
        return entry_from_row((self.entry, *facts, self.undoes, None))

    def _chain(self, facts: Sequence[Any], *, is_end: bool) -> None:
        at, actor, verb, kind, subject, sentence, reason = facts
        sealed = (self.entry, at, actor, verb, kind, subject, reason, self.undoes, sentence)
        chain.append(self.db, sealed, self.hashed, first_row=self.first_row, next_row=self.rows, is_end=is_end)


class OpenEntry:
    """The entry of a transaction, under which every repository writes: begun or taken up, ended, and maybe another."""

    __slots__ = ("_db", "_ended", "_writer", "written")

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.written: list[tuple[EntryId, int]] = []
        self._writer: EntryWriter | None = None
        self._ended = False

    @property
    def has_begun(self) -> bool:
        """Whether this transaction writes: what it reads may never be committed."""
        return self._writer is not None

    @property
    def changes_setup(self) -> bool:
        """Whether this transaction changed the set-up, which may never be committed."""
        return self._writer is not None and self._writer.changes_setup

    @property
    def is_complete(self) -> bool:
        """Whether the transaction may be committed: no entry was begun, or it was ended."""
        return self._writer is None or self._ended

    @property
    def writer(self) -> EntryWriter:
        """Writes under the entry. Raises RuntimeError where none is open."""
        if self._writer is None or self._ended:
            raise RuntimeError("no entry is open")
        return self._writer

    def begin(self, *, at: datetime, actor: str, verb: str, reason: str, undoes: EntryId | None) -> EntryId:
        """Open the entry under the next number."""
        self._refuse_second()
        number = EntryId(self._db.execute(_NEXT).fetchone()[0])
        self._writer, self._ended = EntryWriter(self._db, number, at, actor, verb, reason, undoes), False
        self.written.append((number, 0))
        return number

    def take_up(self, number: EntryId) -> None:
        """Go on with an entry that was left open. Raises StaleRow when it is closed."""
        self._refuse_second()
        kept = entry(self._db, number)
        if kept is None or self._db.execute(_IS_OPEN, (number,)).fetchone() is None:
            raise StaleRow(RecordRef("journal", number))
        (rows,) = self._db.execute(_ROWS_WRITTEN, (number,)).fetchone()
        facts = (kept.at, kept.actor, kept.verb, kept.reason, kept.undoes)
        self._writer = EntryWriter(self._db, number, *facts, rows=rows, is_taken_up=True, first_row=rows)
        self.written.append((number, rows))

    def end(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry, and nothing after it."""
        ended = self.writer.end(subject, sentence)
        self._ended = True
        return ended

    def leave_open(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry for now, and nothing after it."""
        left = self.writer.leave_open(subject, sentence)
        self._ended = True
        return left

    def _refuse_second(self) -> None:
        """Raise RuntimeError while one is open."""
        if self._writer is not None and not self._ended:
            raise RuntimeError(self._writer.verb)


def entry(db: sqlite3.Connection, number: EntryId) -> Entry | None:
    """One entry."""
    row = db.execute(_ENTRY, (number,)).fetchone()
    return None if row is None else entry_from_row(row)


def entry_from_row(row: Sequence[Any]) -> Entry:
    """The entry whose columns are `row`."""
    number, at, actor, verb, kind, subject, sentence, reason, undoes, undone_by = row
    return Entry(
        EntryId(number), from_millis(at), actor, verb, RecordRef(kind, subject), sentence, reason, undoes, undone_by
    )
