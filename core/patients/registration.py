"""How does a patient's record come to be, and how is it changed? What it may hold, and whom it must not double."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.calendar.sentences import BIRTH_IN_FUTURE
from core.clinic.codes import first_site, pick, today_at
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.journal.change import Change
from core.journal.changed import changed_elsewhere
from core.patients.likeness import Likeness, likeliest
from core.patients.model import Patient, PatientStatus, Phone
from core.patients.requests import RecordChanges, Registration
from core.patients.sentences import (
    EDITED,
    EMAIL_WITHOUT_AT,
    LAST_OF_LISTED,
    LOOK_OR_ANYWAY,
    LOOKS_LIKE,
    MRN_IN_USE,
    MRN_NOT_EMPTIED,
    NAME_MISSING,
    NO_SUCH_PATIENT,
    NOT_EDITED,
    NOT_REGISTERED,
    PHONE_WITHOUT_DIGITS,
    RECORD_FIELDS,
    RECORD_IN_ERROR,
    REGISTERED,
    STATUS_NOT_SET,
    STILL_BOOKED,
    USE_OR_ANYWAY,
)
from core.record_ref import PatientId
from core.text.cleaning import clean_text, require_text
from core.text.sentences import AND_MORE

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.patients.ports import PatientContext, Reading

_SHORTEST_PHONE: Final = 3
_TEXT: Final = 120
_LIMITS: Final = {"mrn": 40, "address": 240}
"""How many characters a text may have where it is not the usual 120."""
_WHO: Final = frozenset({"family", "given", "birth_date", "previous", "external_id"})
"""Changing one of these may make the record another's double."""


def register(context: PatientContext, actor: str, registration: Registration, *, anyway: bool) -> Change:
    """Register a new patient. Raises Refused with DUPLICATE conflicts for likely duplicates, unless `anyway`."""
    with context.writing(actor, Privilege.REGISTER_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        draft = as_record(registration, clinic, today=_today(clinic, now))
        refuse_doubles(tx, draft, refusal=NOT_REGISTERED, remedy=USE_OR_ANYWAY, anyway=anyway)
        tx.journal.begin(at=now, actor=actor, verb="register")
        patient = tx.patients.add(draft)
        sentence = REGISTERED.format(patient=patient.name, born=f"{patient.birth_date:%-d %b %Y}", mrn=patient.mrn)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (patient,))


def edit(
    context: PatientContext, actor: str, number: PatientId, changes: RecordChanges, *, rev: int | None, anyway: bool
) -> Change | None:
    """Change a record; None when it is so already. `rev` is the one the person saw.

    Raises NotFound, BadInput, ChangedElsewhere naming who was first and when, or Refused with DUPLICATE conflicts when
    what is changed makes it look like another record, unless `anyway`. A status that keeps the patient from being
    booked is warned of when there are appointments to come.
    """
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        before = _present(tx, number)
        if rev is not None and rev != before.rev:
            raise changed_elsewhere(tx, before.ref, site=first_site(clinic), now=now)
        after = with_changes(before, changes, clinic, now=now)
        changed = changed_fields(before, after)
        if not changed:
            return None
        if after.mrn != before.mrn:
            _refuse_taken_mrn(tx, after, NOT_EDITED)
        if _WHO & set(changed):
            refuse_doubles(tx, after, refusal=NOT_EDITED, remedy=LOOK_OR_ANYWAY, anyway=anyway)
        warnings = _still_booked(tx, clinic, after, now) if after.status is not before.status else ()
        tx.journal.begin(at=now, actor=actor, verb="edit")
        patient = tx.patients.save(after)
        sentence = EDITED.format(fields=_listed(changed), patient=patient.name, mrn=patient.mrn)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (patient,), warnings)


def duplicates(
    context: PatientContext, actor: str, registration: Registration, *, beside: PatientId | None
) -> tuple[Likeness, ...]:
    """Who is likely the same person, the likeliest first; `beside` is the record being edited, which is not compared.

    Raises what registering would for a field that cannot be.
    """
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, clinic):
        draft = as_record(registration, clinic, today=_today(clinic, context.clock.now()))
        return likeliest(draft, store.patients.look_alikes(replace(draft, id=beside or draft.id)))


def as_record(typed: Registration, clinic: Clinic, *, today: date) -> Patient:
    """The record that is registered: texts cleaned, codes looked up. Its `id` is 0, and its MRN may be empty.

    Raises BadInput naming the field that cannot be, or NotFound for the provider.
    """
    read = {field.name: _read(field.name, getattr(typed, field.name), clinic, today) for field in fields(Registration)}
    return _named(Patient(id=PatientId(0), **read))


def with_changes(before: Patient, changes: RecordChanges, clinic: Clinic, *, now: datetime) -> Patient:
    """`before` with the changes, read as at registration. Raises BadInput or NotFound."""
    if changes.status is PatientStatus.ENTERED_IN_ERROR:
        raise BadInput(STATUS_NOT_SET, field="status")
    if changes.mrn is not None and not changes.mrn.strip():
        raise BadInput(MRN_NOT_EMPTIED, field="mrn")
    said = {field.name: getattr(changes, field.name) for field in fields(Registration)}
    today = _today(clinic, now)
    read = {name: _read(name, value, clinic, today) for name, value in said.items() if value is not None}
    after = replace(
        before,
        **read,
        status=changes.status or before.status,
        identity_verified_at=_instant(before.identity_verified_at, changes.identity_verified, now),
        demographics_confirmed_at=_instant(before.demographics_confirmed_at, changes.demographics_confirmed, now),
    )
    return _named(after)


def changed_fields(before: Patient, after: Patient) -> tuple[str, ...]:
    """The names of the fields in which two versions of a record differ, in their order."""
    return tuple(name for name in RECORD_FIELDS if getattr(before, name) != getattr(after, name))


def refuse_doubles(store: Reading, draft: Patient, *, refusal: str, remedy: str, anyway: bool) -> None:
    """Raise Refused when the MRN is somebody else's or, unless `anyway`, the record looks like others.

    `refusal` says what was not done, `remedy` what can be.
    """
    if draft.mrn:
        _refuse_taken_mrn(store, draft, refusal)
    alike = () if anyway else likeliest(draft, store.patients.look_alikes(draft))
    if alike:
        conflicts = tuple(map(_double, alike))
        more = AND_MORE.format(count=len(alike) - 1) if len(alike) > 1 else ""
        raise Refused(refusal.format(why=conflicts[0].message) + more + remedy, conflicts)


def read_phone(typed: Phone) -> Phone:
    """A number with its kind and consent. Raises BadInput for one without digits."""
    phone = Phone(clean_text(typed.number, limit=40), clean_text(typed.kind), typed.voice, typed.text)
    if len(phone.digits) < _SHORTEST_PHONE:
        raise BadInput(PHONE_WITHOUT_DIGITS.format(number=phone.number), field="phone")
    return phone


def read_email(typed: str) -> str:
    """An address, or nothing. Raises BadInput."""
    email = _text(typed, "email")
    if email and "@" not in email:
        raise BadInput(EMAIL_WITHOUT_AT.format(email=email), field="email")
    return email


def read_provider(typed: str, clinic: Clinic) -> str:
    """A provider's code, or nothing. Raises NotFound with the nearest, or BadInput for one who no longer works."""
    code = _text(typed, "usual_provider")
    return pick(clinic.providers, code, "provider").code if code else ""


def _present(store: Reading, number: PatientId) -> Patient:
    patient = store.patients.by_id(number)
    if patient is None:
        raise NotFound(NO_SUCH_PATIENT.format(ref=f"id:{number}"))
    if patient.status is PatientStatus.ENTERED_IN_ERROR:
        raise BadInput(RECORD_IN_ERROR.format(patient=patient.name))
    return patient


def _read(name: str, typed: Any, clinic: Clinic, today: date) -> Any:  # noqa: ANN401 - what a field holds
    """The value of a field as it is kept. Raises BadInput or NotFound."""
    match name:
        case "birth_date":
            return _born(typed, today)
        case "phones":
            return tuple(map(read_phone, typed))
        case "email":
            return read_email(typed)
        case "usual_provider":
            return read_provider(typed, clinic)
        case "previous" | "alerts":
            return tuple(cleaned for cleaned in map(clean_text, typed) if cleaned)
        case "sex" | "interpreter":
            return typed
        case _:
            return _text(typed, name, limit=_LIMITS.get(name, _TEXT))


def _named(patient: Patient) -> Patient:
    if not patient.family and not patient.given:
        raise BadInput(NAME_MISSING, field="family")
    return patient


def _born(born: date, today: date) -> date:
    if born > today:
        raise BadInput(BIRTH_IN_FUTURE.format(date=f"{born:%-d %b %Y}"), field="birth_date")
    return born


def _text(typed: str, field: str, *, limit: int = _TEXT) -> str:
    """Any of them may be left out, but not consist of what cannot be shown. Raises BadInput."""
    return require_text(typed, field, limit=limit) if typed.strip() else ""


def _instant(before: datetime | None, said: bool | None, now: datetime) -> datetime | None:  # noqa: FBT001 - a third state
    if said is None:
        return before
    return now if said else None


def _refuse_taken_mrn(store: Reading, draft: Patient, refusal: str) -> None:
    owner = next((one for one in store.patients.with_mrn(draft.mrn) if one.id != draft.id), None)
    if owner:
        why = MRN_IN_USE.format(mrn=draft.mrn, patient=owner.name)
        conflict = Conflict("DUPLICATE", Severity.HARD, why, patients=(owner.id,))
        raise Refused(refusal.format(why=why), (conflict,))


def _double(alike: Likeness) -> Conflict:
    other = alike.patient
    sentence = LOOKS_LIKE.format(
        patient=other.name, born=f"{other.birth_date:%-d %b %Y}", mrn=other.mrn, why=", ".join(alike.reasons)
    )
    return Conflict("DUPLICATE", Severity.CONFIRM, sentence, patients=(other.id,))


def _still_booked(store: Reading, clinic: Clinic, patient: Patient, now: datetime) -> tuple[Conflict, ...]:
    """What is booked for somebody who may be booked no longer; it stays, and the desk decides."""
    if patient.status is PatientStatus.ACTIVE:
        return ()
    booked = [one for one in store.patients.booked(patient.id, since=now) if one.start > now]
    if not booked:
        return ()
    site = clinic.sites[booked[0].site]
    sentence = STILL_BOOKED.format(
        patient=patient.name,
        count=len(booked),
        appointments="appointment" if len(booked) == 1 else "appointments",
        next=format_when(booked[0].start, site, now),
    )
    return (Conflict("C1", Severity.WARN, sentence, tuple(one.id for one in booked)),)


def _listed(names: tuple[str, ...]) -> str:
    """'phones and address'."""
    words = list(dict.fromkeys(RECORD_FIELDS[name] for name in names))
    return words[0] if len(words) == 1 else LAST_OF_LISTED.format(most=", ".join(words[:-1]), last=words[-1])


def _today(clinic: Clinic, now: datetime) -> date:
    return today_at(first_site(clinic), now)
