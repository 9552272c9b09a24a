"""About which visits is a payer asked, and about which is it not?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.coverage.model import asked_for, is_same_asked
from core.coverage.standing import AsOf, Trouble
from core.errors import BadInput
from core.schedule.finding import find_scheduled
from core.schedule.model.appointment import AppointmentStatus
from core.verification import sentences as say
from core.verification.inquiry import InquiryStatus, asked_of
from core.verification.verifying import to_verify
from core.verification.worklist import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site
    from core.coverage.model import Coverage
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.verification.inquiry import Asked, Inquiry
    from core.verification.ports import Reading, VerificationContext

_OFF: Final = {AppointmentStatus.CANCELLED: say.CANCELLED, AppointmentStatus.NOSHOW: say.MISSED}


class LeftOut(Struct, frozen=True):
    """A visit about which nobody is asked, and why."""

    appointment: AppointmentId
    why: str


class Wanted(Struct):
    """A question to be asked: about which coverage, for which visits, the earliest first."""

    scheduled: ScheduledVisit
    coverage: Coverage
    on: date
    visits: list[AppointmentId]


def choose(
    context: VerificationContext,
    tx: Reading,
    clinic: Clinic,
    numbers: Sequence[AppointmentId],
    *,
    days: int | None,
    now: datetime,
) -> tuple[list[Wanted], list[LeftOut]]:
    """What is to be asked: of a coverage once for the days between two renewals. Raises NotFound."""
    visits: Sequence[ScheduledVisit]
    if numbers:
        visits = [find_scheduled(tx, number, rev=None, clinic=clinic, now=now) for number in dict.fromkeys(numbers)]
    else:
        ahead = context.policy.eligibility.days if days is None else days
        listed_now = listed(tx, clinic, context.policy, now, ahead_days=ahead)
        visits = [one.scheduled for one in listed_now if one.standing.trouble is not Trouble.ACTIVE]
    found: dict[Asked, Wanted] = {}
    left: list[LeftOut] = []
    for scheduled in sorted(visits, key=lambda one: (one.appointment.start, one.appointment.id)):
        appointment = scheduled.appointment
        zone = clinic.sites[appointment.site].tz
        try:
            refuse_off(appointment)
            coverage = to_verify(scheduled, AsOf(clinic, context.policy, now, zone))
        except BadInput as refusal:
            left.append(LeftOut(appointment.id, refusal.sentence))
            continue
        on = local(appointment.start, zone).date()
        one = found.setdefault(asked_of(coverage.id, on), Wanted(scheduled, coverage, on, []))
        one.visits.append(appointment.id)
    patience = timedelta(hours=context.policy.eligibility.again_hours)
    return list(_not_asked_yet(tx, clinic, list(found.values()), left, patience=patience, now=now)), left


def refuse_off(appointment: Appointment) -> None:
    """Raise BadInput where the visit does not take place."""
    if not appointment.status.takes_time:
        raise BadInput(_OFF.get(appointment.status, say.NOT_BOOKED))


def refuse_asked(
    last: Inquiry | None,
    coverage: Coverage,
    patient: Patient,
    site: Site,
    *,
    patience: timedelta,
    now: datetime,
) -> None:
    """Raise BadInput where the same was asked `last` of the month of the visit, and its answer may still come."""
    if (
        last is not None
        and last.status is InquiryStatus.SENT
        and is_same_asked(last.asked, asked_for(coverage, patient))
        and last.sent_at > now - patience
    ):
        asked, again = (format_when(at, site, now) for at in (last.sent_at, last.sent_at + patience))
        raise BadInput(say.ASKED_ALREADY.format(asked=asked, again=again))


def _not_asked_yet(
    tx: Reading, clinic: Clinic, wanted: Sequence[Wanted], left: list[LeftOut], *, patience: timedelta, now: datetime
) -> Iterator[Wanted]:
    """Without those that were asked of late, whose answer may still come."""
    newest = tx.exchange.newest_of({one.coverage.id for one in wanted})
    for one in wanted:
        patient, site = one.scheduled.patient, clinic.sites[one.scheduled.appointment.site]
        last = newest.get(asked_of(one.coverage.id, one.on))
        try:
            refuse_asked(last, one.coverage, patient, site, patience=patience, now=now)
        except BadInput as refusal:
            left += [LeftOut(number, refusal.sentence) for number in one.visits]
        else:
            yield one
