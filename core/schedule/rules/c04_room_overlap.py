"""C4: is the room free, whoever else works there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.rules.proposal import span_of
from core.schedule.sentences import NO_ROOM_FREE, ROOM_IS_TAKEN

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def room_overlap(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """A room must be free of everybody (Frappe accepted two practitioners in one); unnamed, one must be left.

    Those whom one provider sees at once share theirs.
    """
    if proposal.room is None:
        if not proposal.room_needed:
            return ()
        sentence = NO_ROOM_FREE.format(
            kind=proposal.visit_type.room_kind or "fitting",
            site=proposal.site.name,
            hours=proposal.hours(proposal.span),
        )
        return (Conflict("C4", policy.rules.C4, sentence),)
    return tuple(
        Conflict(
            "C4",
            policy.rules.C4,
            ROOM_IS_TAKEN.format(
                room=proposal.room.code,
                patient=other.patient.name,
                provider=facts.clinic.providers[other.appointment.provider].family,
                start=proposal.clock(other.appointment.start),
                end=proposal.clock(other.appointment.end),
            ),
            (other.appointment.id,),
        )
        for other in facts.at_site
        if other.appointment.room == proposal.room.code
        and span_of(other).overlaps(proposal.span)
        and not proposal.shares_room_with(other)
    )
