"""Find, look up and register: the acts on patient records."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.desk.context import first_site, pick, today_at
from core.desk.requests import Change, Found, Registration
from core.errors import BadInput, NotFound, Refused
from core.lookup import read_query
from core.lookup import reading as read_as
from core.model.patient import Patient, PatientId, Phone
from core.rules.conflict import Conflict, Severity
from core.sentences import (
    AND_MORE,
    BIRTH_IN_FUTURE,
    EMAIL_WITHOUT_AT,
    LOOKS_LIKE,
    MRN_IN_USE,
    NAME_MISSING,
    NO_SUCH_PATIENT,
    NOT_REGISTERED,
    PHONE_WITHOUT_DIGITS,
    REGISTERED,
    SEVERAL_PATIENTS,
    USE_OR_ANYWAY,
)
from core.text import clean_text, fold, require_text

if TYPE_CHECKING:
    from core.desk.context import Context
    from core.model.clinic import Clinic
    from core.model.visit import ScheduledVisit
    from core.ports import Reading

_BY_ROW = "id:"
_LOOK_BACK = timedelta(days=366)
_LOOK_AHEAD = timedelta(days=36_525)
"""A century: a supervisor may have booked beyond the horizon."""
_LONGEST_NUMBER = 18
"""Digits that a row number may have in any store."""
_SHORTEST_PHONE = 3


def find(context: Context, actor: str, text: str, *, limit: int) -> Found:
    """Everyone the words fit, best first, and how the words were read."""
    now = context.clock.now()
    with context.reading(actor, "see patients") as (store, clinic):
        today = today_at(first_site(clinic), now)
        query = read_query(text, order=context.policy.dates.order, today=today)
        return Found(read_as(query), store.find_patients(query, now=now, limit=limit))


def by_ref(context: Context, actor: str, ref: str) -> Patient:
    """The one patient with that MRN, or row number as 'id:1042'. Raises NotFound, also when several fit."""
    with context.reading(actor, "see patients") as (store, _):
        return patient_of(store, ref)


def patient_of(store: Reading, ref: str) -> Patient:
    """As `by_ref`, inside a snapshot."""
    if ref.lower().startswith(_BY_ROW):
        digits = ref[len(_BY_ROW) :]
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER
        patient = store.patient(PatientId(int(digits))) if is_number else None
        found: tuple[Patient, ...] = (patient,) if patient else ()
    else:
        found = store.patients_with_mrn(clean_text(ref))
    if not found:
        raise NotFound(NO_SUCH_PATIENT.format(ref=clean_text(ref)))
    if len(found) > 1:
        ids = ", ".join(f"{_BY_ROW}{patient.id}" for patient in found)
        raise NotFound(SEVERAL_PATIENTS.format(ref=clean_text(ref), count=len(found), ids=ids))
    return found[0]


def appointments_of(context: Context, actor: str, patient: PatientId) -> tuple[ScheduledVisit, ...]:
    """A patient's appointments from a year back on, by start."""
    now = context.clock.now()
    with context.reading(actor, "see patients") as (store, _):
        return store.scheduled_between(now - _LOOK_BACK, now + _LOOK_AHEAD, patient=patient)


def register(context: Context, actor: str, registration: Registration, *, anyway: bool) -> Change:
    """Register a new patient. Raises Refused with DUPLICATE conflicts for likely duplicates, unless `anyway`."""
    with context.writing(actor, "register patients") as (tx, clinic):
        now = context.clock.now()
        draft = _draft(registration, clinic)
        if draft.birth_date > today_at(first_site(clinic), now):
            sentence = BIRTH_IN_FUTURE.format(date=f"{draft.birth_date:%-d %b %Y}")
            raise BadInput(sentence, field="birth_date")
        owner = tx.patients_with_mrn(draft.mrn) if draft.mrn else ()
        if owner:
            raise _duplicate(MRN_IN_USE.format(mrn=draft.mrn, patient=owner[0].name), owner[0], Severity.HARD)
        alike = () if anyway else tx.look_alikes(draft)
        if alike:
            conflicts = tuple(_alike(draft, other) for other in alike)
            more = AND_MORE.format(count=len(alike) - 1) if len(alike) > 1 else ""
            raise Refused(NOT_REGISTERED.format(why=conflicts[0].message) + more + USE_OR_ANYWAY, conflicts)
        tx.begin_entry(at=now, actor=actor, verb="register", subject_kind="patient")
        patient = tx.add_patient(draft)
        sentence = REGISTERED.format(patient=patient.name, born=f"{patient.birth_date:%-d %b %Y}", mrn=patient.mrn)
        entry = tx.end_entry(subject=patient.id, sentence=sentence)
    return Change(entry, sentence, patient=patient)


def _draft(typed: Registration, clinic: Clinic) -> Patient:
    family, given = _text(typed.family, "family"), _text(typed.given, "given")
    if not family and not given:
        raise BadInput(NAME_MISSING, field="family")
    usual_provider = _text(typed.usual_provider, "usual_provider")
    if usual_provider:
        usual_provider = pick(clinic.providers, usual_provider, "provider").code
    email = _text(typed.email, "email")
    if email and "@" not in email:
        raise BadInput(EMAIL_WITHOUT_AT.format(email=email), field="email")
    return Patient(
        id=PatientId(0),
        mrn=_text(typed.mrn, "mrn", limit=40),
        family=family,
        given=given,
        birth_date=typed.birth_date,
        sex=typed.sex,
        preferred=_text(typed.preferred, "preferred"),
        previous=_cleaned(typed.previous),
        phones=tuple(_phone(phone) for phone in typed.phones),
        email=email,
        address=_text(typed.address, "address", limit=240),
        language=_text(typed.language, "language"),
        interpreter=typed.interpreter,
        usual_provider=usual_provider,
        alerts=_cleaned(typed.alerts),
        external_id=_text(typed.external_id, "external_id"),
    )


def _text(typed: str, field: str, *, limit: int = 120) -> str:
    """Any of them may be left out, but not consist of what cannot be shown. Raises BadInput."""
    return require_text(typed, field, limit=limit) if typed.strip() else ""


def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cleaned for cleaned in map(clean_text, texts) if cleaned)


def _phone(typed: Phone) -> Phone:
    phone = Phone(clean_text(typed.number, limit=40), clean_text(typed.kind), typed.voice, typed.text)
    if len(phone.digits) < _SHORTEST_PHONE:
        raise BadInput(PHONE_WITHOUT_DIGITS.format(number=phone.number), field="phone")
    return phone


def _alike(draft: Patient, other: Patient) -> Conflict:
    why = []
    if fold(draft.name) == fold(other.name):
        why.append("same name")
    if draft.birth_date == other.birth_date:
        why.append("same birth date")
    if {phone.digits for phone in draft.phones} & {phone.digits for phone in other.phones}:
        why.append("same phone")
    sentence = LOOKS_LIKE.format(
        patient=other.name,
        born=f"{other.birth_date:%-d %b %Y}",
        mrn=other.mrn,
        why=", ".join(why) or "similar",
    )
    return Conflict("DUPLICATE", Severity.CONFIRM, sentence, patients=(other.id,))


def _duplicate(why: str, other: Patient, severity: Severity) -> Refused:
    return Refused(NOT_REGISTERED.format(why=why), (Conflict("DUPLICATE", severity, why, patients=(other.id,)),))
