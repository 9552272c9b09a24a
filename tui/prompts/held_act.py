"""How is a hold, or the release of one, which no journal has, taken back and done again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.journal.model import REDO, UNDO
from core.schedule.holds.use_cases import HoldRequest
from tui.desk_state import HoldAct
from tui.prompts.prompt import Told
from tui.text.hiding import hide

if TYPE_CHECKING:
    from core.schedule.model.hold import Hold
    from tui.workstation import Workstation


def remember(workstation: Workstation, hold: Hold, *, is_held: bool, is_undone: bool = False) -> None:
    """It was held, or released, and is what undo means until something else is done."""
    if workstation.view.may(Privilege.UNDO):
        after = workstation.desk.journal.next_entry(workstation.actor, UNDO)
        workstation.state.hold_act = HoldAct(hold, is_held, after, is_undone)


def taken_back(workstation: Workstation, verb: str) -> Told | None:
    """The hold released, or the time held again, where that was done last; None where `verb` means an act.

    Raises what the desk refuses, as of a hold that ran out, or time that others took: nothing is taken back then, and
    the verb means the act before from then on.
    """
    act, workstation.state.hold_act = workstation.state.hold_act, None
    if act is None or act.after != workstation.desk.journal.next_entry(workstation.actor, UNDO):
        return None
    if act.is_undone != (verb == REDO):
        workstation.state.hold_act = act if verb == REDO else None
        return None
    desk, actor = workstation.desk, workstation.actor
    if act.is_held:
        hold, sentence = desk.holds.release(actor, act.hold.number)
    else:
        hold, sentence = desk.holds.hold(actor, _again(workstation, act.hold))
    remember(workstation, hold, is_held=not act.is_held, is_undone=verb == UNDO)
    return Told(hide(workstation, sentence))


def _again(workstation: Workstation, hold: Hold) -> HoldRequest:
    """The same time until the same moment."""
    minutes = (hold.span.end - hold.span.start).seconds // 60
    until = local(hold.until, workstation.view.clinic.sites[hold.site].tz)
    return HoldRequest(hold.provider, hold.span.start, minutes, site=hold.site, note=hold.note, until=until)
