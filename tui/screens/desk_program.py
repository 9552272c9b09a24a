"""What do screens need of the program they belong to, beside what commands do?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.commands.context import Program

if TYPE_CHECKING:
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Place


class DeskProgram(Program, Protocol):
    """The program, as far as screens need it."""

    def go(self, place: Place, then: str = "") -> None:
        """Show that place, and do the action `then` there."""
        ...

    def ask_on_schedule(self, prompt: Prompt, place: Place, *, said: str) -> None:
        """Ask on the schedule what its slots answer."""
        ...

    def leave(self) -> None:
        """Leave the desk."""
        ...
