r"""Narrow the days shown as free (`\`): a type of visit, providers, days, times, as the booking line reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ClinicdeskError
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.sentences import FREE_HOW
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.schedule.slots.words import Understood
    from tui.selection.place import Slot
    from tui.text.lines import Line


class FreeWordsPrompt:
    """Words that are read with every key; Enter on none shows all again, leaving brings back what was."""

    label = "Free for"
    carries = False

    def __init__(self, say: Callable[[str], Understood | None], back: Callable[[], None]) -> None:
        """`say` puts words in force and tells how they were read, or raises; `back` brings back what was before."""
        self.editor = LineEditor()
        self._say, self._back = say, back
        self._read: Understood | None = None
        self._problem = ""

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter keeps the words, once all of them can be read."""
        if leaves(key):
            self._back()
            return Close()
        if key == "enter":
            return STAY if self._refusal else Close()
        typed = self.editor.text
        self.editor.key(key, character)
        if self.editor.text != typed:
            self.refresh()
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """How the words were read, or what can be typed."""
        if self._problem:
            return (((f" {self._problem}", "warn"),),)
        how = () if self.editor.text.strip() else (((f" {FREE_HOW}", "hint"),),)
        told = ((f" {self._read.echo}", "ok"),) if self._read else ()
        unread = tuple(((f" {one.sentence}", "warn"),) for one in (self._read.unread if self._read else ()))
        return (*how, *((told,) if told else ()), *unread)

    def hint(self) -> Line:
        """Keys."""
        enter = "keep" if self.editor.text.strip() else "show all"
        return keys_line(("Enter", enter), ("Ctrl+X", "as before"))

    def refresh(self) -> None:
        """The words changed, or the clinic did."""
        self._problem = ""
        try:
            self._read = self._say(self.editor.text)
        except ClinicdeskError as error:
            self._problem = error.sentence

    @property
    def _refusal(self) -> str:
        return self._problem or (self._read.unread[0].sentence if self._read and self._read.unread else "")
