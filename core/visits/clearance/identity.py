"""Does the desk know that the patient is who the record is about?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.structs import replace
from core.visits.clearance.item import ClearanceItem, Finding, due, in_order

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.facts import VisitFacts

NEVER_VERIFIED: Final = "Identity has not been verified yet."
ASK: Final = "Ask for the full name and the birth date, or see a card with a photo."
VERIFIED_AGAIN: Final = "The record is restricted: identity is verified again at every visit."


def look(facts: VisitFacts) -> Finding:
    """Once is enough, but a restricted record asks again at every visit."""
    patient, visit = facts.scheduled.patient, facts.scheduled.visit
    verified = patient.identity_verified_at
    if verified is None:
        return due(NEVER_VERIFIED)
    if not patient.restricted:
        return in_order(verified)
    is_of_this_visit = visit is not None and verified >= visit.arrived_at
    return in_order(verified) if is_of_this_visit else due(VERIFIED_AGAIN, verified)


def verify(facts: VisitFacts, by: str) -> ScheduledVisit:
    """Verified just now."""
    scheduled = facts.scheduled
    return replace(scheduled, patient=replace(scheduled.patient, identity_verified_at=facts.now))


IDENTITY: Final = ClearanceItem("identity", "identity", "i", look, verify, ASK)
