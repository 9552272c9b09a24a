"""How is a visit shown in a few cells: by which letter, in which style, under which name?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.text.cleaning import initials
from tui.terminal.cells import glyphs

_NAMELESS = "?"
_MINUTE = timedelta(minutes=1)
_LONG_WAIT = 100  # minutes; from here on whole hours are shown

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


def mark_of(scheduled: ScheduledVisit, now: datetime, *, grace_minutes: int) -> tuple[str, str]:
    """The letter of the state with what belongs to it, and the style.

    b booked, b! booked and later than the grace allows, a20 arrived and waiting 20 minutes, c checked in,
    r roomed, p with the provider, d departed, o checked out, n no-show, ? not yet confirmed by the clinic.
    """
    appointment, visit = scheduled.appointment, scheduled.visit
    status = appointment.status
    if status is AppointmentStatus.BOOKED and now > appointment.start + grace_minutes * _MINUTE:
        return "b!", "late"
    if status is AppointmentStatus.ARRIVED and visit is not None:
        return f"a{_waited(visit.arrived_at, now)}", "arrived"
    if status is AppointmentStatus.CHECKED_IN and visit is not None:
        return _STEPS.get(visit.step, _STATUSES[status])
    return _STATUSES.get(status, ("?", "booked"))


def name_of(patient: Patient, *, privacy: bool) -> str:
    """'Smith J', or 'SJ' under privacy."""
    if privacy:
        return initials(patient.name) or _NAMELESS
    first = glyphs(initials(patient.given))
    return " ".join(part for part in (patient.family, first[0][0] if first else "") if part) or patient.name


def _waited(since: datetime, now: datetime) -> str:
    minutes = max((now - since) // _MINUTE, 0)
    return str(minutes) if minutes < _LONG_WAIT else f"{minutes // 60}h"
