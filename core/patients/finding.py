"""Find and look up: what is asked of patient records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.errors import BadInput, NotFound
from core.patients.lookup import read_query
from core.patients.model import Patient, PatientHit, PatientStatus
from core.patients.query_words import reading as read_as
from core.patients.sentences import NO_SUCH_PATIENT, RECORD_IN_ERROR, RECORD_MERGED, SEVERAL_PATIENTS, WHICH_PATIENT
from core.record_ref import PatientId
from core.text.cleaning import LONGEST_NUMBER, clean_text, fold

if TYPE_CHECKING:
    from core.patients.ports import PatientContext, Reading

BY_ROW = "id:"
_WITH_NUMBER: Final = 3
"""Who has a whole number comes first of whom it fits, and hardly anybody has that of another."""


class Found(Struct, frozen=True):
    """A lookup: how the words were read ("name smi… · born 14 March") and the hits, best first."""

    reading: str
    hits: tuple[PatientHit, ...]
    text: str = ""
    is_sure: bool = True
    """Whether all of the words could be read: else nobody is meant before somebody chose."""

    @property
    def identified(self) -> Patient | None:
        """Whom the words mean and nobody else, as they are the whole MRN: that opens the record as a key does."""
        patient = self.hits[0].patient if len(self.hits) == 1 else None
        return patient if patient and fold(self.text) == fold(patient.mrn) else None


def find(context: PatientContext, actor: str, text: str, *, limit: int) -> Found:
    """Everyone the words fit, best first, and how the words were read."""
    now = context.clock.now()
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, clinic):
        today = today_at(first_site(clinic), now)
        query = read_query(text, order=context.policy.dates.order, today=today)
        hits = store.patients.find(query, now=now, limit=limit)
        if query.digits != query.sure_digits:  # 100594 is a birth date, and somebody's MRN
            may_hide = len(hits) == limit and not query.names
            as_number = store.patients.find(query.readings()[1], now=now, limit=_WITH_NUMBER) if may_hide else ()
            hits = _numbered_first(hits, as_number, text)[:limit]
        return Found(read_as(query), hits, text, is_sure=not query.unread)


def _numbered_first(
    hits: tuple[PatientHit, ...], as_number: tuple[PatientHit, ...], text: str
) -> tuple[PatientHit, ...]:
    """Whoever has the whole text as their MRN before all others, though the others filled the list."""
    seen = {hit.patient.id for hit in hits}
    every = (*hits, *(hit for hit in as_number if hit.patient.id not in seen))
    exact = tuple(hit for hit in every if fold(hit.patient.mrn) == fold(text.strip()))
    return (*exact, *(hit for hit in hits if hit not in exact))


def by_ref(context: PatientContext, actor: str, ref: str) -> Patient:
    """The one patient with that MRN, or row number as 'id:1042'. Raises NotFound, also when several fit."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, _):
        return patient_of(store, ref)


def patient_of(store: Reading, ref: str) -> Patient:
    """As `by_ref`, inside a snapshot: of a record that was merged, the one that it was merged into."""
    return survivor_of(store, referred(store, ref))


def referred(store: Reading, ref: str) -> Patient:
    """The record itself, though it was merged into another. Raises BadInput, NotFound, also when several fit."""
    if not clean_text(ref):
        raise BadInput(WHICH_PATIENT, field="patient")
    if ref.lower().startswith(BY_ROW):
        digits = ref[len(BY_ROW) :]
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
        patient = store.patients.by_id(PatientId(int(digits))) if is_number else None
        found: tuple[Patient, ...] = (patient,) if patient else ()
    else:
        found = store.patients.with_mrn(clean_text(ref))
    if not found:
        raise NotFound(NO_SUCH_PATIENT.format(ref=clean_text(ref)))
    if len(found) > 1:
        ids = ", ".join(f"{BY_ROW}{patient.id}" for patient in found)
        raise NotFound(SEVERAL_PATIENTS.format(ref=clean_text(ref), count=len(found), ids=ids))
    return found[0]


def survivor_of(store: Reading, patient: Patient) -> Patient:
    """The record that the patient's was merged into, else the same."""
    while patient.merged_into is not None:
        into = store.patients.by_id(patient.merged_into)
        assert into is not None  # noqa: S101 - no record is ever deleted
        patient = into
    return patient


def present(store: Reading, number: PatientId) -> Patient:
    """The record with that row number, for an act on it. Raises NotFound, or BadInput for a mistake or a merged one."""
    patient = store.patients.by_id(number)
    if patient is None:
        raise NotFound(NO_SUCH_PATIENT.format(ref=f"{BY_ROW}{number}"))
    if patient.status is PatientStatus.ENTERED_IN_ERROR:
        raise BadInput(RECORD_IN_ERROR.format(patient=patient.name)).naming(patient)
    if patient.merged_into is not None:
        into = survivor_of(store, patient)
        sentence = RECORD_MERGED.format(patient=patient.name, mrn=patient.mrn, into=into.name, other=into.mrn)
        raise BadInput(sentence).naming(patient, into)
    return patient
