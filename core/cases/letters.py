"""What is written to somebody about a case: a referral, a request to a payer, a cover, a plan in plain words?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.cases import sentences as say
from core.cases.documents import chosen
from core.cases.due import last_day
from core.cases.facts import day_of
from core.cases.finding import find_case, patient_of, site_of
from core.cases.kind import FactKind
from core.cases.kinds.book import KINDS
from core.cases.kinds.care_plan import CARE_PLAN, CARE_STEP
from core.cases.kinds.complaint import COMPLAINT
from core.cases.kinds.records_request import RECORDS_REQUEST
from core.cases.linking import links_of
from core.cases.model import Case, CaseStatus, LinkKind
from core.clinic.codes import today_at
from core.documents import letters
from core.errors import BadInput
from core.templates.kinds import CASE
from core.templates.languages import written_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic
    from core.documents.letters import Letter
    from core.patients.model import Patient
    from core.templates.model import Rows

_TOLD_PATIENTS: Final = frozenset({COMPLAINT.name, CARE_PLAN.name, CARE_STEP.name})
_ALONE: Final = {"address": "address_there", "by": "by_day"}
"""Facts whose name is a field of the patient or the clinic already."""


def letter(context: CaseContext, actor: str, number: int, *, name: str = "") -> Letter:
    """The letter of that name about a case, its kind's own where none is named, in the language of whom it goes to.

    That is the patient's own for what they are told, and the clinic's for anybody outside.

    Raises NotFound, BadInput for a case that is about nobody, or BadSettings for a template with faults.
    """
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        case = find_case(reading, number)
        patient = patient_of(reading, case)
        if patient is None:
            raise BadInput(say.LETTER_NEEDS_PATIENT.format(number=number), field="case")
        return letters.made(
            context,
            reading,
            actor,
            kind=CASE,
            name=name or case.kind,
            patient=patient,
            visit=None,
            to_patient=_is_for_patient(case),
            more=lambda language: {
                **_facts(reading, clinic, case, language),
                "steps": _steps(reading, clinic, case, patient, language),
            },
        )


def _is_for_patient(case: Case) -> bool:
    return case.kind in _TOLD_PATIENTS or (
        case.kind == RECORDS_REQUEST.name and case.facts.get("authority") == "patient"
    )


def _facts(reading: Reading, clinic: Clinic, case: Case, language: str) -> Mapping[str, str]:
    """What is known of the case, days in words."""
    site, kind = site_of(clinic, case), KINDS[case.kind]
    due = last_day(case.due, site) or today_at(site, case.due)
    told = {
        "case_number": str(case.id),
        "subject": case.subject,
        "urgency": case.urgency.value,
        "state": kind.state(case.state).words,
        "due": written_day(due, language),
    }
    for fact in kind.facts:
        value = case.facts.get(fact.name, "")
        if fact.kind is FactKind.DAY and value:
            value = written_day(date.fromisoformat(value), language)
        elif fact.kind is FactKind.PROVIDER and value in clinic.providers:
            value = clinic.providers[value].name
        elif fact.kind is FactKind.DOCUMENTS:
            value = ", ".join(scan.title for scan in chosen(reading, value))
        told[_ALONE.get(fact.name, fact.name)] = value
    return told


def _steps(reading: Reading, clinic: Clinic, case: Case, patient: Patient, language: str) -> Rows:
    """The dated steps of a plan, the first one first."""
    if case.kind != CARE_PLAN.name:
        return ()
    steps = [
        one
        for one in reading.records(Case).of_owner(patient.id)
        if one.kind == CARE_STEP.name
        and one.status is not CaseStatus.ENTERED_IN_ERROR
        and any(link.kind is LinkKind.CASE and link.number == case.id for link in links_of(reading, one))
    ]
    days = ((day_of(one.facts, "on") or today_at(site_of(clinic, one), one.due), one) for one in steps)
    return [
        (written_day(on, language), one.subject, CARE_STEP.state(one.state).words)
        for on, one in sorted(days, key=lambda each: (each[0], each[1].id))
    ]
