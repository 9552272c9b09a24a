"""Is every patient found under what the record says, and nobody under anything else?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from core.errors import DatabaseUnusable
from storage.all_tables import JOURNALLED
from storage.journalled import JournalledTable
from storage.patient_tables import PATIENT
from storage.sqlite import sentences
from storage.sqlite.lookup.index import is_index_true

_ORPHANS: Final = """
SELECT DISTINCT patient FROM {table} WHERE NOT EXISTS (SELECT 1 FROM patient WHERE id = {table}.patient) ORDER BY 1
"""
_NOT_OF_THE_YEAR: Final = """
SELECT DISTINCT name.patient FROM name_of_year AS name
LEFT JOIN patient_key ON patient_key.patient = name.patient AND CAST(substr(born, 1, 4) AS INTEGER) = name.year
LEFT JOIN patient_term ON patient_term.patient = name.patient AND patient_term.term = name.term AND whole
WHERE patient_key.patient IS NULL OR patient_term.patient IS NULL
ORDER BY 1
"""


def readable(db: sqlite3.Connection) -> Iterator[str]:
    """Every record is read as the desks read it."""
    for declared in JOURNALLED.values():
        table = declared.table
        for row in db.execute(f"SELECT {table.named()} FROM {table.name} ORDER BY {declared.key}"):
            yield from is_readable(declared, row)


def search(db: sqlite3.Connection) -> Iterator[str]:
    """The words that lookups go by are those of the records, of each record and no other."""
    for row in db.execute(f"SELECT {PATIENT.table.named()} FROM patient ORDER BY id"):
        yield from is_found(db, row)
    for table in ("patient_key", "patient_term"):
        for (number,) in db.execute(_ORPHANS.format(table=table)):
            yield sentences.DOCTOR_FOUND_NOBODY.format(patient=number)
    for (number,) in db.execute(_NOT_OF_THE_YEAR):
        yield sentences.DOCTOR_NOT_FOUND_AS_NAMED.format(patient=number)


def is_readable(declared: JournalledTable[Any], row: tuple[Any, ...]) -> Iterator[str]:
    """Of one row: it is read as the desks read it."""
    table = declared.table
    try:
        table.from_row(row)
    except DatabaseUnusable:
        number = row[table.names.index(declared.key)]
        yield sentences.DOCTOR_UNREADABLE.format(table=table.name.capitalize(), row=number)


def is_found(db: sqlite3.Connection, row: tuple[Any, ...]) -> Iterator[str]:
    """Of one patient: the words that lookups go by are the record's."""
    try:
        is_true = is_index_true(db, PATIENT.table.from_row(row))
    except DatabaseUnusable:
        return  # told of already
    if not is_true:
        yield sentences.DOCTOR_NOT_FOUND_AS_NAMED.format(patient=row[0])
