"""Which visits were, here or with another scheduler before?"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from core.record_ref import PatientId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.imported_visit import ImportedVisit
from core.schedule.model.past import PastBooking
from storage.codec import from_millis, from_minutes, minutes_through, minutes_until
from storage.patient_tables import IMPORTED_VISIT
from storage.sqlite.dialect import ANY_CASE, by_index

_HISTORY: Final = f"""
SELECT id, provider, start, status, status_at, cancel_by FROM appointment {by_index("appointment_by_patient")}
WHERE patient = :patient AND start >= :start AND start < :end AND status IN ('fulfilled', 'cancelled', 'noshow')
UNION ALL
SELECT 0, provider.code, imported_visit.start, imported_visit.status, imported_visit.start * 60000, NULL
FROM imported_visit {by_index("imported_visit_by_patient")} JOIN provider
  ON provider.code = imported_visit.provider {ANY_CASE}
WHERE imported_visit.patient = :patient AND imported_visit.start >= :start AND imported_visit.start < :end
  AND imported_visit.status = 'fulfilled' AND imported_visit.appointment IS NULL
ORDER BY 3
"""
"""Also whom a provider of the set-up saw as another scheduler had it: who was seen is no new patient."""
_IMPORTED: Final = f"""
SELECT {IMPORTED_VISIT.table.named()} FROM imported_visit {by_index("imported_visit_by_number")}
WHERE number = ? AND number <> '' ORDER BY id
"""


def history(db: sqlite3.Connection, patient: PatientId, start: datetime, end: datetime) -> tuple[PastBooking, ...]:
    """What of the patient's bookings in [start, end) was fulfilled, cancelled or missed, by start."""
    wanted = {"patient": patient, "start": minutes_until(start), "end": minutes_through(end)}
    return tuple(
        PastBooking(number, provider, from_minutes(at), AppointmentStatus(status), from_millis(noted), by)
        for number, provider, at, status, noted, by in db.execute(_HISTORY, wanted)
    )


def imported(db: sqlite3.Connection, number: str) -> tuple[ImportedVisit, ...]:
    """Those that files brought under that number, whoever's they are; none for ''."""
    return tuple(map(IMPORTED_VISIT.table.from_row, db.execute(_IMPORTED, (number,))))
