"""When may the step of a visit be taken back, and in whose time is it told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.record_ref import AppointmentId
from core.visits.state import Verb, is_today

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Site
    from core.journal.undo import Undoing
    from core.record_ref import RecordRef
    from core.visits.ports import Reading

_STEPS_OF_A_VISIT: Final = frozenset(verb.value for verb in Verb) - {Verb.MOVE.value, Verb.CANCEL.value}
_OF_AN_APPOINTMENT: Final = frozenset({"appointment", "visit"})


def permit_of_another_day(undoing: Undoing) -> None:
    """The steps of a visit on another day are a supervisor's to take back, by undo as by a step back."""
    tx: Reading = undoing.tx
    act, clinic = undoing.act, undoing.clinic
    if act.verb not in _STEPS_OF_A_VISIT or act.subject.kind not in _OF_AN_APPOINTMENT:
        return
    scheduled = tx.schedule.by_id(AppointmentId(act.subject.id))
    if scheduled and not is_today(scheduled, clinic.sites[scheduled.appointment.site], undoing.now):
        undoing.context.permit(tx, undoing.actor, Privilege.STEP_BACK_LATER)


def site_of(reading: Reading, clinic: Clinic, ref: RecordRef) -> Site | None:
    """The site of an appointment or its visit; None for any other record."""
    scheduled = reading.schedule.by_id(AppointmentId(ref.id)) if ref.kind in _OF_AN_APPOINTMENT else None
    return clinic.sites[scheduled.appointment.site] if scheduled else None
