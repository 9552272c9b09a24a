"""Who came, and who did not: arrive and no-show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import Visit, VisitStep
from core.schedule.rooms import fitting_rooms
from core.visits.doing import Doing
from core.visits.sentences import ARRIVED, NO_SHOW, NOT_ARRIVED
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext


def arrive(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Note that the patient came; late when it is past the start plus grace. A no-show takes its time again."""
    here = begun(writing, scheduled)
    here = writing.status(here, AppointmentStatus.ARRIVED, refusal=NOT_ARRIVED)
    return here, writing.sentence(ARRIVED, here)


def no_show(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Note that the patient did not come: the time is free again."""
    appointment = scheduled.appointment
    sentence = writing.sentence(
        NO_SHOW,
        scheduled,
        type=appointment.visit_type,
        provider=writing.clinic.providers[appointment.provider].family,
        when=format_wall(appointment.start, writing.site_of(scheduled), writing.now),
    )
    return writing.status(scheduled, AppointmentStatus.NOSHOW), sentence


def begun(writing: WriteContext, scheduled: ScheduledVisit) -> ScheduledVisit:
    """The visit begun; a no-show takes its time again, as far as that was not given away."""
    appointment = scheduled.appointment
    if not appointment.status.takes_time:
        scheduled = replace(scheduled, appointment=taken_again(writing, appointment))
    grace = timedelta(minutes=writing.context.policy.arrival.grace_minutes)
    visit = Visit(
        appointment=appointment.id,
        step=VisitStep.ARRIVED,
        since=writing.now,
        step_by=writing.actor,
        arrived_at=writing.now,
        late=writing.now > appointment.start + grace,
        rev=scheduled.visit.rev if scheduled.visit else 0,
    )
    return writing.keep_visit(scheduled, visit, event=VisitStep.ARRIVED.value)


def taken_again(writing: WriteContext, appointment: Appointment) -> Appointment:
    """The appointment with a lane and a room that are free at its time.

    A further lane if the provider has somebody else by now; the next fitting room if its own is taken, or none.
    """
    provider_span = appointment.provider_start, appointment.provider_end
    lane = writing.tx.schedule.free_lane(appointment.provider, *provider_span, ignoring=appointment.id)
    there = writing.tx.schedule.between(appointment.start, appointment.end, site=appointment.site, live_only=True)
    taken = {other.appointment.room for other in there}
    if appointment.room not in taken:
        return replace(appointment, lane=lane)
    visit_type = writing.clinic.visit_types[appointment.visit_type]
    fitting = fitting_rooms(writing.clinic, appointment.site, visit_type, appointment.mode)
    room = next((room.code for room in fitting if room.code not in taken), None)
    return replace(appointment, lane=lane, room=room)


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.ARRIVE: Doing(Privilege.ARRIVE, arrive),
    Verb.NO_SHOW: Doing(Privilege.NOTE_NO_SHOW, no_show),
}
