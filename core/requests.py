"""What a desk is asked for and what it answers: requests, assessments and changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from core.clinic.model import Provider, Room, Site, VisitType
    from core.conflict import Conflict
    from core.journal.model import Entry
    from core.patients.model import Patient, PatientHit, PatientId, PatientStatus, Phone, Sex
    from core.schedule.model.appointment import AppointmentId, Mode
    from core.schedule.model.visit import ScheduledVisit


@dataclass(frozen=True, slots=True)
class BookingRequest:
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


@dataclass(frozen=True, slots=True)
class MoveRequest:
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


@dataclass(frozen=True, slots=True)
class VerbOptions:
    """What is said along with a verb of the visit; each verb reads what concerns it.

    `verified` items are cleared on the record now, `waivers` maps an item to a reason code, `room` is a code (None:
    the desk chooses), `reason` the code of a cancellation.
    """

    verified: Collection[str] = ()
    waivers: Mapping[str, str] = field(default_factory=dict)
    room: str | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """A new patient as typed; texts are cleaned on the way in. An empty `mrn` is given the next free number."""

    family: str
    given: str
    birth_date: date
    sex: Sex
    phones: tuple[Phone, ...] = ()
    mrn: str = ""
    preferred: str = ""
    previous: tuple[str, ...] = ()
    email: str = ""
    address: str = ""
    language: str = ""
    interpreter: bool = False
    usual_provider: str = ""
    alerts: tuple[str, ...] = ()
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """What an edit changes of a patient's record; None leaves it as it is, and an empty text empties it.

    `identity_verified` and `demographics_confirmed` set the instant to now, or with False take it away.
    """

    family: str | None = None
    given: str | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    phones: tuple[Phone, ...] | None = None
    mrn: str | None = None
    preferred: str | None = None
    previous: tuple[str, ...] | None = None
    email: str | None = None
    address: str | None = None
    language: str | None = None
    interpreter: bool | None = None
    usual_provider: str | None = None
    alerts: tuple[str, ...] | None = None
    external_id: str | None = None
    status: PatientStatus | None = None
    identity_verified: bool | None = None
    demographics_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
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


@dataclass(frozen=True, slots=True)
class Change:
    """What an act came to: the journal entry, one sentence, the record as it now is, and the warnings on the way.

    `several` are the records of an act on more than one.
    """

    entry: Entry
    sentence: str
    scheduled: ScheduledVisit | None = None
    patient: Patient | None = None
    warnings: tuple[Conflict, ...] = ()
    several: tuple[ScheduledVisit, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A lookup: how the words were read ("name smi… · born 14 March") and the hits, best first."""

    reading: str
    hits: tuple[PatientHit, ...]
