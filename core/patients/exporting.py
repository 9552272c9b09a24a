"""Which lines does a file have that tells all patients, so that an import of it finds nothing new?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.fields.listed import SEPARATOR
from core.fields.model import ReadContext
from core.patients.fields import PATIENT
from core.patients.model import ContactRole
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.fields.model import Field
    from core.patients.model import Patient, Phone
    from core.patients.ports import PatientContext

_TOGETHER: Final = 500
_PHONES: Final = {"mobile": "mobile_phone", "home": "home_phone", "work": "work_phone"}
_ROLES: Final = {
    ContactRole.GUARDIAN: ("guardian",),
    ContactRole.GUARANTOR: ("guarantor",),
    ContactRole.GUARDIAN_AND_GUARANTOR: ("guardian", "guarantor"),
    ContactRole.EMERGENCY: ("emergency_contact",),
}
_OF_SEVERAL: Final = {
    "phones": ("phone", *_PHONES.values(), "do_not_call"),
    "contacts": tuple(column.name for column in PATIENT["contacts"].columns),
}
"""The fields that are told in several columns."""

HEADINGS: Final = tuple(
    name for field in PATIENT if field.columns for name in _OF_SEVERAL.get(field.name, (field.columns[0].name,))
)
"""The names by which an import knows the columns. Several of one kind stand in one cell, a line each."""


def patient_lines(context: PatientContext, actor: str) -> Iterator[tuple[str, ...]]:
    """The cells of each patient's record, as of one moment, by number. Raises NotAllowed.

    A number that is not to be called stands in no other column than that of those.
    """
    with context.reading(actor, Privilege.EXPORT) as (store, clinic):
        reading = ReadContext(clinic, today_at(first_site(clinic), context.clock.now()), order=None)
        last = PatientId(0)
        while patients := store.patients.after(last, _TOGETHER):
            yield from (_cells(patient, reading) for patient in patients if patient.is_record)
            last = patients[-1].id


def _cells(patient: Patient, reading: ReadContext) -> tuple[str, ...]:
    told = {**_phones(patient), **_contacts(patient)}
    for field in PATIENT:
        if field.columns and field.name not in _OF_SEVERAL:
            told[field.columns[0].name] = _cell(field, patient, reading)
    return tuple(told.get(heading, "") for heading in HEADINGS)


def _cell(field: Field[object], patient: Patient, reading: ReadContext) -> str:
    value, items = getattr(patient, field.name), field.kind.listed
    if items is None:
        return field.kind.write(value, reading)
    typed = ([text.replace(SEPARATOR, "/") for text in each.values()] for each in items.write(value, reading))
    return "\n".join(f" {SEPARATOR} ".join(parts).rstrip(f" {SEPARATOR}") for parts in typed)


def _phones(patient: Patient) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for phone in patient.phones:
        told.setdefault(_column_of(phone), []).append(phone.number)
    return {name: "\n".join(numbers) for name, numbers in told.items()}


def _column_of(phone: Phone) -> str:
    return "do_not_call" if phone.voice is False else _PHONES.get(phone.kind, "phone")


def _contacts(patient: Patient) -> dict[str, str]:
    """The first of each role."""
    told: dict[str, str] = {}
    for person in patient.contacts:
        for name in _ROLES[person.role]:
            if name not in told:
                word = name.removesuffix("_contact")
                told |= {name: person.name, f"{word}_relation": person.relation, f"{word}_phone": person.phone}
    return told
