"""C8: does somebody else hold the room, the last piece of equipment or the interpreter?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_until
from core.conflict import Conflict
from core.schedule.equipment import equipment_of, outage_of, pieces_at
from core.schedule.rules.at_once import is_filled_by
from core.schedule.rules.c05_equipment_pool import uses
from core.schedule.rules.interpreting import holds_of
from core.schedule.rules.proposal import span_of
from core.schedule.sentences import EQUIPMENT_IS_HELD, INTERPRETER_IS_HELD, ROOM_IS_HELD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.model.hold import Hold
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def held_things(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """What another desk has offered to somebody is not taken from under it, as with the provider's time (`held`).

    Of what there is several times as many are left as are neither booked nor held.
    """
    if not facts.held:
        return ()
    met = (*_rooms(proposal, facts), *_pools(proposal, facts), *_interpreters(proposal, facts))
    return tuple(
        _conflict(said, thing, hold, proposal, policy) for said, thing, hold in met if not _is_told(hold, proposal)
    )


def _is_told(hold: Hold, proposal: Proposal) -> bool:
    """Whether `held` names it already, for the provider's time."""
    is_theirs = hold.provider == proposal.provider.code and hold.span.overlaps(proposal.provider_span)
    return is_theirs and proposal.seats == 1


def _rooms(proposal: Proposal, facts: Facts) -> Iterator[tuple[str, str, Hold]]:
    if proposal.room:
        for hold in facts.held:
            if proposal.finds_held(proposal.room, hold):
                yield ROOM_IS_HELD, proposal.room.code, hold


def _pools(proposal: Proposal, facts: Facts) -> Iterator[tuple[str, str, Hold]]:
    site = proposal.site
    for code in equipment_of(proposal.visit_type, proposal.mode):
        holds = [one for one in facts.held if one.things and one.site == site.code and code in one.things.equipment]
        outage = outage_of(facts.clinic, site, code, proposal.span)
        count = outage.count if outage else pieces_at(facts.clinic, site.code, code)
        used = [span_of(other) for other in facts.at_site if uses(other, code, facts)]
        held = [one.things.span for one in holds if one.things]
        if is_filled_by(proposal.span, count, used, held):
            yield from ((EQUIPMENT_IS_HELD, code, hold) for hold in holds)


def _interpreters(proposal: Proposal, facts: Facts) -> Iterator[tuple[str, str, Hold]]:
    who = proposal.interpreter
    if who:
        yield from ((INTERPRETER_IS_HELD, who.name, hold) for hold in holds_of(who, proposal, facts))


def _conflict(said: str, thing: str, hold: Hold, proposal: Proposal, policy: Policy) -> Conflict:
    span = hold.things.span if hold.things else hold.span
    message = said.format(
        who=hold.by,
        thing=thing,
        hours=proposal.hours(span),
        until=format_until(hold.until, proposal.site, proposal.now),
    )
    return Conflict("C8", policy.rules.C8_hold, message, cause=f"hold {hold.number} {thing} {span.stamp}")
