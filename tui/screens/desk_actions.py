"""What does each action do: one function an action, given the scene, answering with an outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.later import later
from tui.prompts.prompt import Open
from tui.screens.record_actions import RECORD_ACTS
from tui.slots import GoTo
from tui.why import why_not

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.prompts import book, command, find, goto
    from tui.prompts.prompt import Outcome
    from tui.screens.record_actions import Acts, Scene
else:  # a question is loaded when it is first asked
    book, command, find, goto = later("tui.prompts", "book", "command", "find", "goto")


def act(action: str, scene: Scene) -> Outcome:
    """Do the action. Raises BadInput with the reason when it cannot be done here, or what the desk refuses."""
    reason = why_not(action, scene.here, scene.session)
    if reason:
        raise BadInput(reason)
    return ACTIONS[action](scene)


def _book(scene: Scene) -> Outcome:
    return Open(book.BookPrompt(scene.session, scene.site, slot=scene.here.slot))


def _find(scene: Scene) -> Outcome:
    return Open(find.FindPrompt(scene.session, scene.site))


def _goto(scene: Scene) -> Outcome:
    return Open(goto.GotoPrompt(scene.session, scene.site))


def _command(_: Scene) -> Outcome:
    return Open(command.CommandPrompt())


def _today(scene: Scene) -> Outcome:
    return GoTo(scene.site.code, local(scene.now, scene.site.tz).date())


def _day_by(days: int) -> Callable[[Scene], Outcome]:
    def go(scene: Scene) -> Outcome:
        return GoTo(scene.site.code, scene.on + timedelta(days=days * scene.count))

    return go


def _next_site(scene: Scene) -> Outcome:
    codes = [site.code for site in scene.session.desk.clinic().sites.values() if not site.retired]
    at = codes.index(scene.site.code) if scene.site.code in codes else -1
    return GoTo(codes[(at + 1) % len(codes)], scene.on)


ACTIONS: Final[Acts] = {
    **RECORD_ACTS,
    "book": _book,
    "find": _find,
    "goto": _goto,
    "command": _command,
    "today": _today,
    "prev_day": _day_by(-1),
    "next_day": _day_by(1),
    "prev_week": _day_by(-7),
    "next_week": _day_by(7),
    "next_site": _next_site,
}
"""By the ids of `tui.actions`; what only moves the cursor or the view is the screen's own."""
