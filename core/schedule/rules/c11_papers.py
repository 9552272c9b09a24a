"""C11: is there the referral or authorization that the visit type requires?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.sentences import PAPER_REQUIRED, PAPERS

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def papers(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """The desk is told to ask for each that is required: the clinic keeps no referrals and authorizations yet."""
    return tuple(
        Conflict(
            "C11", policy.rules.C11_papers, PAPER_REQUIRED.format(type=proposal.visit_type.code, paper=PAPERS[paper])
        )
        for paper in proposal.visit_type.requires
    )
