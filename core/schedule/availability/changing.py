"""How is it changed at the desk when providers work, and what is said of whom that strands?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.record_ref import CLINIC
from core.schedule.availability.planning import planned
from core.schedule.availability.requests import (
    AvailabilityRequest,
    BlockRequest,
    CancelRequest,
    ExtraRequest,
    LeaveRequest,
    RemovalRequest,
)
from core.schedule.availability.sentences import STRANDED_ONE, STRANDED_SOME
from core.schedule.availability.stranding import stranded_by
from core.schedule.availability.two_sites import refuse_two_sites

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.journal.model import Entry
    from core.schedule.availability.plan import Plan
    from core.schedule.ports import Reading, ScheduleContext
    from core.schedule.to_move import ToBeMoved

VERBS: Final[Mapping[type[AvailabilityRequest], str]] = {
    LeaveRequest: "leave",
    BlockRequest: "block",
    ExtraRequest: "session-add",
    CancelRequest: "session-cancel",
    RemovalRequest: "unblock",
}
"""What the journal calls each."""


class AvailabilityReport(Struct, frozen=True):
    """What a change comes to: the sentence of the act, and the bookings to come that it strands.

    `entry` is the journal's, None where it was only asked what would come of it; `numbers` are those of the blocks and
    exceptions that came.
    """

    act: str
    stranded: tuple[ToBeMoved, ...]
    entry: Entry | None = None
    numbers: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """The act, and how many it strands."""
        return " ".join(filter(None, (self.act, self.count)))

    @property
    def count(self) -> str:
        """How many it strands, or nothing for nobody."""
        return told_of(len(self.stranded))


def assess(context: ScheduleContext, actor: str, request: AvailabilityRequest) -> AvailabilityReport:
    """What the change would come to now; writes nothing. Raises as `change` does."""
    with context.reading(actor, Privilege.CHANGE_HOURS) as (reading, clinic):
        now = context.clock.now()
        plan = planned(clinic, request, now)
        found = _stranded(context, reading, clinic, plan, now)
    return AvailabilityReport(plan.sentence, found)


def change(context: ScheduleContext, actor: str, request: AvailabilityRequest) -> AvailabilityReport:
    """Change it. Nobody is cancelled: whom it strands is to be moved, and stands on that list.

    Raises NotFound, BadInput, Busy, NotAllowed, and Refused where the hours as they are forbid it.
    """
    with context.writing(actor, Privilege.CHANGE_HOURS) as (tx, clinic):
        now = context.clock.now()
        plan = planned(clinic, request, now)
        found = _stranded(context, tx, clinic, plan, now)
        tx.journal.begin(at=now, actor=actor, verb=VERBS[type(request)])
        numbers = tx.change_dated(removed=plan.removed, added=plan.added)
        entry = tx.journal.end(CLINIC, plan.sentence)
    return AvailabilityReport(plan.sentence, found, entry, tuple(numbers))


def _stranded(
    context: ScheduleContext, reading: Reading, clinic: Clinic, plan: Plan, now: datetime
) -> tuple[ToBeMoved, ...]:
    """Whom the plan strands. Raises Refused where the provider would be at two sites at once."""
    after, differs = plan.applied(clinic), (*plan.removed, *plan.added)
    refuse_two_sites(clinic, after, differs, now)
    return stranded_by(reading, clinic, after, context.policy, now, differs=differs)


def told_of(stranded: int) -> str:
    """'3 bookings fall outside and are to be moved.', or nothing for nobody."""
    return {0: "", 1: STRANDED_ONE}.get(stranded, STRANDED_SOME.format(count=stranded))
