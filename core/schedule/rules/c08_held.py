"""C8: does somebody else hold the time?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_until
from core.conflict import Conflict
from core.schedule.model import hold as holding
from core.schedule.rules.at_once import most_at_once
from core.schedule.rules.proposal import provider_span_of
from core.schedule.sentences import TIME_IS_HELD

if TYPE_CHECKING:
    from core.calendar.interval import Interval
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def held(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Who holds the provider's minutes is named, and until when; an urgent patient is booked over it with a reason.

    A reserved slot is not taken by another without a word (Cal.com #23974). Where several are seen at once each hold
    keeps one place.
    """
    holds = holding.on(facts.holds, proposal.provider.code, proposal.provider_span)
    if not holds or _has_places_left(proposal, facts, [hold.span for hold in holds]):
        return ()
    return tuple(
        Conflict(
            "C8",
            policy.rules.C8_hold,
            TIME_IS_HELD.format(
                who=hold.by,
                provider=proposal.provider.family,
                hours=proposal.hours(hold.span),
                until=format_until(hold.until, proposal.site, proposal.now),
            ),
            cause=f"hold {hold.number} {proposal.provider.code} {hold.span.stamp}",
        )
        for hold in holds
    )


def _has_places_left(proposal: Proposal, facts: Facts, held: list[Interval]) -> bool:
    if proposal.seats == 1:
        return False
    taken = [provider_span_of(other) for other in facts.provider_day]
    spans = dict(enumerate((*taken, *held)))
    return len(most_at_once(proposal.provider_span, spans)) < proposal.seats
