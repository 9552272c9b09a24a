"""C3: does the provider already have somebody in the minutes they are needed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.rules.crowding import ALONE, crowds
from core.schedule.rules.proposal import provider_span_of
from core.schedule.sentences import PROVIDER_IS_TAKEN

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def provider_overlap(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Only the provider's own minutes count, so that preparation and clean-up may overlap another visit.

    Where several are seen at once, C7 counts them.
    """
    met = dict.fromkeys(
        other.appointment.id for crowd in crowds(proposal, facts) if crowd.capacity == ALONE for other in crowd.others
    )
    return tuple(
        Conflict(
            "C3",
            policy.rules.C3,
            PROVIDER_IS_TAKEN.format(
                provider=proposal.provider.family,
                patient=other.patient.name,
                hours=proposal.hours(provider_span_of(other)),
                type=other.appointment.visit_type,
            ),
            (other.appointment.id,),
            cause=f"{proposal.provider.code} {other.appointment.id} {provider_span_of(other).stamp}",
        )
        for other in facts.provider_day
        if other.appointment.id in met
    )
