"""Check-in, and what is due before it: verified, waived with a reason, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.coverage.model import Coverage
from core.schedule.decision import given_reason
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import VisitStep, Waiver
from core.structs import replace
from core.visits.arriving import begun
from core.visits.clearance.facts import VisitFacts
from core.visits.clearance.items import blockers, item_named
from core.visits.doing import Doing
from core.visits.options import Settled
from core.visits.sentences import CHECKED_IN, ITEM_WAIVED, ITEMS_VERIFIED, NOT_ARRIVED
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext


def check_in(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Check in, arriving too if need be. Verified items are cleared on the record, waivers stay with the visit."""
    settled = options.settled_of(scheduled.appointment.id)
    here = _verified(writing, scheduled, settled.verified)
    if here.appointment.status is AppointmentStatus.BOOKED:
        here = begun(writing, here)
    here = writing.step(here, VisitStep.CHECKED_IN, checked_in_at=writing.at, waivers=_waivers(writing.clinic, settled))
    here = writing.status(here, AppointmentStatus.CHECKED_IN, refusal=NOT_ARRIVED)
    noted = note(writing.clinic, here, options)
    return here, writing.sentence(CHECKED_IN, here, settled=f"; {noted}" if noted else "")


def due(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[Conflict, ...]:
    """One CLEARANCE conflict for each item that neither is in order nor was settled just now."""
    said = options.settled_of(scheduled.appointment.id)
    verified = (item_named(name).name for name in said.verified)
    settled = {*verified, *(waiver.item for waiver in _waivers(writing.clinic, said))}
    return blockers(_facts(writing, scheduled), settled=settled)


def reasons(clinic: Clinic, options: VerbOptions) -> str:
    """'identity=known': what was waived and why, for the journal; of several appointments each such pair once."""
    said = options.settled.values() or (Settled(options.verified, options.waivers),)
    waivers = (waiver for one in said for waiver in _waivers(clinic, one))
    return " ".join(dict.fromkeys(f"{waiver.item}={waiver.given}" for waiver in waivers))


def note(clinic: Clinic, scheduled: ScheduledVisit, options: VerbOptions) -> str:
    """'identity, forms verified, demographics waived: Known to the desk', or ""."""
    settled = options.settled_of(scheduled.appointment.id)
    verified = ", ".join(item_named(name).label for name in settled.verified)
    waived = (
        ITEM_WAIVED.format(item=item_named(waiver.item).label, reason=clinic.reasons["waive", waiver.reason].text)
        for waiver in _waivers(clinic, settled)
    )
    return ", ".join((*([ITEMS_VERIFIED.format(items=verified)] if verified else []), *waived))


def _waivers(clinic: Clinic, settled: Settled) -> tuple[Waiver, ...]:
    given = ((name, given_reason(clinic, "waive", reason)) for name, reason in settled.waivers.items())
    return tuple(Waiver(item_named(name).name, reason.code, reason.words) for name, reason in given)


def _facts(writing: WriteContext, scheduled: ScheduledVisit) -> VisitFacts:
    return VisitFacts(scheduled, writing.site_of(scheduled), writing.context.policy, writing.now, writing.clinic)


def _verified(writing: WriteContext, scheduled: ScheduledVisit, names: Collection[str]) -> ScheduledVisit:
    """The visit with the records of its patient as the items verified leave them, kept."""
    after = scheduled
    for name in names:
        after = item_named(name).verify(_facts(writing, after), writing.actor)
    if after.patient != scheduled.patient:
        after = replace(after, patient=writing.tx.patients.save(after.patient))
    if after.coverages != scheduled.coverages:
        writing.context.permit(writing.tx, writing.actor, Privilege.VERIFY_INSURANCE)
    kept = writing.tx.records(Coverage)
    coverages = zip(scheduled.coverages, after.coverages, strict=True)
    return replace(after, coverages=tuple(one if one == before else kept.save(one) for before, one in coverages))


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.CHECK_IN: Doing(Privilege.CHECK_IN, check_in, due, reasons, note),
}
