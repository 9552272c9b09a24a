"""What is to be known before a visit (`;`): said on the phone from here; Enter sends all of it, a letter one of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.messages.sentences import NO_INFO
from core.messages.service import infos_for
from tui.keys.menu_typing import Choices
from tui.prompts.contact_sentences import CALL_INFOS, INFO_HOW, INFO_LABEL
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.clinic.outreach import ServiceInfo
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

LETTERS: Final = {
    "b": "bring",
    "p": "prepare",
    "w": "directions",
    "k": "parking",
    "o": "hours",
    "l": "languages",
    "c": "price",
}
_LETTER_OF: Final = {topic: letter for letter, topic in LETTERS.items()}


class InfoPrompt:
    """What the set-up says of the visit, in the patient's language."""

    label = INFO_LABEL
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit) -> None:
        """Raises BadInput where there is nothing to tell, NeedsReason for a restricted record not opened."""
        self._workstation, self._scheduled = workstation, scheduled
        self._warning = note_opened(workstation, scheduled.patient, "info")
        if not self._infos():
            raise BadInput(NO_INFO)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter sends all, a letter one. Raises what the desk refuses."""
        if leaves(key):
            return Close()
        topic = LETTERS.get((character or "").lower(), "")
        if key == "enter" or any(one.topic == topic for one in self._infos()):
            topics = (topic,) if topic else ()
            visit = self._scheduled.appointment.id
            return Did(self._workstation.desk.messages.send_info(self._workstation.actor, visit, topics))
        return STAY

    def choices(self) -> Choices | None:
        """The letters."""
        return Choices(tuple(_LETTER_OF[one.topic] for one in self._infos()), lambda: None, only_one=True)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom, and what to tell them."""
        workstation = self._workstation
        head = patient_head(self._scheduled.patient, workstation.view.today, privacy=workstation.privacy)
        told = (((f" {CALL_INFOS[one.topic]}: ", "hint"), (one.text, "panel")) for one in self._infos())
        return (*self._warning, *head, *told, ((f" {INFO_HOW}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        letters = ((_LETTER_OF[one.topic], CALL_INFOS[one.topic]) for one in self._infos())
        return keys_line(("Enter", "send all"), *letters, ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The visit as it is now. Raises NotFound."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self._scheduled = desk.schedule.appointment(actor, self._scheduled.appointment.id)

    def _infos(self) -> tuple[ServiceInfo, ...]:
        return infos_for(self._workstation.view.clinic, self._scheduled)
