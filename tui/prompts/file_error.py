"""A file of answers of which not everything was taken: what is the matter, and is it taken again or put aside?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_when
from core.errors import BadInput
from tui.keys.menu_typing import Choices
from tui.prompts.prompt import STAY, Close, Did, Outcome, Told, leaves
from tui.prompts.sentences import FILE_CAME, FILE_GONE, FILE_TAKEN_AGAIN, FILE_TAKEN_NOT
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.verification.inquiry import ExchangeFile
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class FileErrorPrompt:
    """`r` takes it again, once its cause is mended; `d` puts it aside."""

    label = "File"
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, file: ExchangeFile) -> None:
        self._workstation, self._file = workstation, file

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter does it."""
        if leaves(key):
            return Close()
        letter = (character or "").lower()
        verification, actor = self._workstation.desk.verification, self._workstation.actor
        if letter == "d":
            return Did(verification.dismiss(actor, self._file.id))
        if letter == "r":
            taken = verification.take(actor, self._file.id)
            template = FILE_TAKEN_NOT if taken.faults else FILE_TAKEN_AGAIN
            return Told(template.format(file=taken.file.name, count=taken.matched, why=taken.file.problem))
        return STAY

    def choices(self) -> Choices:
        """The letters."""
        return Choices(("r", "d"), lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which file, when it came, how much of it was taken, and what is the matter."""
        view, file = self._workstation.view, self._file
        told = FILE_CAME.format(
            file=file.name, when=format_when(file.at, view.first_site, view.now), count=file.matched, number=file.id
        )
        return (((f" {told}", "panel"),), ((f" {file.problem}", "warn"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("r", "take it again"), ("d", "put it aside"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The file as it is now. Raises BadInput where it is no longer on the list."""
        refused = self._workstation.desk.verification.refused(self._workstation.actor)
        found = next((one for one in refused if one.id == self._file.id), None)
        if found is None:
            raise BadInput(FILE_GONE.format(file=self._file.name))
        self._file = found
