"""Who may change a day that is closed? Asked at the end of each transaction, whichever act it was.

So a step back, an undo, a redo, a void, an import, an edit and a booking into that day meet the same rule. The worker
decides nothing: it notes what a patient answered or what became of a message, and would do nothing else any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.access.rights import Rights
from core.closing import sentences as say
from core.errors import NotAllowed
from core.jobs.model import WORKER

if TYPE_CHECKING:
    from core.access.ports import Authorization
    from core.closing.ports import Writing


def refuse(tx: Writing, authorization: Authorization) -> None:
    """Raise NotAllowed where something was written that is of a closed day, by who may not."""
    clinic = tx.clinic()
    for one in tx.closing.written(clinic):
        privilege = Privilege.REOPEN_DAY if one.opens else Privilege.CHANGE_CLOSED_DAY
        if one.actor == WORKER or Rights(one.actor, clinic.users, authorization).may(privilege):
            continue
        close = one.close
        told = {"day": f"{close.day:%a %-d %b %Y}", "site": clinic.sites[close.site].name, "who": close.by}
        raise NotAllowed(say.KEPT.format(**told, actor=one.actor, iso=close.day.isoformat(), code=close.site))
