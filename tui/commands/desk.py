"""What is done with the desk itself: its keys told, names hidden, questions put aside, the desk left?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.lazy import lazy_modules
from tui.drafts.sentences import PARK_WHAT
from tui.prompts.prompt import STAY, Open, Quit

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import command, help as keys_help  # isort: skip
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    command, keys_help = lazy_modules("tui.prompts.command", "tui.prompts.help")


def show_keys(context: CommandContext) -> Outcome:
    """All keys, and why some are grey."""
    here, rows, width = context.here, context.rows, context.width
    return Open(keys_help.HelpPrompt(here, context.workstation, rows=rows, width=width, legend=context.legend))


def ask_command(context: CommandContext) -> Outcome:
    """Ask for a command by its name."""
    return Open(command.CommandPrompt(context.workstation))


def hide_names(context: CommandContext) -> Outcome:
    """Initials instead of names, and back."""
    context.program.hide_names()
    return STAY


def park(context: CommandContext) -> Outcome:
    """Nothing is open that could be put aside. Raises BadInput."""
    raise BadInput(PARK_WHAT.format(**context.workstation.keyboard.names))


def resume(context: CommandContext) -> Outcome:
    """Ask again what was put aside last."""
    context.program.resume()
    return STAY


def repaint(context: CommandContext) -> Outcome:
    """Send every cell again."""
    context.program.repaint()
    return STAY


def leave(context: CommandContext) -> Outcome:
    """Leave the desk."""
    return Quit()
