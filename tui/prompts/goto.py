"""Go to a date (`g`): the words typed, and how they were read before Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.names import describe_date
from core.calendar.parse_date import parse_date
from core.calendar.wall import local
from core.errors import BadInput
from tui.drafts.prompt_state import PromptState
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Go, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, type_again, typed_fields
from tui.selection.place import Day, Place
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from datetime import date

    from core.clinic.model import Site
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class GotoPrompt:
    """A date in any of the words of the desk."""

    label = "Go to"
    carries = False

    def __init__(self, workstation: Workstation, site: Site, *, screen: str = "day") -> None:
        """`screen` is the one that shows the date."""
        self._workstation, self._site, self._screen = workstation, site, screen
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter goes; what is no date stays, and the panel says why."""
        if leaves(key):
            return Close()
        if key == "enter" and self.editor.text.strip():
            try:
                return Go(Place(self._screen, Day(self._site.code, self._date())))
            except BadInput:
                return STAY  # the panel says so already
        self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The echo, or what can be typed."""
        if not self.editor.text.strip():
            return (((" tom  fri  +3  2w  3mo  24  3/14  w48  eom", "hint"),),)
        try:
            return (((f" {describe_date(self._date(), self._today())}", "ok"),),)
        except BadInput as error:
            return (((f" {error.sentence}", "warn"),),)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "go"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    def state(self) -> PromptState:
        """What is typed."""
        return PromptState("goto", "", typed_fields("date", self.editor))

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same date again; what it means is read anew."""
        prompt = cls(at.workstation, at.site)
        type_again("date", prompt.editor, kept.fields)
        return Restored(prompt)

    def _today(self) -> date:
        return local(self._workstation.view.now, self._site.tz).date()

    def _date(self) -> date:
        return parse_date(self.editor.text, today=self._today(), order=self._workstation.settings.dates.order)
