"""The line after ':'. It knows `quit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.text.cleaning import clean_text
from tui.drafts.prompt_state import PromptState
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, Quit, leaves
from tui.prompts.restore_context import Restored, type_again, typed_fields
from tui.prompts.sentences import UNKNOWN_COMMAND
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from tui.selection.place import Slot
    from tui.text.lines import Line

_QUIT = frozenset({"q", "quit"})


class CommandPrompt:
    """A command by its name."""

    label = ":"
    carries = False

    def __init__(self) -> None:
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter runs it."""
        if leaves(key):
            return Close()
        if key != "enter":
            self.editor.key(key, character)
            return STAY
        command = clean_text(self.editor.text).lower().lstrip(":")
        if not command:
            return Close()
        if command in _QUIT:
            return Quit()
        raise BadInput(UNKNOWN_COMMAND.format(command=command))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What there is."""
        return (((" quit leaves the desk", "hint"),),)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "do it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    def state(self) -> PromptState:
        """What is typed."""
        return PromptState("command", "", typed_fields("line", self.editor))

    @classmethod
    def from_state(cls, kept: PromptState) -> Restored:
        """The same line again."""
        prompt = cls()
        type_again("line", prompt.editor, kept.fields)
        return Restored(prompt)
