"""A fax that failed or was not confirmed: sent again, to another number too, or followed no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.menu_typing import Choices
from tui.prompts.editor import LineEditor
from tui.prompts.fax_sentences import AGAIN, DROP, FAX, HEAD, TO_NUMBER
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.text.hiding import hide
from tui.text.lines import keys_line
from tui.text.opened import note_opened

if TYPE_CHECKING:
    from core.mailroom.use_cases import Outgoing
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


def ask(workstation: Workstation, one: Outgoing) -> FaxPrompt:
    """The question about the fax of a row. Raises NeedsReason for that of a restricted record."""
    return FaxPrompt(workstation, one)


class FaxPrompt:
    """`r` asks for the number, which is that of before where nothing is typed; `x` takes it off the list."""

    carries = False

    def __init__(self, workstation: Workstation, one: Outgoing) -> None:
        self._workstation, self._one = workstation, one
        self._warning = note_opened(workstation, one.patient, "fax") if one.patient else ()
        self._line: LineEditor | None = None

    @property
    def label(self) -> str:
        """What is asked."""
        return TO_NUMBER.format(number=self._one.fax.number) if self._line else FAX

    @property
    def editor(self) -> LineEditor | None:
        """The number, once it is sent again."""
        return self._line

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter chooses; Enter sends. Raises BadInput for what is no number."""
        desk, actor, number = self._workstation.desk, self._workstation.actor, self._one.fax.id
        if leaves(key):
            return Close()
        if self._line is not None:
            if key == "enter":
                return Did(desk.mailroom.fax_again(actor, number, to=self._line.text.strip()))
            self._line.key(key, character)
        elif key == "r":
            self._line = LineEditor()
        elif key == "x":
            return Did(desk.mailroom.drop_fax(actor, number))
        return STAY

    def choices(self) -> Choices | None:
        """Its letters, while no number is typed."""
        return None if self._line else Choices(("r", "x"), lambda: None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """To whom it went, and what the fax server said."""
        one = self._one.fax
        head = HEAD.format(
            number=one.id, recipient=one.recipient, to=one.number, title=hide(self._workstation, one.title)
        )
        return (((f" {head}", "title"),), ((f" {one.status.value} {one.code}".rstrip(), "warn"),), *self._warning)

    def hint(self) -> Line:
        """Keys."""
        if self._line is not None:
            return keys_line(("Enter", AGAIN), ("Ctrl+X", "leave"))
        return keys_line(("r", AGAIN), ("x", DROP), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Read it again."""
        self._one = self._workstation.desk.mailroom.fax(self._workstation.actor, self._one.fax.id)
