"""What is said of somebody of a patient's family?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.family import sentences as say

if TYPE_CHECKING:
    from core.family.model import Relative


def words_of(relative: Relative) -> str:
    """'parent (decides, pays)', 'child (paid for, lives elsewhere)', 'same household'."""
    if relative.kinship is None:
        return say.SAME_HOUSEHOLD
    facts = (
        (relative.decides, say.DECIDES),
        (relative.pays, say.PAYS),
        (relative.is_ward, say.IS_WARD),
        (relative.is_paid_for, say.IS_PAID_FOR),
        (not relative.household, say.ELSEWHERE),
    )
    more = ", ".join(word for is_so, word in facts if is_so)
    kinship = say.KINSHIP[relative.kinship.value]
    return say.AND.format(kinship=kinship, more=more) if more else kinship
