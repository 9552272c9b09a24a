"""C13: does the authorization that the visit uses end soon, or has it few visits left?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.conflict import Conflict
from core.schedule.model.paper import AUTHORIZATION
from core.schedule.sentences import AUTHORIZATION_ENDS, AUTHORIZATION_RUNS_OUT
from core.schedule.units import in_order, left

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy

FEW_UNITS: Final = 3
SOON: Final = timedelta(days=30)


def authorization(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """It is to be renewed where it ends within thirty days of the visit, or has fewer than three visits behind it."""
    if AUTHORIZATION not in proposal.visit_type.requires:
        return ()
    on = local(proposal.span.start, proposal.site.tz).date()
    counted = [
        (one, left(facts.papers, one, facts.clinic, without=proposal.moving))
        for one in in_order(facts.papers, AUTHORIZATION, proposal.visit_type.code, on)
    ]
    usable = [(one, units) for one, units in counted if units != 0]
    if not usable or any(
        (one.last is None or one.last - on > SOON) and (units is None or units > FEW_UNITS) for one, units in usable
    ):
        return ()
    paper, units = usable[-1]
    number = paper.number or str(paper.case)
    if units is not None and units <= FEW_UNITS:
        said = AUTHORIZATION_RUNS_OUT.format(number=number, left=units - 1, units=paper.units)
    else:
        said = AUTHORIZATION_ENDS.format(number=number, day=f"{paper.last:%-d %b %Y}")
    return (Conflict("C13", policy.rules.C13, said, cause=f"renew {paper.case}"),)
