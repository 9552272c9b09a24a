"""What can be read and written in one transaction: a repository a subject."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.clinic.model import Clinic
from core.journal.model import Entry, EntryId, Inverted, Obstacle, RecordImage
from core.lazy import lazy_modules
from core.patients.model import Patient, PatientHit
from core.patients.ports import Booked
from core.record_ref import AppointmentId, PatientId, Record, RecordRef
from core.schedule.model.appointment import Appointment
from core.schedule.model.visit import ScheduledVisit, Visit
from storage import appointments, clinic, journal, patients, schedule, visits
from storage.journal import EntryWriter
from storage.schedule import Remembered
from storage.sqlite import meta

if TYPE_CHECKING:
    from core.patients.lookup import PatientQuery
    from storage import inversion, inversion_parts
    from storage.lookup import look_alikes, search
else:
    inversion, inversion_parts, look_alikes, search = lazy_modules(
        "storage.inversion", "storage.inversion_parts", "storage.lookup.look_alikes", "storage.lookup.search"
    )


class Transaction:
    """One open transaction: `core.visits.ports.Writing`, of which a snapshot is only given as `Reading`."""

    __slots__ = ("_clinic_of", "_db", "journal", "patients", "schedule", "visits")

    def __init__(
        self,
        db: sqlite3.Connection,
        clinic_of: Callable[[sqlite3.Connection], Clinic],
        remembered: Remembered,
    ) -> None:
        """Work on `db`, in which a transaction is open; `clinic_of` reads the set-up or remembers it."""
        self._db = db
        self._clinic_of = clinic_of
        self.journal = JournalRepository(db)
        self.patients = PatientRepository(db, self.journal)
        self.schedule = ScheduleRepository(db, self.journal, remembered)
        self.visits = VisitRepository(db, self.journal)

    @property
    def is_complete(self) -> bool:
        """Whether it may be committed: no entry was begun, or it was ended."""
        return self.journal.is_complete

    def clinic(self) -> Clinic:
        """The whole set-up."""
        return self._clinic_of(self._db)

    def is_demo(self) -> bool:
        """Whether the database was made for practice."""
        return meta.is_demo(self._db)

    def replace_clinic(self, new: Clinic) -> None:
        """Keep it as the set-up."""
        clinic.write_clinic(self.journal.writer.db, new)
        self._clinic_of = clinic.read_clinic  # what is not committed must not be remembered


class JournalRepository:
    """`core.journal.ports.JournalWriter`: the entries, and the one that this transaction writes."""

    __slots__ = ("_db", "_ended", "_writer")

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._writer: EntryWriter | None = None
        self._ended = False

    @property
    def is_complete(self) -> bool:
        """Whether no entry was begun, or it was ended."""
        return self._writer is None or self._ended

    @property
    def has_begun(self) -> bool:
        """Whether this transaction writes: what it reads may never be committed."""
        return self._writer is not None

    @property
    def writer(self) -> EntryWriter:
        """The open entry. Raises RuntimeError where there is none."""
        if self._writer is None or self._ended:
            raise RuntimeError("no entry is open")
        return self._writer

    def entry(self, entry: EntryId) -> Entry | None:
        """One journal entry."""
        return journal.entry(self._db, entry)

    def newest_undoable(self, actor: str) -> Entry | None:
        """The actor's newest act that can be taken back."""
        return journal.newest_undoable(self._db, actor)

    def newest_redoable(self, actor: str) -> Entry | None:
        """The actor's newest undo that can be taken back."""
        return journal.newest_redoable(self._db, actor)

    def unfinished(self, actor: str, verb: str) -> Entry | None:
        """The actor's undo in parts that is still open."""
        return journal.unfinished(self._db, actor, verb)

    def rows_written(self, entry: EntryId) -> int:
        """How many rows an entry wrote."""
        return inversion_parts.rows_written(self._db, entry)

    def obstacle(self, entry: EntryId) -> Obstacle | None:
        """What keeps an act on thousands from being taken back."""
        return inversion_parts.obstacle(self._db, entry)

    def images(self, entry: EntryId) -> Sequence[RecordImage]:
        """The records an entry wrote."""
        return inversion.record_images(self._db, entry)

    def last_on(self, ref: RecordRef) -> Entry | None:
        """The newest entry that wrote the record."""
        return journal.last_entry_on(self._db, ref.kind, ref.id)

    def entries_on(self, ref: RecordRef) -> tuple[Entry, ...]:
        """Every entry on a record and what belongs to it."""
        return journal.entries_on(self._db, ref)

    def record(self, ref: RecordRef) -> Record | None:
        """The record as it now is."""
        if ref.kind == "patient":
            return patients.patient(self._db, PatientId(ref.id))
        return schedule.scheduled(self._db, AppointmentId(ref.id)) if ref.kind == "appointment" else None

    def begin(self, *, at: datetime, actor: str, verb: str, reason: str = "", undoes: EntryId | None = None) -> EntryId:
        """Open the entry, once."""
        if self._writer is not None:
            raise RuntimeError(self._writer.verb)
        number = journal.next_entry(self._db)
        self._writer = EntryWriter(self._db, number, at, actor, verb, reason, undoes)
        return number

    def end(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry, and nothing after it."""
        entry = self.writer.end(subject, sentence)
        self._ended = True
        return entry

    def leave_open(self, subject: RecordRef, sentence: str) -> Entry:
        """Write the entry for now, and nothing after it."""
        entry = self.writer.leave_open(subject, sentence)
        self._ended = True
        return entry

    def take_up(self, entry: EntryId) -> None:
        """Go on with an entry that was left open. Raises StaleRow."""
        if self._writer is not None:
            raise RuntimeError(self._writer.verb)
        self._writer = journal.take_up(self._db, entry)

    def invert(self, undoes: EntryId) -> None:
        """Put the rows of an entry back. Raises StaleRow or Occupied."""
        inversion.invert(self.writer, undoes=undoes)

    def invert_part(self, undoes: EntryId, *, below: int | None, limit: int) -> Inverted:
        """Put a part of the rows of an act on thousands back."""
        return inversion_parts.invert_part(self.writer, undoes, below=below, limit=limit)


class PatientRepository:
    """`core.patients.ports.PatientWriter`."""

    __slots__ = ("_db", "_journal")

    def __init__(self, db: sqlite3.Connection, journal: JournalRepository) -> None:
        self._db = db
        self._journal = journal

    def by_id(self, patient: PatientId) -> Patient | None:
        """The record with that row number."""
        return patients.patient(self._db, patient)

    def with_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everyone with that MRN."""
        return patients.patients_with_mrn(self._db, mrn)

    def with_external_id(self, external_id: str) -> tuple[Patient, ...]:
        """Everyone whom another system knows by that id."""
        return patients.patients_with_external_id(self._db, external_id)

    def namesakes(self, patient: Patient) -> tuple[Patient, ...]:
        """Everyone with the same names and birth date."""
        return patients.namesakes(self._db, patient)

    def find(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """The patients meant, best first."""
        return search.find_patients(self._db, query, now=now, limit=limit)

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records worth comparing with it."""
        return look_alikes.look_alikes(self._db, patient)

    def booked(self, patient: PatientId, *, since: datetime | None) -> tuple[Booked, ...]:
        """The patient's appointments that take time."""
        return appointments.booked(self._db, patient, since=since)

    def add(self, patient: Patient) -> Patient:
        """Insert, with an MRN if it has none."""
        return patients.add(self._journal.writer, patient)

    def add_all(self, new: Sequence[Patient]) -> tuple[PatientId, ...]:
        """Insert hundreds."""
        return patients.add_all(self._journal.writer, new)

    def save(self, patient: Patient) -> Patient:
        """Update. Raises StaleRow."""
        return patients.save(self._journal.writer, patient)


class ScheduleRepository:
    """`core.schedule.ports.ScheduleWriter`."""

    __slots__ = ("_db", "_journal", "_remembered")

    def __init__(self, db: sqlite3.Connection, journal: JournalRepository, remembered: Remembered) -> None:
        self._db = db
        self._journal = journal
        self._remembered = remembered

    def by_id(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """One appointment with its patient and visit."""
        return schedule.scheduled(self._db, appointment)

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
        """What overlaps [start, end)."""
        return schedule.scheduled_between(
            self._db,
            start,
            end,
            remembered=Remembered() if self._journal.has_begun else self._remembered,
            site=site,
            provider=provider,
            patient=patient,
            live_only=live_only,
        )

    def free_lane(self, provider: str, start: datetime, end: datetime, *, ignoring: AppointmentId | None) -> int:
        """The smallest lane in which the provider is free."""
        return appointments.free_lane(self._db, provider, start, end, ignoring=ignoring)

    def add(self, appointment: Appointment) -> Appointment:
        """Insert. Raises Occupied."""
        return appointments.add(self._journal.writer, appointment)

    def save(self, appointment: Appointment) -> Appointment:
        """Update. Raises StaleRow or Occupied."""
        return appointments.save(self._journal.writer, appointment)


class VisitRepository:
    """`core.visits.ports.VisitWriter`."""

    __slots__ = ("_db", "_journal")

    def __init__(self, db: sqlite3.Connection, journal: JournalRepository) -> None:
        self._db = db
        self._journal = journal

    def in_rooms(self) -> Mapping[str, ScheduledVisit]:
        """Who is in which room now."""
        return schedule.in_rooms(self._db)

    def states(self, appointment: AppointmentId) -> tuple[Visit | None, ...]:
        """Every state its visit ever had."""
        return visits.states(self._db, appointment)

    def save(self, visit: Visit, *, event: str) -> Visit:
        """Insert or update, and append the event. Raises StaleRow or Occupied."""
        return visits.save(self._journal.writer, visit, event=event)

    def remove(self, visit: Visit) -> None:
        """Delete, and append the compensating event. Raises StaleRow."""
        visits.take_away(self._journal.writer, visit.appointment, rev=visit.rev)
