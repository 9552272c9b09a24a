"""A message that failed, or reaches nobody: is it sent again, or was its patient told otherwise?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.errors import BadInput
from core.messages.sentences import REASONS
from core.messages.telling import state_words
from tui.keys.menu_typing import Choices
from tui.prompts.message_sentences import BY_WAY, MESSAGE_GONE, MESSAGE_TOLD
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.messages.listing import Listed
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class FailedMessagePrompt:
    """`s` has it go out again, `d` puts it aside."""

    label = "Message"
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, listed: Listed) -> None:
        """Raises NeedsReason for a restricted record that was not opened for a reason."""
        self._workstation, self._listed = workstation, listed
        self._warning = note_opened(workstation, listed.patient, "message")

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter does it. Raises BadInput."""
        if leaves(key):
            return Close()
        letter = (character or "").lower()
        messages, actor, number = self._workstation.desk.messages, self._workstation.actor, self._listed.message.id
        if letter == "s":
            return Did(messages.send(actor, number))
        if letter == "d":
            return Did(messages.cancel(actor, number))
        return STAY

    def choices(self) -> Choices:
        """The letters."""
        return Choices(("s", "d"), lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose it is, what it says, where it was to go, and what is the matter."""
        listed, privacy = self._listed, self._workstation.privacy
        message = listed.message
        today = local(self._workstation.view.now, listed.site.tz).date()
        way = BY_WAY[message.way.value if message.way else ""]
        told = MESSAGE_TOLD.format(reason=REASONS[message.reason.value], way=way, address=message.address)
        lines = [((f" {told}", "panel"),), ((f" {state_words(message)}", "warn"),)]
        said = [((f" {line}", "panel"),) for line in message.text.splitlines()[:4] if line]
        return (*self._warning, *patient_head(listed.patient, today, privacy=privacy), *lines, *said)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("s", "send it again"), ("d", "they were told"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The message as it is now. Raises BadInput where it is no longer on the list."""
        found = self._workstation.desk.messages.failed(self._workstation.actor)
        listed = next((one for one in found if one.message.id == self._listed.message.id), None)
        if listed is None:
            raise BadInput(MESSAGE_GONE)
        self._listed = listed
