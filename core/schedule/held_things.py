"""What does a visit take besides people's time, so that a question that is open on it can hold that?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.schedule.equipment import equipment_of
from core.schedule.model.hold import Things

if TYPE_CHECKING:
    from core.schedule.requests import Assessment
    from core.schedule.rules.proposal import Proposal


def things_of(visit: Assessment | Proposal, span: Interval) -> Things:
    """Its room, a piece of all its equipment, and who interprets, from start to end."""
    return Things(
        visit.site.code,
        span,
        room=visit.room.code if visit.room else "",
        equipment=equipment_of(visit.visit_type, visit.mode),
        interpreter=visit.interpreter.code if visit.interpreter else "",
    )


def things_assessed(visit: Assessment) -> Things:
    """Those of a booking or move that is asked about."""
    return things_of(visit, Interval(visit.start, visit.end))
