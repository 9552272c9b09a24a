"""What can be told of a large clinic within seconds: what was written of late, and a spread of all that was before?

Links of the journal's chain are looked at, the newest and some of all the others, each with what it seals; and every
record that was written under them, in all the places that speak of it. What nobody wrote of late, and no link of the
spread is about, is for the whole examination.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from storage import chain
from storage.all_tables import JOURNALLED
from storage.chain import Link
from storage.journalled import JournalledTable
from storage.patient_tables import PATIENT
from storage.sqlite import sentences
from storage.sqlite.checks import images, journal, schedule, search, visits
from storage.tables import APPOINTMENT, VISIT

NEWEST: Final = 2000
"""Links that are all looked at."""
SPREAD: Final = 1000
"""Of those before, at equal distances."""
FEW: Final = 10_000
"""Rows of a table that is looked at whole."""
_ROWS_A_LINK: Final = 10
"""An import has a hundred rows in a link."""

_LINK: Final = "SELECT link, entry, first_row, next_row, is_end, hash FROM journal_chain WHERE link = ?"
_HASH: Final = "SELECT hash FROM journal_chain WHERE link = ?"
_WRITTEN: Final = "SELECT table_name, row FROM journal_row WHERE entry = ? AND seq >= ? AND seq < ? ORDER BY seq"
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
_OPEN: Final = "SELECT appointment FROM visit WHERE step NOT IN ('checked-out', 'left') ORDER BY appointment LIMIT ?"


def tables(db: sqlite3.Connection) -> Iterator[str]:
    """Every page, row and index entry of the tables of few rows, by SQLite itself, and what their rows refer to."""
    for (name,) in db.execute(_TABLES).fetchall():
        (rows,) = db.execute(f"SELECT count(*) FROM (SELECT 1 FROM {name} LIMIT {FEW + 1})").fetchone()
        if rows > FEW:
            continue
        for (problem,) in db.execute(f"PRAGMA integrity_check({name})"):
            if problem != "ok":
                yield sentences.DOCTOR_DAMAGED.format(problem=problem)
        for table, row, parent, _ in db.execute(f"PRAGMA foreign_key_check({name})"):
            yield sentences.DOCTOR_DANGLING.format(table=table, row="?" if row is None else row, parent=parent)


def links(db: sqlite3.Connection) -> Iterator[str]:
    """Each of these links has the hash of what it seals and of the one before; none of the newest is missing."""
    for number in _sample(db):
        kept = db.execute(_LINK, (number,)).fetchone()
        if kept is None:
            yield sentences.DOCTOR_LINKS_GONE.format(first=number, last=number)
            continue
        _, entry, first_row, next_row, is_end, digest = kept
        before = db.execute(_HASH, (number - 1,)).fetchone()
        link = Link(number, entry, first_row, next_row, bool(is_end))
        if not journal.is_as_sealed(db, link, before[0] if before else chain.START, digest):
            yield sentences.DOCTOR_ALTERED.format(entry=entry)


def records(db: sqlite3.Connection) -> Iterator[str]:
    """What was written under these links is as its newest image says, is read, found, and holds its time."""
    for name, numbers in _written(db).items():
        declared = JOURNALLED.get(name)
        if declared is None:
            yield sentences.DOCTOR_FOREIGN_IMAGE.format(table=name)
            continue
        for number in sorted(numbers):
            yield from _record(db, declared, number)


def open_visits(db: sqlite3.Connection) -> Iterator[str]:
    """Who is here: status, step and events of each go together."""
    for (number,) in db.execute(_OPEN, (FEW,)).fetchall():
        yield from visits.visit_of(db, number)


def _sample(db: sqlite3.Connection) -> list[int]:
    head = chain.head(db)
    last = head.link if head else 0
    first = max(last - NEWEST, 0)
    return sorted({1 + first * nth // SPREAD for nth in range(SPREAD if first else 0)} | {*range(first + 1, last + 1)})


def _written(db: sqlite3.Connection) -> dict[str, set[int]]:
    """The rows that were written under the links, by table."""
    found: dict[str, set[int]] = {}
    for number in _sample(db):
        kept = db.execute(_LINK, (number,)).fetchone()
        if kept:
            _, entry, first_row, next_row, _, _ = kept
            up_to = min(next_row, first_row + _ROWS_A_LINK)
            for table, row in db.execute(_WRITTEN, (entry, first_row, up_to)):
                found.setdefault(table, set()).add(row)
    return found


def _record(db: sqlite3.Connection, declared: JournalledTable[Any], number: int) -> Iterator[str]:
    yield from images.newest(db, declared, number)
    table = declared.table
    row = db.execute(f"SELECT {table.named()} FROM {table.name} WHERE {declared.key} = ?", (number,)).fetchone()
    if row is not None:
        yield from search.is_readable(declared, row)
    if declared is PATIENT and row is not None:
        yield from search.is_found(db, row)
    if declared is APPOINTMENT:
        yield from schedule.occupancy_of(db, number)
        yield from visits.visit_of(db, number)
    if declared is VISIT:
        yield from visits.events_of(db, number)
