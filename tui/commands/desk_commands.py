"""What does each action do: one function an action, given the scene, answering with an outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from tui.commands.record_commands import RECORD_ACTS
from tui.prompts.prompt import Open
from tui.selection.disabled_reason import disabled_reason
from tui.selection.place import GoTo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.commands.record_commands import Acts, CommandContext
    from tui.prompts import book, command, find, goto
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    book, command, find, goto = lazy_modules(
        "tui.prompts.book", "tui.prompts.command", "tui.prompts.find", "tui.prompts.goto"
    )


def act(action: str, context: CommandContext) -> Outcome:
    """Do the action. Raises BadInput with the reason when it cannot be done here, or what the desk refuses."""
    reason = disabled_reason(action, context.here, context.workstation)
    if reason:
        raise BadInput(reason)
    return ACTIONS[action](context)


def _book(context: CommandContext) -> Outcome:
    return Open(book.BookPrompt(context.workstation, context.site, slot=context.here.slot))


def _find(context: CommandContext) -> Outcome:
    return Open(find.FindPrompt(context.workstation, context.site))


def _goto(context: CommandContext) -> Outcome:
    return Open(goto.GotoPrompt(context.workstation, context.site))


def _command(_: CommandContext) -> Outcome:
    return Open(command.CommandPrompt())


def _today(context: CommandContext) -> Outcome:
    return GoTo(context.site.code, local(context.now, context.site.tz).date())


def _day_by(days: int) -> Callable[[CommandContext], Outcome]:
    def go(context: CommandContext) -> Outcome:
        return GoTo(context.site.code, context.on + timedelta(days=days * context.count))

    return go


def _next_site(context: CommandContext) -> Outcome:
    codes = [site.code for site in context.workstation.view.clinic.sites.values() if not site.retired]
    at = codes.index(context.site.code) if context.site.code in codes else -1
    return GoTo(codes[(at + 1) % len(codes)], context.on)


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
"""By the ids of `tui.keys.registry`; what only moves the cursor or the view is the screen's own."""
