"""What is told of a visit that is checked out: how long it took, what is still to be paid, what comes next?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.errors import NotFound
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.text.money import money
from core.till import sentences as say
from core.till.copay import copay_left
from core.till.showing import ledger_of
from core.till.telling import owed_told

if TYPE_CHECKING:
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from core.till.ports import TillContext

_AHEAD: Final = timedelta(days=400)


class CheckOut(Struct, frozen=True):
    """A visit as it ends. `minutes` from arrival to check-out, None where nobody noted both; amounts in cents.

    `balance` is None for who may not see what patients owe; `following` is the patient's next visit to come.
    """

    minutes: int | None
    copay_due: int
    balance: int | None
    following: ScheduledVisit | None
    sentence: str


def at_check_out(context: TillContext, actor: str, number: AppointmentId) -> CheckOut:
    """Of the appointment with that number. Raises NotFound."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        scheduled = reading.schedule.by_id(number)
        if scheduled is None:
            raise NotFound(NO_SUCH_APPOINTMENT.format(number=number))
        now, patient = context.clock.now(), scheduled.patient
        may = context.rights(clinic, actor).may(Privilege.SEE_MONEY) and patient.is_record
        ledger = ledger_of(context, actor, patient.id) if may else None
        due = copay_left(scheduled, clinic.sites[scheduled.appointment.site]) if may else 0
        coming = reading.schedule.between(now, now + _AHEAD, patient=patient.id, live_only=True)
        following = next((one for one in coming if one.appointment.start > now and one.ref != scheduled.ref), None)
        told = [say.WAS_HERE.format(minutes=minutes)] if (minutes := _minutes(scheduled)) is not None else []
        if due:
            told.append(say.COPAY_DUE.format(amount=money(due, context.policy.till.currency)))
        if ledger and (ledger.balance or ledger.plans):
            told.append(owed_told(ledger))
        told.append(say.NOTHING_FOLLOWS)
        if following:
            appointment, site = following.appointment, clinic.sites[following.appointment.site]
            when = format_wall(appointment.start, site, now)
            provider = clinic.providers[appointment.provider].family
            told[-1] = say.FOLLOWS.format(type=appointment.visit_type, provider=provider, when=when)
        return CheckOut(minutes, due, ledger.balance if ledger else None, following, " ".join(told))


def _minutes(scheduled: ScheduledVisit) -> int | None:
    visit = scheduled.visit
    if visit is None or visit.checked_out_at is None:
        return None
    return int((visit.checked_out_at - visit.arrived_at).total_seconds() // 60)
