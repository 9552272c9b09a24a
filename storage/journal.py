"""Who did what, and to which record?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from core.journal.model import REDO, SET_UP, UNDO, Entry, EntryId, Inverted, Obstacle, RecordImage, SetupChange, Version
from core.lazy import lazy_modules
from core.record_ref import CLINIC, Record, RecordRef
from storage import entry_writer
from storage.entry_writer import ENTRY_COLUMNS, OpenEntry, entry_from_row
from storage.journalled import JournalledTable
from storage.records import Records
from storage.sqlite.dialect import IN_ORDER, by_index

if TYPE_CHECKING:
    from storage import all_tables, inversion, inversion_parts, setup_changes
else:
    all_tables, inversion, inversion_parts, setup_changes = lazy_modules(
        "storage.all_tables", "storage.inversion", "storage.inversion_parts", "storage.setup_changes"
    )

_UNFINISHED: Final = f"""
SELECT {ENTRY_COLUMNS} FROM journal
WHERE id IN (SELECT entry FROM journal_open) AND actor = ? AND verb = ? AND undoes IS NOT NULL AND undone_by IS NULL
ORDER BY id DESC LIMIT 1
"""
_LAST_ENTRY: Final = f"""
SELECT {ENTRY_COLUMNS} FROM journal WHERE id = (
  SELECT entry FROM journal_row WHERE table_name = ? AND row = ? ORDER BY rev DESC LIMIT 1
)
"""
# There are few acts on the set-up, but whole years of others between them; it is looked through once in a while.
_OF_SETUP: Final = f"SELECT {ENTRY_COLUMNS} FROM journal WHERE subject_kind = 'clinic' AND subject = :id ORDER BY id"
_NEWEST: Final = f"SELECT {ENTRY_COLUMNS} FROM journal ORDER BY id DESC LIMIT 1"
_SINCE: Final = f"SELECT {ENTRY_COLUMNS} FROM journal WHERE id > ? AND actor = ? ORDER BY id LIMIT 100"
# What was set up from a file is set up again instead, and what was done with a job nobody takes back.
_UNDOABLE: Final = f"""
SELECT {ENTRY_COLUMNS} FROM journal {by_index("journal_by_actor")}
WHERE actor = ? AND undone_by IS NULL AND (undoes IS NULL OR verb = '{REDO}')
  AND (
    EXISTS (SELECT 1 FROM journal_row WHERE journal_row.entry = journal.id AND journal_row.table_name <> 'job')
    OR verb <> '{SET_UP}' AND EXISTS (SELECT 1 FROM setup_change WHERE setup_change.entry = journal.id)
  )
ORDER BY id DESC LIMIT 1
"""
# The first act that is met, going back, ends the search: it cleared what was undone before it.
_REDOABLE: Final = f"""
SELECT {ENTRY_COLUMNS} FROM journal {by_index("journal_by_actor")}
WHERE actor = ? AND (undoes IS NULL OR (verb = '{UNDO}' AND undone_by IS NULL))
ORDER BY id DESC LIMIT 1
"""


class JournalRepository:
    """`core.journal.ports.JournalWriter`: the entries, and the one that this transaction writes."""

    __slots__ = ("_all", "_db", "_entry", "_found", "_give")

    def __init__(
        self,
        db: sqlite3.Connection,
        entry: OpenEntry,
        records: Callable[[], Iterable[Records[Any]]],
        found: Mapping[str, Callable[[Any], Record | None]],
    ) -> None:
        """`records` gives every journalled table, once it is asked for any; `found` reads those kinds of which more is
        shown than their own row.
        """
        self._db = db
        self._entry = entry
        self._give = records
        self._all: Mapping[str, Records[Any]] | None = None
        self._found = found

    def entry(self, entry: EntryId) -> Entry | None:
        """One journal entry."""
        return entry_writer.entry(self._db, entry)

    def newest(self) -> Entry | None:
        """The newest entry of all."""
        return self._one(_NEWEST)

    def since(self, entry: EntryId, actor: str) -> tuple[Entry, ...]:
        """The actor's entries after that one, the first hundred."""
        return tuple(map(entry_from_row, self._db.execute(_SINCE, (entry, actor))))

    def newest_undoable(self, actor: str) -> Entry | None:
        """The actor's newest act or redo that can be taken back and was not."""
        return self._one(_UNDOABLE, actor)

    def newest_redoable(self, actor: str) -> Entry | None:
        """The actor's newest undo that was not redone, if no act of the actor came after it."""
        found = self._one(_REDOABLE, actor)
        return found if found and found.undoes is not None else None

    def unfinished(self, actor: str, verb: str) -> Entry | None:
        """The actor's newest entry that takes another back and is still open."""
        return self._one(_UNFINISHED, actor, verb)

    def rows_written(self, entry: EntryId) -> int:
        """How many rows an entry wrote."""
        return inversion_parts.rows_written(self._db, entry)

    def obstacle(self, entry: EntryId) -> Obstacle | None:
        """What keeps an act on thousands from being taken back."""
        return inversion_parts.obstacle(self._db, entry)

    def in_use(self, entry: EntryId) -> Obstacle | None:
        """What builds on what the entry wrote, or has what it would put back."""
        return inversion_parts.in_use(self._db, entry)

    def images(self, entry: EntryId) -> Sequence[RecordImage]:
        """The records an entry wrote."""
        return inversion.record_images(self._db, entry)

    def last_on(self, ref: RecordRef) -> Entry | None:
        """The newest entry that wrote the record; of the set-up as an entry left it, that one."""
        if ref.kind == CLINIC.kind:
            return self.entry(EntryId(ref.id))
        return self._one(_LAST_ENTRY, ref.kind, ref.id)

    def entries_on(self, ref: RecordRef) -> tuple[Entry, ...]:
        """Every entry that wrote the record or what belongs to it, oldest first."""
        statement = _OF_SETUP if ref == CLINIC else history(ref.kind)
        return tuple(map(entry_from_row, self._db.execute(statement, {"id": ref.id})))

    def versions(self, ref: RecordRef) -> Sequence[Version]:
        """What each act made of that record."""
        return inversion.versions(self._db, ref)

    def setup_changes(self, entry: EntryId) -> Sequence[SetupChange]:
        """What an entry changed of the set-up, its lists as they are kept."""
        return tuple(
            SetupChange(one.kind, *(None if text is None else json.loads(text) for text in (one.before, one.after)))
            for one in setup_changes.of_entry(self._db, entry)
        )

    def owner_kind(self, kind: str) -> str:
        """As its table declares. Raises KeyError where it belongs to none."""
        owner = all_tables.JOURNALLED[kind].owner
        if owner is None:
            raise KeyError(kind)
        return owner.table.name

    def owner(self, ref: RecordRef) -> RecordRef | None:
        """As its table declares, and its row says."""
        declared = all_tables.JOURNALLED.get(ref.kind)
        if declared is None or declared.owner is None:
            return None
        column, table = declared.owner.column, declared.owner.table.name
        found = self._db.execute(f"SELECT {column} FROM {ref.kind} WHERE {declared.key} = ?", (ref.id,)).fetchone()
        return None if found is None or found[0] is None else RecordRef(table, found[0])

    def record(self, ref: RecordRef) -> Record | None:
        """The record as it now is."""
        if ref.kind in self._found:
            return self._found[ref.kind](ref.id)
        records = self._records.get(ref.kind)
        return records.by_id(ref.id) if records else None

    def row(self, ref: RecordRef) -> object | None:
        """The record itself."""
        records = self._records.get(ref.kind)
        return records.by_id(ref.id) if records else None

    def rewrite(self, kind: str, record: object) -> None:
        """Keep a record of any kind. Raises StaleRow or Occupied."""
        self._records[kind].rewrite(record)

    def repoint(self, kind: str, old: int, new: int) -> int:
        """Have what belongs to one record belong to another. Raises Occupied."""
        return sum(records.repoint(all_tables.JOURNALLED[kind], old, new) for records in self._records.values())

    def begin(self, *, at: datetime, actor: str, verb: str, reason: str = "", undoes: EntryId | None = None) -> EntryId:
        """Open the entry, once."""
        return self._entry.begin(at=at, actor=actor, verb=verb, reason=reason, undoes=undoes)

    def take_up(self, entry: EntryId) -> None:
        """Go on with an entry that was left open. Raises StaleRow."""
        self._entry.take_up(entry)

    def end(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry, and nothing after it."""
        return self._entry.end(subject, sentence)

    def leave_open(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry for now, and nothing after it."""
        return self._entry.leave_open(subject, sentence)

    def invert(self, undoes: EntryId, *, amended: Mapping[RecordRef, object] | None = None) -> None:
        """Put the rows of an entry back, those of `amended` as it has them. Raises StaleRow or Occupied."""
        writer = self._entry.writer
        inversion.invert(writer, self._records, undoes=undoes, amended=amended or {})
        writer.setup(setup_changes.invert(writer.db, writer.entry, undoes=undoes))

    def invert_part(self, undoes: EntryId, *, below: int | None, limit: int) -> Inverted:
        """Put a part of the rows of an act on thousands back."""
        return inversion_parts.invert_part(self._entry.writer, self._records, undoes, below=below, limit=limit)

    @property
    def _records(self) -> Mapping[str, Records[Any]]:
        """Every table, by its name."""
        if self._all is None:
            self._all = {one.declared.name: one for one in self._give()}
        return self._all

    def _one(self, statement: str, *values: object) -> Entry | None:
        row = self._db.execute(statement, values).fetchone()
        return None if row is None else entry_from_row(row)


@cache
def history(kind: str) -> str:
    """The statement for every entry on a record of `kind`, numbered :id, and on what belongs to it, oldest first."""
    paths = filter(None, (_path(kind, declared) for declared in all_tables.JOURNALLED.values()))
    written = "\n  UNION\n  ".join(map(_entries_along, paths))
    return f"SELECT {ENTRY_COLUMNS} FROM journal WHERE id IN (\n  {written}\n) ORDER BY id"


def _path(kind: str, declared: JournalledTable[Any]) -> tuple[JournalledTable[Any], ...]:
    """The tables from `kind` down to `declared`, each the owner of the next; none where it belongs elsewhere."""
    path: tuple[JournalledTable[Any], ...] = (declared,)
    while path[0].name != kind:
        if path[0].owner is None:
            return ()
        path = (path[0].owner.table, *path)
    return path


def _entries_along(path: tuple[JournalledTable[Any], ...]) -> str:
    number, tables, conditions = ":id", [], []
    for one in path[1:]:
        if one.owner and not one.is_numbered_by_owner:
            tables.append(one.name)
            conditions.append(f"{one.name}.{one.owner.column} = {number}")
            number = f"{one.name}.{one.key}"
    source = f" {IN_ORDER} ".join([*tables, "journal_row"])
    conditions += [f"journal_row.table_name = '{path[-1].name}'", f"journal_row.row = {number}"]
    return f"SELECT journal_row.entry FROM {source} WHERE {' AND '.join(conditions)}"
