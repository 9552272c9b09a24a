"""Did somebody not come who is overdue? Asked where a list of them is gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_wall
from core.calendar.wall import local
from core.visits.state import Verb
from tui.keys.menu_typing import Choices
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.sentences import NOT_COME_WHEN
from tui.text.lines import keys_line
from tui.text.words import who_line

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class NotComePrompt:
    """Enter notes that the patient did not come, and so does the letter that does elsewhere."""

    label = "Did not come"
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit) -> None:
        self._workstation, self._scheduled = workstation, scheduled

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter, or the key of a no-show."""
        if leaves(key):
            return Close()
        if key == "enter" or key in self._workstation.keyboard.keys("no_show"):
            desk, actor = self._workstation.desk, self._workstation.actor
            number = self._scheduled.appointment.id
            return Did(desk.visits.do(actor, Verb.NO_SHOW, number, rev=self._scheduled.seen))
        return STAY

    def choices(self) -> Choices:
        """The key of a no-show."""
        return Choices(self._workstation.keyboard.keys("no_show"), lambda: None, only_one=True)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Who was expected when, and with whom."""
        view, one = self._workstation.view, self._scheduled
        site = view.site_of(one)
        today = local(view.now, site.tz).date()
        told = NOT_COME_WHEN.format(
            when=format_wall(one.appointment.start, site, view.now),
            type=one.appointment.visit_type,
            provider=view.clinic.providers[one.appointment.provider].family,
        )
        return (
            who_line(one.patient, today, privacy=self._workstation.privacy),
            ((f" {told}", "panel"),),
        )

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "did not come"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The appointment as it is now. Raises NotFound."""
        number = self._scheduled.appointment.id
        self._scheduled = self._workstation.desk.schedule.appointment(self._workstation.actor, number)
