"""C1: may this patient be booked at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.patients.model import PatientStatus
from core.schedule.sentences import PATIENT_MAY_NOT_BE_BOOKED

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def patient_status(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """A patient who is deceased, archived, restricted or entered in error is not booked."""
    status = proposal.patient.status
    if status is PatientStatus.ACTIVE:
        return ()
    sentence = PATIENT_MAY_NOT_BE_BOOKED.format(patient=proposal.patient.name, status=status.value.replace("-", " "))
    return (Conflict("C1", policy.rules.C1, sentence),)
