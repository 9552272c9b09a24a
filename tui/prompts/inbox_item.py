"""Something came in of which nobody knows whose it is: from which number, in which words, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from tui.prompts.editor import LineEditor
from tui.prompts.message_sentences import CALL_GONE, CALL_NOTED, CALL_SAID, INBOX_HAVING
from tui.prompts.prompt import Did, Outcome, typed_in
from tui.text.hiding import typed_text
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head, who_line

if TYPE_CHECKING:
    from core.messages.inbox import ToSee
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 4
"""So many of those who have one number, as a family has."""


class InboxItemPrompt:
    """Enter notes that it was seen to, with what is typed."""

    label = "Seen to"
    carries = False

    def __init__(self, workstation: Workstation, one: ToSee) -> None:
        """Raises NeedsReason for a restricted record that was not opened for a reason."""
        self._workstation, self._one = workstation, one
        self.editor = LineEditor()
        self._warning = note_opened(workstation, one.patient, "inbox") if one.patient else ()
        self._having = _having(workstation, one)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter, or text. Raises BadInput."""
        typed = typed_in(self.editor, key, character)
        if typed:
            return typed
        messages, actor = self._workstation.desk.messages, self._workstation.actor
        return Did(messages.see_to(actor, self._one.item.id, self.editor.text))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom, at which number, what for, and what they said."""
        one, workstation = self._one, self._workstation
        site = workstation.view.first_site
        today = local(workstation.view.now, site.tz).date()
        head = patient_head(one.patient, today, privacy=workstation.privacy) if one.patient else ()
        said = CALL_SAID.format(said=typed_text(workstation, one.item.said))
        told = f" {one.item.number}  {one.item.why}" if one.item.number else f" {one.item.why}"
        return (
            *self._warning,
            *head,
            ((told, "warn"),),
            *([((f" {said}", "panel"),)] if one.item.said else []),
            *([((f" {INBOX_HAVING.format(count=len(self._having))}", "hint"),)] if self._having else []),
            *(who_line(who, today, privacy=workstation.privacy) for who in self._having[:_SHOWN]),
            ((f" {CALL_NOTED}", "hint"),),
        )

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "seen to"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """It as it is now. Raises BadInput where somebody saw to it meanwhile."""
        found = self._workstation.desk.messages.inbox(self._workstation.actor)
        one = next((one for one in found if one.item.id == self._one.item.id), None)
        if one is None:
            raise BadInput(CALL_GONE)
        self._one = one


def _having(workstation: Workstation, one: ToSee) -> tuple[Patient, ...]:
    """Who has the number that it came from: one of them may be meant."""
    if one.patient or not one.item.number:
        return ()
    try:
        return workstation.desk.messages.number(workstation.actor, one.item.number).patients
    except BadInput:  # no number and no address
        return ()
