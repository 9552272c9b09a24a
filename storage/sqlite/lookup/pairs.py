"""Which records are likely one person? Kept as pairs, so that a list of them reads no more than it shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from core.patients.likeness import likeliest
from core.patients.model import Patient
from storage.patient_tables import PATIENT
from storage.sqlite.lookup.look_alikes import look_alikes

_NOTE: Final = "INSERT INTO uncompared (patient) VALUES (?) ON CONFLICT (patient) DO NOTHING"
_NEXT: Final = f"""
SELECT {PATIENT.table.named("patient")} FROM uncompared JOIN patient ON patient.id = uncompared.patient
ORDER BY uncompared.patient LIMIT ?
"""
_ANY: Final = "SELECT 1 FROM uncompared LIMIT 1"
_COUNT: Final = "SELECT count(*) FROM uncompared"
_FORGET_PAIRS: Final = "DELETE FROM likely_pair WHERE patient = :patient OR other = :patient"
_COMPARED: Final = "DELETE FROM uncompared WHERE patient = :patient"
_KEEP: Final = "INSERT INTO likely_pair (patient, other, points) VALUES (?, ?, ?)"
_PAIRS: Final = f"""
SELECT {PATIENT.table.named("one")}, {PATIENT.table.named("two")}
FROM likely_pair CROSS JOIN patient AS one ON one.id = likely_pair.patient
CROSS JOIN patient AS two ON two.id = likely_pair.other
WHERE NOT EXISTS (
  SELECT 1 FROM apart WHERE apart.patient = one.id AND apart.other = two.id AND apart.status = 'current'
) AND NOT EXISTS (
  SELECT 1 FROM apart WHERE apart.patient = two.id AND apart.other = one.id AND apart.status = 'current'
)
ORDER BY likely_pair.points DESC, likely_pair.patient, likely_pair.other LIMIT ?
"""


def note_changed(db: sqlite3.Connection, patients: Iterable[Patient]) -> None:
    """These are to be compared with the others before the list is true again; those that are gone leave it."""
    changed = list(patients)
    db.executemany(_NOTE, [(patient.id,) for patient in changed if patient.is_record])
    for patient in changed:
        if not patient.is_record:
            _forget(db, patient)


def compare_some(db: sqlite3.Connection, limit: int) -> int:
    """Compare up to so many that are new or were changed, and say how many these were."""
    rows = db.execute(_NEXT, (limit,)).fetchall()
    for row in rows:
        patient = PATIENT.table.from_row(row)
        _forget(db, patient)
        for like in likeliest(patient, look_alikes(db, patient)) if patient.is_record else ():
            db.execute(_KEEP, (*sorted((patient.id, like.patient.id)), like.points))
    return len(rows)


def uncompared(db: sqlite3.Connection) -> int:
    """How many are still to be compared."""
    return int(db.execute(_COUNT).fetchone()[0])


def is_any_uncompared(db: sqlite3.Connection) -> bool:
    """Whether there is any."""
    return db.execute(_ANY).fetchone() is not None


def likely_pairs(db: sqlite3.Connection, limit: int) -> tuple[tuple[Patient, Patient], ...]:
    """The likeliest first, but for those that are known to be two people."""
    read, width = PATIENT.table.from_row, len(PATIENT.table.names)
    return tuple((read(row[:width]), read(row[width:])) for row in db.execute(_PAIRS, (limit,)))


def _forget(db: sqlite3.Connection, patient: Patient) -> None:
    db.execute(_FORGET_PAIRS, {"patient": patient.id})
    db.execute(_COMPARED, {"patient": patient.id})
