"""Arrive, check in and check out: the acts that take a patient through the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.desk.context import find_scheduled
from core.desk.decision import occupied, reason_code
from core.desk.requests import Change
from core.errors import BadInput, Refused
from core.model.appointment import AppointmentStatus
from core.model.visit import ClearanceItem, ScheduledVisit, Visit, VisitStep, Waiver
from core.ports import Occupied
from core.rules.clearance import blockers
from core.rules.state import Verb, illegal
from core.sentences import (
    AND_MORE,
    ARRIVED,
    CHECKED_IN,
    CHECKED_OUT,
    NOT_ARRIVED,
    NOT_CHECKED_IN,
    UNKNOWN_ITEM,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from core.desk.context import Context
    from core.model.appointment import Appointment, AppointmentId
    from core.model.clinic import Clinic, Site
    from core.model.patient import Patient
    from core.ports import Writing


def arrive(context: Context, actor: str, number: AppointmentId, *, rev: int | None) -> Change:
    """Note that the patient came; late when it is past the start plus grace. A no-show takes its time again."""
    with context.writing(actor, "arrive") as (tx, clinic):
        now = context.clock.now()
        scheduled, site = _legal(tx, clinic, number, Verb.ARRIVE, rev=rev, now=now)
        tx.begin_entry(at=now, actor=actor, verb="arrive", subject_kind="appointment")
        arrived = _arrived(context, tx, scheduled, actor=actor, now=now)
        arrived = _status(tx, clinic, arrived, AppointmentStatus.ARRIVED, actor=actor, now=now)
        return _done(tx, arrived, ARRIVED, site, now)


def check_in(
    context: Context,
    actor: str,
    number: AppointmentId,
    *,
    verified: Collection[str],
    waivers: Mapping[str, str],
    rev: int | None,
) -> Change:
    """Check in, arriving too if need be. `verified` items are cleared on the record now, `waivers` need a reason code.

    Raises Refused with one CLEARANCE conflict for each item still due.
    """
    with context.writing(actor, "check in") as (tx, clinic):
        now = context.clock.now()
        scheduled, site = _legal(tx, clinic, number, Verb.CHECK_IN, rev=rev, now=now)
        cleared = {_item(name) for name in verified}
        waived = tuple(Waiver(_item(name), reason_code(clinic, "waive", code)) for name, code in waivers.items())
        settled = cleared | {waiver.item for waiver in waived}
        due = blockers(scheduled, site, context.policy, now, settled=settled)
        if due:
            more = AND_MORE.format(count=len(due) - 1) if len(due) > 1 else ""
            raise Refused(NOT_CHECKED_IN.format(why=due[0].message) + more, due)
        reason = " ".join(f"{waiver.item.value}={waiver.reason}" for waiver in waived)
        tx.begin_entry(at=now, actor=actor, verb="check-in", subject_kind="appointment", reason=reason)
        patient = _verified(tx, scheduled.patient, cleared, now)
        came = replace(scheduled, patient=patient)
        if came.appointment.status is AppointmentStatus.BOOKED:
            came = _arrived(context, tx, came, actor=actor, now=now)
        came = _step(tx, came, VisitStep.CHECKED_IN, actor=actor, now=now, checked_in_at=now, waivers=waived)
        came = _status(tx, clinic, came, AppointmentStatus.CHECKED_IN, actor=actor, now=now)
        return _done(tx, came, CHECKED_IN, site, now)


def check_out(context: Context, actor: str, number: AppointmentId, *, rev: int | None) -> Change:
    """Check out: the visit is over and the appointment fulfilled."""
    with context.writing(actor, "check out") as (tx, clinic):
        now = context.clock.now()
        scheduled, site = _legal(tx, clinic, number, Verb.CHECK_OUT, rev=rev, now=now)
        tx.begin_entry(at=now, actor=actor, verb="check-out", subject_kind="appointment")
        gone = _step(tx, scheduled, VisitStep.CHECKED_OUT, actor=actor, now=now, checked_out_at=now, room=None)
        gone = _status(tx, clinic, gone, AppointmentStatus.FULFILLED, actor=actor, now=now)
        return _done(tx, gone, CHECKED_OUT, site, now)


def _legal(
    tx: Writing, clinic: Clinic, number: AppointmentId, verb: Verb, *, rev: int | None, now: datetime
) -> tuple[ScheduledVisit, Site]:
    scheduled = find_scheduled(tx, number, rev=rev, clinic=clinic, now=now)
    site = clinic.sites[scheduled.appointment.site]
    conflict = illegal(verb, scheduled, site, now)
    if conflict:
        raise Refused(conflict.message, (conflict,))
    return scheduled, site


def _arrived(context: Context, tx: Writing, scheduled: ScheduledVisit, *, actor: str, now: datetime) -> ScheduledVisit:
    """The visit begun; a no-show takes its time again, as far as that was not given away."""
    appointment = scheduled.appointment
    if not appointment.status.takes_time:
        scheduled = replace(scheduled, appointment=_again(tx, appointment))
    grace = timedelta(minutes=context.policy.arrival.grace_minutes)
    visit = Visit(
        appointment=appointment.id,
        step=VisitStep.ARRIVED,
        since=now,
        step_by=actor,
        arrived_at=now,
        late=now > appointment.start + grace,
        rev=scheduled.visit.rev if scheduled.visit else 0,
    )
    return replace(scheduled, visit=tx.save_visit(visit, event=VisitStep.ARRIVED.value))


def _again(tx: Writing, appointment: Appointment) -> Appointment:
    """In a further lane if the provider has somebody else by now, and without the room if that is taken."""
    provider_span = appointment.provider_start, appointment.provider_end
    lane = tx.free_lane(appointment.provider, *provider_span, ignoring=appointment.id)
    there = tx.scheduled_between(appointment.start, appointment.end, site=appointment.site, live_only=True)
    is_taken = any(other.appointment.room == appointment.room for other in there)
    return replace(appointment, lane=lane, room=None if is_taken else appointment.room)


def _step(
    tx: Writing,
    scheduled: ScheduledVisit,
    step: VisitStep,
    *,
    actor: str,
    now: datetime,
    **changes: object,
) -> ScheduledVisit:
    assert scheduled.visit is not None  # noqa: S101 - the state table lets no verb but arrive in without one
    visit = replace(scheduled.visit, step=step, since=now, step_by=actor, **changes)  # type: ignore[arg-type]
    return replace(scheduled, visit=tx.save_visit(visit, event=step.value))


def _status(
    tx: Writing,
    clinic: Clinic,
    scheduled: ScheduledVisit,
    status: AppointmentStatus,
    *,
    actor: str,
    now: datetime,
) -> ScheduledVisit:
    changed = replace(scheduled.appointment, status=status, status_at=now, status_by=actor)
    try:
        return replace(scheduled, appointment=tx.save_appointment(changed))
    except Occupied as error:
        raise occupied(error, clinic, NOT_ARRIVED) from error


def _verified(tx: Writing, patient: Patient, cleared: Collection[ClearanceItem], now: datetime) -> Patient:
    if not cleared:
        return patient
    return tx.save_patient(
        replace(
            patient,
            identity_verified_at=now if ClearanceItem.IDENTITY in cleared else patient.identity_verified_at,
            demographics_confirmed_at=(
                now if ClearanceItem.DEMOGRAPHICS in cleared else patient.demographics_confirmed_at
            ),
        )
    )


def _item(name: str) -> ClearanceItem:
    try:
        return ClearanceItem(name)
    except ValueError:
        items = ", ".join(item.value for item in ClearanceItem)
        raise BadInput(UNKNOWN_ITEM.format(item=name, items=items), field="waive") from None


def _done(tx: Writing, scheduled: ScheduledVisit, sentence: str, site: Site, now: datetime) -> Change:
    late = ", late" if scheduled.visit and scheduled.visit.late else ""
    said = sentence.format(patient=scheduled.patient.name, time=f"{local(now, site.tz):%-H:%M}", late=late)
    return Change(tx.end_entry(subject=scheduled.appointment.id, sentence=said), said, scheduled)
