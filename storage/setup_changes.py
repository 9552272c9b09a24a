"""What does the journal keep of a change to the set-up? Every row that came, changed or went, as it was and as it is.

These rows have no revs, and some no names: what they should be now follows from all the changes together.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from msgspec import Struct

from storage.chain import setup_change_text
from storage.clinic import SETUP
from storage.codec import to_json
from storage.columns import Row, Table

Rows: TypeAlias = Mapping[str, Sequence[Row]]
"""Rows of the set-up by table, each by column."""

_INSERT: Final = "INSERT INTO setup_change (entry, seq, kind, before, after) VALUES (?, ?, ?, ?, ?)"
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


def of_entry(db: sqlite3.Connection, entry: int) -> tuple[RowChange, ...]:
    """What an entry changed, in the order of the set-up."""
    return tuple(RowChange(*row) for row in db.execute(_OF_ENTRY, (entry,)))


def _key(table: Table[Any], row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in table.key)
