"""Is the database sound: undamaged, without a double booking, and saying the same in all its places?"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from core.errors import DatabaseUnusable
from core.schedule.model.visit import VisitStep
from storage.columns import Row
from storage.journalled import JournalledTable
from storage.sqlite import migrations, sentences
from storage.sqlite.connection import refuse_newer
from storage.sqlite.lookup.index import is_index_true
from storage.sqlite.reader import open_reader
from storage.tables import JOURNALLED, PATIENT, TAKES_TIME

_SHOWN: Final = 20
"""Findings of one check that are told one by one; a person acts on the first of them."""
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_SIDE_FILES: Final = ("", "-wal", "-shm", "-journal", ".lock", ".next", ".batch", ".place", ".place.lock")

_BEFORE_ARRIVAL: Final = frozenset({None})
_STEPS: Final = {
    "arrived": frozenset({"arrived"}),
    "checked-in": frozenset({"checked-in", "roomed", "with-provider", "departed"}),
    "fulfilled": frozenset({"checked-out"}),
    "cancelled": frozenset({None, "left"}),
    "entered-in-error": frozenset({None, *(step.value for step in VisitStep)}),
}
"""How far the visit may have got, by the appointment's status; None is no visit, and all the others have."""

_OBJECTS: Final = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"

_TAKES_TIME: Final = ", ".join(f"'{status}'" for status in TAKES_TIME)
# What the appointments take, told anew: neither the triggers that keep occupancy nor their view are believed.
_NEEDED: Final = f"""
needed (kind, resource, lane, start, finish, appointment) AS (
  SELECT 'patient', CAST(patient AS TEXT), 0, start, finish, id FROM appointment WHERE status IN ({_TAKES_TIME})
  UNION ALL
  SELECT 'provider', provider, lane, provider_start, provider_finish, id FROM appointment
  WHERE status IN ({_TAKES_TIME})
  UNION ALL
  SELECT 'room', room, 0, start, finish, id FROM appointment WHERE status IN ({_TAKES_TIME}) AND room IS NOT NULL
)
"""
_HELD: Final = "SELECT kind, resource, lane, start, finish, appointment FROM occupancy"
_NOT_HELD: Final = f"""
WITH {_NEEDED} SELECT appointment, kind FROM (SELECT * FROM needed EXCEPT {_HELD}) ORDER BY appointment, kind
"""
_NOT_NEEDED: Final = f"""
WITH {_NEEDED} SELECT appointment, kind FROM ({_HELD} EXCEPT SELECT * FROM needed) ORDER BY appointment, kind
"""
_OVERLAPS: Final = f"""
WITH {_NEEDED}, ordered AS (
  SELECT kind, resource, lane, start, appointment, max(finish) OVER (
    PARTITION BY kind, resource, lane ORDER BY start, finish, appointment
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS busy_until
  FROM needed
)
SELECT kind, resource, appointment, (
  SELECT needed.appointment FROM needed
  WHERE needed.kind = ordered.kind AND needed.resource = ordered.resource AND needed.lane = ordered.lane
    AND needed.start <= ordered.start AND needed.finish = ordered.busy_until
    AND needed.appointment <> ordered.appointment
  ORDER BY needed.appointment LIMIT 1
)
FROM ordered WHERE busy_until > start ORDER BY appointment, kind
"""
_WITHOUT_ENTRY: Final = """
SELECT entry, table_name, row FROM journal_row
WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = journal_row.entry) ORDER BY entry, seq
"""
_UNDO_LINKS: Final = """
SELECT later.id, later.undoes FROM journal AS later
WHERE later.undoes IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM journal AS earlier
  WHERE earlier.id = later.undoes AND earlier.id < later.id AND earlier.undone_by = later.id
)
UNION
SELECT earlier.undone_by, earlier.id FROM journal AS earlier
WHERE earlier.undone_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM journal AS later WHERE later.id = earlier.undone_by AND later.undoes = earlier.id
)
ORDER BY 1, 2
"""
_VISITS: Final = """
SELECT appointment.id, appointment.status, visit.step
FROM appointment LEFT JOIN visit ON visit.appointment = appointment.id
WHERE visit.step IS NOT NULL OR appointment.status IN ('arrived', 'checked-in', 'fulfilled')
ORDER BY appointment.id
"""
_IN_NO_ROOM: Final = """
SELECT appointment, step, room FROM visit
WHERE (room IS NOT NULL) <> (step IN ('roomed', 'with-provider')) ORDER BY appointment
"""
_TWO_IN_A_ROOM: Final = """
SELECT room, min(appointment), max(appointment) FROM visit
WHERE room IS NOT NULL GROUP BY room HAVING count(*) > 1 ORDER BY room
"""
_LIVING: Final = """
SELECT row FROM journal_row AS newest
WHERE table_name = ? AND after IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM journal_row AS later
  WHERE later.table_name = newest.table_name AND later.row = newest.row AND later.rev > newest.rev
)
ORDER BY row
"""
_NEWEST_IMAGE: Final = """
SELECT rev, after FROM journal_row WHERE table_name = ? AND row = ? ORDER BY rev DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: which check saw it, and a sentence with the record and what to do.

    Sentences name records by number and code, never a patient.
    """

    check: str
    sentence: str


def examine(path: Path) -> tuple[Finding, ...]:
    """Everything wrong with the database at `path`; empty when it is sound.

    Writes nothing, and looks at one snapshot while desks go on working. A check that the damage does not let
    finish is itself a finding. Raises DatabaseUnusable where there is no database of this version to examine.
    """
    found = [Finding("files", sentence) for sentence in _open_files(path)]
    with closing(open_reader(path)) as db:
        db.execute("BEGIN")
        with suppress(sqlite3.DatabaseError):  # what is damaged is for the checks to tell
            _refuse_other_version(db, path)
        for name, check in _CHECKS.items():
            found += [Finding(name, sentence) for sentence in _told(check, db)]
    return tuple(found)


def _refuse_other_version(db: sqlite3.Connection, path: Path) -> None:
    refuse_newer(db, path)
    if migrations.version(db) < migrations.newest():
        raise DatabaseUnusable(sentences.DATABASE_OLDER.format(path=path))


def _told(check: Callable[[sqlite3.Connection], Iterator[str]], db: sqlite3.Connection) -> list[str]:
    """What a check says, in full where it is little."""
    told: list[str] = []
    try:
        every = check(db)
        told += islice(every, _SHOWN)
        more = sum(1 for _ in every)
    except sqlite3.DatabaseError as error:
        return [*told, sentences.DOCTOR_UNFINISHED.format(why=error)]
    return [*told, sentences.DOCTOR_MORE.format(count=more)] if more else told


def _open_files(path: Path) -> Iterator[str]:
    for file in (path.with_name(path.name + ending) for ending in _SIDE_FILES):
        if file.exists() and file.stat().st_mode & _OTHERS:
            yield sentences.DOCTOR_FILE_OPEN.format(file=file)


def _integrity(db: sqlite3.Connection) -> Iterator[str]:
    for (problem,) in db.execute("PRAGMA integrity_check"):
        if problem != "ok":
            yield sentences.DOCTOR_DAMAGED.format(problem=problem)


def _schema(db: sqlite3.Connection) -> Iterator[str]:
    """Compare with a database made just now: a guard that was dropped refuses nothing any more."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.take_steps(fresh, migrations.all_steps())
        wanted = fresh.execute(_OBJECTS).fetchall()
    present = set(db.execute(_OBJECTS))
    for kind, name, made_by in wanted:
        if (kind, name, made_by) not in present:
            yield sentences.DOCTOR_SCHEMA.format(kind=kind, name=name)


def _foreign_keys(db: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        number = "?" if row is None else row  # some tables have no row numbers
        yield sentences.DOCTOR_DANGLING.format(table=table, row=number, parent=parent)


def _occupancy(db: sqlite3.Connection) -> Iterator[str]:
    for appointment, kind in db.execute(_NOT_HELD):
        yield sentences.DOCTOR_NOT_HELD.format(appointment=appointment, kind=kind)
    for appointment, kind in db.execute(_NOT_NEEDED):
        yield sentences.DOCTOR_NOT_NEEDED.format(appointment=appointment, kind=kind)


def _overlaps(db: sqlite3.Connection) -> Iterator[str]:
    for kind, resource, appointment, before in db.execute(_OVERLAPS):
        yield sentences.DOCTOR_OVERLAP.format(before=before, appointment=appointment, kind=kind, resource=resource)


def _journal(db: sqlite3.Connection) -> Iterator[str]:
    for entry, table, row in db.execute(_WITHOUT_ENTRY):
        yield sentences.DOCTOR_NO_ENTRY.format(entry=entry, table=table, row=row)
    for later, earlier in db.execute(_UNDO_LINKS):
        yield sentences.DOCTOR_UNDO_LINK.format(later=later, earlier=earlier)


def _images(db: sqlite3.Connection) -> Iterator[str]:
    for declared in JOURNALLED.values():
        name, key, table = declared.name, declared.key, declared.table
        numbers: set[int] = set()
        for values in db.execute(f"SELECT {table.named()} FROM {name} ORDER BY {key}"):
            row = dict(zip(table.names, values, strict=True))
            numbers.add(row[key])
            if not _is_imaged(db, declared, row):
                yield sentences.DOCTOR_NOT_JOURNALLED.format(table=name.capitalize(), row=row[key])
        for (number,) in db.execute(_LIVING, (name,)):
            if number not in numbers:
                yield sentences.DOCTOR_ROW_GONE.format(table=name.capitalize(), row=number)


def _is_imaged(db: sqlite3.Connection, declared: JournalledTable[Any], row: Row) -> bool:
    newest = db.execute(_NEWEST_IMAGE, (declared.name, row[declared.key])).fetchone()
    if newest is None or newest[1] is None:
        return False
    rev, image = newest
    try:
        return bool(rev == row["rev"] and declared.table.row_from_image(image) == row)
    except ValueError:
        return False


def _visits(db: sqlite3.Connection) -> Iterator[str]:
    for appointment, status, step in db.execute(_VISITS):
        if step not in _STEPS.get(status, _BEFORE_ARRIVAL):
            visit = sentences.DOCTOR_NO_VISIT if step is None else step
            yield sentences.DOCTOR_VISIT.format(appointment=appointment, status=status, visit=visit)


def _rooms(db: sqlite3.Connection) -> Iterator[str]:
    for appointment, step, room in db.execute(_IN_NO_ROOM):
        where = sentences.DOCTOR_NO_ROOM if room is None else room
        yield sentences.DOCTOR_WRONG_ROOM.format(appointment=appointment, step=step, room=where)
    for room, first, second in db.execute(_TWO_IN_A_ROOM):
        yield sentences.DOCTOR_TWO_IN_A_ROOM.format(room=room, first=first, second=second)


def _search(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute(f"SELECT {PATIENT.table.named()} FROM patient ORDER BY id"):
        number = row[0]
        try:
            is_true = is_index_true(db, PATIENT.table.from_row(row))
        except (ValueError, KeyError, TypeError):  # whatever is there, it is no patient
            yield sentences.DOCTOR_UNREADABLE.format(patient=number)
            continue
        if not is_true:
            yield sentences.DOCTOR_NOT_FOUND_AS_NAMED.format(patient=number)


_CHECKS: Final[dict[str, Callable[[sqlite3.Connection], Iterator[str]]]] = {
    "integrity": _integrity,
    "schema": _schema,
    "foreign-keys": _foreign_keys,
    "occupancy": _occupancy,
    "overlap": _overlaps,
    "journal": _journal,
    "images": _images,
    "visits": _visits,
    "rooms": _rooms,
    "search": _search,
}
