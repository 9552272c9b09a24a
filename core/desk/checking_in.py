"""Check-in, and the gate before it: what is due is verified, waived with a reason, or the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.desk.arriving import begun
from core.desk.decision import reason_code
from core.errors import BadInput
from core.model.appointment import AppointmentStatus
from core.model.visit import ClearanceItem, VisitStep, Waiver
from core.rules.clearance import blockers
from core.sentences import CHECKED_IN, NOT_ARRIVED, UNKNOWN_ITEM

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.desk.requests import Said
    from core.desk.turn import Turn
    from core.model.clinic import Clinic
    from core.model.conflict import Conflict
    from core.model.patient import Patient
    from core.model.visit import ScheduledVisit


def check_in(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """Check in, arriving too if need be. Verified items are cleared on the record, waivers stay with the visit."""
    patient = _verified(turn, scheduled.patient, {_item(name) for name in said.verified})
    here = replace(scheduled, patient=patient)
    if here.appointment.status is AppointmentStatus.BOOKED:
        here = begun(turn, here)
    here = turn.step(here, VisitStep.CHECKED_IN, checked_in_at=turn.now, waivers=_waivers(turn.clinic, said))
    here = turn.status(here, AppointmentStatus.CHECKED_IN, refusal=NOT_ARRIVED)
    return here, turn.said(CHECKED_IN, here)


def due(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[Conflict, ...]:
    """One CLEARANCE conflict for each item that neither is in order nor was settled just now."""
    settled = {_item(name) for name in said.verified} | {waiver.item for waiver in _waivers(turn.clinic, said)}
    site = turn.site_of(scheduled)
    return blockers(scheduled, site, turn.context.policy, turn.now, settled=settled)


def reasons(clinic: Clinic, said: Said) -> str:
    """'identity=known': what was waived and why, for the journal."""
    return " ".join(f"{waiver.item.value}={waiver.reason}" for waiver in _waivers(clinic, said))


def _waivers(clinic: Clinic, said: Said) -> tuple[Waiver, ...]:
    return tuple(Waiver(_item(name), reason_code(clinic, "waive", code)) for name, code in said.waivers.items())


def _verified(turn: Turn, patient: Patient, cleared: Collection[ClearanceItem]) -> Patient:
    if not cleared:
        return patient
    identity, demographics = (item in cleared for item in (ClearanceItem.IDENTITY, ClearanceItem.DEMOGRAPHICS))
    return turn.tx.save_patient(
        replace(
            patient,
            identity_verified_at=turn.now if identity else patient.identity_verified_at,
            demographics_confirmed_at=turn.now if demographics else patient.demographics_confirmed_at,
        )
    )


def _item(name: str) -> ClearanceItem:
    try:
        return ClearanceItem(name)
    except ValueError:
        items = ", ".join(item.value for item in ClearanceItem)
        raise BadInput(UNKNOWN_ITEM.format(item=name, items=items), field="waive") from None
