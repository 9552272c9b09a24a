"""What does a request want, its codes looked up, before anything is chosen for it?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.codes import pick
from core.patients.model import Patient
from core.record_ref import PatientId
from core.schedule.modes import usual_mode

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, VisitType
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Mode
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.requests import BookingRequest, MoveRequest

NOBODY: Final = PatientId(0)
"""The patient whom nobody has named yet, where it is asked what could be booked. No record has that number."""
WHOEVER: Final = Patient(NOBODY, "", "", "", date(2000, 1, 1))
"""Stands for them; no rule is asked that looks at one."""


class WantedBooking(Struct, frozen=True):
    """A booking or a move with its codes looked up; what is None is still to be chosen."""

    patient: Patient
    visit_type: VisitType
    provider: Provider
    start: datetime
    fold: int | None
    minutes: int
    mode: Mode
    site: str | None
    room: str | None
    keep_room: str | None = None
    fallback_site: str | None = None
    moving: AppointmentId | None = None
    keep_interpreter: str | None = None
    actor: str = ""
    """Whose own holds stand in nobody's way."""
    without: AppointmentId | None = None
    """An appointment that is taken to be elsewhere."""


def wanted_booking(clinic: Clinic, request: BookingRequest, patient: Patient) -> WantedBooking:
    """A booking with its codes looked up. Raises NotFound or BadInput."""
    visit_type = pick(clinic.visit_types, request.visit_type, "visit type")
    provider = pick(clinic.providers, request.provider, "provider", retired=True)
    return WantedBooking(
        patient=patient,
        visit_type=visit_type,
        provider=provider,
        start=request.start,
        fold=request.fold,
        minutes=visit_type.minutes if request.minutes is None else request.minutes,
        mode=request.mode or usual_mode(visit_type, provider),
        site=request.site,
        room=request.room,
    )


def wanted_move(clinic: Clinic, request: MoveRequest, scheduled: ScheduledVisit) -> WantedBooking:
    """A move with its codes looked up. Raises NotFound or BadInput."""
    appointment = scheduled.appointment
    return WantedBooking(
        patient=scheduled.patient,
        visit_type=clinic.visit_types[appointment.visit_type],
        provider=pick(clinic.providers, request.provider or appointment.provider, "provider", retired=True),
        start=request.start,
        fold=request.fold,
        minutes=appointment.minutes if request.minutes is None else request.minutes,
        mode=request.mode or appointment.mode,
        site=request.site,
        room=request.room,
        keep_room=appointment.room,
        fallback_site=appointment.site,
        moving=appointment.id,
        keep_interpreter=appointment.interpreter,
    )
