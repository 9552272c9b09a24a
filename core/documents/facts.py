"""With what are the fields of a letter or a form filled?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.documents import sentences as say
from core.family.deciding import guardian_of
from core.schedule.model.appointment import AppointmentStatus
from core.templates.languages import written_day

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.documents.ports import Reading
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.templates.model import Rows

_AHEAD: Final = timedelta(days=400)
_TO_COME: Final = frozenset({AppointmentStatus.PROPOSED, AppointmentStatus.PENDING, AppointmentStatus.BOOKED})


def clinic_facts(site: Site, now: datetime, language: str, actor: str) -> dict[str, str]:
    """Where, when and by whom the document is made."""
    then = local(now, site.tz)
    day = written_day(then.date(), language)
    return {"site": site.name, "today": day, "now": f"{day} {format_clock(then)}", "by": actor}


def patient_facts(
    reading: Reading, patient: Patient, site: Site, now: datetime, language: str, *, full_age: int
) -> dict[str, str]:
    """Who it is about. Letters go to the address that the patient wants them sent to; a guardian is a minor's."""
    age = patient.age_on(local(now, site.tz).date())
    phone = patient.best_phone
    return {
        "patient": patient.name,
        "given": patient.given,
        "family": patient.family,
        "preferred": patient.preferred or patient.given or patient.family,
        "mrn": patient.mrn,
        "born": written_day(patient.birth_date, language),
        "age": str(age),
        "sex": say.SEX.get(language, say.SEX["en"]).get(patient.sex.value, ""),
        "address": patient.mail_address or patient.address,
        "phone": phone.number if phone else "",
        "email": patient.email,
        "guardian": guardian_of(reading, patient) if age < full_age else "",
        "language": patient.language,
    }


def visit_facts(clinic: Clinic, visit: ScheduledVisit, language: str) -> dict[str, str]:
    """When and with whom."""
    booked = visit.appointment
    then = local(booked.start, clinic.sites[booked.site].tz)
    provider, visit_type = clinic.providers.get(booked.provider), clinic.visit_types.get(booked.visit_type)
    return {
        "visit_day": written_day(then.date(), language),
        "visit_time": format_clock(then),
        "visit_type": visit_type.name if visit_type else booked.visit_type,
        "provider": provider.name if provider else booked.provider,
        "room": booked.room or "",
        "visit_number": str(booked.id),
    }


def visits_ahead(reading: Reading, clinic: Clinic, patient: Patient, now: datetime, language: str) -> Rows:
    """The visits to come, the next one first: day, time, with whom, where. Who is here is not told to come."""
    found = reading.schedule.between(now, now + _AHEAD, patient=patient.id)
    rows = []
    for one in found:
        if one.appointment.status in _TO_COME and one.appointment.start >= now:
            facts = visit_facts(clinic, one, language)
            site = clinic.sites[one.appointment.site].name
            rows.append((facts["visit_day"], facts["visit_time"], facts["provider"], site))
    return rows
