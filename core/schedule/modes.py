"""How do patient and provider meet where nobody says so?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.schedule.model.appointment import Mode

if TYPE_CHECKING:
    from core.clinic.model import Provider, VisitType


def usual_mode(visit_type: VisitType, provider: Provider) -> Mode:
    """The first of the type's modes that the provider has too; where there is none, the rules say so of the first."""
    return Mode(next((mode for mode in visit_type.modes if mode in provider.modes), visit_type.modes[0]))
