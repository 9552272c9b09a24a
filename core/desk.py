"""The one door to the clinic: every use case, given who acts and what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.context import Context, find_scheduled
from core.lazy import lazy_modules
from core.schedule import days
from core.schedule.sentences import NOT_BOOKED
from core.visits import state
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from core import requests
    from core.clinic import set_up as setting_up
    from core.clinic.model import Clinic
    from core.clinic.setup_file.report import SetupReport
    from core.conflict import Conflict
    from core.journal import history, undo
    from core.journal.model import Entry
    from core.patients import finding as patients
    from core.patients import registration as records
    from core.patients.importing.request import ImportReport, ImportSink, PatientFile
    from core.patients.likeness import Likeness
    from core.patients.model import Patient, PatientId
    from core.ports import Authorization, Clock, Store
    from core.requests import (
        Assessment,
        BookingRequest,
        Change,
        Found,
        MoveRequest,
        RecordChanges,
        Registration,
        VerbOptions,
    )
    from core.schedule import booking, decision
    from core.schedule.model.appointment import AppointmentId
    from core.schedule.model.day import DayView
    from core.schedule.model.visit import ClearanceItem, ClearanceState, ScheduledVisit, Seen
    from core.settings.model import Policy
    from core.visits import clearance, queue
    from core.visits import verbs as visits
else:  # what the first screen does without
    (booking, decision, history, patients, queue, records, requests, setting_up, undo, visits) = lazy_modules(
        "core.schedule.booking",
        "core.schedule.decision",
        "core.journal.history",
        "core.patients.finding",
        "core.visits.queue",
        "core.patients.registration",
        "core.requests",
        "core.clinic.set_up",
        "core.journal.undo",
        "core.visits.verbs",
    )
    (clearance,) = lazy_modules(
        "core.visits.clearance",
    )


class Desk:
    """Use cases over one store. `actor` is always a login name; instants are UTC.

    Every method may raise NotAllowed and DatabaseUnusable, every act Busy.
    """

    def __init__(self, store: Store, clock: Clock, policy: Policy, gate: Authorization) -> None:
        self._context = Context(store, clock, policy, gate)

    def now(self) -> datetime:
        """The desk's clock."""
        return self._context.clock.now()

    def clinic(self) -> Clinic:
        """The whole set-up."""
        with self._context.store.read() as reading:
            return reading.clinic()

    def may(self, actor: str, action: str) -> bool:
        """Whether the gate lets `actor` do `action` (a name of `core.access.roles`)."""
        return self._context.gate.allow(actor, action, self.clinic())

    def day(self, actor: str, site: str, on: date, *, provider: str | None = None) -> DayView:
        """A site's day. Raises NotFound for an unknown site or provider."""
        return days.day(self._context, actor, site, on, provider=provider)

    def queue(self, actor: str, *, site: str | None = None, provider: str | None = None) -> tuple[ScheduledVisit, ...]:
        """Everyone expected or here today at the site, or at every site, by start. Raises NotFound."""
        return queue.queue(self._context, actor, site=site, provider=provider)

    def in_rooms(self, actor: str) -> Mapping[str, ScheduledVisit]:
        """Who is in which room now, by the room's code."""
        with self._context.reading(actor, "see the schedule") as (reading, _):
            return reading.in_rooms()

    def find(self, actor: str, text: str, *, limit: int = 20) -> Found:
        """Patients that the words fit, best first."""
        return patients.find(self._context, actor, text, limit=limit)

    def patient(self, actor: str, ref: str) -> Patient:
        """The patient with that MRN, or 'id:1042'. Raises NotFound."""
        return patients.by_ref(self._context, actor, ref)

    def patient_by_id(self, actor: str, patient: PatientId) -> Patient:
        """The patient with that row number. Raises NotFound."""
        return patients.by_ref(self._context, actor, f"id:{patient}")

    def appointments_of(self, actor: str, patient: PatientId) -> tuple[ScheduledVisit, ...]:
        """A patient's appointments from a year back on, by start."""
        return patients.appointments_of(self._context, actor, patient)

    def scheduled(self, actor: str, number: AppointmentId) -> ScheduledVisit:
        """One appointment with patient and visit. Raises NotFound."""
        with self._context.reading(actor, "see the schedule") as (reading, clinic):
            return find_scheduled(reading, number, rev=None, clinic=clinic, now=self.now())

    def history(self, actor: str, ref: str) -> tuple[Entry, ...]:
        """The entries on an appointment (its number) or a patient (MRN, or 'id:1042'), oldest first.

        Raises NotFound, also for what fits both; 'appointment:12' is always an appointment.
        """
        return history.of_ref(self._context, actor, ref)

    def history_of_appointment(self, actor: str, number: AppointmentId) -> tuple[Entry, ...]:
        """The entries on an appointment and its visit, oldest first."""
        return history.of_appointment(self._context, actor, number)

    def history_of_patient(self, actor: str, patient: PatientId) -> tuple[Entry, ...]:
        """The entries on a patient's record and appointments, oldest first."""
        return history.of_patient(self._context, actor, patient)

    def last_word(self, actor: str, number: AppointmentId) -> str:
        """What was last done to an appointment, by whom and when."""
        return history.last_word(self._context, actor, number)

    def last_change(self, actor: str, patient: PatientId) -> tuple[str, str]:
        """Who changed a patient's record last, and what was done, by whom and when in a sentence."""
        return history.last_change(self._context, actor, patient)

    def assess(self, actor: str, request: BookingRequest | MoveRequest) -> Assessment:
        """What a booking or move would come to, with every conflict. Writes nothing."""
        return booking.assess(self._context, actor, request)

    def overridable(self, actor: str, conflict: Conflict) -> bool:
        """Whether `actor` could go over the conflict with a reason."""
        return decision.overridable(self._context, actor, self.clinic(), conflict)

    def decide(self, actor: str, assessment: Assessment, overrides: Mapping[str, str]) -> None:
        """Raise what booking as assessed would: Refused, or BadInput for an unknown reason or rule. Writes nothing."""
        clinic, now = self.clinic(), self.now()
        decision.decide(self._context, actor, clinic, assessment.conflicts, overrides, refusal=NOT_BOOKED, now=now)

    def book(self, actor: str, request: BookingRequest) -> Change:
        """Book. Raises Refused with every conflict."""
        return booking.book(self._context, actor, request)

    def move(self, actor: str, request: MoveRequest) -> Change:
        """Move. Raises Refused with every conflict, or ChangedElsewhere."""
        return booking.move(self._context, actor, request)

    def cancel(
        self, actor: str, number: AppointmentId, reason: str, *, note: str = "", rev: Seen | int | None = None
    ) -> Change:
        """Cancel with a reason code. Raises Refused (STATE), BadInput (reason) or ChangedElsewhere."""
        return self.act(actor, Verb.CANCEL, {number: rev}, requests.VerbOptions(reason=reason, note=note))

    def arrive(self, actor: str, number: AppointmentId, *, rev: Seen | int | None = None) -> Change:
        """Note the arrival; a no-show of today takes its time again. Raises Refused (STATE, or C2)."""
        return self.act(actor, Verb.ARRIVE, {number: rev})

    def check_in(
        self,
        actor: str,
        number: AppointmentId,
        *,
        verified: Collection[str] = (),
        waivers: Mapping[str, str] | None = None,
        rev: Seen | int | None = None,
    ) -> Change:
        """Check in, arriving too. Raises Refused (STATE, or CLEARANCE for each item due)."""
        return self.act(
            actor, Verb.CHECK_IN, {number: rev}, requests.VerbOptions(verified=verified, waivers=waivers or {})
        )

    def room(
        self, actor: str, number: AppointmentId, *, room: str | None = None, rev: Seen | int | None = None
    ) -> Change:
        """Take the patient to a room: the one named, else the appointment's, else a free one. Raises Refused (C4)."""
        return self.act(actor, Verb.ROOM, {number: rev}, requests.VerbOptions(room=room))

    def depart(self, actor: str, number: AppointmentId, *, rev: Seen | int | None = None) -> Change:
        """The patient has left the room. Raises Refused (STATE)."""
        return self.act(actor, Verb.DEPART, {number: rev})

    def check_out(self, actor: str, number: AppointmentId, *, rev: Seen | int | None = None) -> Change:
        """Check out. Raises Refused (STATE)."""
        return self.act(actor, Verb.CHECK_OUT, {number: rev})

    def left(self, actor: str, number: AppointmentId, *, rev: Seen | int | None = None) -> Change:
        """The patient left before being seen. Raises Refused (STATE)."""
        return self.act(actor, Verb.LEFT, {number: rev})

    def no_show(self, actor: str, number: AppointmentId, *, rev: Seen | int | None = None) -> Change:
        """The patient did not come, once the grace is over. Raises Refused (STATE)."""
        return self.act(actor, Verb.NO_SHOW, {number: rev})

    def step_back(
        self, actor: str, number: AppointmentId, *, room: str | None = None, rev: Seen | int | None = None
    ) -> Change:
        """The visit as it was at the step before. Raises Refused (STATE, C2, C4), NotAllowed on another day."""
        return self.act(actor, Verb.STEP_BACK, {number: rev}, requests.VerbOptions(room=room))

    def act(
        self,
        actor: str,
        verb: Verb,
        appointments: Mapping[AppointmentId, Seen | int | None],
        said: VerbOptions | None = None,
    ) -> Change:
        """One of the verbs above on every appointment, each as it was `seen` (of ScheduledVisit): all of them or none.

        It is one act to undo. Raises Refused naming which one stands in the way.
        """
        return visits.act(self._context, actor, verb, appointments, said or requests.VerbOptions())

    def illegal(self, verb: Verb, scheduled: ScheduledVisit) -> Conflict | None:
        """Why the verb cannot be done now, by the state table alone; None when it can."""
        site = self.clinic().sites[scheduled.appointment.site]
        return state.illegal(verb, scheduled, site, self.now(), self._context.policy)

    def disabled_reason(self, actor: str, verb: Verb, scheduled: ScheduledVisit) -> str | None:
        """The sentence that says why `actor` cannot do the verb to the appointment now; None where it may be tried."""
        return visits.disabled_reason(self._context, actor, verb, scheduled, self.clinic())

    def clearance(self, scheduled: ScheduledVisit) -> Mapping[ClearanceItem, ClearanceState]:
        """Where each clearance item stands."""
        return clearance.clearance(scheduled, self._context.policy, self.now())

    def blockers(self, scheduled: ScheduledVisit) -> tuple[Conflict, ...]:
        """One CLEARANCE conflict for each item that is due at check-in."""
        site = self.clinic().sites[scheduled.appointment.site]
        return clearance.blockers(scheduled, site, self._context.policy, self.now())

    def undo(self, actor: str, *, progress: Callable[[int, int], None] | None = None) -> Change:
        """Take back the actor's newest act. Raises NotFound, ChangedElsewhere or Refused.

        An import is taken back in turns, a large one only for who gives a `progress` to be told how many of how many
        records are done: else BadInput.
        """
        return undo.undo(self._context, actor, progress=progress)

    def redo(self, actor: str, *, progress: Callable[[int, int], None] | None = None) -> Change:
        """Take back the actor's newest undo. Raises as `undo` does."""
        return undo.redo(self._context, actor, progress=progress)

    def register(self, actor: str, registration: Registration, *, anyway: bool = False) -> Change:
        """Register a patient. Raises Refused (DUPLICATE) or BadInput."""
        return records.register(self._context, actor, registration, anyway=anyway)

    def edit(
        self,
        actor: str,
        patient: PatientId,
        changes: RecordChanges,
        *,
        rev: int | None = None,
        anyway: bool = False,
    ) -> Change | None:
        """Change a patient's record; None when it says so already.

        Raises NotFound, BadInput, ChangedElsewhere naming who was first and when, or Refused (DUPLICATE).
        """
        return records.edit(self._context, actor, patient, changes, rev=rev, anyway=anyway)

    def duplicates(
        self, actor: str, registration: Registration, *, beside: PatientId | None = None
    ) -> tuple[Likeness, ...]:
        """Which records are likely the same person, the likeliest first. Raises BadInput as `register` does."""
        return records.duplicates(self._context, actor, registration, beside=beside)

    def import_patients(
        self, actor: str, file: PatientFile, *, sink: ImportSink, dry_run: bool = False
    ) -> ImportReport:
        """Take in the patients of a CSV file as one act. Raises BadSettings (headings), BadInput, or Busy half-way."""
        from core.patients.importing import act as importing  # what no screen needs is not loaded with it

        return importing.import_patients(self._context, actor, file, sink=sink, dry_run=dry_run)

    def set_up(self, actor: str, text: str, *, place: str, dry_run: bool = False) -> SetupReport:
        """Apply a set-up file's text. Raises BadSettings with every error and its place."""
        return setting_up.set_up(self._context, actor, text, place=place, dry_run=dry_run)
