"""Check-in, and what is due before it: verified, waived with a reason, or refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.schedule.decision import reason_code
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import VisitStep, Waiver
from core.visits.arriving import begun
from core.visits.clearance.facts import VisitFacts
from core.visits.clearance.items import blockers, item_named
from core.visits.doing import Doing
from core.visits.sentences import CHECKED_IN, NOT_ARRIVED
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext


def check_in(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Check in, arriving too if need be. Verified items are cleared on the record, waivers stay with the visit."""
    patient = _verified(writing, scheduled.patient, options.verified)
    here = replace(scheduled, patient=patient)
    if here.appointment.status is AppointmentStatus.BOOKED:
        here = begun(writing, here)
    here = writing.step(here, VisitStep.CHECKED_IN, checked_in_at=writing.at, waivers=_waivers(writing.clinic, options))
    here = writing.status(here, AppointmentStatus.CHECKED_IN, refusal=NOT_ARRIVED)
    return here, writing.sentence(CHECKED_IN, here)


def due(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[Conflict, ...]:
    """One CLEARANCE conflict for each item that neither is in order nor was settled just now."""
    verified = (item_named(name).name for name in options.verified)
    settled = {*verified, *(waiver.item for waiver in _waivers(writing.clinic, options))}
    facts = VisitFacts(scheduled, writing.site_of(scheduled), writing.context.policy, writing.now)
    return blockers(facts, settled=settled)


def reasons(clinic: Clinic, options: VerbOptions) -> str:
    """'identity=known': what was waived and why, for the journal."""
    return " ".join(f"{waiver.item}={waiver.reason}" for waiver in _waivers(clinic, options))


def _waivers(clinic: Clinic, options: VerbOptions) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(item_named(name).name, reason_code(clinic, "waive", code)) for name, code in options.waivers.items()
    )


def _verified(writing: WriteContext, patient: Patient, names: Collection[str]) -> Patient:
    """The record as the items verified leave it."""
    changed = patient
    for name in names:
        changed = item_named(name).verify(changed, writing.now)
    return writing.tx.patients.save(changed) if changed != patient else patient


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.CHECK_IN: Doing(Privilege.CHECK_IN, check_in, due, reasons),
}
