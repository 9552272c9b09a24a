"""C11: is it the kind of room that the visit type needs?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.sentences import ROOM_KIND_DOES_NOT_FIT

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def room_kind(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """A room that somebody named may be of another kind, with a reason; none that the desk chooses is."""
    room, wanted = proposal.room, proposal.visit_type
    if room is None or wanted.room_kind in {"", room.kind}:
        return ()
    sentence = ROOM_KIND_DOES_NOT_FIT.format(room=room.code, kind=room.kind, type=wanted.code, wanted=wanted.room_kind)
    return (Conflict("C11", policy.rules.C11, sentence),)
