"""How does a patient's record come to be, and how is it changed? What it may hold, and whom it must not double."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.clinic.codes import first_site
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused
from core.fields.editing import edited, reading_at
from core.fields.model import Tells
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.patients.consent_fields import with_evidence
from core.patients.fields import PATIENT
from core.patients.finding import present
from core.patients.likeness import Likeness, likeliest
from core.patients.model import Patient
from core.patients.sentences import (
    EDITED,
    LAST_OF_LISTED,
    LOOK_OR_ANYWAY,
    LOOKS_LIKE,
    MRN_IN_USE,
    NAME_MISSING,
    NOT_EDITED,
    NOT_REGISTERED,
    REGISTERED,
    STILL_BOOKED,
    USE_OR_ANYWAY,
)
from core.record_ref import PatientId
from core.structs import replace
from core.text.sentences import AND_MORE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.fields.model import Changes, ReadContext
    from core.patients.ports import PatientContext, Reading


def register(context: PatientContext, actor: str, draft: Patient, *, anyway: bool) -> Change:
    """Register the patient of `draft`, whose id and rev are ignored.

    Raises Refused with DUPLICATE conflicts for likely duplicates, unless `anyway`.
    """
    with context.writing(actor, Privilege.REGISTER_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        record = with_evidence(as_record(draft, reading_at(clinic, now)), None, at=now, by=actor)
        refuse_doubles(tx, record, refusal=NOT_REGISTERED, remedy=USE_OR_ANYWAY, anyway=anyway)
        tx.journal.begin(at=now, actor=actor, verb="register")
        patient = tx.patients.add(record)
        sentence = REGISTERED.format(patient=patient.name, born=f"{patient.birth_date:%-d %b %Y}", mrn=patient.mrn)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (patient,))


def edit(
    context: PatientContext, actor: str, number: PatientId, changes: Changes, *, rev: int | None, anyway: bool
) -> Change | None:
    """Change a record; None when it is so already. `rev` is the one the person saw.

    Raises NotFound, BadInput, ChangedElsewhere naming who was first and when, or Refused with DUPLICATE conflicts when
    what is changed makes it look like another record, unless `anyway`. A status that keeps the patient from being
    booked is warned of when there are appointments to come.
    """
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        before = present(tx, number)
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        after = _named(edited(PATIENT, before, changes, reading_at(clinic, now)))
        after = with_evidence(after, before, at=now, by=actor)
        changed = PATIENT.changed(before, after)
        if not changed:
            return None
        if after.mrn != before.mrn:
            _refuse_taken_mrn(tx, after, NOT_EDITED)
        if PATIENT.telling(Tells.IDENTIFIES) & set(changed):
            refuse_doubles(tx, after, refusal=NOT_EDITED, remedy=LOOK_OR_ANYWAY, anyway=anyway)
        warnings = still_booked(tx, clinic, after, now) if before.may_be_booked else ()
        tx.journal.begin(at=now, actor=actor, verb="edit")
        patient = tx.patients.save(after)
        sentence = EDITED.format(fields=_listed(PATIENT.words(changed)), patient=patient.name, mrn=patient.mrn)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (patient,), warnings)


def duplicates(
    context: PatientContext, actor: str, draft: Patient, *, beside: PatientId | None
) -> tuple[Likeness, ...]:
    """Who is likely the same person, the likeliest first; `beside` is the record being edited, which is not compared.

    Raises what registering would for a field that cannot be.
    """
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, clinic):
        record = as_record(draft, reading_at(clinic, context.clock.now()))
        return likeliest(record, store.patients.look_alikes(replace(record, id=beside or record.id)))


def as_record(draft: Patient, reading: ReadContext) -> Patient:
    """The record that is registered: texts cleaned, codes looked up. Its `id` is 0, and its MRN may be empty.

    Takes of the draft what a new record is asked for. Raises BadInput naming the field that cannot be, or NotFound
    for the provider.
    """
    typed = {field.name: getattr(draft, field.name) for field in PATIENT if field.is_asked_of_new}
    return _named(Patient(id=PatientId(0), **PATIENT.clean(typed, reading)))


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


def _named(patient: Patient) -> Patient:
    if not patient.family and not patient.given:
        raise BadInput(NAME_MISSING, field="family")
    return patient


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


def still_booked(store: Reading, clinic: Clinic, patient: Patient, now: datetime) -> tuple[Conflict, ...]:
    """What is booked for somebody who may be booked no longer; it stays, and the desk decides."""
    if patient.may_be_booked:
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


def _listed(words: Sequence[str]) -> str:
    """'phones and address'."""
    return words[0] if len(words) == 1 else LAST_OF_LISTED.format(most=", ".join(words[:-1]), last=words[-1])
