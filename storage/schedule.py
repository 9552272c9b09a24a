"""What is booked in a span of time, each with its patient and visit, and how is an appointment kept?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import msgpack

from core.lazy import lazy_modules
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import LONGEST_MINUTES
from storage.codec import minutes_through, minutes_until, to_json
from storage.entry_writer import OpenEntry
from storage.records import Records
from storage.scheduled import COLUMNS, FROM_PATIENT, Known, scheduled_from_rows
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

REVS: Final = f"""appointment.id, appointment.rev, patient.rev, visit.rev,
  (SELECT coalesce(sum(coverage.rev), 0) FROM coverage WHERE coverage.patient = appointment.patient),
  (SELECT coalesce(-sum(ledger.cents), 0) FROM ledger {by_index("ledger_by_appointment")}
   WHERE ledger.appointment = appointment.id AND ledger.kind = 'copay'),
  (SELECT coalesce(sum(form_note.rev), 0) FROM form_note WHERE form_note.patient = appointment.patient),
  (SELECT CASE WHEN count(*) = 0 THEN 0 ELSE sum(work_case.rev) + (SELECT sum(other.rev)
     FROM appointment AS other {by_index("appointment_by_patient")} WHERE other.patient = appointment.patient) END
   FROM work_case {by_index("work_case_of_patient")}
   WHERE work_case.patient = appointment.patient AND work_case.kind IN ('authorization', 'referral-in'))"""
"""For a SELECT whose rows are `Revs`."""
_COUNT_OF_REVS: Final = 8
_COVERED, _PAID, _SIGNED, _REFERRED = 4, 5, 6, 7
"""Which of them tell whether the patient has coverages, what was paid as copay, whether there are forms, and papers."""
_JOINED: Final = """
JOIN patient ON patient.id = appointment.patient
LEFT JOIN visit ON visit.appointment = appointment.id
"""
_ONE: Final = f"SELECT {COLUMNS} FROM appointment {_JOINED} WHERE appointment.id = ?"
_SEVERAL: Final = f"""
SELECT {REVS}, {COLUMNS} FROM {each("?")} AS wanted
{IN_ORDER} appointment ON appointment.id = wanted.value {_JOINED}
"""
_TAKES_NO_TIME: Final = ", ".join(f"'{status.value}'" for status in AppointmentStatus if not status.takes_time)
_INTERPRETED: Final = f"""
SELECT {REVS} FROM {each(":interpreters")} AS wanted
{IN_ORDER} appointment {by_index("appointment_by_interpreter")} ON appointment.interpreter = wanted.value {_JOINED}
WHERE appointment.start < :end AND appointment.start > :start - {LONGEST_MINUTES} AND appointment.finish > :start
  AND appointment.status NOT IN ({_TAKES_NO_TIME})
ORDER BY appointment.start, appointment.id
"""
_LINKED: Final = f"""
SELECT {REVS} FROM appointment {by_index("appointment_by_link")} {_JOINED}
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
Revs = tuple[int, int, int, int | None, int, int, int, int]
"""An appointment's number and rev, its patient's, its visit's, and the sums of those of the patient's coverages, forms,
and papers with what uses these up. None is ever deleted, no rev becomes less: never do they mean two contents."""


_Kept: TypeAlias = tuple[ScheduledVisit, int]
"""A record, and its bytes in memory."""
_RECORD_BYTES: Final = 1500
"""Of an appointment with patient and visit, all its texts empty."""
_COVERAGE_BYTES: Final = 1000
"""Of a coverage, or of what became of a form, with its texts."""


class Remembered:
    """Records read before, by their revs: 760 appointments seen again cost 1.7 ms instead of 14.

    A rev stands for one content among all that is committed, and within one transaction that writes; the
    guards see to it. So transactions may share one of these until they write, and need their own from then on.

    There is room for so many bytes, half of it for what was asked for of late. When that half is full it becomes the
    other one, whose records go: what is asked for again and again stays, whatever else was looked at in between.
    """

    __slots__ = ("_before", "_bytes", "_half", "_late")

    def __init__(self, *, room: int = 32 << 20) -> None:
        """Keep about `room` bytes: 20,000 records, three times what ten sites with 400 providers see in a day."""
        self._half = room // 2
        self._late: dict[Revs, _Kept] = {}
        self._before: dict[Revs, _Kept] = {}
        self._bytes = 0

    def all(self, db: sqlite3.Connection, wanted: Sequence[Revs]) -> tuple[ScheduledVisit, ...]:
        """The records with these revs in the order given, read from `db` where they are not remembered."""
        late, before = self._late, self._before  # another thread may put others in their place meanwhile
        try:
            return tuple([late[revs][0] for revs in wanted])
        except KeyError:
            pass
        found = {revs: kept for revs in wanted if (kept := late.get(revs) or before.get(revs))}
        missing = [revs[0] for revs in wanted if revs not in found]
        if missing:
            rows = db.execute(_SEVERAL, (to_json(missing),)).fetchall()
            covered, signed, referred = (
                {row[_COUNT_OF_REVS + FROM_PATIENT] for row in rows if row[at]} for at in (_COVERED, _SIGNED, _REFERRED)
            )
            paid = {row[_COUNT_OF_REVS]: row[_PAID] for row in rows}
            read = scheduled_from_rows(
                db, [row[_COUNT_OF_REVS:] for row in rows], Known(covered, paid, signed, referred)
            )
            found.update((row[:_COUNT_OF_REVS], (one, _size_of(row, one))) for one, row in zip(read, rows, strict=True))
        self._note({revs: kept for revs, kept in found.items() if revs not in late})
        return tuple(found[revs][0] for revs in wanted)

    def _note(self, asked_for: Mapping[Revs, _Kept]) -> None:
        """Keep them with what was asked for of late."""
        if self._bytes > self._half:
            self._before, self._late, self._bytes = self._late, {}, 0
        self._late.update(asked_for)
        self._bytes += sum(size for _, size in asked_for.values())


class ScheduleRepository:
    """`core.schedule.ports.ScheduleWriter`."""

    __slots__ = ("_db", "_entry", "_remembered", "records")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry, remembered: Remembered) -> None:
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
        rows = self._db.execute(_SEVERAL, (to_json(numbers),))
        return tuple(scheduled_from_rows(self._db, [row[_COUNT_OF_REVS:] for row in rows]))

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
        rows = self._db.execute(between(filters, live_only=live_only), {**wanted, **span}).fetchall()
        rows.sort()  # SQLite would sort by provider within each start through a table of its own: 1 ms a day
        return self.remembered.all(self._db, [row[2:] for row in rows])

    def written(self) -> Written:
        """The version of the schema, and the number of the newest image of all."""
        return touched.written(self._db)

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


def _size_of(row: Sequence[Any], scheduled: ScheduledVisit) -> int:
    return (
        _RECORD_BYTES + len(msgpack.encode(row)) + _COVERAGE_BYTES * (len(scheduled.coverages) + len(scheduled.forms))
    )


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
FROM appointment {by_index(index)} {_JOINED}
WHERE {" AND ".join(conditions)}
  AND appointment.start < :end AND appointment.start > :start - {LONGEST_MINUTES} AND appointment.finish > :start
"""
