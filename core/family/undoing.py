"""Does an undo have two people belong together who do so already by what was noted since?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ChangedElsewhere
from core.family import sentences as say
from core.family.model import FamilyLink
from core.family.relating import link_between, named

if TYPE_CHECKING:
    from core.journal.undo import Undoing


def permit(undoing: Undoing) -> None:
    """A link that counts again is the only one of its two patients. Raises ChangedElsewhere."""
    tx = undoing.tx
    for image in tx.journal.images(undoing.entry.id):
        again = image.before
        if not isinstance(again, FamilyLink) or not again.counts:
            continue
        there = link_between(tx, again.patient, again.other)
        if there and there.id != again.id:
            mine, theirs = tx.patients.by_id(again.patient), tx.patients.by_id(again.other)
            why = say.RELATED_SINCE.format(**named(mine, theirs))
            raise ChangedElsewhere(undoing.refusal.format(why=why)).naming(mine, theirs)
