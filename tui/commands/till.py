"""What is asked about drawers, and at the close of the day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from tui.prompts.prompt import Open

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import close_day as closing
    from tui.prompts import drawer as drawers
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    drawers, closing = lazy_modules("tui.prompts.drawer", "tui.prompts.close_day")


def drawer(context: CommandContext) -> Outcome:
    """Open one's own drawer, or count it."""
    return Open(drawers.ask_drawer(context.workstation))


def close_day(context: CommandContext) -> Outcome:
    """What is open of the day at the site shown, and its sheet."""
    return Open(closing.CloseDayPrompt(context.workstation, context.site.code))
