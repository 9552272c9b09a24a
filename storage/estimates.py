"""Which estimates has a visit, and for which visits may one be due?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.clinic.payer import SELF_PAY
from core.estimates.model import Estimate, EstimateStatus
from core.record_ref import AppointmentId
from storage import codec
from storage.estimate_tables import ESTIMATE
from storage.sqlite.dialect import IN_ORDER, by_index
from storage.tables import TAKES_TIME

_OF_VISIT: Final = f"SELECT {ESTIMATE.table.named()} FROM estimate WHERE appointment = ? ORDER BY id"
_WITHOUT_VISIT: Final = f"""
SELECT {ESTIMATE.table.named()} FROM estimate {by_index("estimate_open")}
WHERE appointment IS NULL AND status IN ('{EstimateStatus.ASKED.value}', '{EstimateStatus.DRAFTED.value}') ORDER BY id
"""
_TAKES_TIME: Final = ", ".join(f"'{status}'" for status in TAKES_TIME)
# Few pay themselves, and few estimates are open: neither side reads the schedule through.
_CONCERNED: Final = f"""
SELECT appointment.id FROM coverage {by_index("coverage_self_pay")}
{IN_ORDER} appointment ON appointment.patient = coverage.patient
WHERE coverage.payer = '{SELF_PAY}' AND appointment.start >= :since AND appointment.status IN ({_TAKES_TIME})
UNION
SELECT appointment.id FROM estimate {by_index("estimate_open")}
{IN_ORDER} appointment ON appointment.id = estimate.appointment
WHERE estimate.status IN ('{EstimateStatus.ASKED.value}', '{EstimateStatus.DRAFTED.value}')
  AND appointment.start >= :since AND appointment.status IN ({_TAKES_TIME})
ORDER BY 1
"""


class EstimateRepository:
    """`core.estimates.ports.EstimateReader`; estimates are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def of_visit(self, appointment: AppointmentId) -> Sequence[Estimate]:
        """Those of a visit."""
        return tuple(map(ESTIMATE.table.from_row, self._db.execute(_OF_VISIT, (appointment,))))

    def without_visit(self) -> Sequence[Estimate]:
        """Those of no visit that are not given yet."""
        return tuple(map(ESTIMATE.table.from_row, self._db.execute(_WITHOUT_VISIT)))

    def concerned(self, since: datetime) -> Sequence[AppointmentId]:
        """The visits to come for which one may be due."""
        found = self._db.execute(_CONCERNED, {"since": codec.minutes_until(since)})
        return tuple(AppointmentId(number) for (number,) in found)
