"""What would several bookings or moves of one act come to, each beside those before it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.format_when import format_wall
from core.schedule.drafting import drafted, redrafted
from core.schedule.model.visit import ScheduledVisit
from core.schedule.proposals import booking_proposal, move_proposal
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.record_ref import AppointmentId
    from core.schedule.ports import Reading
    from core.schedule.requests import BookingRequest, MoveRequest
    from core.schedule.rules.proposal import Proposal
    from core.settings.model import Policy


class Planned(Struct, frozen=True):
    """One of several visits as it would be kept, its lane aside, and every conflict that it meets."""

    proposal: Proposal
    scheduled: ScheduledVisit
    conflicts: tuple[Conflict, ...]

    @property
    def name(self) -> str:
        """'Mon 7 Dec 10:00', at its site."""
        return format_wall(self.proposal.span.start, self.proposal.site, self.proposal.now)

    @property
    def takes_time(self) -> bool:
        """Whether it has an instant: not where the clocks skip it, or show it twice and nobody said which."""
        return not (self.proposal.resolved.skipped or self.proposal.resolved.repeated)


class Planning(Struct, frozen=True):
    """The schedule in one transaction at `now` (UTC), which the visits of an act are checked against."""

    reading: Reading
    clinic: Clinic
    policy: Policy
    actor: str
    now: datetime

    def bookings(self, requests: Sequence[BookingRequest], *, fallback_site: str | None = None) -> tuple[Planned, ...]:
        """Each as it would be booked after those before it, under the number that it would get."""
        planned: list[Planned] = []
        for request in requests:
            planned.append(self.booking(request, planned, fallback_site=fallback_site))
        first = self.reading.schedule.next_number()
        return tuple(replace(one, conflicts=_known(one.conflicts, first)) for one in planned)

    def booking(
        self, request: BookingRequest, beside: Sequence[Planned], *, fallback_site: str | None = None
    ) -> Planned:
        """The booking beside others of the same act. Raises as `booking_proposal`."""
        others = [one.scheduled for one in beside if one.takes_time]
        proposal, conflicts = booking_proposal(
            self.reading,
            self.clinic,
            request,
            self.policy,
            self.now,
            actor=self.actor,
            beside=others,
            fallback_site=fallback_site,
        )
        number = self.reading.schedule.next_number() + len(beside)
        note = clean_words(request.note, "note", limit=500)
        appointment = drafted(proposal, actor=self.actor, now=self.now, note=note, number=number)
        return Planned(proposal, ScheduledVisit(appointment, proposal.patient), conflicts)

    def moves(self, wanted: Sequence[tuple[ScheduledVisit, MoveRequest]]) -> tuple[Planned, ...]:
        """Each as it would be moved; none of them is where it was, and those before it are where they go."""
        together = {one.appointment.id for one, _ in wanted}
        planned: list[Planned] = []
        for scheduled, request in wanted:
            proposal, conflicts = move_proposal(
                self.reading,
                self.clinic,
                request,
                scheduled,
                policy=self.policy,
                now=self.now,
                actor=self.actor,
                beside=[one.scheduled for one in planned if one.takes_time],
                together=together,
            )
            appointment = redrafted(scheduled.appointment, proposal)
            planned.append(Planned(proposal, replace(scheduled, appointment=appointment), conflicts))
        return tuple(planned)


def _known(conflicts: Sequence[Conflict], first: AppointmentId) -> tuple[Conflict, ...]:
    """The conflicts without the numbers of visits that are not booked yet."""
    return tuple(
        replace(one, appointments=tuple(number for number in one.appointments if number < first)) for one in conflicts
    )
