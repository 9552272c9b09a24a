"""Who came, and who did not: arrive and no-show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.schedule.freeing import NO_SHOW as NO_SHOW_SLOT
from core.schedule.freeing import note_freed
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import Visit, VisitStep
from core.visits.doing import Doing
from core.visits.sentences import ARRIVED, NO_SHOW, NOT_ARRIVED
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    gone = writing.status(scheduled, AppointmentStatus.NOSHOW)
    note_freed(writing.tx, writing.clinic, appointment, NO_SHOW_SLOT, writing.now)
    return gone, sentence


def begun(writing: WriteContext, scheduled: ScheduledVisit, *, may_be_late: bool = True) -> ScheduledVisit:
    """The visit begun; who comes without an appointment is not late for one."""
    appointment = scheduled.appointment
    grace = timedelta(minutes=writing.context.policy.arrival.grace_minutes)
    visit = Visit(
        appointment=appointment.id,
        step=VisitStep.ARRIVED,
        since=writing.at,
        step_by=writing.actor,
        arrived_at=writing.at,
        late=may_be_late and writing.at > scheduled.begins + grace,
        rev=scheduled.visit.rev if scheduled.visit else 0,
    )
    return writing.keep_visit(scheduled, visit, event=VisitStep.ARRIVED.value)


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.ARRIVE: Doing(Privilege.ARRIVE, arrive, takes_time=True, refusal=NOT_ARRIVED),
    Verb.NO_SHOW: Doing(Privilege.NOTE_NO_SHOW, no_show),
}
