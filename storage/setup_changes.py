"""What does the journal keep of a change to the set-up? Every row that came, changed or went, as it was and as it is.

These rows have no revs, and some no names: what they should be now follows from all the changes together.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from msgspec import Struct

from core.clinic.dated import Dated
from core.journal.refusals import StaleRow
from core.record_ref import CLINIC, RecordRef
from storage import dated_rows, meta
from storage.chain import setup_change_text
from storage.clinic import SETUP
from storage.codec import to_json
from storage.columns import Row, Table

Rows: TypeAlias = Mapping[str, Sequence[Row]]
"""Rows of the set-up by table, each by column."""

_INSERT: Final = "INSERT INTO setup_change (entry, seq, kind, before, after) VALUES (?, ?, ?, ?, ?)"
_CHANGED_SINCE: Final = """
SELECT DISTINCT journal.id, undoes FROM setup_change JOIN journal ON journal.id = setup_change.entry
WHERE setup_change.entry > :entry AND kind = :kind AND (before = :row OR after = :row)
ORDER BY journal.id DESC
"""
_OF_ENTRY: Final = "SELECT kind, before, after FROM setup_change WHERE entry = ? ORDER BY seq"


class RowChange(Struct, frozen=True):
    """A row of the table `kind` before and after, as JSON; None where it was not there."""

    kind: str
    before: str | None
    after: str | None


def rows_now(db: sqlite3.Connection) -> Rows:
    """The set-up as its tables hold it."""
    return {
        table.name: [
            dict(zip(table.names, row, strict=True))
            for row in db.execute(f"SELECT {table.named()} FROM {table.name} ORDER BY seq")
        ]
        for table in SETUP
    }


def differences(before: Rows, after: Rows) -> Iterator[RowChange]:
    """What became of each row. A row without a name of its own that changed is one that went and one that came."""
    for table in SETUP:
        old, new = ([(_key(table, row), to_json(row)) for row in rows.get(table.name, ())] for rows in (before, after))
        if table.key:
            was, now = dict(old), dict(new)
            for key in dict.fromkeys((*was, *now)):
                if was.get(key) != now.get(key):
                    yield RowChange(table.name, was.get(key), now.get(key))
        else:
            gone, came = Counter(text for _, text in old), Counter(text for _, text in new)
            yield from (RowChange(table.name, text, None) for text in (gone - came).elements())
            yield from (RowChange(table.name, None, text) for text in (came - gone).elements())


def keep(db: sqlite3.Connection, entry: int, changes: Iterator[RowChange]) -> list[str]:
    """Write the changes down under the entry, and return them as they are hashed."""
    kept = [(entry, seq, one.kind, one.before, one.after) for seq, one in enumerate(changes)]
    db.executemany(_INSERT, kept)
    return [setup_change_text(seq, kind, before, after) for _, seq, kind, before, after in kept]


def change_dated(
    db: sqlite3.Connection, entry: int, *, removed: Sequence[Dated], added: Sequence[Dated]
) -> tuple[list[int], list[str]]:
    """Take away exceptions and blocks by their numbers, add others, and write that down.

    Returns the numbers of what was added, and what `keep` does. Raises StaleRow where one of them is not there.
    """
    numbers: list[int] = []
    changes: list[RowChange] = []
    for record in removed:
        if not dated_rows.delete(db, record):
            raise StaleRow(CLINIC)
        table = dated_rows.table_of(record)
        changes.append(RowChange(table.name, to_json(table.to_row(record)), None))
    for record in added:
        table = dated_rows.table_of(record)
        row = table.to_row(record)
        numbers.append(dated_rows.insert(db, table, [row]))
        changes.append(RowChange(table.name, None, to_json(row)))
    meta.raise_clinic_rev(db)
    return numbers, keep(db, entry, iter(changes))


def invert(db: sqlite3.Connection, entry: int, *, undoes: int) -> list[str]:
    """Make exceptions and blocks what they were before the act `undoes`; answers as `keep` does.

    Raises StaleRow, naming the entry of who was first, where one is not as that act left it, or another has its name.
    """
    changes = of_entry(db, undoes)
    if not changes:
        return []
    for change in reversed(changes):
        table = dated_rows.BY_NAME[change.kind]
        _refuse_changed(db, undoes, change)
        if change.after is not None and not dated_rows.delete_row(db, table, table.row_from_image(change.after)):
            raise StaleRow(CLINIC)
        if change.before is not None:
            row = table.row_from_image(change.before)
            if dated_rows.has_name(db, table, row):
                raise StaleRow(CLINIC)
            dated_rows.insert(db, table, [row])
    meta.raise_clinic_rev(db)
    return keep(db, entry, (RowChange(one.kind, one.after, one.before) for one in reversed(changes)))


def _refuse_changed(db: sqlite3.Connection, entry: int, change: RowChange) -> None:
    """Raise StaleRow where a later act is about the row, unless that was itself taken back."""
    for row in filter(None, (change.before, change.after)):
        below = None
        for later, undoes in db.execute(_CHANGED_SINCE, {"entry": entry, "kind": change.kind, "row": row}).fetchall():
            if below is not None and later >= below:
                continue
            if undoes is None or undoes <= entry:
                raise StaleRow(RecordRef(CLINIC.kind, later))
            below = undoes


def of_entry(db: sqlite3.Connection, entry: int) -> tuple[RowChange, ...]:
    """What an entry changed, in the order of the set-up."""
    return tuple(RowChange(*row) for row in db.execute(_OF_ENTRY, (entry,)))


def _key(table: Table[Any], row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in table.key)
