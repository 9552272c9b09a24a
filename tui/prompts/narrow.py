r"""Narrow the queue (`\`): the words typed, and how many they leave before Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.sentences import FILTER_HOW, FILTER_LEFT
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.selection.place import Slot
    from tui.text.lines import Line


class NarrowPrompt:
    """Words that narrow the queue with every key; Enter on none shows everybody, leaving brings back what was."""

    label = "Filter"
    carries = False

    def __init__(self, before: str, narrow: Callable[[str], tuple[int, int]]) -> None:
        """`before` is the filter in force; `narrow` puts another in force and says how many of how many it leaves."""
        self.editor = LineEditor()
        self._before, self._narrow = before, narrow
        self._left = narrow(before)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter keeps the filter typed."""
        if leaves(key):
            self._narrow(self._before)
            return Close()
        if key == "enter":
            self._narrow(self._typed)
            return Close()
        typed = self.editor.text
        self.editor.key(key, character)
        if self.editor.text != typed:
            self.refresh()
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """How many are left, and what can be typed."""
        shown, count = self._left
        left = FILTER_LEFT.format(shown=shown, count=count)
        return (((f" {left}", "ok" if shown else "warn"),), *(((f" {line}", "hint"),) for line in FILTER_HOW))

    def hint(self) -> Line:
        """Keys."""
        enter = "keep" if self._typed else "show all"
        return keys_line(("Enter", enter), ("Ctrl+X", "as before"))

    def refresh(self) -> None:
        """The queue changed, or the words did."""
        self._left = self._narrow(self._typed or self._before)

    @property
    def _typed(self) -> str:
        return self.editor.text.strip()
