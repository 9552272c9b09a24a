"""CLEARANCE: what stands between a patient and check-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.conflict import Conflict, Severity
from core.patients.model import PatientStatus
from core.schedule.model.visit import ClearanceItem as Item
from core.schedule.model.visit import ClearanceState as State
from core.visits.sentences import DEMOGRAPHICS_NEVER, DEMOGRAPHICS_OLD, IDENTITY_AGAIN, IDENTITY_DUE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy


CLEARANCE: Final = "CLEARANCE"


def clearance(scheduled: ScheduledVisit, policy: Policy, now: datetime) -> Mapping[Item, State]:
    """Where every item stands. Forms, insurance, authorization and copay are `na` until their features join."""
    waived = {waiver.item for waiver in scheduled.visit.waivers} if scheduled.visit else set()
    due = {
        Item.IDENTITY: _identity_due(scheduled),
        Item.DEMOGRAPHICS: _demographics_due(scheduled.patient, policy, now),
    }
    return {item: _state(due.get(item), waived=item in waived) for item in Item}


def blockers(
    scheduled: ScheduledVisit, site: Site, policy: Policy, now: datetime, *, settled: Collection[Item] = ()
) -> tuple[Conflict, ...]:
    """One conflict for each item still due, those in `settled` (verified or waived just now) left out."""
    number = scheduled.appointment.id
    return tuple(
        Conflict(CLEARANCE, Severity.HARD, _sentence(item, scheduled.patient, site), (number,), item.value)
        for item, state in clearance(scheduled, policy, now).items()
        if state is State.DUE and item not in settled
    )


def _state(due: bool | None, *, waived: bool) -> State:  # noqa: FBT001 - three-valued, not a flag
    if due is None:
        return State.NA
    if not due:
        return State.OK
    return State.WAIVED if waived else State.DUE


def _identity_due(scheduled: ScheduledVisit) -> bool:
    """Once is enough, but a restricted record asks again at every visit."""
    verified, visit = scheduled.patient.identity_verified_at, scheduled.visit
    if verified is None:
        return True
    if scheduled.patient.status is not PatientStatus.RESTRICTED:
        return False
    return visit is None or verified < visit.arrived_at


def _demographics_due(patient: Patient, policy: Policy, now: datetime) -> bool:
    confirmed = patient.demographics_confirmed_at
    return confirmed is None or (now - confirmed).days >= policy.arrival.demographics_days


def _sentence(item: Item, patient: Patient, site: Site) -> str:
    if item is Item.IDENTITY:
        return IDENTITY_AGAIN if patient.identity_verified_at else IDENTITY_DUE
    confirmed = patient.demographics_confirmed_at
    if confirmed is None:
        return DEMOGRAPHICS_NEVER
    return DEMOGRAPHICS_OLD.format(day=f"{local(confirmed, site.tz):%-d %b %Y}")
