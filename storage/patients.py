"""How is a patient kept, and which number does a new one get?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from core.lazy import lazy_modules
from core.patients.model import Patient, PatientStatus, Phone, Sex
from core.record_ref import PatientId
from storage import rows
from storage.codec import from_json, from_millis_or_none, texts_from_json, to_json, to_millis_or_none
from storage.journal import EntryWriter
from storage.rows import Row, Table
from storage.sqlite import meta

if TYPE_CHECKING:
    from storage.lookup import index as search_index
else:
    (search_index,) = lazy_modules("storage.lookup.index")

PATIENT: Final = Table(
    "patient",
    "id",
    (
        "id",
        "mrn",
        "family",
        "given",
        "birth_date",
        "sex",
        "preferred",
        "previous",
        "phones",
        "email",
        "address",
        "language",
        "interpreter",
        "usual_provider",
        "alerts",
        "status",
        "external_id",
        "identity_verified_at",
        "demographics_confirmed_at",
        "rev",
    ),
)

_SEXES: Final = {sex.value: sex for sex in Sex}
_STATUSES: Final = {status.value: status for status in PatientStatus}

PATIENT_COLUMNS: Final = PATIENT.named()
"""For a SELECT whose rows `patient_from_row` is to read."""
_HAS_MRN: Final = "mrn = ? COLLATE NOCASE AND status <> 'entered-in-error'"
_ONE: Final = f"SELECT {PATIENT_COLUMNS} FROM patient WHERE id = ?"
_WITH_MRN: Final = f"SELECT {PATIENT_COLUMNS} FROM patient WHERE {_HAS_MRN} ORDER BY id"
_WITH_EXTERNAL_ID: Final = f"""
SELECT {PATIENT_COLUMNS} FROM patient
WHERE external_id = ? AND external_id <> '' AND status <> 'entered-in-error' ORDER BY id
"""
_NAMED: Final = f"""
SELECT {PATIENT.named("patient")} FROM patient_key JOIN patient ON patient.id = patient_key.patient
WHERE patient_key.family = ? AND patient_key.given = ? AND patient_key.born = ? ORDER BY patient.id
"""
_MRN_TAKEN: Final = f"SELECT 1 FROM patient WHERE {_HAS_MRN}"


def patient(db: sqlite3.Connection, number: PatientId) -> Patient | None:
    """The record with that row number, whatever its status."""
    row = db.execute(_ONE, (number,)).fetchone()
    return None if row is None else patient_from_row(row)


def patients_with_mrn(db: sqlite3.Connection, mrn: str) -> tuple[Patient, ...]:
    """Everyone with that MRN, compared without case; records entered in error left out."""
    return tuple(map(patient_from_row, db.execute(_WITH_MRN, (mrn,))))


def patients_with_external_id(db: sqlite3.Connection, external_id: str) -> tuple[Patient, ...]:
    """Everyone whom another system knows under that number; records entered in error left out."""
    return tuple(map(patient_from_row, db.execute(_WITH_EXTERNAL_ID, (external_id,))))


def namesakes(db: sqlite3.Connection, patient: Patient) -> tuple[Patient, ...]:
    """Everyone with the same folded family and given name and the same birth date."""
    key = search_index.key_of(patient)
    return tuple(map(patient_from_row, db.execute(_NAMED, (key.family, key.given, key.born))))


def add(writer: EntryWriter, draft: Patient) -> Patient:
    """Register `draft`, with the next free MRN if it has none, and let lookups find it."""
    row = _to_row(draft)
    row["id"] = rows.next_key(writer.db, PATIENT)
    (row["mrn"],) = _mrns(writer.db, (draft,))
    rows.insert(writer, PATIENT, row)
    return _indexed(writer, row)


def add_all(writer: EntryWriter, drafts: Sequence[Patient]) -> tuple[PatientId, ...]:
    """Register hundreds of patients, a fifth of the work of one after the other, and return their row numbers."""
    first = rows.next_key(writer.db, PATIENT)
    added = [
        replace(draft, id=PatientId(number), mrn=mrn, rev=1)
        for number, (draft, mrn) in enumerate(zip(drafts, _mrns(writer.db, drafts), strict=True), first)
    ]
    written = [_to_row(one) for one in added]
    rows.insert_all(writer, PATIENT, written)
    search_index.index_new_patients(writer.db, added)
    return tuple(one.id for one in added)


def save(writer: EntryWriter, changed: Patient) -> Patient:
    """Keep `changed`. Raises Moved when the record has another rev."""
    return _indexed(writer, rows.update(writer, PATIENT, _to_row(changed), rev=changed.rev))


def restore(writer: EntryWriter, row: Row, *, rev: int) -> int:
    """Put the columns of `row` back and return the new rev. Raises Moved."""
    return _indexed(writer, rows.update(writer, PATIENT, row, rev=rev)).rev


def patient_from_row(row: Sequence[Any]) -> Patient:
    """The patient whose columns, in the table's order, are `row`."""
    (
        number, mrn, family, given, birth_date, sex, preferred, previous, phones, email, address, language,
        interpreter, usual_provider, alerts, status, external_id, verified, confirmed, rev,
    ) = row  # fmt: skip
    return Patient(
        PatientId(number),
        mrn,
        family,
        given,
        date.fromisoformat(birth_date),
        _SEXES[sex],
        preferred,
        texts_from_json(previous),
        tuple(Phone(*phone) for phone in from_json(phones)),
        email,
        address,
        language,
        bool(interpreter),
        usual_provider,
        texts_from_json(alerts),
        _STATUSES[status],
        external_id,
        from_millis_or_none(verified),
        from_millis_or_none(confirmed),
        rev,
    )


def _to_row(one: Patient) -> Row:
    return {
        "id": one.id,
        "mrn": one.mrn,
        "family": one.family,
        "given": one.given,
        "birth_date": one.birth_date.isoformat(),
        "sex": one.sex.value,
        "preferred": one.preferred,
        "previous": to_json(one.previous),
        "phones": to_json([(phone.number, phone.kind, phone.voice, phone.text) for phone in one.phones]),
        "email": one.email,
        "address": one.address,
        "language": one.language,
        "interpreter": int(one.interpreter),
        "usual_provider": one.usual_provider,
        "alerts": to_json(one.alerts),
        "status": one.status.value,
        "external_id": one.external_id,
        "identity_verified_at": to_millis_or_none(one.identity_verified_at),
        "demographics_confirmed_at": to_millis_or_none(one.demographics_confirmed_at),
        "rev": one.rev,
    }


def _indexed(writer: EntryWriter, row: Row) -> Patient:
    kept = patient_from_row(tuple(row.values()))
    search_index.index_patient(writer.db, kept)
    return kept


def _mrns(db: sqlite3.Connection, drafts: Sequence[Patient]) -> list[str]:
    """The MRN of each draft, which is the next number nobody has, nor another of them, where it brings none."""
    brought = {draft.mrn for draft in drafts}
    first = number = meta.number(db, meta.NEXT_MRN)
    mrns = []
    for draft in drafts:
        if draft.mrn:
            mrns.append(draft.mrn)
            continue
        while str(number) in brought or db.execute(_MRN_TAKEN, (str(number),)).fetchone():
            number += 1
        mrns.append(str(number))
        number += 1
    if number > first:
        meta.put(db, meta.NEXT_MRN, str(number))
    return mrns
