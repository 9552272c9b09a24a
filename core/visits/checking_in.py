"""Check-in, and the gate before it: what is due is verified, waived with a reason, or the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.schedule.decision import reason_code
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ClearanceItem, VisitStep, Waiver
from core.visits.arriving import begun
from core.visits.clearance import blockers
from core.visits.sentences import CHECKED_IN, NOT_ARRIVED, UNKNOWN_ITEM

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext


def check_in(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Check in, arriving too if need be. Verified items are cleared on the record, waivers stay with the visit."""
    patient = _verified(writing, scheduled.patient, {_item(name) for name in options.verified})
    here = replace(scheduled, patient=patient)
    if here.appointment.status is AppointmentStatus.BOOKED:
        here = begun(writing, here)
    here = writing.step(
        here, VisitStep.CHECKED_IN, checked_in_at=writing.now, waivers=_waivers(writing.clinic, options)
    )
    here = writing.status(here, AppointmentStatus.CHECKED_IN, refusal=NOT_ARRIVED)
    return here, writing.sentence(CHECKED_IN, here)


def due(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[Conflict, ...]:
    """One CLEARANCE conflict for each item that neither is in order nor was settled just now."""
    settled = {_item(name) for name in options.verified} | {waiver.item for waiver in _waivers(writing.clinic, options)}
    site = writing.site_of(scheduled)
    return blockers(scheduled, site, writing.context.policy, writing.now, settled=settled)


def reasons(clinic: Clinic, options: VerbOptions) -> str:
    """'identity=known': what was waived and why, for the journal."""
    return " ".join(f"{waiver.item.value}={waiver.reason}" for waiver in _waivers(clinic, options))


def _waivers(clinic: Clinic, options: VerbOptions) -> tuple[Waiver, ...]:
    return tuple(Waiver(_item(name), reason_code(clinic, "waive", code)) for name, code in options.waivers.items())


def _verified(writing: WriteContext, patient: Patient, cleared: Collection[ClearanceItem]) -> Patient:
    if not cleared:
        return patient
    identity, demographics = (item in cleared for item in (ClearanceItem.IDENTITY, ClearanceItem.DEMOGRAPHICS))
    return writing.tx.patients.save(
        replace(
            patient,
            identity_verified_at=writing.now if identity else patient.identity_verified_at,
            demographics_confirmed_at=writing.now if demographics else patient.demographics_confirmed_at,
        )
    )


def _item(name: str) -> ClearanceItem:
    try:
        return ClearanceItem(name)
    except ValueError:
        items = ", ".join(item.value for item in ClearanceItem)
        raise BadInput(UNKNOWN_ITEM.format(item=name, items=items), field="waive") from None
