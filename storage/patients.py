"""How is a patient kept, and which number does a new one get?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from core.model.patient import Patient, PatientId, PatientStatus, Phone, Sex
from storage import meta, rows
from storage.codec import (
    from_json,
    from_millis_or_none,
    texts_from_json,
    to_json,
    to_millis_or_none,
)
from storage.journal import Pen
from storage.rows import Row, Table
from storage.search_index import index_patient

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
_MRN_TAKEN: Final = f"SELECT 1 FROM patient WHERE {_HAS_MRN}"


def patient(db: sqlite3.Connection, number: PatientId) -> Patient | None:
    """The record with that row number, whatever its status."""
    row = db.execute(_ONE, (number,)).fetchone()
    return None if row is None else patient_from_row(row)


def patients_with_mrn(db: sqlite3.Connection, mrn: str) -> tuple[Patient, ...]:
    """Everyone with that MRN, compared without case; records entered in error left out."""
    return tuple(map(patient_from_row, db.execute(_WITH_MRN, (mrn,))))


def add(pen: Pen, draft: Patient) -> Patient:
    """Register `draft`, with the next free MRN if it has none, and let lookups find it."""
    row = _to_row(draft)
    row["id"] = rows.next_key(pen.db, PATIENT)
    row["mrn"] = draft.mrn or _next_mrn(pen.db)
    rows.insert(pen, PATIENT, row)
    return _indexed(pen, row)


def save(pen: Pen, changed: Patient) -> Patient:
    """Keep `changed`. Raises Moved when the record has another rev."""
    return _indexed(pen, rows.update(pen, PATIENT, _to_row(changed), rev=changed.rev))


def restore(pen: Pen, row: Row, *, rev: int) -> int:
    """Put the columns of `row` back and return the new rev. Raises Moved."""
    return _indexed(pen, rows.update(pen, PATIENT, row, rev=rev)).rev


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


def _indexed(pen: Pen, row: Row) -> Patient:
    kept = patient_from_row(tuple(row.values()))
    index_patient(pen.db, kept)
    return kept


def _next_mrn(db: sqlite3.Connection) -> str:
    """The next number nobody has: imported patients may have brought some of the row."""
    number = meta.number(db, meta.NEXT_MRN)
    while db.execute(_MRN_TAKEN, (str(number),)).fetchone():
        number += 1
    meta.put(db, meta.NEXT_MRN, str(number + 1))
    return str(number)
