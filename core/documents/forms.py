"""How is it noted what became of forms, which of them are due, and how is one printed for a patient?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import day_span, local
from core.clinic.codes import first_site
from core.documents import sentences as say
from core.documents.letters import Letter, made, whom
from core.errors import BadInput, NotFound
from core.family.deciding import guardian_of
from core.forms.model import FormNote, FormState
from core.forms.sentences import STATES
from core.forms.standing import FormStanding, due_in_words, last_day, newest, standings
from core.journal.change import Change
from core.record_status import RecordStatus
from core.schedule.model.appointment import AppointmentStatus
from core.templates.kinds import FORM
from core.templates.languages import written_day
from core.text.card_numbers import clean_words
from core.text.cleaning import fold
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from core.clinic.form import Form
    from core.clinic.model import Clinic, Site
    from core.documents.ports import DocumentContext, Reading
    from core.patients.model import Patient
    from core.record_ref import RecordRef
    from core.schedule.model.visit import ScheduledVisit

LONGEST_NAME: Final = 120
_BEFORE_CHECK_IN: Final = frozenset(
    {AppointmentStatus.PENDING, AppointmentStatus.PROPOSED, AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED}
)
_BY_WHOM: Final = frozenset({FormState.SIGNED, FormState.DECLINED})


class FormSaid(Struct, frozen=True):
    """What became of a form: `signer` is who signed or declined in the place of a patient, `day` when, if not today."""

    form: str
    state: FormState
    signer: str = ""
    day: date | None = None
    note: str = ""


class FormsOf(Struct, frozen=True):
    """The forms of a patient, as asked for at a visit or at none, on that day: `guardian` decides for a minor."""

    patient: Patient
    visit: ScheduledVisit | None
    on: date
    found: tuple[FormStanding, ...]
    others: tuple[FormNote, ...]
    """What was noted last of forms that are not asked for here."""
    guardian: str
    is_minor: bool


class FormsDue(Struct, frozen=True):
    """A visit that nobody is checked in for yet, which of its forms are due, and why."""

    scheduled: ScheduledVisit
    forms: tuple[str, ...]
    why: str


def forms_of(context: DocumentContext, actor: str, whose: RecordRef) -> FormsOf:
    """The forms of a patient, or those asked for at a visit. Raises NotFound or BadInput."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        patient, visit = whom(reading, whose)
        notes = notes_of(reading, patient)
        on = _day(context, clinic, patient, visit)
        visit_type = visit.appointment.visit_type if visit else None
        found = standings(clinic.forms, notes, patient.birth_date, on, visit_type)
        asked = {one.form.code for one in found}
        others = (newest(notes, code) for code in dict.fromkeys(one.form for one in notes) if code not in asked)
        is_minor = patient.age_on(on) < context.policy.documents.full_age
        guardian = guardian_of(reading, patient) if is_minor else ""
        return FormsOf(patient, visit, on, found, tuple(filter(None, others)), guardian, is_minor)


def note(context: DocumentContext, actor: str, whose: RecordRef, said: Sequence[FormSaid]) -> Change:
    """Note what became of some forms, as one act. Raises NotFound or BadInput, and nothing is noted then."""
    with context.writing(actor, Privilege.NOTE_FORMS) as (tx, clinic):
        patient, visit = whom(tx, whose)
        now, site = context.clock.now(), site_of(clinic, patient, visit)
        today = local(now, site.tz).date()
        if not said:
            raise BadInput(say.NO_FORM_SAID, field="form")
        drafts = [
            FormNote(
                id=0,
                patient=patient.id,
                form=form_named(clinic, one.form).code,
                state=one.state,
                day=signed_on(one, patient, today),
                at=now,
                by=actor,
                signer=signer_of(context, tx, one, patient, today),
                appointment=visit.appointment.id if visit else None,
                note=clean_words(one.note, "note"),
            )
            for one in said
        ]
        tx.journal.begin(at=now, actor=actor, verb="form")
        kept = [tx.records(FormNote).add(draft) for draft in drafts]
        told = "; ".join(_told(clinic, one) for one in kept)
        sentence = say.FORMS_NOTED.format(patient=patient.name, mrn=patient.mrn, forms=told)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (*kept, patient, *((visit,) if visit else ())))


def document(context: DocumentContext, actor: str, whose: RecordRef, code: str) -> Letter:
    """The form to be signed, in the language of the patient. Raises NotFound, BadInput or BadSettings."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        form = form_named(clinic, code)
        patient, visit = whom(reading, whose)
        name = form.template or form.code
        until = last_day(form, local(context.clock.now(), site_of(clinic, patient, visit).tz).date())
        return made(
            context,
            reading,
            actor,
            kind=FORM,
            name=name,
            patient=patient,
            visit=visit,
            more=lambda language: {
                "form": form.name,
                "valid_until": written_day(until, language) if until else "",
            },
        )


def due(context: DocumentContext, actor: str) -> tuple[FormsDue, ...]:
    """The visits from today until as many days ahead as insurance is verified whose forms are due, by start."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        if not clinic.forms:
            return ()
        found = [one for site in clinic.sites.values() for one in _due_at(context, reading, clinic, site)]
        return tuple(sorted(found, key=lambda one: (one.scheduled.appointment.start, one.scheduled.appointment.id)))


def _due_at(context: DocumentContext, reading: Reading, clinic: Clinic, site: Site) -> Iterator[FormsDue]:
    today = local(context.clock.now(), site.tz).date()
    start = day_span(today, site.tz).start
    end = day_span(today + timedelta(days=context.policy.coverage.ahead_days), site.tz).end
    for one in reading.schedule.between(start, end, site=site.code, live_only=True):
        booked = one.appointment
        if booked.status not in _BEFORE_CHECK_IN or booked.start < start:
            continue
        on = local(booked.start, site.tz).date()
        found = standings(clinic.forms, one.forms, one.patient.birth_date, on, booked.visit_type)
        if why := due_in_words(found):
            yield FormsDue(one, tuple(each.form.name for each in found if each.is_due), why)


def notes_of(reading: Reading, patient: Patient) -> tuple[FormNote, ...]:
    """What was noted of the forms of a patient, and counts."""
    return tuple(one for one in reading.records(FormNote).of_owner(patient.id) if one.status is RecordStatus.CURRENT)


def form_named(clinic: Clinic, typed: str) -> Form:
    """The form of that code or, where it has another, of that name. Raises NotFound with the code that was meant."""
    wanted = fold(typed)
    coded = (one for one in clinic.forms.values() if fold(one.code) == wanted)
    named = (one for one in clinic.forms.values() if fold(one.name) == wanted)
    found = next(coded, None) or next(named, None)
    if found is None:
        raise NotFound(not_among(typed, list(clinic.forms), say.A_FORM) if clinic.forms else say.NO_FORMS)
    return found


def site_of(clinic: Clinic, patient: Patient, visit: ScheduledVisit | None) -> Site:
    """That of the visit, else where the patient usually is."""
    if visit:
        return clinic.sites[visit.appointment.site]
    return clinic.sites.get(patient.usual_site) or first_site(clinic)


def _day(context: DocumentContext, clinic: Clinic, patient: Patient, visit: ScheduledVisit | None) -> date:
    """The day of the visit, else today."""
    tz = site_of(clinic, patient, visit).tz
    return local(visit.appointment.start if visit else context.clock.now(), tz).date()


def signed_on(said: FormSaid, patient: Patient, today: date) -> date:
    """On which day it was. Raises BadInput for one that is to come, or before somebody was born."""
    day = said.day or today
    if day > today or day < patient.birth_date:
        raise BadInput(say.NO_DAY_TO_SIGN.format(day=f"{day:%-d %b %Y}"), field="on")
    return day


def signer_of(context: DocumentContext, reading: Reading, said: FormSaid, patient: Patient, today: date) -> str:
    """Who signed or declined for the patient: of a minor who is named, else who decides. Raises BadInput for nobody."""
    named = clean_words(said.signer, "signer", limit=LONGEST_NAME)
    age = patient.age_on(said.day or today)
    if named or said.state not in _BY_WHOM or age >= context.policy.documents.full_age:
        return named
    guardian = guardian_of(reading, patient)
    if not guardian:
        raise BadInput(say.SIGNER_MISSING.format(patient=patient.name, age=age), field="signer")
    return guardian


def _told(clinic: Clinic, one: FormNote) -> str:
    by = say.FORM_BY.format(signer=one.signer) if one.signer else ""
    return say.FORM_TOLD.format(form=clinic.forms[one.form].name, state=STATES[one.state.value], by=by)
