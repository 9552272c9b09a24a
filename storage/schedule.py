"""What is booked in a span of time, each with its patient and visit?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import LONGEST_MINUTES
from storage.appointments import APPOINTMENT, appointment_from_row
from storage.codec import minutes_through, minutes_until, to_json
from storage.patients import PATIENT, patient_from_row
from storage.visits import VISIT, visit_from_row

_FROM_PATIENT: Final = len(APPOINTMENT.columns)
_FROM_VISIT: Final = _FROM_PATIENT + len(PATIENT.columns)
_REVS: Final = "appointment.id, appointment.rev, patient.rev, visit.rev"
_COLUMNS: Final = f"{APPOINTMENT.named('appointment')}, {PATIENT.named('patient')}, {VISIT.named('visit')}"
_JOINED: Final = """
JOIN patient ON patient.id = appointment.patient
LEFT JOIN visit ON visit.appointment = appointment.id
"""
_ONE: Final = f"SELECT {_COLUMNS} FROM appointment {_JOINED} WHERE appointment.id = ?"
_SEVERAL: Final = f"""
SELECT {_REVS}, {_COLUMNS} FROM json_each(?) AS wanted
CROSS JOIN appointment ON appointment.id = wanted.value {_JOINED}
"""
_IN_ROOMS: Final = f"""
SELECT {_COLUMNS} FROM visit INDEXED BY visit_in_room
JOIN appointment ON appointment.id = visit.appointment JOIN patient ON patient.id = appointment.patient
WHERE visit.room IS NOT NULL
"""
_TAKES_NO_TIME: Final = ", ".join(f"'{status.value}'" for status in AppointmentStatus if not status.takes_time)

Revs = tuple[int, int, int, int | None]
"""An appointment's number and rev, its patient's rev and its visit's: these never mean two contents."""


class Remembered:
    """Records read before, by their revs: 760 appointments seen again cost 1.7 ms instead of 14.

    A rev stands for one content among all that is committed, and within one transaction that writes; the
    guards see to it. So transactions may share one of these until they write, and need their own from then on.
    """

    __slots__ = ("_by_revs", "_most")

    def __init__(self, *, most: int = 3000) -> None:
        """Remember `most` records, which are about 2 KB each, and then begin anew."""
        self._by_revs: dict[Revs, ScheduledVisit] = {}
        self._most = most

    def all(self, db: sqlite3.Connection, wanted: Sequence[Revs]) -> tuple[ScheduledVisit, ...]:
        """The records with these revs in the order given, read from `db` where they are not remembered."""
        known = self._by_revs  # another thread may begin anew meanwhile
        found = {revs: known[revs] for revs in wanted if revs in known}
        missing = [revs[0] for revs in wanted if revs not in found]
        if missing:
            new = {row[:4]: _scheduled(row[4:]) for row in db.execute(_SEVERAL, (to_json(missing),))}
            if len(known) + len(new) > self._most:
                known = self._by_revs = dict(found)
            known.update(new)
            found.update(new)
        return tuple(found[revs] for revs in wanted)


def scheduled(db: sqlite3.Connection, number: AppointmentId) -> ScheduledVisit | None:
    """One appointment with its patient and visit."""
    row = db.execute(_ONE, (number,)).fetchone()
    return None if row is None else _scheduled(row)


def in_rooms(db: sqlite3.Connection) -> dict[str, ScheduledVisit]:
    """Who is in which room now."""
    here = map(_scheduled, db.execute(_IN_ROOMS))
    return {one.visit.room: one for one in here if one.visit and one.visit.room}


def scheduled_between(
    db: sqlite3.Connection,
    start: datetime,
    end: datetime,
    *,
    remembered: Remembered,
    site: str | None = None,
    provider: str | None = None,
    patient: PatientId | None = None,
    live_only: bool = False,
) -> tuple[ScheduledVisit, ...]:
    """What overlaps [start, end), by start then provider. Raises ValueError without any filter."""
    wanted = {"patient": patient, "provider": provider, "site": site}
    filters = tuple(name for name, value in wanted.items() if value is not None)
    span = {"start": minutes_until(start), "end": minutes_through(end)}
    rows = db.execute(between(filters, live_only=live_only), {**wanted, **span}).fetchall()
    rows.sort()  # SQLite would sort by provider within each start through a table of its own: 1 ms a day
    return remembered.all(db, [row[2:] for row in rows])


@cache
def between(filters: tuple[str, ...], *, live_only: bool) -> str:
    """The statement behind `scheduled_between`; the first filter, the narrowest, names the index."""
    if not filters:
        raise ValueError(filters)
    conditions = [f"appointment.{name} = :{name}" for name in filters]
    if live_only:
        conditions.append(f"appointment.status NOT IN ({_TAKES_NO_TIME})")
    return f"""
SELECT appointment.start, appointment.provider, {_REVS}
FROM appointment INDEXED BY appointment_by_{filters[0]} {_JOINED}
WHERE {" AND ".join(conditions)}
  AND appointment.start < :end AND appointment.start > :start - {LONGEST_MINUTES} AND appointment.end > :start
"""


def _scheduled(row: Sequence[Any]) -> ScheduledVisit:
    return ScheduledVisit(
        appointment_from_row(row[:_FROM_PATIENT]),
        patient_from_row(row[_FROM_PATIENT:_FROM_VISIT]),
        None if row[_FROM_VISIT] is None else visit_from_row(row[_FROM_VISIT:]),
    )
