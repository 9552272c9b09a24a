"""Whose insurance is to be verified for a visit of the next days, by what is the matter?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.calendar.wall import day_span, local
from core.coverage.model import asked_for, is_same_asked
from core.coverage.standing import AsOf, Trouble, standing
from core.schedule.model.appointment import AppointmentStatus
from core.structs import replace
from core.verification.inquiry import InquiryStatus, asked_of
from core.verification.sentences import ASKED_SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site
    from core.coverage.standing import Standing
    from core.schedule import ports as schedule
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy
    from core.verification.inquiry import Asked, Inquiry
    from core.verification.ports import VerificationContext

_BEFORE_CHECK_IN: Final = frozenset(
    {AppointmentStatus.PENDING, AppointmentStatus.PROPOSED, AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED}
)


class ToVerify(Struct, frozen=True):
    """An appointment that nobody is checked in for yet, and where its patient's insurance stands for that day.

    `on` is its day at its site, `waits` the question to the payer that is not answered yet.
    """

    scheduled: ScheduledVisit
    standing: Standing
    on: date
    waits: Inquiry | None = None


def worklist(context: VerificationContext, actor: str) -> tuple[ToVerify, ...]:
    """Every visit from today until as many days ahead as the settings say, at every site: the gravest first, by start.

    Those in order stand at the end. A clinic without payers has those alone whose patients are known to be insured.
    """
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        ahead = context.policy.coverage.ahead_days
        found = listed(reading, clinic, context.policy, context.clock.now(), ahead_days=ahead)
        in_trouble = {
            one.standing.coverage.id
            for one in found
            if one.standing.coverage and one.standing.trouble is not Trouble.ACTIVE
        }
        newest = reading.exchange.newest_of(in_trouble) if in_trouble else {}
        return tuple(_with_inquiry(one, newest) for one in found)


def listed(
    reading: schedule.Reading, clinic: Clinic, policy: Policy, now: datetime, *, ahead_days: int
) -> Sequence[ToVerify]:
    """The same until so many days ahead."""
    found = [
        one
        for site in clinic.sites.values()
        for one in _at_site(reading, clinic, site, policy, now, ahead_days=ahead_days)
        if clinic.has_payers or one.scheduled.coverages
    ]
    return sorted(found, key=_place)


def _with_inquiry(one: ToVerify, newest: Mapping[Asked, Inquiry]) -> ToVerify:
    """With the question of its month whose answer has not come, about what is known now."""
    coverage = one.standing.coverage
    inquiry = newest.get(asked_of(coverage.id, one.on)) if coverage else None
    if inquiry is None or coverage is None or inquiry.status is not InquiryStatus.SENT:
        return one
    is_same = is_same_asked(inquiry.asked, asked_for(coverage, one.scheduled.patient))
    return replace(one, waits=inquiry) if is_same else one


def _at_site(
    reading: schedule.Reading, clinic: Clinic, site: Site, policy: Policy, now: datetime, *, ahead_days: int
) -> Iterator[ToVerify]:
    at = AsOf(clinic, policy, now, site.tz)
    start = day_span(at.today, site.tz).start
    end = day_span(at.today + timedelta(days=ahead_days), site.tz).end
    for scheduled in reading.schedule.between(start, end, site=site.code, live_only=True):
        appointment = scheduled.appointment
        if appointment.status in _BEFORE_CHECK_IN and appointment.start >= start:
            on = local(appointment.start, site.tz).date()
            yield ToVerify(scheduled, standing(scheduled.patient, scheduled.coverages, on, at), on)


def _place(one: ToVerify) -> tuple[int, datetime, int]:
    appointment = one.scheduled.appointment
    return one.standing.trouble.gravity, appointment.start, appointment.id


def trouble_text(one: ToVerify, site: Site, now: datetime) -> str:
    """What is the matter, and since when the payer is asked."""
    if one.waits is None:
        return one.standing.why
    return f"{one.standing.why} {ASKED_SINCE.format(when=format_when(one.waits.sent_at, site, now))}"
