"""What core needs from the world: a clock, a place to keep things, and a word on who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.drafts import Draft, DraftId
    from core.journal.model import Entry, EntryId, InTheWay, Inverted, RowImage
    from core.patients.lookup import PatientQuery
    from core.patients.model import Patient, PatientHit, PatientId
    from core.schedule.model.appointment import Appointment, AppointmentId
    from core.schedule.model.visit import ScheduledVisit, Visit


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

    def patients_with_external_id(self, external_id: str) -> tuple[Patient, ...]:
        """Everyone whom another system knows by that id; entered-in-error records left out."""
        ...

    def namesakes(self, patient: Patient) -> tuple[Patient, ...]:
        """Everyone with the same folded family and given name and the same birth date; entered-in-error left out."""
        ...

    def find_patients(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """Best first: exact, prefix, similar; within a kind those with an appointment on the day of `now` first."""
        ...

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records worth comparing with it (`core.patients.likeness`), those entered in error left out."""
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

    def in_rooms(self) -> Mapping[str, ScheduledVisit]:
        """Who is in which room now, by the room's code."""
        ...

    def visit_states(self, appointment: AppointmentId) -> tuple[Visit | None, ...]:
        """Every state its visit ever had, oldest first; None where there was no visit any more."""
        ...

    def entry(self, entry: EntryId) -> Entry | None:
        """One journal entry."""
        ...

    def newest_undoable(self, actor: str) -> Entry | None:
        """The actor's newest act or redo that is not taken back, set-up and migration left out."""
        ...

    def newest_redoable(self, actor: str) -> Entry | None:
        """The actor's newest undo that was not redone, unless the actor has done something else since."""
        ...

    def unfinished(self, actor: str, verb: str) -> Entry | None:
        """The actor's undo or redo (`verb`) in turns that was stopped half-way."""
        ...

    def rows_written(self, entry: EntryId) -> int:
        """How many rows an entry wrote."""
        ...

    def in_the_way(self, entry: EntryId) -> InTheWay | None:
        """The first thing that keeps an entry on patients alone from being taken back whole."""
        ...

    def row_images(self, entry: EntryId) -> tuple[RowImage, ...]:
        """The rows an entry wrote, in the order it wrote them."""
        ...

    def last_entry_on(self, table: str, row: int) -> Entry | None:
        """The newest entry that wrote that row."""
        ...

    def appointment_entries(self, appointment: AppointmentId) -> tuple[Entry, ...]:
        """Every entry on an appointment or its visit, oldest first."""
        ...

    def patient_entries(self, patient: PatientId) -> tuple[Entry, ...]:
        """Every entry on a patient's record or any of the patient's appointments, oldest first."""
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

    def leave_entry_open(self, *, subject: int, sentence: str) -> Entry:
        """Commit the entry without ending it: later transactions of the same batch take it up. See `Store.batch`."""
        ...

    def take_up_entry(self, entry: EntryId) -> None:
        """Go on with an entry that was left open, in place of `begin_entry`. Raises Moved for one that is closed."""
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
        """Insert (no visit yet) or update where the rev matches, and append the event.

        Raises Moved, or Occupied of kind "in-room" when somebody else is in `visit.room`.
        """
        ...

    def remove_visit(self, visit: Visit) -> None:
        """The patient has not come after all: the visit goes, its events stay and a compensating one joins them.

        Raises Moved.
        """
        ...

    def add_patient(self, patient: Patient) -> Patient:
        """Insert; `id` and `rev` given are ignored, an empty MRN is given the next free number."""
        ...

    def add_patients(self, patients: Sequence[Patient]) -> tuple[PatientId, ...]:
        """The same for hundreds at once, a fraction of the work; their row numbers come back in order."""
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

    def invert_part(self, undoes: EntryId, *, below: int | None, limit: int) -> Inverted:
        """Put back up to `limit` rows of an entry on patients alone, newest first, going on `below` the part before.

        What others changed since, booked, or gave an MRN to, stays and is counted. None goes on where the open entry
        got to.
        """
        ...

    def replace_clinic(self, clinic: Clinic) -> None:
        """Keep `clinic` as the set-up."""
        ...


class Occupied(Exception):
    """The store's guard refused `resource`, a code or number: `kind` is provider, patient, room, or in-room for now."""

    def __init__(self, kind: str, resource: str) -> None:
        super().__init__(f"{kind} {resource}")
        self.kind = kind
        self.resource = resource


class StaleRow(Exception):
    """A row is not as the caller saw it: somebody was first, or it is gone; `table` and `row` as storage names them."""

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

    def batch(self) -> AbstractContextManager[Store]:
        """A store for one act over many transactions; in the whole clinic there is one at a time.

        Between them the desks get their turn. Entries that a batch left open when it died are closed. Raises Busy.
        """
        ...


class Changes(Protocol):
    """Tells a desk what others (and itself) committed."""

    def poll(self) -> bool:
        """Whether anything was committed since the last poll, by whomever. Costs microseconds when nothing was."""
        ...


class Drafts(Protocol):
    """What one person has typed and not yet saved, kept over crash and dropped line, for two weeks."""

    def keep(self, kind: str, key: str, fields: Mapping[str, str], *, draft: DraftId | None = None) -> DraftId:
        """Keep texts by name, as a new draft or in place of `draft`; it is in use at this desk from now on.

        `kind` says which question ("new-patient"), `key` of which record. Raises DatabaseUnusable.
        """
        ...

    def waiting(self, kind: str | None = None, key: str | None = None) -> tuple[Draft, ...]:
        """The person's drafts that are in use at no desk, newest first; of that kind, of that record."""
        ...

    def let_go(self, draft: DraftId) -> None:
        """It is no longer in use here, and waits."""
        ...

    def drop(self, draft: DraftId) -> None:
        """It was saved, or given up: nothing is left of it."""
        ...


class Authorization(Protocol):
    """Says who may do what."""

    def allow(self, actor: str, action: str, clinic: Clinic) -> bool:
        """Whether `actor` (a login name) may do `action` ('book', 'override-C10', 'setup', ...)."""
        ...
