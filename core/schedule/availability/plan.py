"""What does a change of when a provider works come to: which exceptions and blocks go, and which come?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.clinic.dated import Block, SessionException
from core.conflict import Conflict, Severity
from core.errors import Refused
from core.schedule.availability.sentences import NOT_DONE
from core.structs import replace

if TYPE_CHECKING:
    from core.clinic.dated import Dated
    from core.clinic.model import Clinic


class Plan(Struct, frozen=True):
    """What goes, what comes, and the sentence of the act."""

    sentence: str
    removed: tuple[Dated, ...] = ()
    added: tuple[Dated, ...] = ()

    def applied(self, clinic: Clinic) -> Clinic:
        """The clinic once it is done; what comes has no number yet."""
        gone = {one.number for one in self.removed}
        exceptions = [one for one in clinic.exceptions if one.number not in gone]
        blocks = [one for one in clinic.blocks if one.number not in gone]
        exceptions += [one for one in self.added if isinstance(one, SessionException)]
        blocks += [one for one in self.added if isinstance(one, Block)]
        return replace(clinic, exceptions=tuple(exceptions), blocks=tuple(blocks))


def refusal(why: str) -> Refused:
    """What the hours as they are have against the change."""
    return Refused(NOT_DONE.format(why=why), (Conflict("STATE", Severity.HARD, why),))
