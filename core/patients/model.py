"""Who a patient is to the front desk."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime


class Sex(Enum):
    """Administrative sex (FHIR AdministrativeGender)."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def letter(self) -> str:
        """One letter for narrow columns: f, m, o, u."""
        return self.value[0]


class PatientStatus(Enum):
    """What became of the record: a restricted one asks for privacy, and is booked like any other.

    ENTERED_IN_ERROR is what undoing a registration leaves behind.
    """

    ACTIVE = "active"
    DECEASED = "deceased"
    ARCHIVED = "archived"
    RESTRICTED = "restricted"
    ENTERED_IN_ERROR = "entered-in-error"


class Phone(Struct, frozen=True):
    """One number as it was typed (cleaned), its kind, and what the patient agreed to."""

    number: str
    kind: str = "mobile"
    voice: bool = True
    text: bool = False

    @property
    def digits(self) -> str:
        """The digits alone, for lookup."""
        return "".join(filter(str.isdigit, self.number))


class Patient(Struct, frozen=True):
    """A registered person. Names are Unicode, either of family and given may be empty but not both.

    `rev` counts the saves of this record, from 1; a save names the rev it was made from.
    Instants are aware UTC datetimes. `zone` is where the patient is (IANA name), if the site's time is not theirs.
    A record that was `merged_into` another is kept as a link to it; the other has its MRN among its `former_mrns`.
    """

    id: PatientId
    mrn: str
    family: str
    given: str
    birth_date: date
    sex: Sex = Sex.UNKNOWN
    preferred: str = ""
    previous: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    email: str = ""
    address: str = ""
    language: str = ""
    interpreter: bool = False
    zone: str = ""
    usual_provider: str = ""
    alerts: tuple[str, ...] = ()
    status: PatientStatus = PatientStatus.ACTIVE
    no_booking: bool = False
    external_id: str = ""
    merged_into: PatientId | None = None
    former_mrns: tuple[str, ...] = ()
    identity_verified_at: datetime | None = None
    demographics_confirmed_at: datetime | None = None
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("patient", self.id)

    @property
    def is_record(self) -> bool:
        """Whether it is somebody's record: neither a mistake nor a link to another one."""
        return self.status is not PatientStatus.ENTERED_IN_ERROR and self.merged_into is None

    @property
    def name(self) -> str:
        """'Smith, John', or the only name there is."""
        return ", ".join(part for part in (self.family, self.given) if part)

    @property
    def may_be_booked(self) -> bool:
        """Whether the record is in use and nobody marked it otherwise."""
        is_in_use = self.status in {PatientStatus.ACTIVE, PatientStatus.RESTRICTED} and self.merged_into is None
        return is_in_use and not self.no_booking

    @property
    def phone_tail(self) -> str:
        """The last four digits of the first phone, or ''."""
        return self.phones[0].digits[-4:] if self.phones else ""

    def age_on(self, day: date) -> int:
        """Whole years on `day`. A 29 February birthday counts from 1 March in common years."""
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday


class PatientHit(Struct, frozen=True):
    """A lookup result: the patient, how the query met it, and the appointments either side of now (UTC).

    Each of these is told in the time of its site.
    """

    patient: Patient
    match: str
    """exact, prefix or similar"""
    last_visit: datetime | None = None
    next_visit: datetime | None = None
    last_site: str | None = None
    next_site: str | None = None


class Booked(Struct, frozen=True):
    """What patients are told of an appointment: its number, its site by code, and its start (UTC)."""

    id: AppointmentId
    site: str
    start: datetime


class ApartStatus(Enum):
    """Whether it counts."""

    CURRENT = "current"
    ENTERED_IN_ERROR = "entered-in-error"


class Apart(Struct, frozen=True):
    """Somebody looked at the records of `patient` and of `other` and found that they are two people."""

    id: int
    patient: PatientId
    other: PatientId
    status: ApartStatus = ApartStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("apart", self.id)

    @property
    def counts(self) -> bool:
        """Whether it is no mistake."""
        return self.status is ApartStatus.CURRENT
