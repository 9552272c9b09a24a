"""Who may take back a change of when providers work, or do it again, and what is said of whom that strands?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.errors import Refused
from core.schedule.availability.changing import VERBS, told_of
from core.schedule.availability.stranding import stranded_by
from core.schedule.availability.two_sites import refuse_two_sites

if TYPE_CHECKING:
    from core.journal.undo import Undoing


def permit(undoing: Undoing) -> None:
    """Whoever may change the hours. Raises NotAllowed."""
    if undoing.act.verb in VERBS.values():
        undoing.context.permit(undoing.tx, undoing.actor, Privilege.CHANGE_HOURS)


def stranded_again(undoing: Undoing) -> tuple[str, ...]:
    """How many bookings to come fall outside the hours as they are once it is done, if any do.

    Raises Refused where the provider is at two sites at once by it: somebody has used the time meanwhile.
    """
    if undoing.act.verb not in VERBS.values():
        return ()
    before, after = undoing.clinic, undoing.tx.clinic()
    differs = set(before.dated) ^ set(after.dated)
    try:
        refuse_two_sites(before, after, differs, undoing.now)
    except Refused as refused:
        raise Refused(undoing.refusal.format(why=refused.conflicts[0].message), refused.conflicts) from refused
    found = stranded_by(undoing.tx, before, after, undoing.context.policy, undoing.now, differs=differs)
    return (told_of(len(found)),) if found else ()
