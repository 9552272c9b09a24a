"""Who decides for a patient, and is therefore spoken to in place of a child?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.family.relating import family_of
from core.patients.model import ContactRole, PatientStatus

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.patients.ports import Reading

_GUARDIANS: Final = (ContactRole.GUARDIAN, ContactRole.GUARDIAN_AND_GUARANTOR)


def guardian_of(reading: Reading, patient: Patient) -> str:
    """Who decides for the patient, by the family or the contacts of the record; '' where nobody is known."""
    relative = _decides(reading, patient)
    return relative.name if relative else _contact(patient)


def guardian_spoken(reading: Reading, patient: Patient) -> str:
    """The same as they are spoken to: 'Ann Smith'."""
    relative = _decides(reading, patient)
    return spoken_name(relative) if relative else _contact(patient)


def spoken_name(patient: Patient) -> str:
    """'Mia Smith'."""
    return " ".join(filter(None, (patient.given, patient.family)))


def _decides(reading: Reading, patient: Patient) -> Patient | None:
    deciding = (relative.patient for relative in family_of(reading, patient.id) if relative.decides)
    return next((one for one in deciding if one.status is not PatientStatus.DECEASED), None)


def _contact(patient: Patient) -> str:
    return next((one.name for one in patient.contacts if one.role in _GUARDIANS), "")
