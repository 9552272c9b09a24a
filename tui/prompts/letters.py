"""Letters (`Y`): one by template for each that is marked, given to the printer; who is left out is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.documents.mail import left_out_told
from core.errors import BadInput
from tui.programs import print_pdf
from tui.prompts import form_sentences as say
from tui.prompts.prompt import STAY, Close, Outcome, Told, leaves
from tui.text.lines import choice, keys_line, windowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.record_ref import RecordRef
    from tui.keys.menu_typing import Choices
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_KIND: Final = "letter"
_SHOWN: Final = 9


class LettersPrompt:
    """Which template; they are for handing out unless Tab says that they are mailed."""

    label = say.LETTERS_LABEL
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, whose: Sequence[RecordRef]) -> None:
        """Raises BadInput where no program prints."""
        if not workstation.settings.documents.print_command:
            raise BadInput(say.NO_PRINTER)
        self._workstation, self._whose = workstation, tuple(whose)
        self._names = workstation.desk.documents.templates(workstation.actor).names(_KIND)
        self._at = 0
        self._by_hand = True

    def key(self, key: str, character: str | None) -> Outcome:
        """Arrows choose, Tab says whether they are mailed, Enter prints. Raises BadInput or BadSettings."""
        if leaves(key):
            return Close()
        if key in {"up", "down"}:
            self._at = min(max(self._at + (1 if key == "down" else -1), 0), len(self._names) - 1)
        elif key in {"tab", "shift+tab"}:
            self._by_hand = not self._by_hand
        elif key == "enter":
            return self._print()
        return STAY

    def choices(self) -> Choices | None:
        """No letter chooses here."""
        return None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """For how many, how they go out, and the templates."""
        how = say.LETTERS_BY_HAND if self._by_hand else say.LETTERS_MAILED
        head = (((f" {how.format(count=len(self._whose))}", "panel"),),)
        rows = windowed(self._names, self._at, _SHOWN)
        return (*head, *(choice(f" {name}", chosen=at == self._at) for at, name in rows))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "print"), ("Up Down", "choose"), ("Tab", "hand out or mail"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The templates are those of when it was asked."""

    def _print(self) -> Outcome:
        from core.templates.paper.fonts import FontFiles
        from core.templates.paper.pages import as_pdf

        workstation, settings = self._workstation, self._workstation.settings.documents
        found = workstation.desk.documents.letters(
            workstation.actor, self._names[self._at], self._whose, by_hand=self._by_hand
        )
        if found.letters:
            pages = as_pdf([one.document for one in found.letters], FontFiles(settings.fonts), paper=settings.paper)
            print_pdf(settings.print_command, pages)
        told = say.LETTERS_PRINTED.format(count=len(found.letters))
        left = "" if workstation.privacy else left_out_told(found.left_out)
        return Told(" ".join(filter(None, (told, left, found.warning))))
