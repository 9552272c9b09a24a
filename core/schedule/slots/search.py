"""Where could a visit be booked so that nothing stands in the way, the best first?

Whole cells leave few starts to look at, and each of these is proposed as a booking would be and asked of every rule:
what is returned is what could be booked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.interval import Interval
from core.conflict import blocking
from core.schedule.proposals import check_wanted
from core.schedule.sentences import FILLS_THE_GAP, NO_GAP_AFTER, NO_GAP_BEFORE, USUAL_PROVIDER
from core.schedule.slots.all_day import DayRules
from core.schedule.slots.candidates import candidates
from core.schedule.slots.model import Opening
from core.schedule.slots.plan import plan_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.ports import Reading, ScheduleContext
    from core.schedule.slots.candidates import Candidate
    from core.schedule.slots.model import SlotSearch
    from core.schedule.slots.plan import Plan

_AT_FIRST: Final = timedelta(days=14)
"""How far is looked at first; then four times as far each time, so that what is soon is found soon."""
_OF_USUAL, _OF_A_SIDE = 50, 25


class Effort(Struct):
    """How many starts may still be asked of every rule, and which was the last: whoever types waits for each of them.

    Not frozen: it is used up.
    """

    left: int
    until: datetime | None = None
    """The first start that was not looked at any more; None where all were."""

    def allows(self, start: datetime) -> bool:
        """Whether that one may be, which then counts."""
        if self.left <= 0:
            self.until = self.until or start
            return False
        self.left -= 1
        return True


def openings(context: ScheduleContext, actor: str, search: SlotSearch) -> tuple[Opening, ...]:
    """The openings that the search asks for. Raises NotFound or BadInput, and NotAllowed."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        plan = replace(plan_of(reading, clinic, search, context.policy, context.clock.now()), actor=actor)
        return tuple(nth_openings(reading, plan))


def nth_openings(reading: Reading, plan: Plan, effort: Effort | None = None) -> Iterator[Opening]:
    """Those from the n-th on, as many as are asked for and the effort allows."""
    search = plan.search
    found = found_openings(reading, plan, effort, apart=search.apart or search.nth > 1)
    return islice(found, search.nth - 1, search.nth - 1 + search.limit)


def found_openings(
    reading: Reading, plan: Plan, effort: Effort | None = None, *, apart: bool = False
) -> Iterator[Opening]:
    """Every opening, in order, or those that are `apart`, which could all be taken: of no provider two overlap.

    Without an `effort` however long that takes.
    """
    of_days, ends = DayRules(reading, plan), dict[str, datetime]()
    for span in _looked_at(plan.span()):
        for candidate in candidates(reading, plan, span, of_days.closed):
            provider = candidate.place.provider.code
            if (apart and candidate.start < ends.get(provider, candidate.start)) or not of_days.allow(candidate):
                continue
            if effort and not effort.allows(candidate.start):
                return
            for opening in _confirmed(reading, plan, candidate):
                ends[provider] = opening.end
                yield opening


def _looked_at(span: Interval) -> Iterator[Interval]:
    at, length = span.start, _AT_FIRST
    while at < span.end:
        yield Interval(at, min(at + length, span.end))
        at, length = at + length, 4 * length


def _confirmed(reading: Reading, plan: Plan, candidate: Candidate) -> Iterator[Opening]:
    """The opening, if no rule stands in the way of booking it."""
    wanted = plan.wanted(candidate.place, candidate.start)
    proposal, conflicts = check_wanted(reading, plan.clinic, wanted, plan.policy, plan.now, rules=plan.rules)
    met = {conflict.rule for conflict in blocking(conflicts)}
    if "C4" in met and candidate.rooms:
        candidate.rooms.look()
    if met:
        return
    yield Opening(
        start=proposal.span.start,
        end=proposal.span.end,
        provider=proposal.provider.code,
        site=proposal.site.code,
        room=proposal.room.code if proposal.room else None,
        visit_type=proposal.visit_type.code,
        mode=proposal.mode,
        score=_OF_USUAL * candidate.is_usual + _OF_A_SIDE * (candidate.no_gap_before + candidate.no_gap_after),
        why=tuple(_why(candidate)),
        further=tuple(one.provider.code for one in proposal.further),
    )


def _why(candidate: Candidate) -> Iterator[str]:
    if candidate.is_usual:
        yield USUAL_PROVIDER
    if candidate.no_gap_before and candidate.no_gap_after:
        yield FILLS_THE_GAP
    elif candidate.no_gap_before:
        yield NO_GAP_BEFORE
    elif candidate.no_gap_after:
        yield NO_GAP_AFTER
