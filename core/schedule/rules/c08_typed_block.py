"""C8: is the time set aside for something else?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.interval import merged
from core.conflict import Conflict
from core.schedule.model.day import ClosureKind
from core.schedule.sentences import BLOCK_FOR_NOTHING, BLOCK_FOR_TYPES, BLOCK_WANTED, NO_BLOCK

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def typed_block(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """A block takes only the visit types it names, or nothing when it names none; a released block is no block.

    A type that fits only in blocks of a kind lies in such blocks with all of the provider's minutes, released or not.
    """
    return (*_in_others(proposal, facts, policy), *_outside_own(proposal, facts, policy))


def _in_others(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(
            "C8",
            policy.rules.C8,
            (BLOCK_FOR_TYPES if closure.types else BLOCK_FOR_NOTHING).format(
                provider=proposal.provider.family,
                kind=closure.label,
                hours=proposal.hours(closure.span),
                types=", ".join(closure.types),
                type=proposal.visit_type.code,
            ),
            cause=" ".join(
                (proposal.provider.code, closure.span.stamp, *closure.types, "for", proposal.visit_type.code)
            ),
        )
        for closure in facts.opening.closed_by(proposal.provider_span)
        if closure.kind is ClosureKind.BLOCK and proposal.visit_type.code not in closure.types
    )


def _outside_own(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    kind = proposal.visit_type.block_kind
    if not kind:
        return ()
    day = facts.opening
    blocks = merged(
        closure.span
        for closure in (*day.closures, *day.released)
        if closure.kind is ClosureKind.BLOCK and closure.label.casefold() == kind.casefold()
    )
    if any(block.covers(proposal.provider_span) for block in blocks):
        return ()
    sentence = BLOCK_WANTED.format(
        type=proposal.visit_type.code,
        kind=kind,
        provider=proposal.provider.family,
        blocks=", ".join(map(proposal.hours, blocks)) or NO_BLOCK,
    )
    return (Conflict("C8", policy.rules.C8, sentence),)
