"""Are the patient's address, phone and contact still right?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.structs import replace
from core.visits.clearance.item import ClearanceItem, Finding, due, in_order

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.facts import VisitFacts

NEVER_CONFIRMED: Final = "Address, phone and contact have never been confirmed."
ASK: Final = "Have them tell address, phone and contact, and compare."
CONFIRMED_LONG_AGO: Final = "Address, phone and contact were last confirmed {day}."


def look(facts: VisitFacts) -> Finding:
    """Confirmed within the days of the settings."""
    confirmed = facts.scheduled.patient.demographics_confirmed_at
    if confirmed is None:
        return due(NEVER_CONFIRMED)
    if (facts.now - confirmed).days < facts.policy.arrival.demographics_days:
        return in_order(confirmed)
    return due(CONFIRMED_LONG_AGO.format(day=f"{local(confirmed, facts.site.tz):%-d %b %Y}"), confirmed)


def verify(facts: VisitFacts, by: str) -> ScheduledVisit:
    """Confirmed just now."""
    scheduled = facts.scheduled
    return replace(scheduled, patient=replace(scheduled.patient, demographics_confirmed_at=facts.now))


DEMOGRAPHICS: Final = ClearanceItem("demographics", "demographics", "d", look, verify, ASK)
