"""What core needs from the world: a clock, a place to keep things, and a word on who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from core.lookup import PatientQuery
    from core.model.appointment import Appointment, AppointmentId
    from core.model.clinic import Clinic
    from core.model.journal import Entry, EntryId, RowImage
    from core.model.patient import Patient, PatientHit, PatientId
    from core.model.visit import ScheduledVisit, Visit


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class Reading(Protocol):
    """One consistent look at the store. Records that do not exist come back as None."""

    def clinic(self) -> Clinic:
        """The whole set-up, cached until it changes."""
        ...

    def is_demo(self) -> bool:
        """Whether the database was made for practice (`demo`, `setup --demo`)."""
        ...

    def patient(self, patient: PatientId) -> Patient | None:
        """The record with that row number, whatever its status."""
        ...

    def patients_with_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everyone whose MRN is `mrn`, compared without case; entered-in-error records left out."""
        ...

    def find_patients(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """Best first: exact, prefix, similar; within a kind those with an appointment on the day of `now` first."""
        ...

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records of the same folded family and given name, with the birth date or a phone in common."""
        ...

    def scheduled(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """One appointment with its patient and visit."""
        ...

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
        """Appointments that overlap [start, end), by start then provider. At least one filter must be given.

        `live_only` leaves out the statuses that take no time.
        """
        ...

    def entry(self, entry: EntryId) -> Entry | None:
        """One journal entry."""
        ...

    def newest_undoable(self, actor: str) -> Entry | None:
        """The actor's newest act that is neither taken back nor itself an undo, set-up and migration left out."""
        ...

    def row_images(self, entry: EntryId) -> tuple[RowImage, ...]:
        """The rows an entry wrote, in the order it wrote them."""
        ...

    def last_entry_on(self, table: str, row: int) -> Entry | None:
        """The newest entry that wrote that row."""
        ...


class Writing(Reading, Protocol):
    """One write transaction. Every row it writes is imaged under the entry that `begin_entry` opened.

    After Moved or Occupied it can only be rolled back: let the exception leave the block.
    """

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
        """Open the journal entry; call it before the first row is written, once a transaction."""
        ...

    def end_entry(self, *, subject: int, sentence: str) -> Entry:
        """Say what the entry came to. Without it the transaction cannot commit."""
        ...

    def free_lane(self, provider: str, start: datetime, end: datetime, *, ignoring: AppointmentId | None) -> int:
        """The smallest lane in which the provider is free for all of [start, end)."""
        ...

    def add_appointment(self, appointment: Appointment) -> Appointment:
        """Insert; `id` and `rev` given are ignored, the stored appointment comes back. Raises Occupied."""
        ...

    def save_appointment(self, appointment: Appointment) -> Appointment:
        """Update where id and rev still match, with rev + 1. Raises Moved or Occupied."""
        ...

    def save_visit(self, visit: Visit, *, event: str) -> Visit:
        """Insert (no visit yet) or update where the rev matches, and append the event. Raises Moved."""
        ...

    def add_patient(self, patient: Patient) -> Patient:
        """Insert; `id` and `rev` given are ignored, an empty MRN is given the next free number."""
        ...

    def save_patient(self, patient: Patient) -> Patient:
        """Update where id and rev still match, with rev + 1. Raises Moved."""
        ...

    def invert(self, images: Sequence[RowImage], *, undoes: EntryId) -> None:
        """Put rows back to `before`, newest image first, and mark the entry `undoes` as undone by the open entry.

        A row the entry inserted: appointments and patients become entered-in-error, a visit goes and its events get a
        compensating event. Raises Moved when a row's rev moved on, Occupied when the time is taken again.
        """
        ...

    def replace_clinic(self, clinic: Clinic) -> None:
        """Keep `clinic` as the set-up."""
        ...


class Occupied(Exception):
    """The store's guard refused an interval: `kind` is provider, patient or room; `resource` its code or number."""

    def __init__(self, kind: str, resource: str) -> None:
        super().__init__(f"{kind} {resource}")
        self.kind = kind
        self.resource = resource


class Moved(Exception):
    """A row is not as the caller saw it: somebody was first, or it is gone. `table` and `row` are storage's names."""

    def __init__(self, table: str, row: int) -> None:
        super().__init__(f"{table} {row}")
        self.table = table
        self.row = row


class Store(Protocol):
    """Where the clinic is kept."""

    def read(self) -> AbstractContextManager[Reading]:
        """A consistent snapshot for the length of the block."""
        ...

    def write(self) -> AbstractContextManager[Writing]:
        """A transaction that commits at the end of the block and rolls back on any exception. Raises Busy."""
        ...


class Changes(Protocol):
    """Tells a desk what others (and itself) committed."""

    def poll(self) -> bool:
        """Whether anything was committed since the last poll, by whomever. Costs microseconds when nothing was."""
        ...


class Gate(Protocol):
    """Says who may do what."""

    def allow(self, actor: str, action: str, clinic: Clinic) -> bool:
        """Whether `actor` (a login name) may do `action` ('book', 'override-C10', 'setup', ...)."""
        ...
