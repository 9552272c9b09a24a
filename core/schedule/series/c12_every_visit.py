"""C12: does every visit of several that are booked or moved as one stand without a reason?

A series that was checked at its first occurrence alone is a defect of peers (Cal.com #25287): each is asked about by
every rule, beside those before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict, blocking
from core.schedule.sentences import VISITS_MEET_SOMETHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.settings.model import Policy


def every_visit(rows: Sequence[tuple[str, Sequence[Conflict]]], policy: Policy) -> tuple[Conflict, ...]:
    """One conflict for all `rows`, each a visit as it is called and what it meets, that are not without any."""
    met = [name for name, conflicts in rows if blocking(conflicts)]
    if not met:
        return ()
    sentence = VISITS_MEET_SOMETHING.format(count=len(met), of=len(rows), which=", ".join(met))
    return (Conflict("C12", policy.rules.C12, sentence, cause=f"several {' '.join(met)}"),)
