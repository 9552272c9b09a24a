"""C14: does what the patient did before, or the record, ask for a second look?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.conflict import Conflict
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.sentences import CANCELLED_THIS_TIME, MISSED_BEFORE, RECORD_IS_RESTRICTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.schedule.model.past import PastBooking
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def history(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """The patient cancelled this very time with the provider, or did not come as often as the settings say.

    A restricted record is told too: it is booked like any other, and asks for privacy.
    """
    past = [one for one in facts.past if one.appointment != proposal.moving]
    found = (*_cancelled_here(proposal, past), *_missed(proposal, past, policy))
    told = tuple(Conflict("C14", policy.rules.C14, sentence, (one.appointment,)) for sentence, one in found)
    if not proposal.patient.restricted:
        return told
    return (Conflict("C14", policy.rules.C14, RECORD_IS_RESTRICTED.format(patient=proposal.patient.name)), *told)


def _cancelled_here(proposal: Proposal, past: list[PastBooking]) -> Iterator[tuple[str, PastBooking]]:
    for one in past:
        is_here = one.provider == proposal.provider.code and one.start == proposal.span.start
        if is_here and one.status is AppointmentStatus.CANCELLED and one.cancelled_by == "patient":
            yield (
                CANCELLED_THIS_TIME.format(
                    patient=proposal.patient.name,
                    provider=proposal.provider.family,
                    day=_day(one.status_at, proposal),
                ),
                one,
            )
            return


def _missed(proposal: Proposal, past: list[PastBooking], policy: Policy) -> Iterator[tuple[str, PastBooking]]:
    booking = policy.booking
    since = proposal.now - timedelta(days=booking.no_show_days)
    missed = [one for one in past if one.status is AppointmentStatus.NOSHOW and one.start >= since]
    if booking.no_shows and len(missed) >= booking.no_shows:
        yield (
            MISSED_BEFORE.format(
                patient=proposal.patient.name,
                count=len(missed),
                since=_day(since, proposal),
                last=_day(missed[-1].start, proposal),
            ),
            missed[-1],
        )


def _day(instant: datetime, proposal: Proposal) -> str:
    return f"{local(instant, proposal.site.tz):%-d %b %Y}"
