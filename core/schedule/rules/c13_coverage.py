"""C13: does somebody pay for the patient on that day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.conflict import Conflict
from core.coverage.standing import AsOf, Trouble, standing
from core.schedule.sentences import NOT_COVERED

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def coverage(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """No coverage that is known holds on the day, or the payer said that the patient is not insured.

    Whose coverage nobody knows is asked at the desk, and no conflict.
    """
    on = local(proposal.span.start, proposal.site.tz).date()
    at = AsOf(facts.clinic, policy, proposal.now, proposal.site.tz)
    where = standing(proposal.patient, facts.coverages, on, at)
    if where.trouble is not Trouble.INACTIVE:
        return ()
    sentence = NOT_COVERED.format(patient=proposal.patient.name, day=f"{on:%-d %b %Y}", why=where.why)
    return (Conflict("C13", policy.rules.C13, sentence),)
