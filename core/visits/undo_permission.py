"""Who may take back an act on a visit, and in whose time is it told?

What an undo makes of the rows of a visit is declared with their tables, in `storage/tables.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.record_ref import AppointmentId
from core.visits.state import WALK_IN, Verb, is_today

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.journal.undo import Undoing
    from core.record_ref import RecordRef
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.ports import Reading

_STEPS_OF_A_VISIT: Final = {*(verb.value for verb in Verb), WALK_IN} - {Verb.MOVE.value, Verb.CANCEL.value}
_OF_AN_APPOINTMENT: Final = frozenset({"appointment", "visit"})


def privilege_to_take_back(scheduled: ScheduledVisit, site: Site, now: datetime) -> Privilege | None:
    """What taking a step of the visit back asks for besides, by undo as by a step back; None on its own day."""
    return None if is_today(scheduled, site, now) else Privilege.STEP_BACK_LATER


def permit_of_another_day(undoing: Undoing) -> None:
    """The steps of visits on another day are a supervisor's to take back. Raises NotAllowed."""
    if undoing.act.verb not in _STEPS_OF_A_VISIT:
        return
    tx = undoing.tx
    written = (image.ref for image in tx.journal.images(undoing.act.id))
    for number in {AppointmentId(ref.id) for ref in written if ref.kind in _OF_AN_APPOINTMENT}:
        scheduled = tx.schedule.by_id(number)
        assert scheduled is not None  # noqa: S101 - an appointment is never deleted
        privilege = privilege_to_take_back(scheduled, undoing.clinic.sites[scheduled.appointment.site], undoing.now)
        if privilege:
            undoing.context.permit(tx, undoing.actor, privilege)


def site_of(reading: Reading, clinic: Clinic, ref: RecordRef) -> Site | None:
    """The site of an appointment or its visit; None for any other record."""
    scheduled = reading.schedule.by_id(AppointmentId(ref.id)) if ref.kind in _OF_AN_APPOINTMENT else None
    return clinic.sites[scheduled.appointment.site] if scheduled else None
