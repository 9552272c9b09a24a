"""Go to a date (`g`), or a time of one: the words typed, and how they were read before Enter."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timezone
from typing import TYPE_CHECKING

from core.calendar.named_periods import period_of
from core.calendar.names import describe_date
from core.calendar.parse_date import parse_date
from core.calendar.parse_moment import parse_moment
from core.calendar.parse_when import When, find_when
from core.calendar.typed_words import plain_words
from core.calendar.wall import local
from core.errors import BadInput
from tui.drafts.prompt_state import PromptState
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Go, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, type_again, typed_fields
from tui.prompts.sentences import GO_TO_WORDS
from tui.selection.place import Day, Place, Slot
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.clinic.model import Site
    from tui.text.lines import Line
    from tui.workstation import Workstation


class GotoPrompt:
    """A date, with a time or without, in any of the words of the desk."""

    label = "Go to"
    carries = False

    def __init__(
        self, workstation: Workstation, site: Site, *, screen: str = "day", on: date | None = None, provider: str = ""
    ) -> None:
        """`screen` is the one that shows a date; a time is shown by the schedule, in that provider's column.

        A time alone is one of the day `on`, or today where there is none.
        """
        self._workstation, self._site, self._screen = workstation, site, screen
        self._on, self._provider = on, provider
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter goes; what is no date stays, and the panel says why."""
        if leaves(key):
            return Close()
        if key == "enter" and self.editor.text.strip():
            try:
                return Go(self._place(self._when()))
            except BadInput:
                return STAY  # the panel says so already
        self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The echo, or what can be typed."""
        if not self.editor.text.strip():
            return (((f" {GO_TO_WORDS}", "hint"),),)
        try:
            return (((f" {self._when().echo}", "ok"),),)
        except BadInput as error:
            return (((f" {error.sentence}", "warn"),),)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "go"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    def state(self) -> PromptState:
        """What is typed, and where the cursor was."""
        on = self._on.isoformat() if self._on else ""
        where = {"on": on, "provider": self._provider} if self.editor.text.strip() else {}
        return PromptState("goto", "", {**typed_fields("date", self.editor), **where})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same date again; what it means is read anew."""
        fields = kept.fields
        prompt = cls(at.workstation, at.site, provider=fields.get("provider", ""))
        with suppress(ValueError):
            prompt._on = date.fromisoformat(fields.get("on", ""))
        type_again("date", prompt.editor, fields)
        return Restored(prompt)

    def _when(self) -> When:
        """A date where it can be one, the first day of a week or month that is named, else a day with a time.

        Raises BadInput.
        """
        today = local(self._workstation.view.now, self._site.tz).date()
        text, order = self.editor.text, self._workstation.settings.dates.order
        with suppress(BadInput):
            on = parse_date(text, today=today, order=order)
            return When(on, None, None, describe_date(on, today))
        with suppress(BadInput):
            days = period_of(plain_words(text), today, order)
            understood = find_when(text, today=today, order=order)
            if days and (understood.when is None or understood.rest):
                return When(days[0], None, None, describe_date(days[0], today))
        return parse_moment(text, today=today, order=order, zone=self._site.tz, base_date=self._on)

    def _place(self, when: When) -> Place:
        """The day, and the time on it; from noon on where the afternoon is meant."""
        code, at = self._site.code, when.time
        start = datetime.combine(when.date, at or time(12)) if at or when.day_part == "pm" else None
        if start and when.offset is not None:
            start = local(start.replace(tzinfo=timezone(when.offset)), self._site.tz).replace(tzinfo=None)
        if start is None:
            return Place(self._screen, Day(code, when.date))
        return Place("day", Day(code, start.date()), slot=Slot(code, self._provider, start))
