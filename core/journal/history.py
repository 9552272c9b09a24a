"""What does the journal say of a record?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_when
from core.context import find_scheduled, first_site
from core.errors import NotFound
from core.journal.sentences import CHANGED_UNKNOWN, LAST_WORD
from core.patients.finding import BY_ROW, patient_of
from core.schedule.model.appointment import AppointmentId
from core.text.cleaning import LONGEST_NUMBER, clean_text
from core.visits.sentences import FITS_TWO_RECORDS, NO_SUCH_RECORD

if TYPE_CHECKING:
    from core.context import Context
    from core.journal.model import Entry
    from core.patients.model import PatientId
    from core.ports import Reading

_APPOINTMENT: Final = "appointment:"


def of_appointment(context: Context, actor: str, number: AppointmentId) -> tuple[Entry, ...]:
    """The entries on an appointment and its visit, oldest first. Raises NotFound."""
    with context.reading(actor, "see the schedule") as (reading, clinic):
        find_scheduled(reading, number, rev=None, clinic=clinic, now=context.clock.now())
        return reading.appointment_entries(number)


def of_patient(context: Context, actor: str, patient: PatientId) -> tuple[Entry, ...]:
    """The entries on a patient's record and appointments, oldest first."""
    with context.reading(actor, "see patients") as (reading, _):
        return reading.patient_entries(patient)


def of_ref(context: Context, actor: str, ref: str) -> tuple[Entry, ...]:
    """The same for a reference: a number, 'appointment:12', an MRN or 'id:1042'. Raises NotFound."""
    typed = clean_text(ref)
    named = typed.lower().removeprefix(_APPOINTMENT)
    with context.reading(actor, "see patients") as (reading, _):
        if named.startswith(BY_ROW):
            return reading.patient_entries(patient_of(reading, typed).id)
        number = _appointment(reading, named)
        found = reading.patients_with_mrn(typed) if named == typed.lower() else ()
        if found and number is not None:
            raise NotFound(FITS_TWO_RECORDS.format(ref=named, patient=found[0].name, id=found[0].id))
        if found:
            return reading.patient_entries(patient_of(reading, typed).id)
        if number is None:
            raise NotFound(NO_SUCH_RECORD.format(ref=typed))
        return reading.appointment_entries(number)


def last_word(context: Context, actor: str, number: AppointmentId) -> str:
    """The newest entry on an appointment, with who and when at its site."""
    with context.reading(actor, "see the schedule") as (reading, clinic):
        entry = reading.last_entry_on("appointment", number)
        scheduled = reading.scheduled(number)
    if entry is None or scheduled is None:
        return CHANGED_UNKNOWN
    site = clinic.sites[scheduled.appointment.site]
    return LAST_WORD.format(
        sentence=entry.sentence, who=entry.actor, when=format_when(entry.at, site, context.clock.now())
    )


def last_change(context: Context, actor: str, patient: PatientId) -> tuple[str, str]:
    """Who changed a patient's record last ('' if the journal does not know), and the sentence with who and when."""
    with context.reading(actor, "see patients") as (reading, clinic):
        entry = reading.last_entry_on("patient", patient)
    if entry is None:
        return "", CHANGED_UNKNOWN
    at = format_when(entry.at, first_site(clinic), context.clock.now())
    return entry.actor, LAST_WORD.format(sentence=entry.sentence, who=entry.actor, when=at)


def _appointment(reading: Reading, typed: str) -> AppointmentId | None:
    """The appointment with that number, if there is one."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        return None
    number = AppointmentId(int(typed))
    return number if reading.scheduled(number) else None
