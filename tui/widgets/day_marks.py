"""How is a visit shown in a few cells: by which letter, in which style, under which name?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.text.cleaning import initials
from tui.terminal.cells import glyphs

_NAMELESS = "?"
_MINUTE = timedelta(minutes=1)

_STEPS: Final[Mapping[VisitStep, tuple[str, str]]] = {
    VisitStep.CHECKED_IN: ("c", "checked-in"),
    VisitStep.ROOMED: ("r", "roomed"),
    VisitStep.WITH_PROVIDER: ("p", "with-provider"),
    VisitStep.DEPARTED: ("d", "departed"),
    VisitStep.CHECKED_OUT: ("o", "done"),
    VisitStep.LEFT: ("l", "done"),
}
_STATUSES: Final[Mapping[AppointmentStatus, tuple[str, str]]] = {
    AppointmentStatus.BOOKED: ("b", "booked"),
    AppointmentStatus.ARRIVED: ("a", "arrived"),
    AppointmentStatus.CHECKED_IN: ("c", "checked-in"),
    AppointmentStatus.FULFILLED: ("o", "done"),
    AppointmentStatus.NOSHOW: ("n", "noshow"),
}
_WAITING: Final = ("arrived", "waits-long", "waits-too-long")


class Mark(NamedTuple):
    """The letter of the state, "!" behind it for who is late, its style, and since how many minutes somebody waits.

    `room` is the room that somebody is in.
    """

    state: str
    style: str
    waits: int | None = None
    room: str = ""


def mark_of(scheduled: ScheduledVisit, now: datetime, *, grace_minutes: int, long_wait_minutes: int = 0) -> Mark:
    """How the visit stands at `now` (UTC).

    b booked, b! booked and later than the grace allows, a arrived and waiting, c checked in, r roomed, p with the
    provider, d departed, o checked out, n no-show, ? not yet confirmed by the clinic. Who waits longer than
    `long_wait_minutes` stands out, and more so at twice as many; 0 is never long.
    """
    appointment, visit = scheduled.appointment, scheduled.visit
    status = appointment.status
    if status is AppointmentStatus.BOOKED and now > scheduled.begins + grace_minutes * _MINUTE:
        return Mark("b!", "late")
    if status is AppointmentStatus.ARRIVED and visit is not None:
        waits = max((now - visit.arrived_at) // _MINUTE, 0)
        return Mark("a", _WAITING[min(waits // long_wait_minutes, 2) if long_wait_minutes else 0], waits)
    if status is AppointmentStatus.CHECKED_IN and visit is not None:
        is_in_room = visit.step in {VisitStep.ROOMED, VisitStep.WITH_PROVIDER}
        return Mark(*_STEPS.get(visit.step, _STATUSES[status]), room=(visit.room or "") if is_in_room else "")
    return Mark(*_STATUSES.get(status, ("?", "booked")))


def name_of(patient: Patient, *, privacy: bool) -> str:
    """'Smith J', or 'SJ' under privacy."""
    if privacy:
        return initials(patient.name) or _NAMELESS
    first = glyphs(initials(patient.given))
    return " ".join(part for part in (patient.family, first[0][0] if first else "") if part) or patient.name
