"""What is the schedule asked for, and what does it answer before anything is written?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.interval import Interval
from core.schedule.model.appointment import Mode
from core.schedule.own_time import own_time
from core.schedule.rules.proposal import further_span
from core.schedule.sentences import BY_TELEHEALTH, WITH_FURTHER, WITH_INTERPRETER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.clinic.model import Interpreter, Provider, Room, Site, VisitType
    from core.conflict import Conflict
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId


class BookingRequest(Struct, frozen=True):
    """Book `patient` with `provider`. Codes, not records.

    `start` is naive (wall time of the site) or aware; `fold` answers a wall time that happens twice: 0 or 1.
    None leaves the choice to the desk: the site of the provider's session, the visit type's length and the first of its
    modes that the provider has too, the first free fitting room.
    `further` are the providers who are to be there besides; None: whom the type names.
    Of somebody who `is_here` no lead time is asked: they came without an appointment.
    `overrides` maps a rule to a reason code, with words or without: {"C3": "urgent", "C6": "other: father died"}.
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
    further: tuple[str, ...] | None = None
    is_here: bool = False


class MoveRequest(Struct, frozen=True):
    """Move an appointment; what is None stays, except that a room that is taken gives way to the next free one.

    Another `mode` takes a room or gives it up. Who only fills the place of a skill gives way in the same manner.

    `rev` is the one the person saw: another one means somebody was first. `start` as in BookingRequest.
    """

    appointment: AppointmentId
    start: datetime
    fold: int | None = None
    provider: str | None = None
    site: str | None = None
    room: str | None = None
    minutes: int | None = None
    mode: Mode | None = None
    keep_confirmation: bool = False
    overrides: Mapping[str, str] = field(default_factory=dict)
    rev: int | None = None
    further: tuple[str, ...] | None = None


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
    further: tuple[Provider, ...] = ()

    @property
    def besides(self) -> tuple[tuple[str, Interval], ...]:
        """When each of the further providers is needed, by their codes."""
        theirs = further_span(self.visit_type, Interval(self.start, self.end))
        return tuple((one.code, theirs) for one in self.further)

    @property
    def own_time(self) -> str:
        """' (11:30 PST for the patient)', or ''."""
        return own_time(self.start, self.mode, self.patient, self.site)

    @property
    def where(self) -> str:
        """', also Kim, room R1, interpreter Ortiz, Ana', or what of that there is."""
        further = WITH_FURTHER.format(names=", ".join(one.family for one in self.further)) if self.further else ""
        room = f", room {self.room.code}" if self.room else ""
        interpreter = WITH_INTERPRETER.format(name=self.interpreter.name) if self.interpreter else ""
        return further + room + interpreter

    @property
    def afar(self) -> str:
        """', by telehealth (11:30 PST for the patient)', or '' in person."""
        return BY_TELEHEALTH + self.own_time if self.mode is Mode.TELEHEALTH else ""
