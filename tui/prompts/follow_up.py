"""What is to follow from a contact: Enter ticks it off, a day that is typed puts it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.errors import BadInput
from tui.prompts.contact_sentences import FOLLOW_UP_GONE, FOLLOW_UP_PUT_OFF
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import Close, Did, Outcome, typed_in
from tui.text.contact_words import contact_line
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from datetime import date

    from core.contact.use_cases import FollowUp
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class FollowUpPrompt:
    """One contact, with whom it was and what was said."""

    label = "Done, or put off to"
    carries = False

    def __init__(self, workstation: Workstation, one: FollowUp) -> None:
        """Raises NeedsReason for a restricted record that was not opened for a reason."""
        self._workstation, self._one = workstation, one
        self.editor = LineEditor()
        self._warning = note_opened(workstation, one.patient, "follow-up")

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter, or text. Raises BadInput, ChangedElsewhere."""
        typed = typed_in(self.editor, key, character)
        if typed:
            return typed
        contact, actor, one = self._workstation.desk.contact, self._workstation.actor, self._one.contact
        if not self.editor.text.strip():
            return Did(contact.tick_off(actor, one.id, rev=one.rev))
        order = self._workstation.settings.dates.order
        day = parse_date(self.editor.text, today=self._today, order=order, field="follow_up")
        change = contact.put_off(actor, one.id, day, rev=one.rev)
        return Did(change) if change else Close()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose it is, and what was said."""
        privacy, view = self._workstation.privacy, self._workstation.view
        return (
            *self._warning,
            *patient_head(self._one.patient, self._today, privacy=privacy),
            contact_line(self._one.contact, view, privacy=privacy),
            ((f" {FOLLOW_UP_PUT_OFF}", "hint"),),
        )

    def hint(self) -> Line:
        """Keys."""
        word = "put it off" if self.editor.text.strip() else "tick it off"
        return keys_line(("Enter", word), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """As it is now. Raises BadInput where it is no longer to be followed up."""
        due = self._workstation.desk.contact.due(self._workstation.actor)
        found = next((one for one in due if one.contact.id == self._one.contact.id), None)
        if found is None:
            raise BadInput(FOLLOW_UP_GONE)
        self._one = found

    @property
    def _today(self) -> date:
        view = self._workstation.view
        return view.today
