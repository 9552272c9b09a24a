"""Which visits were booked over the want of what is free now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ClinicdeskError
from core.schedule.freed_resources import resources_of, takes
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.wait import FreedKind
from core.schedule.proposals import move_proposal
from core.schedule.requests import MoveRequest

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import FreedSlot
    from core.schedule.waitlist.matching import Waiting


def lacking(waiting: Waiting, slot: FreedSlot) -> tuple[ScheduledVisit, ...]:
    """Those that somebody gave a reason for, and that would have what was freed if they were moved where they are."""
    if slot.kind is FreedKind.PROVIDER:
        return ()
    there = waiting.reading.schedule.between(slot.start, slot.end, site=slot.site, live_only=True)
    return tuple(one for one in there if _lacks(waiting, one, slot))


def _lacks(waiting: Waiting, one: ScheduledVisit, slot: FreedSlot) -> bool:
    appointment = one.appointment
    is_to_come = appointment.status is AppointmentStatus.BOOKED and appointment.start > waiting.now
    has = resources_of(waiting.clinic, appointment).get(slot.kind)
    if not is_to_come or not appointment.overrides or has:
        return False
    request = MoveRequest(appointment.id, appointment.start, site=appointment.site)
    try:
        proposal, _ = move_proposal(
            waiting.reading,
            waiting.clinic,
            request,
            one,
            policy=waiting.policy,
            now=waiting.now,
            actor=waiting.actor,
        )
    except ClinicdeskError:  # what it was booked as is no longer in use
        return False
    return takes(proposal, slot.kind, slot.codes)
