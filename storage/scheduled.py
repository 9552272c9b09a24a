"""How do rows become appointments, each with its patient, visit and the patient's coverages?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.coverage.model import Coverage
from core.lazy import lazy_modules
from core.record_ref import PatientId
from core.record_status import RecordStatus
from core.schedule.model.visit import ScheduledVisit
from storage.codec import to_json
from storage.patient_tables import COVERAGE, PATIENT
from storage.sqlite.dialect import IN_ORDER, by_index, each
from storage.tables import APPOINTMENT, VISIT

if TYPE_CHECKING:
    from storage import forms, papers
else:  # what a clinic without forms, referrals and authorizations does without
    forms, papers = lazy_modules("storage.forms", "storage.papers")

COLUMNS: Final = ", ".join(declared.table.named(declared.name) for declared in (APPOINTMENT, PATIENT, VISIT))
"""For a SELECT whose rows `scheduled_from_rows` is to read."""
FROM_PATIENT: Final = len(APPOINTMENT.table.columns)
_FROM_VISIT: Final = FROM_PATIENT + len(PATIENT.table.columns)
_COVERAGES: Final = f"""
SELECT {COVERAGE.table.named("coverage")} FROM {each("?")} AS wanted
{IN_ORDER} coverage {by_index("coverage_by_patient")} ON coverage.patient = wanted.value
WHERE coverage.status = '{RecordStatus.CURRENT.value}' ORDER BY coverage.id
"""

_PAID: Final = f"""
SELECT ledger.appointment, -sum(ledger.cents) FROM {each("?")} AS wanted
{IN_ORDER} ledger {by_index("ledger_by_appointment")} ON ledger.appointment = wanted.value
WHERE ledger.kind = 'copay' GROUP BY ledger.appointment
"""


class Known(Struct, frozen=True):
    """What the statement told already: of which patients there are coverages, notes about forms, referrals or
    authorizations, and the cents paid as copay, by the appointment's number.
    """

    covered: Collection[int]
    paid: Mapping[int, int]
    signed: Collection[int]
    referred: Collection[int]


def scheduled_from_rows(
    db: sqlite3.Connection, rows: Sequence[Sequence[Any]], known: Known | None = None
) -> list[ScheduledVisit]:
    """Appointments with their patients and visits, whose columns are `rows`, and what else these patients have."""
    if not rows:
        return []
    if known is None:
        everybody = {row[FROM_PATIENT] for row in rows}
        paid = dict(db.execute(_PAID, (to_json([row[0] for row in rows]),)))
        known = Known(everybody, paid, everybody, everybody)
    coverages: dict[PatientId, list[Coverage]] = {}
    for found in db.execute(_COVERAGES, (to_json(sorted(known.covered)),)) if known.covered else ():
        coverage = COVERAGE.table.from_row(found)
        coverages.setdefault(coverage.patient, []).append(coverage)
    notes = forms.notes_of(db, known.signed) if known.signed else {}
    held = papers.papers_of(db, known.referred) if known.referred else {}
    units = papers.visits_of(db, held) if held else {}
    columns = list(zip(*rows, strict=True))
    appointments = APPOINTMENT.table.from_many(columns[:FROM_PATIENT])
    patients = PATIENT.table.from_many(columns[FROM_PATIENT:_FROM_VISIT])
    began = {row[0]: VISIT.table.from_row(row[_FROM_VISIT:]) for row in rows if row[_FROM_VISIT] is not None}
    return [
        ScheduledVisit(
            appointment,
            patient,
            began.get(appointment.id),
            tuple(coverages.get(patient.id, ())),
            copay_paid=known.paid.get(appointment.id, 0),
            forms=tuple(notes.get(patient.id, ())),
            papers=tuple(held.get(patient.id, ())),
            unit_visits=tuple(units.get(patient.id, ())),
        )
        for appointment, patient in zip(appointments, patients, strict=True)
    ]
