"""How does a patient come to a coverage, and how is it changed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.clinic.payer import payer_name
from core.coverage import sentences as say
from core.coverage.checking import dates_of, refuse_clash, refuse_wrong
from core.coverage.fields import COVERAGE
from core.coverage.model import Coverage
from core.coverage.verifying import without_amounts_of
from core.errors import BadInput, NotFound
from core.fields.editing import edited, reading_at
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.patients.finding import present
from core.structs import replace

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.fields.model import Changes
    from core.patients.model import Patient
    from core.patients.ports import PatientContext, Reading


def add(context: PatientContext, actor: str, draft: Coverage) -> Change:
    """Note the coverage of `draft`, whose id and rev are ignored. Raises BadInput, NotFound or Refused (COVERAGE)."""
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        patient = present(tx, draft.patient)
        values = COVERAGE.clean({field.name: getattr(draft, field.name) for field in COVERAGE}, reading_at(clinic, now))
        record = Coverage(id=0, patient=patient.id, **values)
        refuse_wrong(clinic, record)
        refuse_clash(clinic, record, tx.records(Coverage).of_owner(patient.id), refusal=say.NOT_ADDED)
        tx.journal.begin(at=now, actor=actor, verb="coverage")
        coverage = tx.records(Coverage).add(record)
        sentence = _added(clinic, patient, coverage)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (coverage, patient))


def edit(context: PatientContext, actor: str, number: int, changes: Changes, *, rev: int | None) -> Change | None:
    """Change a coverage; None when it says so already. `rev` is the one the person saw.

    Raises NotFound, BadInput, ChangedElsewhere naming who was first and when, or Refused (COVERAGE).
    """
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        now = context.clock.now()
        before = current(tx, number)
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        after = edited(COVERAGE, before, changes, reading_at(clinic, now))
        changed = COVERAGE.changed(before, after)
        if not changed:
            return None
        after = without_amounts_of(before, after)
        if after.is_self_pay:
            after = replace(after, enrolment=None, earlier=(), benefits=None, rejection=None, rejected=())
            after = replace(after, front=None, back=None)
        refuse_wrong(clinic, after)
        refuse_clash(clinic, after, tx.records(Coverage).of_owner(before.patient), refusal=say.NOT_EDITED)
        patient = present(tx, before.patient)
        tx.journal.begin(at=now, actor=actor, verb="edit-coverage")
        coverage = tx.records(Coverage).save(after)
        template = say.SELF_PAY_EDITED if coverage.is_self_pay else say.EDITED
        sentence = template.format(
            fields=_listed(COVERAGE.words(changed)),
            payer=payer_name(clinic.payers, coverage.payer),
            dates=dates_of(coverage) if {"starts", "ends"} & set(changed) else "",
            patient=patient.name,
            mrn=patient.mrn,
        )
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (coverage, patient))


def current(store: Reading, number: int) -> Coverage:
    """The coverage with that number, for an act on it. Raises NotFound, or BadInput for one that is a mistake."""
    coverage = store.records(Coverage).by_id(number)
    if coverage is None:
        raise NotFound(say.NO_SUCH_COVERAGE.format(number=number))
    if not coverage.counts:
        raise BadInput(say.COVERAGE_IN_ERROR.format(number=number))
    return coverage


def _added(clinic: Clinic, patient: Patient, coverage: Coverage) -> str:
    template = say.SELF_PAY_ADDED if coverage.is_self_pay else say.ADDED
    return template.format(
        payer=payer_name(clinic.payers, coverage.payer),
        order=coverage.order.value,
        patient=patient.name,
        mrn=patient.mrn,
        dates=dates_of(coverage),
    )


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else say.LAST_OF_LISTED.format(most=", ".join(words[:-1]), last=words[-1])
