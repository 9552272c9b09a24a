"""What is shown of the patients whom a lookup found: their records, and their visits either side of now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from core.patients.model import PatientHit
from storage.codec import from_minutes
from storage.patient_tables import PATIENT
from storage.sqlite.lookup.statement import COUNTS

_VISIT: Final = f"""(
  SELECT start || ' ' || site FROM appointment INDEXED BY appointment_by_patient
  WHERE patient = patient.id AND start {{than}} :now AND {COUNTS} ORDER BY start {{order}} LIMIT 1
)"""
_SHOWN: Final = f"""
SELECT
  {PATIENT.table.named("patient")},
  {_VISIT.format(than="<", order="DESC")},
  {_VISIT.format(than=">=", order="ASC")}
FROM json_each(:found) AS found CROSS JOIN patient ON patient.id = found.value
ORDER BY found.key
"""


def hits_of(db: sqlite3.Connection, found: Sequence[tuple[int, str]], at: int) -> tuple[PatientHit, ...]:
    """Of each patient found, by row number and how the words met them, the hit, in one statement; `at` is now in UTC
    minutes.
    """
    rows = db.execute(_SHOWN, {"found": json.dumps([number for number, _ in found]), "now": at}) if found else ()
    return tuple(_hit(met, *row) for (_, met), row in zip(found, rows, strict=True))


def _hit(met: str, *row: Any) -> PatientHit:  # noqa: ANN401 - a row of the database
    *columns, last, following = row
    (last_visit, last_site), (next_visit, next_site) = _visit(last), _visit(following)
    return PatientHit(
        PATIENT.table.from_row(columns),
        met,
        last_visit=last_visit,
        next_visit=next_visit,
        last_site=last_site,
        next_site=next_site,
    )


def _visit(told: str | None) -> tuple[datetime | None, str | None]:
    """When and at which site."""
    if told is None:
        return None, None
    start, _, site = told.partition(" ")
    return from_minutes(int(start)), site
