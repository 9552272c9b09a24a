"""Why is a restricted record opened? Asked before anything of it is shown, and written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, Told, leaves
from tui.prompts.sentences import OPEN_IT_AGAIN, REASON_IS_LOGGED
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.record_ref import PatientId
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LONGEST: Final = 200


class OpenReasonPrompt:
    """A line for the reason; whoever gave one strikes the key again that was to open it."""

    label = "Why open it"
    carries = False

    def __init__(self, workstation: Workstation, patient: PatientId, why: str) -> None:
        """`why` says that a reason is wanted."""
        self._workstation, self._patient, self._why = workstation, patient, why
        self.editor = LineEditor(longest=_LONGEST)

    def key(self, key: str, character: str | None) -> Outcome:
        """Text, and Enter. Raises BadInput for what is no reason."""
        if leaves(key):
            return Close()
        if key == "enter":
            said = self._workstation.desk.patients.give_reason(self._workstation.actor, self._patient, self.editor.text)
            return Told(f"{said} {OPEN_IT_AGAIN}")
        self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What is asked, and that it is written down."""
        return (((f" {self._why}", "warn"),), ((f" {REASON_IS_LOGGED}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Nothing of it changes."""
