"""Which letter is made for a patient, or for a visit of theirs?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.documents import sentences as say
from core.documents.facts import clinic_facts, patient_facts, visit_facts, visits_ahead
from core.errors import BadInput, NotFound
from core.patients.finding import present
from core.record_ref import AppointmentId, PatientId
from core.schedule.sentences import NO_SUCH_APPOINTMENT
from core.templates.kinds import LETTER, VISIT
from core.templates.languages import language_code, language_name
from core.templates.rendering import render
from core.templates.shelf import shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.documents.ports import DocumentContext, Reading
    from core.patients.model import Patient
    from core.record_ref import RecordRef
    from core.schedule.model.visit import ScheduledVisit
    from core.templates.document import Document
    from core.templates.kinds import TemplateKind
    from core.templates.model import Facts


class Letter(Struct, frozen=True):
    """A document about a patient, and what is to be said of it, such as that it is not in their language."""

    patient: Patient
    document: Document
    told: str


def letter(context: DocumentContext, actor: str, name: str, whose: RecordRef) -> Letter:
    """The letter of that name. Raises NotFound, BadInput, or BadSettings for a template with faults."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        patient, visit = whom(reading, whose)
        return made(context, reading, actor, kind=LETTER, name=name, patient=patient, visit=visit)


def whom(reading: Reading, whose: RecordRef) -> tuple[Patient, ScheduledVisit | None]:
    """The patient, or the visit and its patient. Raises NotFound, or BadInput for a record that is a mistake."""
    if whose.kind != "appointment":
        return present(reading, PatientId(whose.id)), None
    visit = reading.schedule.by_id(AppointmentId(whose.id))
    if visit is None:
        raise NotFound(NO_SUCH_APPOINTMENT.format(number=whose.id))
    return present(reading, visit.patient.id), visit


def made(
    context: DocumentContext,
    reading: Reading,
    actor: str,
    *,
    kind: TemplateKind,
    name: str,
    patient: Patient,
    visit: ScheduledVisit | None,
    more: Callable[[str], Facts] | None = None,
    to_patient: bool = True,
) -> Letter:
    """The document of that kind and name in the patient's language, or the clinic's: that alone if it goes elsewhere.

    `more` makes facts of the language that was taken: the patient's may have no template.

    Raises as `letter` does, as for one that tells of a visit where there is none.
    """
    settings, clinic, now = context.policy.documents, reading.clinic(), context.clock.now()
    spoken = language_code(patient.language) if to_patient else ""
    templates = shelf(reading.template_files(settings.templates))
    template = templates.meant(kind.name, name, filter(None, (spoken, settings.language)))
    language = template.language
    if kind is LETTER and visit is None and not template.always_told.isdisjoint(VISIT):
        raise BadInput(say.ABOUT_A_VISIT.format(name=name), field="whose")
    site = clinic.sites[visit.appointment.site] if visit else clinic.sites.get(patient.usual_site) or first_site(clinic)
    facts = {
        **clinic_facts(site, now, language, actor),
        **patient_facts(reading, patient, site, now, language, full_age=settings.full_age),
        **(visit_facts(clinic, visit, language) if visit else {}),
        **(more(language) if more else {}),
        "visits": visits_ahead(reading, clinic, patient, now, language),
    }
    told = say.MADE.format(name=name, patient=patient.name, mrn=patient.mrn, language=language_name(language))
    if language != spoken and patient.language and to_patient:
        told += say.NO_LANGUAGE.format(language=patient.language)
    return Letter(patient, render(template, facts), told)
