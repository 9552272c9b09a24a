"""What is a patient who stands at the desk likely to pay now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.errors import NotFound
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.till.copay import copay_of
from core.till.model import LineKind
from core.till.showing import Ledger, ledger_of

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from core.till.ports import TillContext


class Proposed(Struct, frozen=True):
    """What is likely paid: `cents` of that kind, 0 where nothing is known. `copay` is the visit's, if known."""

    ledger: Ledger
    scheduled: ScheduledVisit | None
    kind: LineKind
    cents: int
    copay: int | None = None


def propose(context: TillContext, actor: str, whose: RecordRef) -> Proposed:
    """The copay of the visit as far as it is not paid, else what is owed. Raises NotFound or BadInput."""
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
        if whose.kind != "appointment":
            ledger = ledger_of(context, actor, PatientId(whose.id))
            return Proposed(ledger, None, LineKind.BALANCE, ledger.to_collect)
        scheduled = reading.schedule.by_id(AppointmentId(whose.id))
        if scheduled is None:
            raise NotFound(NO_SUCH_APPOINTMENT.format(number=whose.id))
        ledger = ledger_of(context, actor, scheduled.patient.id)
        appointment = scheduled.appointment
        on = local(appointment.start, clinic.sites[appointment.site].tz).date()
        copay = copay_of(scheduled.coverages, appointment.visit_type, on)
        mine = (line for line in ledger.lines if line.kind is LineKind.COPAY and line.appointment == appointment.id)
        left = max((copay or 0) - sum(line.passed for line in mine), 0)
        if left or not ledger.to_collect:
            return Proposed(ledger, scheduled, LineKind.COPAY, left, copay)
        return Proposed(ledger, scheduled, LineKind.BALANCE, ledger.to_collect, copay)
