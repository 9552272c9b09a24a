"""C11: is everybody there whom the visit type needs besides the provider?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.rules.further import placed
from core.schedule.sentences import FURTHER_MISSING, FURTHER_SKILL_MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def further_fits(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Who is named by the type is there, and somebody for each skill: nobody fills two places, the provider none.

    Whether each of them could be is what the rules of a provider say (OpenEMR skips them for all but the first).
    """
    return tuple(Conflict("C11", policy.rules.C11, sentence) for sentence in _missing(proposal, facts))


def _missing(proposal: Proposal, facts: Facts) -> Iterator[str]:
    kind, there = proposal.visit_type, [one.provider for one in proposal.further]
    words = {"type": kind.code, "provider": proposal.provider.family}
    for code in kind.further:
        if code not in {one.code for one in there}:
            yield FURTHER_MISSING.format(further=facts.clinic.providers[code].family, **words)
    filled = placed(kind.further_skills, there)
    for place, skill in enumerate(kind.further_skills):
        if place not in filled:
            yield FURTHER_SKILL_MISSING.format(skill=skill, **words)
