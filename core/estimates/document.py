"""What does an estimate say to the patient? It is made of a template, so that the clinic may have its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.templates.kinds import ESTIMATE
from core.templates.languages import language_code, written_day
from core.templates.rendering import render
from core.templates.shelf import shelf
from core.text.money import money

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.estimates.model import Estimate
    from core.estimates.ports import Reading
    from core.patients.model import Patient
    from core.settings.model import Policy
    from core.templates.document import Document
    from core.templates.model import Facts


def estimate_document(
    reading: Reading, clinic: Clinic, estimate: Estimate, patient: Patient, policy: Policy
) -> Document:
    """The estimate in the patient's language, where there is a template in it. Raises BadSettings."""
    settings = policy.documents
    templates = shelf(reading.template_files(settings.templates))
    languages = filter(None, (language_code(patient.language), settings.language))
    template = templates.meant(ESTIMATE.name, ESTIMATE.name, languages)
    return render(template, _facts(clinic, estimate, patient, policy, template.language))


def _facts(clinic: Clinic, estimate: Estimate, patient: Patient, policy: Policy, language: str) -> Facts:
    site = clinic.sites[estimate.site]
    return {
        "patient": patient.name,
        "born": written_day(patient.birth_date, language),
        "mrn": patient.mrn,
        "visit_type": clinic.visit_types[estimate.visit_type].name,
        "visit_day": written_day(estimate.day, language),
        "provider": clinic.providers[estimate.provider].name,
        "site": site.name,
        "npi": site.npi,
        "tax_id": policy.eligibility.tax_id,
        "made": written_day(local(estimate.at, site.tz).date(), language),
        "charges": tuple((line.code, line.name, money(line.cents, estimate.currency)) for line in estimate.lines),
        "total": money(estimate.cents, estimate.currency),
    }
