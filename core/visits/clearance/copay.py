"""Was the copay that the plan leaves to the patient taken?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from core.visits.clearance.item import NOT_ASKED, ClearanceItem, ClearanceState, Finding, due

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from core.text import money
    from core.till import copay as copays
    from core.till import sentences as say
    from core.visits.clearance.facts import VisitFacts
else:  # what a clinic that does not ask does without
    money, copays, say = lazy_modules("core.text.money", "core.till.copay", "core.till.sentences")

ASK: Final = "Take the copay, or waive it where it is paid later."


def look(facts: VisitFacts) -> Finding:
    """Asked where the settings say so, of whom the plan leaves something to pay: whether it was paid for the visit."""
    scheduled, till = facts.scheduled, facts.policy.till
    if not till.copay_at_check_in:
        return NOT_ASKED
    on = local(scheduled.appointment.start, facts.site.tz).date()
    copay = copays.copay_of(scheduled.coverages, scheduled.appointment.visit_type, on)
    if not copay:
        return NOT_ASKED
    left = copay - scheduled.copay_paid
    if left <= 0:
        return Finding(
            ClearanceState.OK, say.COPAY_TAKEN.format(amount=money.money(scheduled.copay_paid, till.currency))
        )
    return due(say.COPAY_DUE.format(amount=money.money(left, till.currency)), lacks=say.COPAY_TAKE_FIRST)


def verify(facts: VisitFacts, by: str) -> ScheduledVisit:
    """Nobody says so: it is paid, or waived. Raises BadInput where it is due."""
    if look(facts).state is ClearanceState.DUE:
        raise BadInput(say.COPAY_TAKE_FIRST, field="verified")
    return facts.scheduled


COPAY: Final = ClearanceItem("copay", "copay", "c", look, verify, ASK)
