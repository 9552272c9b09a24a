"""The one door to the clinic: every use case, given who acts and what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.desk import booking, days, decision, history, patients, setting_up, undo, visits
from core.desk.context import Context, find_scheduled
from core.rules import clearance
from core.sentences import NOT_BOOKED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from core.config import Policy
    from core.desk.requests import (
        Assessment,
        BookingRequest,
        Change,
        Found,
        MoveRequest,
        Registration,
        SetupReport,
    )
    from core.model.appointment import AppointmentId
    from core.model.clinic import Clinic
    from core.model.day import DayView
    from core.model.patient import Patient, PatientId
    from core.model.visit import ClearanceItem, ClearanceState, ScheduledVisit
    from core.ports import Clock, Gate, Store
    from core.rules.conflict import Conflict


class Desk:
    """Use cases over one store. `actor` is always a login name; instants are UTC.

    Every method may raise NotAllowed and DatabaseUnusable, every act Busy.
    """

    def __init__(self, store: Store, clock: Clock, policy: Policy, gate: Gate) -> None:
        self._context = Context(store, clock, policy, gate)

    def now(self) -> datetime:
        """The desk's clock."""
        return self._context.clock.now()

    def clinic(self) -> Clinic:
        """The whole set-up."""
        with self._context.store.read() as reading:
            return reading.clinic()

    def is_demo(self) -> bool:
        """Whether this is a practice clinic."""
        with self._context.store.read() as reading:
            return reading.is_demo()

    def may(self, actor: str, action: str) -> bool:
        """Whether the gate lets `actor` do `action` (a name of `core.gate`)."""
        return self._context.gate.allow(actor, action, self.clinic())

    def day(self, actor: str, site: str, on: date, *, provider: str | None = None) -> DayView:
        """A site's day. Raises NotFound for an unknown site or provider."""
        return days.day(self._context, actor, site, on, provider=provider)

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

    def last_word(self, actor: str, number: AppointmentId) -> str:
        """What was last done to an appointment, by whom and when."""
        return history.last_word(self._context, actor, number)

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
        self, actor: str, number: AppointmentId, reason: str, *, note: str = "", rev: int | None = None
    ) -> Change:
        """Cancel with a reason code. Raises Refused (STATE), BadInput (reason) or ChangedElsewhere."""
        return booking.cancel(self._context, actor, number, reason, note=note, rev=rev)

    def arrive(self, actor: str, number: AppointmentId, *, rev: int | None = None) -> Change:
        """Note the arrival. Raises Refused (STATE)."""
        return visits.arrive(self._context, actor, number, rev=rev)

    def check_in(
        self,
        actor: str,
        number: AppointmentId,
        *,
        verified: Collection[str] = (),
        waivers: Mapping[str, str] | None = None,
        rev: int | None = None,
    ) -> Change:
        """Check in, arriving too. Raises Refused (STATE, or CLEARANCE for each item due)."""
        return visits.check_in(self._context, actor, number, verified=verified, waivers=waivers or {}, rev=rev)

    def check_out(self, actor: str, number: AppointmentId, *, rev: int | None = None) -> Change:
        """Check out. Raises Refused (STATE)."""
        return visits.check_out(self._context, actor, number, rev=rev)

    def clearance(self, scheduled: ScheduledVisit) -> Mapping[ClearanceItem, ClearanceState]:
        """Where each clearance item stands."""
        return clearance.clearance(scheduled, self._context.policy, self.now())

    def undo(self, actor: str) -> Change:
        """Take back the actor's newest act. Raises NotFound, ChangedElsewhere or Refused."""
        return undo.undo(self._context, actor)

    def register(self, actor: str, registration: Registration, *, anyway: bool = False) -> Change:
        """Register a patient. Raises Refused (DUPLICATE) or BadInput."""
        return patients.register(self._context, actor, registration, anyway=anyway)

    def set_up(self, actor: str, text: str, *, place: str, dry_run: bool = False) -> SetupReport:
        """Apply a set-up file's text. Raises BadSettings with every error and its place."""
        return setting_up.set_up(self._context, actor, text, place=place, dry_run=dry_run)
