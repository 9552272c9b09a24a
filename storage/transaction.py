"""What can be read and written in one transaction? Each method only says where the work is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from core.lookup import PatientQuery
from core.model.appointment import Appointment, AppointmentId
from core.model.clinic import Clinic
from core.model.journal import Entry, EntryId, RowImage
from core.model.patient import Patient, PatientHit, PatientId
from core.model.visit import ScheduledVisit, Visit
from storage import appointments, clinic, inversion, journal, meta, patients, schedule, search, visits
from storage.journal import Pen
from storage.schedule import Remembered


class Transaction:
    """One open transaction: `core.ports.Writing`, of which a snapshot is only given as `Reading`."""

    __slots__ = ("_clinic_of", "_db", "_ended", "_pen", "_remembered")

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
        self._pen: Pen | None = None
        self._ended = False

    @property
    def is_complete(self) -> bool:
        """Whether it may be committed: no entry was begun, or it was ended."""
        return self._pen is None or self._ended

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

    def find_patients(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """The patients meant, best first."""
        return search.find_patients(self._db, query, now=now, limit=limit)

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records that may be the same person."""
        return search.look_alikes(self._db, patient)

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

    def entry(self, entry: EntryId) -> Entry | None:
        """One journal entry."""
        return journal.entry(self._db, entry)

    def newest_undoable(self, actor: str) -> Entry | None:
        """The actor's newest act that can be taken back."""
        return journal.newest_undoable(self._db, actor)

    def row_images(self, entry: EntryId) -> tuple[RowImage, ...]:
        """The rows an entry wrote."""
        return journal.row_images(self._db, entry)

    def last_entry_on(self, table: str, row: int) -> Entry | None:
        """The newest entry that wrote the row."""
        return journal.last_entry_on(self._db, table, row)

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
        if self._pen is not None:
            raise RuntimeError(self._pen.verb)
        number = journal.next_entry(self._db)
        self._remembered = Remembered()  # what is not committed must not be remembered
        self._pen = Pen(self._db, number, at, actor, verb, subject_kind, reason, undoes)
        return number

    def end_entry(self, *, subject: int, sentence: str) -> Entry:
        """Write the entry, and nothing after it."""
        entry = self._open_pen.end(subject=subject, sentence=sentence)
        self._ended = True
        return entry

    def free_lane(self, provider: str, start: datetime, end: datetime, *, ignoring: AppointmentId | None) -> int:
        """The smallest lane in which the provider is free."""
        return appointments.free_lane(self._db, provider, start, end, ignoring=ignoring)

    def add_appointment(self, appointment: Appointment) -> Appointment:
        """Insert. Raises Occupied."""
        return appointments.add(self._open_pen, appointment)

    def save_appointment(self, appointment: Appointment) -> Appointment:
        """Update. Raises Moved or Occupied."""
        return appointments.save(self._open_pen, appointment)

    def save_visit(self, visit: Visit, *, event: str) -> Visit:
        """Insert or update, and append the event. Raises Moved."""
        return visits.save(self._open_pen, visit, event=event)

    def add_patient(self, patient: Patient) -> Patient:
        """Insert."""
        return patients.add(self._open_pen, patient)

    def save_patient(self, patient: Patient) -> Patient:
        """Update. Raises Moved."""
        return patients.save(self._open_pen, patient)

    def invert(self, images: Sequence[RowImage], *, undoes: EntryId) -> None:
        """Put rows back. Raises Moved or Occupied."""
        inversion.invert(self._open_pen, images, undoes=undoes)

    def replace_clinic(self, clinic_now: Clinic) -> None:
        """Keep the set-up."""
        clinic.write_clinic(self._open_pen.db, clinic_now)
        self._clinic_of = clinic.read_clinic  # what is not committed must not be remembered

    @property
    def _open_pen(self) -> Pen:
        if self._pen is None or self._ended:
            raise RuntimeError("no entry is open")
        return self._pen
