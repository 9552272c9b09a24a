"""How is an action done: what keeps it from being done here, and which function does it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from core.errors import BadInput
from core.lazy import named
from tui.selection.disabled_reason import disabled_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.commands.context import CommandContext
    from tui.keys.action import Action
    from tui.prompts.prompt import Outcome

Handler: TypeAlias = "Callable[[CommandContext], Outcome]"


def act(context: CommandContext) -> Outcome:
    """Do the action. Raises BadInput with the reason when it cannot be done here, or what the desk refuses."""
    reason = disabled_reason(context.action.id, context.here, context.workstation)
    if reason:
        raise BadInput(reason)
    return handler(context.action)(context)


def handler(action: Action) -> Handler:
    """The function that the action's row names, loaded now."""
    return cast("Handler", named(action.handler))
