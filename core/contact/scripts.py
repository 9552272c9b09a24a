"""What is said in a call, in the language of whom it is for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.contact import call_sentences as say
from core.contact.call_model import CallList
from core.family.deciding import spoken_name
from core.templates.languages import language_code, language_name, written_day

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Site
    from core.contact.to_call import ToCall
    from core.patients.model import Patient


def script_of(one: ToCall, clinic: Clinic, site: Site) -> tuple[str, ...]:
    """What to say once somebody answers, in English where there is none in their language, and what to do at a machine.

    It names neither what the visit is for nor with whom it is: whoever answers may not be the patient. Of a child it
    asks for who decides for them, and calls the child by the given name.
    """
    spoken = language_code(one.patient.language)
    language = spoken if spoken in say.MESSAGES else "en"
    which = one.call_back.list if one.call_back else one.list
    templates = (say.SCRIPTS_OF_A_CHILD if one.is_child else say.SCRIPTS)[which.value]
    there, day, time = site, "", ""
    if one.scheduled:
        there = clinic.sites[one.scheduled.appointment.site]
        begins = one.scheduled.expected if which is CallList.LATE else None
        at = local(begins or one.scheduled.appointment.start, there.tz)
        day, time = written_day(at.date(), language), format_clock(at)
    patient = one.patient
    child = patient.preferred or patient.given or patient.family
    guardian = one.guardian or say.A_GUARDIAN[language].format(child=child)
    said = templates[language].format(
        site=there.name, name=spoken_name(patient), day=day, time=time, child=child, guardian=guardian
    )
    if patient.no_message:
        return said, say.NO_MESSAGE
    return said, say.ON_A_MACHINE.format(words=say.MESSAGES[language].format(site=there.name))


def speaks(patient: Patient) -> str:
    """'Spanish, interpreter'; '' of who speaks English or of whom nobody noted a language.

    As it was noted: who speaks Mandarin may not speak every Chinese.
    """
    code = language_code(patient.language)
    is_code = patient.language.lower() == code
    language = "" if code == "en" else (language_name(code) if is_code else patient.language)
    return ", ".join(filter(None, (language, say.INTERPRETER if patient.interpreter else "")))
