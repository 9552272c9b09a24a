"""Go to a date (`g`): the words typed, and how they were read before Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.calendar.words import describe_date, read_date
from core.errors import BadInput
from tui.kept import Kept
from tui.lines import keys_line
from tui.prompts.again import Asking, Restored, type_again, typed_fields
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.slots import GoTo

if TYPE_CHECKING:
    from datetime import date

    from core.model.clinic import Site
    from tui.bootstrap import Session
    from tui.lines import Line
    from tui.slots import Slot


class GotoPrompt:
    """A date in any of the words of the desk."""

    label = "Go to"
    carries = False
    key_of_draft: tuple[object, ...] = ("goto",)

    def __init__(self, session: Session, site: Site) -> None:
        self._session, self._site = session, site
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter goes."""
        if leaves(key):
            return Close()
        if key == "enter" and self.editor.text.strip():
            return GoTo(self._site.code, self._date())
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

    def kept(self) -> Kept:
        """What is typed."""
        return Kept("goto", "", typed_fields("date", self.editor), lasts=False)

    @classmethod
    def from_kept(cls, kept: Kept, at: Asking) -> Restored:
        """The same date again; what it means is read anew."""
        prompt = cls(at.session, at.site)
        type_again("date", prompt.editor, kept.fields)
        return Restored(prompt)

    def _today(self) -> date:
        return local(self._session.desk.now(), self._site.tz).date()

    def _date(self) -> date:
        return read_date(self.editor.text, today=self._today(), order=self._session.settings.dates.order)
