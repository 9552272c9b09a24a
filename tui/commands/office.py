"""What is asked of those outside, of what is in stock, and of what came by mail and fax?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from tui.prompts.prompt import Open

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import directory as directories
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    (directories,) = lazy_modules("tui.prompts.directory")


def directory(context: CommandContext) -> Outcome:
    """Find somebody outside."""
    return Open(directories.DirectoryPrompt(context.workstation, context.site))
