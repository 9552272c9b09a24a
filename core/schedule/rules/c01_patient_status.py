"""C1: may this patient be booked at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict, Severity
from core.schedule.sentences import PATIENT_MARKED_NO_BOOKING, PATIENT_MAY_NOT_BE_BOOKED, PATIENT_WAS_MERGED

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def patient_status(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """A patient who is deceased, archived or entered in error is not booked, nor is who is marked so."""
    conflict = status_conflict(proposal.patient, policy)
    return (conflict,) if conflict else ()


def status_conflict(patient: Patient, policy: Policy) -> Conflict | None:
    """What keeps the patient from being booked, whenever and with whom."""
    if patient.may_be_booked:
        return None
    if patient.merged_into is not None:
        return Conflict("C1", Severity.HARD, PATIENT_WAS_MERGED.format(patient=patient.name, mrn=patient.mrn))
    if patient.no_booking:
        return Conflict("C1", policy.rules.C1, PATIENT_MARKED_NO_BOOKING.format(patient=patient.name))
    status = patient.status.value.replace("-", " ")
    return Conflict("C1", policy.rules.C1, PATIENT_MAY_NOT_BE_BOOKED.format(patient=patient.name, status=status))
