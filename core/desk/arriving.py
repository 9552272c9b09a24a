"""Who came, and who did not: arrive and no-show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.said import wall_of
from core.model.appointment import AppointmentStatus
from core.model.visit import Visit, VisitStep
from core.rules.rooms import fitting_rooms
from core.sentences import ARRIVED, NO_SHOW, NOT_ARRIVED

if TYPE_CHECKING:
    from core.desk.requests import Said
    from core.desk.turn import Turn
    from core.model.appointment import Appointment
    from core.model.visit import ScheduledVisit


def arrive(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """Note that the patient came; late when it is past the start plus grace. A no-show takes its time again."""
    here = begun(turn, scheduled)
    here = turn.status(here, AppointmentStatus.ARRIVED, refusal=NOT_ARRIVED)
    return here, turn.said(ARRIVED, here)


def no_show(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """Note that the patient did not come: the time is free again."""
    appointment = scheduled.appointment
    sentence = turn.said(
        NO_SHOW,
        scheduled,
        type=appointment.visit_type,
        provider=turn.clinic.providers[appointment.provider].family,
        when=wall_of(appointment.start, turn.site_of(scheduled), turn.now),
    )
    return turn.status(scheduled, AppointmentStatus.NOSHOW), sentence


def begun(turn: Turn, scheduled: ScheduledVisit) -> ScheduledVisit:
    """The visit begun; a no-show takes its time again, as far as that was not given away."""
    appointment = scheduled.appointment
    if not appointment.status.takes_time:
        scheduled = replace(scheduled, appointment=taken_again(turn, appointment))
    grace = timedelta(minutes=turn.context.policy.arrival.grace_minutes)
    visit = Visit(
        appointment=appointment.id,
        step=VisitStep.ARRIVED,
        since=turn.now,
        step_by=turn.actor,
        arrived_at=turn.now,
        late=turn.now > appointment.start + grace,
        rev=scheduled.visit.rev if scheduled.visit else 0,
    )
    return turn.keep_visit(scheduled, visit, event=VisitStep.ARRIVED.value)


def taken_again(turn: Turn, appointment: Appointment) -> Appointment:
    """The appointment with a lane and a room that are free at its time.

    A further lane if the provider has somebody else by now; the next fitting room if its own is taken, or none.
    """
    provider_span = appointment.provider_start, appointment.provider_end
    lane = turn.tx.free_lane(appointment.provider, *provider_span, ignoring=appointment.id)
    there = turn.tx.scheduled_between(appointment.start, appointment.end, site=appointment.site, live_only=True)
    taken = {other.appointment.room for other in there}
    if appointment.room not in taken:
        return replace(appointment, lane=lane)
    visit_type = turn.clinic.visit_types[appointment.visit_type]
    fitting = fitting_rooms(turn.clinic, appointment.site, visit_type, appointment.mode)
    room = next((room.code for room in fitting if room.code not in taken), None)
    return replace(appointment, lane=lane, room=room)
