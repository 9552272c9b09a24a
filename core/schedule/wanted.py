"""What does a request want, its codes looked up, before anything is chosen for it?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.codes import pick
from core.errors import BadInput
from core.patients.model import Patient
from core.record_ref import PatientId
from core.schedule.modes import usual_mode
from core.schedule.rules.further import placed
from core.schedule.sentences import FURTHER_IS_PROVIDER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Provider, VisitType
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment, Mode
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
    further: tuple[Provider, ...] = ()
    """Who is to be there besides, whatever the skills that the type asks for."""
    keep_further: tuple[Provider, ...] = ()
    """Who had the place of such a skill, and keeps it if they are free."""
    actor: str = ""
    """Whose own holds stand in nobody's way."""
    is_here: bool = False
    """Of whom no lead time is asked."""
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
        further=named_further(clinic, visit_type, provider, request.further),
        is_here=request.is_here,
    )


def wanted_move(clinic: Clinic, request: MoveRequest, scheduled: ScheduledVisit) -> WantedBooking:
    """A move with its codes looked up. Raises NotFound or BadInput."""
    appointment = scheduled.appointment
    visit_type = clinic.visit_types[appointment.visit_type]
    provider = pick(clinic.providers, request.provider or appointment.provider, "provider", retired=True)
    named, kept = further_of(clinic, appointment)
    if request.further is not None:
        named = named_further(clinic, visit_type, provider, request.further)
    elif provider in named and provider.code not in visit_type.further:
        raise BadInput(FURTHER_IS_PROVIDER.format(provider=provider.family), field="with")
    return WantedBooking(
        patient=scheduled.patient,
        visit_type=visit_type,
        provider=provider,
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
        further=tuple(one for one in named if one != provider),
        keep_further=tuple(one for one in kept if one not in {provider, *named}),
    )


def named_further(
    clinic: Clinic, visit_type: VisitType, provider: Provider, codes: Sequence[str] | None
) -> tuple[Provider, ...]:
    """Those who are named to be there besides, else those whom the type names. Raises NotFound or BadInput."""
    if codes is None:
        return tuple(clinic.providers[code] for code in visit_type.further if code != provider.code)
    named = tuple(dict.fromkeys(pick(clinic.providers, code, "provider", retired=True) for code in codes))
    if provider in named:
        raise BadInput(FURTHER_IS_PROVIDER.format(provider=provider.family), field="with")
    return named


def further_of(clinic: Clinic, appointment: Appointment) -> tuple[tuple[Provider, ...], tuple[Provider, ...]]:
    """Who is there besides: those who were named, and those who only fill the place of a skill."""
    visit_type = clinic.visit_types[appointment.visit_type]
    had = [clinic.providers[one.provider] for one in appointment.further]
    had.sort(key=lambda one: one.code not in visit_type.further)
    filling = placed(visit_type.further_skills, had).values()
    kept = tuple(one for one in filling if one.code not in visit_type.further)
    return tuple(one for one in had if one not in kept), kept
