"""How do the tests ask the desk, and read what it refused?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from core.desk_ports import Reading, Writing
from core.errors import ChangedElsewhere, Refused
from core.journal.change import Change
from core.patients.model import PatientStatus
from core.record_ref import RecordRef
from core.schedule.model.appointment import Appointment, AppointmentStatus, Confirmation
from core.schedule.model.visit import VisitStep
from core.schedule.requests import BookingRequest, MoveRequest
from core.structs import replace
from tests.clinics import visit_of

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk import Desk
    from core.desk_ports import Writing
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit

FIXED = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
"""9:00 at main on the day of the tests."""


def booking(  # the fields of a request, with those given a default that most tests share
    patient: Patient,
    start: str = "2026-11-24T10:00",
    *,
    provider: str = "lee",
    visit_type: str = "fu20",
    site: str | None = None,
    room: str | None = None,
    minutes: int | None = None,
    fold: int | None = None,
    overrides: Mapping[str, str] | None = None,
    note: str = "",
) -> BookingRequest:
    """A follow-up with Lee, tomorrow at ten."""
    return BookingRequest(
        patient=patient.id,
        visit_type=visit_type,
        provider=provider,
        start=datetime.fromisoformat(start),
        fold=fold,
        site=site,
        minutes=minutes,
        room=room,
        note=note,
        overrides=overrides or {},
    )


def moving(
    scheduled: ScheduledVisit,
    start: str,
    *,
    provider: str | None = None,
    site: str | None = None,
    room: str | None = None,
    minutes: int | None = None,
    keep_confirmation: bool = False,
    overrides: Mapping[str, str] | None = None,
    rev: int | None = None,
) -> MoveRequest:
    """The appointment to another start."""
    return MoveRequest(
        appointment=scheduled.appointment.id,
        start=datetime.fromisoformat(start),
        provider=provider,
        site=site,
        room=room,
        minutes=minutes,
        keep_confirmation=keep_confirmation,
        overrides=overrides or {},
        rev=rev,
    )


def scheduled_of(change: Change) -> ScheduledVisit:
    """The appointment that the act was about."""
    return visit_of(change)


def now_of(desk: Desk, scheduled: ScheduledVisit) -> ScheduledVisit:
    """The appointment as it is kept now."""
    return desk.schedule.appointment("ana", scheduled.appointment.id)


def status_of(desk: Desk, scheduled: ScheduledVisit) -> AppointmentStatus:
    """Its status now."""
    return now_of(desk, scheduled).appointment.status


def step_of(desk: Desk, scheduled: ScheduledVisit) -> VisitStep | None:
    """The step of its visit now, if there is a visit."""
    visit = now_of(desk, scheduled).visit
    return visit.step if visit else None


def refused(act: Callable[[], object]) -> Refused:
    """The refusal that the act meets."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def rules_met(act: Callable[[], object]) -> list[str]:
    """The rules by which the act is refused."""
    return [conflict.rule for conflict in refused(act).conflicts]


def changed_elsewhere(act: Callable[[], object]) -> str:
    """The sentence that says who was first."""
    with pytest.raises(ChangedElsewhere) as caught:
        act()
    return caught.value.sentence


def _by_hand(
    store: Store[Reading, Writing], scheduled: ScheduledVisit, change: Callable[[Writing, Appointment], object]
) -> None:
    """A change that no verb makes yet, by the actor 'other'."""
    with store.write() as tx:
        tx.journal.begin(at=FIXED, actor="other", verb="test")
        kept = tx.schedule.by_id(scheduled.appointment.id)
        assert kept is not None
        change(tx, kept.appointment)
        tx.journal.end(RecordRef("appointment", scheduled.appointment.id), "Changed by hand.")


def set_status(store: Store[Reading, Writing], scheduled: ScheduledVisit, status: AppointmentStatus) -> None:
    """Give it a status for which there is no verb yet."""
    _by_hand(
        store,
        scheduled,
        lambda tx, kept: tx.schedule.save(replace(kept, status=status, status_at=FIXED, status_by="other")),
    )


def set_confirmation(store: Store[Reading, Writing], scheduled: ScheduledVisit, confirmation: Confirmation) -> None:
    """Let a reminder have had its answer."""
    _by_hand(store, scheduled, lambda tx, kept: tx.schedule.save(replace(kept, confirmation=confirmation)))


def set_step(store: Store[Reading, Writing], scheduled: ScheduledVisit, step: VisitStep) -> None:
    """Take the visit a step further for which there is no verb yet."""

    def change(tx: Writing, kept: Appointment) -> None:
        present = tx.schedule.by_id(kept.id)
        assert present is not None
        assert present.visit is not None
        tx.visits.save(replace(present.visit, step=step, since=FIXED, step_by="other"), event=step.value)

    _by_hand(store, scheduled, change)


def set_patient_status(store: Store[Reading, Writing], patient: Patient, status: PatientStatus) -> Patient:
    """Give a record a status for which there is no verb yet."""
    with store.write() as tx:
        tx.journal.begin(at=FIXED, actor="other", verb="test")
        kept = tx.patients.by_id(patient.id)
        assert kept is not None
        saved = tx.patients.save(replace(kept, status=status))
        tx.journal.end(RecordRef("patient", patient.id), "Changed by hand.")
    return saved
