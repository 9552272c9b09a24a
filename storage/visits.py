"""How is a visit kept, with every step it took?"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from core.journal.refusals import StaleRow
from core.record_ref import AppointmentId, RecordRef
from core.schedule.model.visit import ScheduledVisit, Visit
from storage import remembered, scheduled
from storage.codec import minutes_through, minutes_until, to_millis
from storage.columns import Row
from storage.entry_writer import OpenEntry
from storage.records import Records
from storage.schedule import ScheduleRepository
from storage.sqlite.dialect import by_index
from storage.tables import TAKEN_BACK, VISIT

_IN_ROOMS: Final = f"""
SELECT {scheduled.COLUMNS} FROM visit {by_index("visit_in_room")}
JOIN appointment ON appointment.id = visit.appointment JOIN patient ON patient.id = appointment.patient
WHERE visit.room IS NOT NULL
"""
_OPEN: Final = f"""
SELECT {remembered.REVS} FROM visit {by_index("visit_open")}
JOIN appointment ON appointment.id = visit.appointment JOIN patient ON patient.id = appointment.patient
WHERE visit.step NOT IN ('checked-out', 'left') ORDER BY appointment.start, appointment.id
"""
_NOT_MARKED: Final = f"""
SELECT {remembered.REVS} FROM appointment {by_index("appointment_to_come")}
JOIN patient ON patient.id = appointment.patient LEFT JOIN visit ON visit.appointment = appointment.id
WHERE appointment.status IN ('proposed', 'pending', 'booked') AND appointment.start >= ? AND appointment.start < ?
ORDER BY appointment.start, appointment.id
"""
_STATES: Final = "SELECT after FROM journal_row WHERE table_name = 'visit' AND row = ? ORDER BY rev"
_EVENT: Final = """
INSERT INTO visit_event (id, entry, appointment, at, by, event, step, room)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM visit_event), ?, ?, ?, ?, ?, ?, ?)
"""


class VisitRepository:
    """`core.visits.ports.VisitWriter`. Whatever writes a visit appends an event."""

    __slots__ = ("_db", "_entry", "_schedule", "records")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry, of_schedule: ScheduleRepository) -> None:
        self._db = db
        self._entry = entry
        self._schedule = of_schedule
        self.records = Records(db, entry, VISIT, follow=self._follow)

    def in_rooms(self) -> dict[str, ScheduledVisit]:
        """Who is in which room now."""
        here = scheduled.scheduled_from_rows(self._db, self._db.execute(_IN_ROOMS).fetchall())
        return {one.visit.room: one for one in here if one.visit and one.visit.room}

    def left_open(self) -> tuple[ScheduledVisit, ...]:
        """Every visit that began and was not closed, whenever it began."""
        return self._schedule.remembered.all(self._db, self._db.execute(_OPEN).fetchall())

    def not_marked(self, start: datetime, end: datetime) -> tuple[ScheduledVisit, ...]:
        """Every booking that began in [start, end), and of which nobody said whether the patient came."""
        span = minutes_until(start), minutes_through(end)
        return self._schedule.remembered.all(self._db, self._db.execute(_NOT_MARKED, span).fetchall())

    def states(self, appointment: AppointmentId) -> tuple[Visit | None, ...]:
        """Every state the visit had, oldest first, from its images; None where it went."""
        table = VISIT.table
        return tuple(
            None if after is None else table.from_columns(table.row_from_image(after))
            for (after,) in self._db.execute(_STATES, (appointment,))
        )

    def save(self, visit: Visit, *, event: str) -> Visit:
        """Begin the visit or keep its next state, and append the event.

        Raises StaleRow when the visit has another rev than `visit`, or is gone though it was there (rev > 1), and
        Occupied when somebody else is in its room.
        """
        if self.records.by_id(visit.appointment) is not None:
            kept = self.records.save(visit)
        elif visit.rev > 1:
            raise StaleRow(RecordRef(VISIT.name, visit.appointment))
        else:
            kept = self.records.add(visit)
        self._append(visit.appointment, event, kept.step.value, kept.room)
        return kept

    def remove(self, visit: Visit) -> None:
        """Delete the visit, and append the compensating event. Raises StaleRow."""
        self.records.remove(visit)

    def _follow(self, row: Row, is_there: bool) -> None:  # noqa: FBT001 - as every `Follow`
        step, room = (row["step"], row["room"]) if is_there else (None, None)
        self._append(row["appointment"], TAKEN_BACK, step, room)

    def _append(self, appointment: int, event: str, step: str | None, room: str | None) -> None:
        writer = self._entry.writer
        facts = (writer.entry, appointment, to_millis(writer.at), writer.actor, event, step, room)
        self._db.execute(_EVENT, facts)
