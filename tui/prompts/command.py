"""The line after ':'. It knows `quit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.sentences import UNKNOWN_COMMAND
from core.text import clean_text
from tui.kept import Kept
from tui.lines import keys_line
from tui.prompts.again import Restored, type_again, typed_fields
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, Quit, leaves

if TYPE_CHECKING:
    from tui.lines import Line
    from tui.slots import Slot

_QUIT = frozenset({"q", "quit"})


class CommandPrompt:
    """A command by its name."""

    label = ":"
    carries = False
    key_of_draft: tuple[object, ...] = ("command",)

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
            return Close(finished=True)
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

    def kept(self) -> Kept:
        """What is typed."""
        return Kept("command", "", typed_fields("line", self.editor), lasts=False)

    @classmethod
    def from_kept(cls, kept: Kept) -> Restored:
        """The same line again."""
        prompt = cls()
        type_again("line", prompt.editor, kept.fields)
        return Restored(prompt)
