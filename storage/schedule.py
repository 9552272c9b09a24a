"""What is booked in a span of time, each with its patient and visit, and how is an appointment kept?"""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Final

from core.lazy import lazy_modules
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import LONGEST_MINUTES
from storage.codec import minutes_through, minutes_until, to_json
from storage.entry_writer import OpenEntry
from storage.records import Records
from storage.remembered import JOINED, REVS, SEVERAL, Answers, Remembered, written
from storage.scheduled import COLUMNS, scheduled_from_rows
from storage.sqlite.dialect import IN_ORDER, by_index, each, is_among_first
from storage.tables import APPOINTMENT

if TYPE_CHECKING:
    from core.calendar.interval import Interval
    from core.schedule.cells import Stretch
    from core.schedule.model.imported_visit import ImportedVisit
    from core.schedule.model.linked import LinkedId
    from core.schedule.model.past import PastBooking
    from core.schedule.ports import Written
    from storage import past_visits, taken, touched
else:  # what a day does without
    past_visits, taken, touched = lazy_modules("storage.past_visits", "storage.taken", "storage.touched")

_ONE: Final = f"SELECT {COLUMNS} FROM appointment {JOINED} WHERE appointment.id = ?"
_TAKES_NO_TIME: Final = ", ".join(f"'{status.value}'" for status in AppointmentStatus if not status.takes_time)
_INTERPRETED: Final = f"""
SELECT {REVS} FROM {each(":interpreters")} AS wanted
{IN_ORDER} appointment {by_index("appointment_by_interpreter")} ON appointment.interpreter = wanted.value {JOINED}
WHERE appointment.start < :end AND appointment.start > :start - {LONGEST_MINUTES} AND appointment.finish > :start
  AND appointment.status NOT IN ({_TAKES_NO_TIME})
ORDER BY appointment.start, appointment.id
"""
_LINKED: Final = f"""
SELECT {REVS} FROM appointment {by_index("appointment_by_link")} {JOINED}
WHERE appointment.linked = ? AND appointment.status <> 'entered-in-error' ORDER BY appointment.start, appointment.id
"""
_NEXT_NUMBER: Final = "SELECT coalesce(max(id), 0) + 1 FROM appointment"
_TO_COME: Final = f"""
SELECT id, rev FROM appointment {by_index("appointment_to_come")}
WHERE status IN ('proposed', 'pending', 'booked') AND start >= ? ORDER BY start, id
"""
_TO_COME_OF_GONE: Final = f"""
SELECT appointment.id FROM appointment {by_index("appointment_to_come")}
{IN_ORDER} patient ON patient.id = appointment.patient
WHERE appointment.status IN ('proposed', 'pending', 'booked') AND appointment.start >= ?
  AND patient.status IN ('deceased', 'entered-in-error')
"""
_LANE_TAKEN: Final = f"""
SELECT 1 FROM occupancy
WHERE kind = 'provider' AND resource = :provider AND lane = :lane
  AND start < :end AND start > :start - {LONGEST_MINUTES} AND finish > :start
  AND (:ignoring IS NULL OR appointment <> :ignoring)
LIMIT 1
"""


class ScheduleRepository:
    """`core.schedule.ports.ScheduleWriter`."""

    __slots__ = ("_answers", "_db", "_entry", "_known_here", "_remembered", "_written", "records")

    def __init__(
        self, db: sqlite3.Connection, entry: OpenEntry, remembered: Remembered, answers: Answers | None = None
    ) -> None:
        """Of a snapshot, `answers` are those that were given in others."""
        self._answers = answers
        self._known_here: dict[Hashable, tuple[ScheduledVisit, ...]] | None = None
        self._written: Written | None = None
        self._db = db
        self._entry = entry
        self._remembered = remembered
        self.records = Records(db, entry, APPOINTMENT)

    @property
    def remembered(self) -> Remembered:
        """What may be taken as it was read before."""
        return Remembered() if self._entry.has_begun else self._remembered

    def after(self, number: AppointmentId, limit: int) -> tuple[Appointment, ...]:
        """The next appointments behind that number, whatever became of them."""
        return self.records.after(number, limit)

    def by_id(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """One appointment with its patient and visit."""
        row = self._db.execute(_ONE, (appointment,)).fetchone()
        return None if row is None else scheduled_from_rows(self._db, [row])[0]

    def history(self, patient: PatientId, start: datetime, end: datetime) -> tuple[PastBooking, ...]:
        """What of the patient's bookings in [start, end) was fulfilled, cancelled or missed."""
        return past_visits.history(self._db, patient, start, end)

    def imported(self, number: str) -> tuple[ImportedVisit, ...]:
        """Visits that files of another scheduler brought under that number, whoever's they are."""
        return past_visits.imported(self._db, number)

    def interpreted(self, interpreters: Sequence[str], start: datetime, end: datetime) -> tuple[ScheduledVisit, ...]:
        """Those that overlap [start, end) with one of those interpreters."""
        wanted = {"interpreters": to_json(interpreters), "start": minutes_until(start), "end": minutes_through(end)}
        return self.remembered.all(self._db, self._db.execute(_INTERPRETED, wanted).fetchall())

    def taken_cells(self, kind: str, codes: Sequence[str], stretch: Stretch) -> Mapping[str, int]:
        """The cells of the stretch that a booking of one of these providers or rooms fills whole, by code."""
        return taken.taken_cells(self._db, kind, codes, stretch)

    def in_person(
        self, start: datetime, end: datetime, *, site: str, types: Sequence[str]
    ) -> Sequence[tuple[AppointmentId, Interval]]:
        """When visits of those types that take time and overlap [start, end) are held at the site."""
        return taken.in_person(self._db, start, end, site=site, types=types)

    def linked(self, visits: LinkedId) -> tuple[ScheduledVisit, ...]:
        """Those that belong together, by start."""
        return self.remembered.all(self._db, self._db.execute(_LINKED, (visits,)).fetchall())

    def to_come(self, after: datetime) -> list[tuple[AppointmentId, int]]:
        """The bookings that start later and whose patients have not come, each with its rev."""
        return self._db.execute(_TO_COME, (minutes_through(after),)).fetchall()

    def to_come_of_gone(self, after: datetime) -> list[AppointmentId]:
        """Those of patients who come no more: noted as deceased, or whose record was an error."""
        return [number for (number,) in self._db.execute(_TO_COME_OF_GONE, (minutes_through(after),))]

    def by_numbers(self, numbers: Sequence[AppointmentId]) -> tuple[ScheduledVisit, ...]:
        """Those appointments, read together."""
        rows = self._db.execute(SEVERAL, (to_json(numbers),))
        return tuple(scheduled_from_rows(self._db, list(rows)))

    def between(
        self,
        start: datetime,
        end: datetime,
        *,
        site: str | None = None,
        provider: str | None = None,
        patient: PatientId | None = None,
        live_only: bool = False,
    ) -> tuple[ScheduledVisit, ...]:
        """What overlaps [start, end), by start then provider. Raises ValueError without any filter.

        Of a provider also what they are a further one of: read along an index of such visits alone, mostly empty.
        """
        wanted = {"patient": patient, "provider": provider, "site": site}
        filters = tuple(name for name, value in wanted.items() if value is not None)
        span = {"start": minutes_until(start), "end": minutes_through(end)}
        asked = (live_only, *wanted.values(), *span.values())
        known = self._known
        if known is not None and (before := known.get(asked)) is not None:
            return before
        rows = self._db.execute(between(filters, live_only=live_only), {**wanted, **span}).fetchall()
        rows.sort()  # SQLite would sort by provider within each start through a table of its own: 1 ms a day
        found = self.remembered.all(self._db, [row[2:] for row in rows])
        if known is not None and self._answers is not None:
            self._answers.note(known, asked, found)
        return found

    @property
    def _known(self) -> dict[Hashable, tuple[ScheduledVisit, ...]] | None:
        """What was asked before and holds in this snapshot; None where there is none."""
        if self._answers is None:
            return None
        if self._known_here is None:
            self._known_here = self._answers.at(self.written())
        return self._known_here

    def written(self) -> Written:
        """The version of the schema, and the number of the newest image of all."""
        if self._answers is None:
            return written(self._db)
        if self._written is None:  # a snapshot stays what it is
            self._written = written(self._db)
        return self._written

    def was_touched(
        self, since: Written, *, patient: PatientId, provider: str, site: str, start: datetime, end: datetime
    ) -> bool:
        """Whether an image behind `since` may bear on a booking of them in [start, end)."""
        near = {"patient": patient, "provider": provider, "site": site}
        return touched.was_touched(self._db, since, near, start, end)

    def free_lane(self, provider: str, start: datetime, end: datetime, *, ignoring: AppointmentId | None) -> int:
        """The smallest lane in which the provider is free for all of [start, end)."""
        wanted = {
            "provider": provider,
            "start": minutes_until(start),
            "end": minutes_through(end),
            "ignoring": ignoring,
        }
        return next(
            lane for lane in count() if self._db.execute(_LANE_TAKEN, {**wanted, "lane": lane}).fetchone() is None
        )

    def next_number(self) -> AppointmentId:
        """Which number the next appointment gets."""
        return AppointmentId(self._db.execute(_NEXT_NUMBER).fetchone()[0])

    def add(self, appointment: Appointment) -> Appointment:
        """Book. Raises Occupied when the guard finds its time taken."""
        return self.records.add(appointment)

    def save(self, appointment: Appointment) -> Appointment:
        """Keep the changed appointment. Raises StaleRow when it has another rev, Occupied when its time is taken."""
        return self.records.save(appointment)


@cache
def between(filters: tuple[str, ...], *, live_only: bool) -> str:
    """The statement behind `ScheduleRepository.between`; the first filter, the narrowest, names the index."""
    if not filters:
        raise ValueError(filters)
    conditions = {name: f"appointment.{name} = :{name}" for name in filters}
    if live_only:
        conditions["status"] = f"appointment.status NOT IN ({_TAKES_NO_TIME})"
    own = _in_span(f"appointment_by_{filters[0]}", conditions.values())
    if "provider" not in filters:
        return own
    conditions["provider"] = f"appointment.further <> '[]' AND {is_among_first(':provider', 'appointment.further')}"
    return f"{own} UNION ALL {_in_span('appointment_with_further', conditions.values())}"


def _in_span(index: str, conditions: Iterable[str]) -> str:
    return f"""
SELECT appointment.start, appointment.provider, {REVS}
FROM appointment {by_index(index)} {JOINED}
WHERE {" AND ".join(conditions)}
  AND appointment.start < :end AND appointment.start > :start - {LONGEST_MINUTES} AND appointment.finish > :start
"""
