"""Which case does a number mean, and how is one named in a sentence?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from core.cases import sentences as say
from core.cases.kinds.book import KINDS
from core.cases.model import Case, CaseStatus
from core.clinic.codes import first_site
from core.errors import BadInput, NotFound
from core.journal.changed import refuse_stale
from core.text.wording import not_among

if TYPE_CHECKING:
    from datetime import datetime

    from core.cases.kind import CaseKind
    from core.cases.ports import Reading
    from core.clinic.model import Clinic, Site
    from core.errors import ClinicdeskError
    from core.patients.model import Patient
    from core.record_ref import Record

    RefusalT = TypeVar("RefusalT", bound=ClinicdeskError)


def kind_named(name: str) -> CaseKind:
    """The kind of that name. Raises BadInput with the nearest."""
    found = KINDS.get(name.strip().lower().replace(" ", "-"))
    if found is None:
        raise BadInput(not_among(name, list(KINDS), say.KIND_NOUN), field="kind")
    return found


def find_case(reading: Reading, number: int) -> Case:
    """The case of that number, open or closed. Raises NotFound."""
    case = reading.records(Case).by_id(number)
    if case is None:
        raise NotFound(say.NO_SUCH_CASE.format(number=number))
    if case.status is CaseStatus.ENTERED_IN_ERROR:
        raise NotFound(say.IN_ERROR.format(number=number))
    return case


def find_seen(reading: Reading, clinic: Clinic, number: int, rev: int | None, now: datetime) -> Case:
    """The same, for an act by somebody who saw it at `rev`. Raises NotFound, or ChangedElsewhere."""
    case = find_case(reading, number)
    refuse_stale(reading, case, rev, site=site_of(clinic, case), now=now)
    return case


def patient_of(reading: Reading, case: Case) -> Patient | None:
    """Whom it is about."""
    return None if case.patient is None else reading.patients.by_id(case.patient)


def site_of(clinic: Clinic, case: Case) -> Site:
    """In whose time it is told."""
    return clinic.sites.get(case.site) or first_site(clinic)


def about(case: Case, patient: Patient | None) -> str:
    """'Referral out 12 of Smith, John: cardiology'."""
    label = KINDS[case.kind].label
    return say.ABOUT.format(
        label=label[0].upper() + label[1:],
        number=case.id,
        of=say.OF_PATIENT.format(patient=patient.name) if patient else "",
        subject=case.subject,
    )


def named(refusal: RefusalT, patient: Patient | None) -> RefusalT:
    """The refusal, which may name the patient."""
    return refusal.naming(patient) if patient else refusal


def records(case: Case, patient: Patient | None) -> tuple[Record, ...]:
    """What an act on the case was about: it, and whose it is."""
    return (case, patient) if patient else (case,)
