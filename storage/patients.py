"""How is a patient kept and found, and which number does a new one get?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.lazy import lazy_modules
from core.patients.model import Booked, Patient, PatientHit
from core.record_ref import AppointmentId, PatientId
from core.structs import replace
from storage import meta, rows
from storage.codec import from_minutes, minutes_until
from storage.columns import Row
from storage.entry_writer import OpenEntry
from storage.journalled import ENTERED_IN_ERROR
from storage.patient_tables import APART, PATIENT
from storage.records import Records
from storage.sqlite.dialect import ANY_CASE, by_index
from storage.tables import TAKES_TIME

if TYPE_CHECKING:
    from core.patients.lookup import PatientQuery
    from core.patients.model import Apart
    from storage.sqlite.lookup import index as search_index
    from storage.sqlite.lookup import look_alikes, pairs, search
else:
    search_index, look_alikes, search = lazy_modules(
        "storage.sqlite.lookup.index", "storage.sqlite.lookup.look_alikes", "storage.sqlite.lookup.search"
    )
    (pairs,) = lazy_modules("storage.sqlite.lookup.pairs")

_COLUMNS: Final = PATIENT.table.named("patient")
_COUNTS: Final = f"patient.status <> '{ENTERED_IN_ERROR}'"
_HAS_MRN: Final = f"mrn = ? {ANY_CASE} AND {_COUNTS}"
_WITH_MRN: Final = f"SELECT {_COLUMNS} FROM patient WHERE {_HAS_MRN} ORDER BY id"
_WITH_EXTERNAL_ID: Final = f"""
SELECT {_COLUMNS} FROM patient WHERE external_id = ? AND external_id <> '' AND {_COUNTS} ORDER BY id
"""
_NAMED: Final = f"""
SELECT {_COLUMNS} FROM patient_key JOIN patient ON patient.id = patient_key.patient
WHERE patient_key.family = ? AND patient_key.given = ? AND patient_key.born = ? ORDER BY patient.id
"""
_APART: Final = f"""
SELECT {APART.table.named()} FROM apart WHERE patient = :patient AND status = 'current'
UNION ALL
SELECT {APART.table.named()} FROM apart WHERE other = :patient AND status = 'current'
"""
_MRN_TAKEN: Final = f"SELECT 1 FROM patient WHERE {_HAS_MRN}"
_BOOKED: Final = f"""
SELECT id, site, start FROM appointment {by_index("appointment_by_patient")}
WHERE patient = ? AND finish > ? AND status IN ({", ".join("?" for _ in TAKES_TIME)}) ORDER BY start
"""


class PatientRepository:
    """`core.patients.ports.PatientWriter`. Whatever writes a record lets lookups find it as it then is."""

    __slots__ = ("_db", "_entry", "records")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry) -> None:
        self._db = db
        self._entry = entry
        self.records = Records(db, entry, PATIENT, follow=self._follow)

    def by_id(self, patient: PatientId) -> Patient | None:
        """The record with that row number, whatever its status."""
        return self.records.by_id(patient)

    def after(self, number: PatientId, limit: int) -> tuple[Patient, ...]:
        """The next records behind that number."""
        return self.records.after(number, limit)

    def with_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everyone with that MRN, compared without case; records entered in error left out."""
        return self._all(_WITH_MRN, mrn)

    def with_external_id(self, external_id: str) -> tuple[Patient, ...]:
        """Everyone whom another system knows under that number; records entered in error left out."""
        return self._all(_WITH_EXTERNAL_ID, external_id)

    def namesakes(self, patient: Patient) -> tuple[Patient, ...]:
        """Everyone with the same folded family and given name and the same birth date."""
        key = search_index.key_of(patient)
        return self._all(_NAMED, key.family, key.given, key.born)

    def find(self, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
        """The patients meant, best first."""
        return search.find_patients(self._db, query, now=now, limit=limit)

    def look_alikes(self, patient: Patient) -> tuple[Patient, ...]:
        """Other records worth comparing with it."""
        return look_alikes.look_alikes(self._db, patient)

    def likely_pairs(self, limit: int) -> tuple[tuple[Patient, Patient], ...]:
        """Who are likely one person, as they were compared last."""
        return pairs.likely_pairs(self._db, limit)

    def known_apart(self, patient: PatientId) -> tuple[Apart, ...]:
        """From whom somebody told the patient apart."""
        return tuple(map(APART.table.from_row, self._db.execute(_APART, {"patient": patient})))

    def is_any_uncompared(self) -> bool:
        """Whether there is any."""
        return pairs.is_any_uncompared(self._db)

    def uncompared(self) -> int:
        """How many are new or were changed since."""
        return pairs.uncompared(self._db)

    def compare_some(self, limit: int) -> int:
        """Compare up to so many of these, and say how many that was."""
        return pairs.compare_some(self._db, limit)

    def booked(self, patient: PatientId, *, since: datetime | None) -> tuple[Booked, ...]:
        """What the patient has that takes time, by start; with `since` only what ends after that instant."""
        after = 0 if since is None else minutes_until(since)
        return tuple(
            Booked(AppointmentId(number), site, from_minutes(start))
            for number, site, start in self._db.execute(_BOOKED, (patient, after, *TAKES_TIME))
        )

    def add(self, patient: Patient) -> Patient:
        """Register, with the next free MRN if it has none, and let lookups find it."""
        (mrn,) = self._mrns((patient,))
        return self._indexed(self.records.add(replace(patient, mrn=mrn)))

    def add_all(self, new: Sequence[Patient]) -> tuple[PatientId, ...]:
        """Register hundreds of patients, a fifth of the work of one after the other, and return their row numbers."""
        first = rows.next_key(self._db, PATIENT)
        added = [
            replace(draft, id=PatientId(number), mrn=mrn, rev=1)
            for number, (draft, mrn) in enumerate(zip(new, self._mrns(new), strict=True), first)
        ]
        self.records.add_all(added)
        search_index.index_new_patients(self._db, added)
        pairs.note_changed(self._db, added)
        return tuple(one.id for one in added)

    def save(self, patient: Patient) -> Patient:
        """Keep the changed record. Raises StaleRow when it has another rev by now."""
        return self._indexed(self.records.save(patient))

    def _follow(self, row: Row, is_there: bool) -> None:  # noqa: FBT001 - as every `Follow`
        self._indexed(PATIENT.table.from_columns(row))

    def _indexed(self, patient: Patient) -> Patient:
        search_index.index_patient(self._db, patient)
        pairs.note_changed(self._db, (patient,))
        return patient

    def _all(self, statement: str, *values: str) -> tuple[Patient, ...]:
        return tuple(map(PATIENT.table.from_row, self._db.execute(statement, values)))

    def _mrns(self, drafts: Sequence[Patient]) -> list[str]:
        """The MRN of each draft: the next number nobody has, nor another of them, where it brings none."""
        brought = {draft.mrn for draft in drafts}
        first = number = meta.number(self._db, meta.NEXT_MRN)
        mrns = []
        for draft in drafts:
            if draft.mrn:
                mrns.append(draft.mrn)
                continue
            while str(number) in brought or self._db.execute(_MRN_TAKEN, (str(number),)).fetchone():
                number += 1
            mrns.append(str(number))
            number += 1
        if number > first:
            meta.put(self._db, meta.NEXT_MRN, str(number))
        return mrns
