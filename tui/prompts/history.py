"""The history of an appointment (`h`): what was done, by whom and when, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.messages.telling import without_course
from tui.keys.menu_typing import Choices
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.text.lines import hanging, keys_line
from tui.text.opened import note_opened
from tui.text.words import entry_line, who_line

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class HistoryPrompt:
    """Pages to read, the newest entry in view first; any key that leaves a prompt, Enter or its own closes it."""

    label = "History"
    carries = False
    editor = None

    def __init__(
        self, workstation: Workstation, site: Site, scheduled: ScheduledVisit, *, rows: int, width: int
    ) -> None:
        self._workstation, self._site = workstation, site
        self._scheduled = scheduled
        self._closing = workstation.keyboard.keys("history")
        self._rows, self._width = max(rows - 1, 1), width
        self._lines: tuple[Line, ...] = ()
        self._up = 0
        self._warning = note_opened(workstation, scheduled.patient, "history")
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """Page through, or close."""
        if leaves(key) or key == "enter" or key in self._closing:
            return Close()
        pages = -(-len(self._lines) // self._rows)
        if key in {"pageup", "up"}:
            self._up = min(self._up + 1, max(pages - 1, 0))
        elif key in {"pagedown", "down"}:
            self._up = max(self._up - 1, 0)
        return STAY

    def choices(self) -> Choices:
        """Nothing is chosen here: its own keys close it."""
        return Choices(self._closing, lambda: None, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom it is about, and a page counted from the newest entry."""
        today = local(self._workstation.view.now, self._site.tz).date()
        end = max(len(self._lines) - self._up * self._rows, 0)
        shown = self._lines[max(end - self._rows, 0) : end]
        who = who_line(self._scheduled.patient, today, privacy=self._workstation.privacy)
        return (*self._warning, who, *shown)

    def hint(self) -> Line:
        """Keys."""
        if len(self._lines) <= self._rows:
            return keys_line(("Enter", "close"))
        return keys_line(("Enter", "close"), ("PgUp PgDn", "earlier, later"))

    def refresh(self) -> None:
        """Read it again."""
        entries = self._workstation.desk.journal.entries_on(self._workstation.actor, self._scheduled.ref)
        patient, privacy = self._scheduled.patient, self._workstation.privacy
        told = (entry_line(entry, self._site, patient, privacy=privacy) for entry in without_course(entries))
        self._lines = tuple(line for entry in told for line in hanging(entry, self._width))
