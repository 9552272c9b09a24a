"""How is it noted that somebody found out whether a patient is insured on the day of an appointment?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.clinic.payer import payer_name
from core.coverage.model import Coverage
from core.coverage.sentences import NOTHING_TO_VERIFY, WAYS
from core.coverage.standing import AsOf, standing
from core.coverage.verifying import verified
from core.errors import BadInput
from core.journal.change import Change
from core.journal.changed import refuse_stale
from core.schedule.finding import find_scheduled
from core.structs import replace
from core.text.card_numbers import clean_reference
from core.verification.sentences import PATIENT_PAYS, REFERENCE, VERIFIED

if TYPE_CHECKING:
    from core.coverage.verifying import Found
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import ScheduleContext

LONGEST_REFERENCE: Final = 60


def verify(
    context: ScheduleContext, actor: str, number: AppointmentId, found: Found, *, rev: int | None = None
) -> Change:
    """Note what was found out about the coverage that pays on the day of the appointment.

    `rev` is that of the coverage that the person saw. Raises NotFound, BadInput where nobody else than the patient
    pays, or ChangedElsewhere.
    """
    with context.writing(actor, Privilege.VERIFY_INSURANCE) as (tx, clinic):
        now = context.clock.now()
        scheduled = find_scheduled(tx, number, rev=None, clinic=clinic, now=now)
        patient, site = scheduled.patient, clinic.sites[scheduled.appointment.site]
        on = local(scheduled.appointment.start, site.tz).date()
        before = to_verify(scheduled, AsOf(clinic, context.policy, now, site.tz))
        refuse_stale(tx, before, rev, site=first_site(clinic), now=now)
        reference = clean_reference(found.reference, "reference", limit=LONGEST_REFERENCE)
        after = verified(before, patient, on, replace(found, reference=reference), now=now, by=actor)
        tx.journal.begin(at=now, actor=actor, verb="verify")
        coverage = tx.records(Coverage).save(after)
        sentence = VERIFIED.format(
            payer=payer_name(clinic.payers, coverage.payer),
            patient=patient.name,
            mrn=patient.mrn,
            day=f"{on:%-d %b %Y}",
            result=found.result.value,
            how=WAYS[found.how.value],
            reference=REFERENCE.format(reference=reference) if reference else "",
        )
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (coverage, patient))


def to_verify(scheduled: ScheduledVisit, at: AsOf) -> Coverage:
    """The coverage that pays on the day of the appointment. Raises BadInput where nobody else than the patient does."""
    patient, on = scheduled.patient, local(scheduled.appointment.start, at.zone).date()
    where = standing(patient, scheduled.coverages, on, at)
    if where.coverage is None:
        raise BadInput(NOTHING_TO_VERIFY.format(why=where.why)).naming(patient)
    if where.coverage.is_self_pay:
        raise BadInput(PATIENT_PAYS.format(patient=patient.name)).naming(patient)
    return where.coverage
