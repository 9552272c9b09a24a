"""C7: does the provider see as many at once already as the session and the visit types bear?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.rules.crowding import ALONE, crowds
from core.schedule.rules.proposal import provider_span_of
from core.schedule.sentences import GROUP_IS_FULL, GROUP_MEMBER

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def capacity(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Where several are seen at once, the fullest moment is told.

    Of different capacities the strictest holds, whoever was booked first; where that is one, C3 speaks.
    """
    full = [crowd for crowd in crowds(proposal, facts) if crowd.capacity > ALONE]
    if not full:
        return ()
    fullest = max(full, key=lambda crowd: len(crowd.others) - crowd.capacity)
    sentence = GROUP_IS_FULL.format(
        provider=proposal.provider.family,
        capacity=fullest.capacity,
        count=len(fullest.others),
        members="; ".join(
            GROUP_MEMBER.format(patient=other.patient.name, hours=proposal.hours(provider_span_of(other)))
            for other in fullest.others
        ),
    )
    others = tuple(other.appointment.id for other in fullest.others)
    who = " ".join(f"{other.appointment.id} {provider_span_of(other).stamp}" for other in fullest.others)
    cause = f"full {proposal.provider.code} {fullest.capacity} {who}"
    return (Conflict("C7", policy.rules.C7, sentence, others, cause=cause),)
