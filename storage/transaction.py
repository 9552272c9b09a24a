"""What can be read and written in one transaction: a repository a subject, all under one journal entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from core.clinic.model import Clinic
from storage import clinic, meta, setup_changes
from storage.entry_writer import OpenEntry
from storage.journal import JournalRepository
from storage.patients import PatientRepository
from storage.schedule import Remembered, ScheduleRepository
from storage.visits import VisitRepository


class Transaction:
    """One open transaction: `core.visits.ports.Writing`, of which a snapshot is only given as `Reading`."""

    __slots__ = ("_clinic_of", "_db", "_entry", "journal", "patients", "schedule", "visits")

    def __init__(
        self,
        db: sqlite3.Connection,
        clinic_of: Callable[[sqlite3.Connection], Clinic],
        remembered: Remembered,
    ) -> None:
        """Work on `db`, in which a transaction is open; `clinic_of` reads the set-up or remembers it."""
        self._db = db
        self._clinic_of = clinic_of
        self._entry = OpenEntry(db)
        self.patients = PatientRepository(db, self._entry)
        self.schedule = ScheduleRepository(db, self._entry, remembered)
        self.visits = VisitRepository(db, self._entry)
        self.journal = JournalRepository(
            db,
            self._entry,
            records=(self.patients.records, self.schedule.records, self.visits.records),
            found={"appointment": self.schedule.by_id, "visit": self.schedule.by_id},
        )

    @property
    def is_complete(self) -> bool:
        """Whether it may be committed: no entry was begun, or it was ended."""
        return self._entry.is_complete

    def clinic(self) -> Clinic:
        """The whole set-up."""
        return self._clinic_of(self._db)

    def is_demo(self) -> bool:
        """Whether the database was made for practice."""
        return meta.is_demo(self._db)

    def replace_clinic(self, new: Clinic) -> None:
        """Keep it as the set-up, and each change in the journal."""
        writer = self._entry.writer
        before = setup_changes.rows_now(writer.db)
        clinic.write_clinic(writer.db, new)
        changes = setup_changes.differences(before, setup_changes.rows_now(writer.db))
        writer.hashed += setup_changes.keep(writer.db, writer.entry, changes)
        self._clinic_of = clinic.read_clinic  # what is not committed must not be remembered
