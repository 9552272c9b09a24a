"""Has the payer authorized the visit, where its type requires that?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from core.visits.clearance.item import NOT_ASKED, ClearanceItem, ClearanceState, Finding, due
from core.visits.sentences import AUTHORIZATION_DUE, AUTHORIZATION_FIRST, AUTHORIZATION_HOLDS, AUTHORIZATION_SPENT

if TYPE_CHECKING:
    from core.schedule import units
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.facts import VisitFacts
else:  # where visits are counted alone
    (units,) = lazy_modules("core.schedule.units")

PAPER: Final = "authorization"
"""What a type of visit requires, and what a case comes to."""
ASK: Final = "Ask the payer, note it as a case, or waive it."


def look(facts: VisitFacts) -> Finding:
    """Asked where the type requires one: whether an authorization covers the visit's day, and has one left for it."""
    appointment = facts.scheduled.appointment
    of_type = facts.clinic.visit_types.get(appointment.visit_type)
    if of_type is None or PAPER not in of_type.requires:
        return NOT_ASKED
    on = local(appointment.start, facts.site.tz).date()
    paper = next((one for one in facts.scheduled.papers if one.covers(PAPER, of_type.code, on)), None)
    if paper is None:
        return due(AUTHORIZATION_DUE.format(day=f"{on:%-d %b %Y}"), lacks=AUTHORIZATION_FIRST)
    over = units.beyond(facts.scheduled, facts.clinic) if facts.scheduled.unit_visits else None
    if over:
        spent = AUTHORIZATION_SPENT.format(number=over.number or over.case, units=over.units)
        return due(spent, lacks=AUTHORIZATION_FIRST)
    until = f"{paper.last:%-d %b %Y}" if paper.last else "further notice"
    return Finding(ClearanceState.OK, AUTHORIZATION_HOLDS.format(number=paper.number, until=until))


def verify(facts: VisitFacts, by: str) -> ScheduledVisit:
    """Nobody says so: its case is approved, or it is waived. Raises BadInput where it is due."""
    if look(facts).state is ClearanceState.DUE:
        raise BadInput(AUTHORIZATION_FIRST, field="verified")
    return facts.scheduled


AUTHORIZATION: Final = ClearanceItem("authorization", "authorization", "a", look, verify, ASK)
