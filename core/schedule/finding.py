"""Which appointment is meant, and is it still as somebody saw it?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import NotFound
from core.journal.changed import changed_elsewhere
from core.record_ref import RecordRef
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.schedule.turns import with_turns

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.visit import ScheduledVisit, Seen
    from core.schedule.ports import Reading, ScheduleContext

_LOOK_BACK: Final = timedelta(days=366)
_LOOK_AHEAD: Final = timedelta(days=36_525)
"""A century: a supervisor may have booked beyond the horizon."""


def find_scheduled(
    reading: Reading, number: AppointmentId, *, rev: Seen | int | None, clinic: Clinic, now: datetime
) -> ScheduledVisit:
    """The appointment with that number. `rev` is what the person saw: of the appointment, or of its visit too.

    Raises NotFound or ChangedElsewhere.
    """
    scheduled = reading.schedule.by_id(number)
    if scheduled is None:
        raise NotFound(NO_SUCH_APPOINTMENT.format(number=number))
    if rev is not None and rev not in {scheduled.appointment.rev, scheduled.seen}:
        site = clinic.sites[scheduled.appointment.site]
        is_visit = isinstance(rev, tuple) and rev[0] == scheduled.appointment.rev
        raise changed_elsewhere(reading, RecordRef("visit" if is_visit else "appointment", number), site=site, now=now)
    (told,) = with_turns(reading, clinic, (scheduled,), now)
    return told


def of_patient(context: ScheduleContext, actor: str, patient: PatientId) -> tuple[ScheduledVisit, ...]:
    """A patient's appointments from a year back on, by start."""
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        return reading.schedule.between(now - _LOOK_BACK, now + _LOOK_AHEAD, patient=patient)
