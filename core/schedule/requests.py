"""What is the schedule asked for, and what does it answer before anything is written?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.clinic.model import Interpreter, Provider, Room, Site, VisitType
    from core.conflict import Conflict
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.appointment import Mode


class BookingRequest(Struct, frozen=True):
    """Book `patient` with `provider`. Codes, not records.

    `start` is naive (wall time of the site) or aware; `fold` answers a wall time that happens twice: 0 or 1.
    None leaves the choice to the desk: the site of the provider's session, the visit type's length and first mode, the
    first free fitting room. `overrides` maps a rule to a reason code: {"C3": "urgent"}.
    """

    patient: PatientId
    visit_type: str
    provider: str
    start: datetime
    fold: int | None = None
    site: str | None = None
    minutes: int | None = None
    room: str | None = None
    mode: Mode | None = None
    note: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)


class MoveRequest(Struct, frozen=True):
    """Move an appointment; what is None stays, except that a room that is taken gives way to the next free one.

    `rev` is the one the person saw: another one means somebody was first. `start` as in BookingRequest.
    """

    appointment: AppointmentId
    start: datetime
    fold: int | None = None
    provider: str | None = None
    site: str | None = None
    room: str | None = None
    minutes: int | None = None
    keep_confirmation: bool = False
    overrides: Mapping[str, str] = field(default_factory=dict)
    rev: int | None = None


class Assessment(Struct, frozen=True):
    """A booking or move as it would be made now, and every conflict it meets. Instants are UTC."""

    patient: Patient
    visit_type: VisitType
    provider: Provider
    site: Site
    room: Room | None
    mode: Mode
    start: datetime
    end: datetime
    conflicts: tuple[Conflict, ...]
    interpreter: Interpreter | None = None
