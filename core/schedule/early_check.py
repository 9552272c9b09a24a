"""How much of a booking is checked before its turn to write, so that nobody waits in the queue for a rule?

Most bookings meet nothing. Those are checked on a snapshot, and in their turn it is only asked whether anything was
written since that may bear on them: then the rules would say the same again. Whatever else there is, a conflict, a
refusal, another set-up, is left to the turn, where the rules have the say as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from core.calendar.wall import minute_of
from core.errors import ClinicdeskError
from core.schedule.held_things import things_of
from core.schedule.model.hold import things_held
from core.schedule.proposals import held_by_others, time_read

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.access.privileges import Privilege
    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.ports import Reading, ScheduleContext, Written
    from core.schedule.rules.proposal import Proposal

Propose: TypeAlias = "Callable[[Reading, Clinic, datetime], tuple[Proposal, tuple[Conflict, ...]]]"
"""A booking or move as it is proposed at an instant, with every conflict."""


class EarlyCheck(Struct, frozen=True):
    """A proposal that met no conflict, the set-up of then, and how far the journal's images had come."""

    proposal: Proposal
    clinic: Clinic
    written: Written
    actor: str

    def holds(self, reading: Reading, clinic: Clinic, now: datetime) -> bool:
        """Whether the rules would say the same at `now`.

        They ask for the set-up, for the patient with all they have, for what is booked with the provider or at the site
        at about that time (`time_read`), and for who holds it; limits of time are whole minutes. Who interprets may be
        anywhere, so that a booking with an interpreter is left to the turn, as is one with further providers.
        """
        proposal = self.proposal
        if clinic is not self.clinic or minute_of(now) != minute_of(proposal.now):
            return False
        if held_by_others(reading, proposal.provider, proposal.span, now=now, actor=self.actor):
            return False
        wanted = things_of(proposal, proposal.span)
        held = things_held(reading.holds.live(now), proposal.span, self.actor)
        if any(one.things and one.things.meets(wanted) for one in held):
            return False
        read = time_read(clinic, proposal.provider, proposal.site, proposal.span)
        return not reading.schedule.was_touched(
            self.written,
            patient=proposal.patient.id,
            provider=proposal.provider.code,
            site=proposal.site.code,
            start=read.start,
            end=read.end,
        )


def check_early(context: ScheduleContext, actor: str, privilege: Privilege, propose: Propose) -> EarlyCheck | None:
    """The proposal on a snapshot of now; None where anything is to be said of it."""
    try:
        with context.reading(actor, privilege) as (reading, clinic):
            written = reading.schedule.written()
            proposal, conflicts = propose(reading, clinic, context.clock.now())
    except ClinicdeskError:
        return None
    is_left = conflicts or proposal.interpreter or proposal.further
    return None if is_left else EarlyCheck(proposal, clinic, written, actor)


def check_in_turn(
    early: EarlyCheck | None, reading: Reading, clinic: Clinic, now: datetime, propose: Propose
) -> tuple[Proposal, tuple[Conflict, ...]]:
    """What holds in the turn to write: what was found early, or the proposal made there with every conflict."""
    if early and early.holds(reading, clinic, now):
        return early.proposal, ()
    return propose(reading, clinic, now)
