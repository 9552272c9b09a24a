"""What patients need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.jobs import ports
from core.journal.ports import RecordWriter
from core.patients.model import Patient

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.context import Context
    from core.patients.lookup import PatientQuery
    from core.patients.model import Apart, Booked, PatientHit
    from core.record_ref import PatientId


class PatientReader(Protocol):
    """Patient records. Those entered in error are found by their row number alone."""

    def by_id(self, patient: PatientId) -> Patient | None:
        """The record with that row number, whatever its status."""
        ...

    def after(self, number: PatientId, limit: int) -> tuple[Patient, ...]:
        """The next records behind that number, whatever became of them, at most so many."""
        ...

    def with_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everyone whose MRN is `mrn`, compared without case."""
        ...

    def with_external_id(self, external_id: str) -> tuple[Patient, ...]:
        """Everyone whom another system knows by that id."""
        ...

    def namesakes(self, patient: Patient) -> tuple[Patient, ...]:
        """Everyone with the same folded family and given name and the same birth date."""
        ...

    def find(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """Best first: exact, prefix, similar; within a kind those with an appointment on the day of `now` first."""
        ...

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records worth comparing with it (`core.patients.likeness`)."""
        ...

    def likely_pairs(self, limit: int) -> tuple[tuple[Patient, Patient], ...]:
        """Who are likely one person, the likeliest first, but for who is known to be two people (`Apart`)."""
        ...

    def known_apart(self, patient: PatientId) -> tuple[Apart, ...]:
        """From whom somebody told the patient apart."""
        ...

    def is_any_uncompared(self) -> bool:
        """Whether there is any such record."""
        ...

    def uncompared(self) -> int:
        """How many records are new or were changed, and were not compared with the others since."""
        ...

    def booked(self, patient: PatientId, *, since: datetime | None) -> tuple[Booked, ...]:
        """The patient's appointments that take time, by start; with `since` only what ends after that instant."""
        ...


class PatientWriter(PatientReader, RecordWriter[Patient], Protocol):
    """Patient records, to be written. An empty MRN is given the next free number."""

    def compare_some(self, limit: int) -> int:
        """Compare up to so many of those with the others; how many these were. No entry has it: it is derived."""
        ...

    def add_all(self, patients: Sequence[Patient]) -> tuple[PatientId, ...]:
        """Insert hundreds at once, a fraction of the work; their row numbers come back in order."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with patients."""

    @property
    def patients(self) -> PatientReader:
        """Patient records."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with patients."""

    @property
    def patients(self) -> PatientWriter:
        """Patient records."""
        ...


PatientContext: TypeAlias = "Context[Reading, Writing]"
