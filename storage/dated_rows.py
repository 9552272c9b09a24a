"""How are exceptions and blocks kept: each in a row whose number means what the row says, now and ever?

Such a row is never changed. What says something else is another, under a number that none had before: whoever names one
that was seen on a screen means that one, or learns that it is gone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from core.clinic.dated import Block, Dated, ExceptionKind, SessionException
from core.structs import replace
from storage import meta
from storage.columns import (
    CODE_OR_ANY,
    DAY,
    DAY_OR_NONE,
    TEXTS,
    WALL_MOMENT,
    WALL_TIME_OR_NONE,
    Column,
    Row,
    Table,
    word_of,
)

DatedT = TypeVar("DatedT", SessionException, Block)

EXCEPTIONS: Final = Table(
    "session_exception",
    SessionException,
    (
        Column("provider"),
        Column("first_day", DAY, field="on"),
        Column("kind", word_of(ExceptionKind)),
        Column("last_day", DAY_OR_NONE, field="until"),
        Column("begin", WALL_TIME_OR_NONE),
        Column("finish", WALL_TIME_OR_NONE),
        Column("site", CODE_OR_ANY),
        Column("note"),
        Column("capacity"),
        Column("overbook_limit", field="overbooks"),
        Column("types", TEXTS, absent="[]"),
    ),
)
BLOCKS: Final = Table(
    "block",
    Block,
    (
        Column("provider"),
        Column("begin", WALL_MOMENT, field="start"),
        Column("finish", WALL_MOMENT, field="end"),
        Column("kind"),
        Column("site", CODE_OR_ANY),
        Column("types", TEXTS),
        Column("release_hours"),
    ),
)

BY_NAME: Final[Mapping[str, Table[Any]]] = {table.name: table for table in (EXCEPTIONS, BLOCKS)}
_NAMES: Final = {EXCEPTIONS.name: "provider first_day kind begin", BLOCKS.name: "provider begin"}
"""The columns by which a set-up file names a row: no two rows are alike in them."""


def read(db: sqlite3.Connection, table: Table[DatedT]) -> tuple[DatedT, ...]:
    """Every record with its number, in set-up order."""
    rows = db.execute(f"SELECT seq, {table.named()} FROM {table.name} ORDER BY seq").fetchall()
    return tuple(replace(table.from_row(row[1:]), number=row[0]) for row in rows)


def replace_all(db: sqlite3.Connection, table: Table[DatedT], records: Iterable[DatedT]) -> None:
    """Make the table hold exactly these: those that say what they said stay, the others come under new numbers."""
    kept = {one.number: one for one in read(db, table)}
    wanted = tuple(records)
    stay = {one.number for one in wanted if kept.get(one.number) == one}
    db.executemany(f"DELETE FROM {table.name} WHERE seq = ?", [(number,) for number in kept if number not in stay])
    insert(db, table, [table.to_row(one) for one in wanted if one.number not in stay])


def table_of(record: Dated) -> Table[Any]:
    """The table that keeps it."""
    return EXCEPTIONS if isinstance(record, SessionException) else BLOCKS


def insert(db: sqlite3.Connection, table: Table[Any], rows: Sequence[Row]) -> int:
    """Insert rows, each under the next number that no row of either table ever had, and return the first of them."""
    first = meta.number(db, meta.NEXT_DATED)
    if not rows:
        return first
    marks = ", ".join(f":{name}" for name in table.names)
    statement = f"INSERT INTO {table.name} (seq, {table.named()}) VALUES (:seq, {marks})"
    db.executemany(statement, [{"seq": seq, **row} for seq, row in enumerate(rows, first)])
    meta.put(db, meta.NEXT_DATED, str(first + len(rows)))
    return first


def delete(db: sqlite3.Connection, record: Dated) -> bool:
    """Delete the row of that number, and say whether it was there."""
    return db.execute(f"DELETE FROM {table_of(record).name} WHERE seq = ?", (record.number,)).rowcount == 1


def delete_row(db: sqlite3.Connection, table: Table[Any], row: Row) -> bool:
    """Delete the row that says all of this, and say whether it was there."""
    return db.execute(f"DELETE FROM {table.name} WHERE {_same(table.names)}", row).rowcount == 1


def has_name(db: sqlite3.Connection, table: Table[Any], row: Row) -> bool:
    """Whether there is one that a set-up file would name as this one."""
    statement = f"SELECT 1 FROM {table.name} WHERE {_same(_NAMES[table.name].split())}"
    return db.execute(statement, row).fetchone() is not None


def _same(columns: Iterable[str]) -> str:
    return " AND ".join(f"{name} IS :{name}" for name in columns)
