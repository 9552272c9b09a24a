"""C11: has the patient the referral or authorization that the visit type requires, valid on the day and not used up?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.conflict import Conflict
from core.schedule.sentences import PAPER_REQUIRED, PAPER_USED_UP, PAPERS
from core.schedule.units import in_order, left

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def papers(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Each that is required is there on the visit's day, its last day included, and has a visit left."""
    on = local(proposal.span.start, proposal.site.tz).date()
    code, severity = proposal.visit_type.code, policy.rules.C11_papers
    found = []
    for kind in proposal.visit_type.requires:
        covering = in_order(facts.papers, kind, code, on)
        if not covering:
            said = PAPER_REQUIRED.format(type=code, paper=PAPERS[kind], day=f"{on:%-d %b %Y}")
            found.append(Conflict("C11", severity, said, cause=f"{kind} {code}"))
        elif all(left(facts.papers, one, facts.clinic, without=proposal.moving) == 0 for one in covering):
            last = covering[-1]
            said = PAPER_USED_UP.format(number=last.number or last.case, units=last.units)
            found.append(Conflict("C11", severity, said, cause=f"used {last.case}"))
    return tuple(found)
