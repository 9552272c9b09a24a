"""What can be read and written in one transaction? Each method only says where the work is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.clinic.model import Clinic
from core.journal.model import Entry, EntryId, InTheWay, Inverted, RowImage
from core.lazy import lazy_modules
from core.patients.model import Patient, PatientHit, PatientId
from core.schedule.model.appointment import Appointment, AppointmentId
from core.schedule.model.visit import ScheduledVisit, Visit
from storage import appointments, clinic, journal, patients, schedule, visits
from storage.journal import JournalWriter
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
    """One open transaction: `core.ports.Writing`, of which a snapshot is only given as `Reading`."""

    __slots__ = ("_clinic_of", "_db", "_ended", "_remembered", "_writer")

    def __init__(
        self,
        db: sqlite3.Connection,
        clinic_of: Callable[[sqlite3.Connection], Clinic],
        remembered: Remembered,
    ) -> None:
        """Work on `db`, in which a transaction is open; `clinic_of` reads the set-up or remembers it."""
        self._db = db
        self._clinic_of = clinic_of
        self._remembered = remembered
        self._writer: JournalWriter | None = None
        self._ended = False

    @property
    def is_complete(self) -> bool:
        """Whether it may be committed: no entry was begun, or it was ended."""
        return self._writer is None or self._ended

    def clinic(self) -> Clinic:
        """The whole set-up."""
        return self._clinic_of(self._db)

    def is_demo(self) -> bool:
        """Whether the database was made for practice."""
        return meta.is_demo(self._db)

    def patient(self, patient: PatientId) -> Patient | None:
        """The record with that row number."""
        return patients.patient(self._db, patient)

    def patients_with_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everyone with that MRN."""
        return patients.patients_with_mrn(self._db, mrn)

    def patients_with_external_id(self, external_id: str) -> tuple[Patient, ...]:
        """Everyone whom another system knows by that id."""
        return patients.patients_with_external_id(self._db, external_id)

    def namesakes(self, patient: Patient) -> tuple[Patient, ...]:
        """Everyone with the same names and birth date."""
        return patients.namesakes(self._db, patient)

    def find_patients(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """The patients meant, best first."""
        return search.find_patients(self._db, query, now=now, limit=limit)

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records worth comparing with it."""
        return look_alikes.look_alikes(self._db, patient)

    def scheduled(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """One appointment with its patient and visit."""
        return schedule.scheduled(self._db, appointment)

    def scheduled_between(
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
            remembered=self._remembered,
            site=site,
            provider=provider,
            patient=patient,
            live_only=live_only,
        )

    def in_rooms(self) -> Mapping[str, ScheduledVisit]:
        """Who is in which room now."""
        return schedule.in_rooms(self._db)

    def visit_states(self, appointment: AppointmentId) -> tuple[Visit | None, ...]:
        """Every state its visit ever had."""
        return visits.states(self._db, appointment)

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
        """The actor's undo in turns that is still open."""
        return journal.unfinished(self._db, actor, verb)

    def rows_written(self, entry: EntryId) -> int:
        """How many rows an entry wrote."""
        return inversion_parts.rows_written(self._db, entry)

    def in_the_way(self, entry: EntryId) -> InTheWay | None:
        """What keeps an entry on patients from being taken back."""
        return inversion_parts.in_the_way(self._db, entry)

    def row_images(self, entry: EntryId) -> tuple[RowImage, ...]:
        """The rows an entry wrote."""
        return journal.row_images(self._db, entry)

    def last_entry_on(self, table: str, row: int) -> Entry | None:
        """The newest entry that wrote the row."""
        return journal.last_entry_on(self._db, table, row)

    def appointment_entries(self, appointment: AppointmentId) -> tuple[Entry, ...]:
        """Every entry on an appointment or its visit."""
        return journal.appointment_entries(self._db, appointment)

    def patient_entries(self, patient: PatientId) -> tuple[Entry, ...]:
        """Every entry on a patient or the patient's appointments."""
        return journal.patient_entries(self._db, patient)

    def begin_entry(
        self,
        *,
        at: datetime,
        actor: str,
        verb: str,
        subject_kind: str,
        reason: str = "",
        undoes: EntryId | None = None,
    ) -> EntryId:
        """Take up the pen, once."""
        if self._writer is not None:
            raise RuntimeError(self._writer.verb)
        number = journal.next_entry(self._db)
        self._remembered = Remembered()  # what is not committed must not be remembered
        self._writer = JournalWriter(self._db, number, at, actor, verb, subject_kind, reason, undoes)
        return number

    def end_entry(self, *, subject: int, sentence: str) -> Entry:
        """Write the entry, and nothing after it."""
        entry = self._open_writer.end(subject=subject, sentence=sentence)
        self._ended = True
        return entry

    def leave_entry_open(self, *, subject: int, sentence: str) -> Entry:
        """Write the entry for now, and nothing after it."""
        entry = self._open_writer.leave_open(subject=subject, sentence=sentence)
        self._ended = True
        return entry

    def take_up_entry(self, entry: EntryId) -> None:
        """Take up the pen where it was laid down. Raises Moved."""
        if self._writer is not None:
            raise RuntimeError(self._writer.verb)
        self._writer = journal.take_up(self._db, entry)

    def free_lane(self, provider: str, start: datetime, end: datetime, *, ignoring: AppointmentId | None) -> int:
        """The smallest lane in which the provider is free."""
        return appointments.free_lane(self._db, provider, start, end, ignoring=ignoring)

    def add_appointment(self, appointment: Appointment) -> Appointment:
        """Insert. Raises Occupied."""
        return appointments.add(self._open_writer, appointment)

    def save_appointment(self, appointment: Appointment) -> Appointment:
        """Update. Raises Moved or Occupied."""
        return appointments.save(self._open_writer, appointment)

    def save_visit(self, visit: Visit, *, event: str) -> Visit:
        """Insert or update, and append the event. Raises Moved or Occupied."""
        return visits.save(self._open_writer, visit, event=event)

    def remove_visit(self, visit: Visit) -> None:
        """Delete, and append the compensating event. Raises Moved."""
        visits.take_away(self._open_writer, visit.appointment, rev=visit.rev)

    def add_patient(self, patient: Patient) -> Patient:
        """Insert."""
        return patients.add(self._open_writer, patient)

    def add_patients(self, drafts: Sequence[Patient]) -> tuple[PatientId, ...]:
        """Insert many."""
        return patients.add_all(self._open_writer, drafts)

    def save_patient(self, patient: Patient) -> Patient:
        """Update. Raises Moved."""
        return patients.save(self._open_writer, patient)

    def invert(self, images: Sequence[RowImage], *, undoes: EntryId) -> None:
        """Put rows back. Raises Moved or Occupied."""
        inversion.invert(self._open_writer, images, undoes=undoes)

    def invert_part(self, undoes: EntryId, *, below: int | None, limit: int) -> Inverted:
        """Put some of the rows back."""
        return inversion_parts.invert_part(self._open_writer, undoes, below=below, limit=limit)

    def replace_clinic(self, clinic_now: Clinic) -> None:
        """Keep the set-up."""
        clinic.write_clinic(self._open_writer.db, clinic_now)
        self._clinic_of = clinic.read_clinic  # what is not committed must not be remembered

    @property
    def _open_writer(self) -> JournalWriter:
        if self._writer is None or self._ended:
            raise RuntimeError("no entry is open")
        return self._writer
