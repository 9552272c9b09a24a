"""What is asked about drawers?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from tui.prompts.prompt import Open

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import drawer as drawers
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    (drawers,) = lazy_modules("tui.prompts.drawer")


def drawer(context: CommandContext) -> Outcome:
    """Open one's own drawer, or count it."""
    return Open(drawers.ask_drawer(context.workstation))
