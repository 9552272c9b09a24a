"""What is typed of a patient's record, and what a lookup answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from core.patients.model import PatientHit, PatientStatus, Phone, Sex


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
class Found:
    """A lookup: how the words were read ("name smi… · born 14 March") and the hits, best first."""

    reading: str
    hits: tuple[PatientHit, ...]
