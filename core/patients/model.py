"""Who a patient is to the front desk."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.patients.consent import Channel, Consent, Evidence, Purpose
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.record_status import RecordStatus
from core.text.cleaning import digits_of

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
    """What became of the record. ENTERED_IN_ERROR is what undoing a registration leaves behind.

    RESTRICTED is kept of no record: files and scripts of before say it for one that is `restricted`.
    """

    ACTIVE = "active"
    DECEASED = "deceased"
    ARCHIVED = "archived"
    RESTRICTED = "restricted"
    ENTERED_IN_ERROR = "entered-in-error"


class Phone(Struct, frozen=True):
    """One number as it was typed (cleaned), its kind, and what the patient agreed to: None where nobody asked.

    Whoever gives a number may be called about their care unless they say otherwise. `evidence` is that of each
    channel of which something was noted.
    """

    number: str
    kind: str = "mobile"
    voice: bool | None = True
    text: bool | None = None
    purposes: tuple[Purpose, ...] = (Purpose.CARE,)
    evidence: tuple[Evidence, ...] = ()
    bad: str = ""
    """Why nobody is reached at it: "wrong number"; '' as long as that is not known."""
    bad_since: date | None = None

    @property
    def digits(self) -> str:
        """The digits alone, for lookup."""
        return digits_of(self.number)

    def consent(self, channel: Channel) -> Consent:
        """To be reached at this number by that channel."""
        given = self.voice if channel is Channel.VOICE else self.text
        evidence = next((one for one in self.evidence if one.channel is channel), None)
        return Consent(given, self.purposes, evidence)


class PreviousName(Struct, frozen=True):
    """A name that was the patient's before, and from when until when, as far as known: 2015, 2015-06, 2015-06-30."""

    name: str
    since: str = ""
    until: str = ""


class Alert(Struct, frozen=True):
    """What everybody at the desk must see, and the last day on which they must."""

    text: str
    until: date | None = None


class ReachBy(Enum):
    """How a patient would like to be told things; ANY where they did not say."""

    ANY = "any"
    TEXT = "text"
    EMAIL = "email"
    VOICE = "voice"
    LETTER = "letter"


class ContactRole(Enum):
    """What somebody is to a patient whom they may be asked about."""

    EMERGENCY = "emergency"
    GUARDIAN = "guardian"
    GUARANTOR = "guarantor"
    GUARDIAN_AND_GUARANTOR = "guardian-guarantor"


class ContactPerson(Struct, frozen=True):
    """Somebody beside the patient: whom to call in an emergency, who decides for them, who pays the bills."""

    name: str
    relation: str = ""
    phone: str = ""
    role: ContactRole = ContactRole.EMERGENCY


class Patient(Struct, frozen=True):
    """A registered person. Names are Unicode, either of family and given may be empty but not both.

    `contact_rule` is what the patient asks of whoever reaches them, `no_message` that none is left, and
    `mail_address` where letters go in place of `address`: kept without asking why (45 CFR 164.522(b)).
    `rev` counts the saves of this record, from 1; a save names the rev it was made from.
    Instants are aware UTC datetimes. `zone` is where the patient is (IANA name), if the site's time is not theirs.
    A `restricted` record asks for privacy: it is opened for a reason, and booked like any other.
    A record that was `merged_into` another is kept as a link to it; the other has its MRN among its `former_mrns`.
    """

    id: PatientId
    mrn: str
    family: str
    given: str
    birth_date: date
    sex: Sex = Sex.UNKNOWN
    preferred: str = ""
    previous: tuple[PreviousName, ...] = ()
    phones: tuple[Phone, ...] = ()
    email: str = ""
    address: str = ""
    language: str = ""
    interpreter: bool = False
    zone: str = ""
    usual_provider: str = ""
    alerts: tuple[Alert, ...] = ()
    status: PatientStatus = PatientStatus.ACTIVE
    no_booking: bool = False
    external_id: str = ""
    merged_into: PatientId | None = None
    former_mrns: tuple[str, ...] = ()
    identity_verified_at: datetime | None = None
    demographics_confirmed_at: datetime | None = None
    suffix: str = ""
    gender: str = ""
    pronouns: str = ""
    email_consent: Consent = Consent()
    contact_rule: str = ""
    no_message: bool = False
    mail_address: str = ""
    contacts: tuple[ContactPerson, ...] = ()
    usual_site: str = ""
    restricted: bool = False
    reach_by: ReachBy = ReachBy.ANY
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
        """'Smith, John', 'Smith Jr, John', or the only name there is."""
        family, given = self.family, self.given
        if self.suffix:
            family, given = (f"{family} {self.suffix}", given) if family else ("", f"{given} {self.suffix}")
        return ", ".join(part for part in (family, given) if part)

    @property
    def names(self) -> tuple[str, ...]:
        """The name, and those before it: what is hidden where names are."""
        return (self.name, *self.earlier_names)

    @property
    def earlier_names(self) -> tuple[str, ...]:
        """The names before this one, without their dates."""
        return tuple(one.name for one in self.previous)

    def alerts_on(self, day: date) -> tuple[str, ...]:
        """What everybody at the desk must see that day."""
        return tuple(alert.text for alert in self.alerts if alert.until is None or day <= alert.until)

    @property
    def may_be_booked(self) -> bool:
        """Whether the record is in use and nobody marked it otherwise."""
        return self.status is PatientStatus.ACTIVE and self.merged_into is None and not self.no_booking

    @property
    def phone_tail(self) -> str:
        """The last four digits of the first phone, as a list tells them, or ''."""
        return self.phones[0].digits[-4:] if self.phones and not self.restricted else ""

    @property
    def asks_of_callers(self) -> bool:
        """Whether there is a rule of contact (`core.patients.reaching`)."""
        return bool(self.contact_rule or self.no_message or self.mail_address)

    @property
    def best_phone(self) -> Phone | None:
        """The first number at which the patient may be called about their care, if any."""
        care = (one for one in self.phones if not one.bad and one.consent(Channel.VOICE).allows(Purpose.CARE))
        return next(care, None)

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


class Apart(Struct, frozen=True):
    """Somebody looked at the records of `patient` and of `other` and found that they are two people."""

    id: int
    patient: PatientId
    other: PatientId
    status: RecordStatus = RecordStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("apart", self.id)

    @property
    def counts(self) -> bool:
        """Whether it is no mistake."""
        return self.status is RecordStatus.CURRENT
