"""What is a patient who stands at the desk likely to pay now?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.errors import NotFound
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.till.copay import copay_of
from core.till.model import LineKind
from core.till.showing import Ledger, ledger_of

if TYPE_CHECKING:
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.till.ports import Reading, TillContext


class Proposed(Struct, frozen=True):
    """What is likely paid: `cents` of that kind, 0 where nothing is known. `copay` is the visit's, if known."""

    ledger: Ledger
    scheduled: ScheduledVisit | None
    kind: LineKind
    cents: int
    copay: int | None = None


def propose(context: TillContext, actor: str, whose: RecordRef) -> Proposed:
    """The copay of the visit as far as it is not paid, else what is owed; the fee for one that was missed.

    Raises NotFound or BadInput.
    """
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
        if whose.kind != "appointment":
            ledger = ledger_of(context, actor, PatientId(whose.id))
            return Proposed(ledger, None, LineKind.BALANCE, ledger.to_collect)
        scheduled = reading.schedule.by_id(AppointmentId(whose.id))
        if scheduled is None:
            raise NotFound(NO_SUCH_APPOINTMENT.format(number=whose.id))
        ledger = ledger_of(context, actor, scheduled.patient.id)
        appointment = scheduled.appointment
        fee = _fee(context, reading, ledger, appointment)
        if fee:
            return Proposed(ledger, scheduled, LineKind.NO_SHOW_FEE, fee)
        on = local(appointment.start, clinic.sites[appointment.site].tz).date()
        copay = copay_of(scheduled.coverages, appointment.visit_type, on)
        mine = (line for line in ledger.lines if line.kind is LineKind.COPAY and line.appointment == appointment.id)
        left = max((copay or 0) - sum(line.passed for line in mine), 0)
        if left or not ledger.to_collect:
            return Proposed(ledger, scheduled, LineKind.COPAY, left, copay)
        return Proposed(ledger, scheduled, LineKind.BALANCE, ledger.to_collect, copay)


def _fee(context: TillContext, reading: Reading, ledger: Ledger, missed: Appointment) -> int:
    """What the rule asks for the visit that was missed, as far as it is not paid; 0 for the first that are forgiven."""
    policy = context.policy
    if missed.status is not AppointmentStatus.NOSHOW or not policy.till.no_show_fee:
        return 0
    since = missed.start - timedelta(days=policy.booking.no_show_days)
    past = reading.schedule.history(missed.patient, since, missed.end)
    times = sum(one.status is AppointmentStatus.NOSHOW for one in past)
    if times < policy.till.no_show_fee_from:
        return 0
    mine = (line for line in ledger.lines if line.kind is LineKind.NO_SHOW_FEE and line.appointment == missed.id)
    return max(policy.till.no_show_fee - sum(line.passed for line in mine), 0)
