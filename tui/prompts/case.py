"""An opened case: what is known of it, and single letters for its steps; a list of them is gone through with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.acting import person_of
from core.cases.changing import CaseChanges
from core.cases.stepping import StepRequest, next_steps
from tui.keys.menu_typing import Choices
from tui.prompts import case_sentences as say
from tui.prompts.case_asks import asked_by
from tui.prompts.case_change import CaseChangePrompt, Changing
from tui.prompts.case_letter import printed_letter
from tui.prompts.case_lines import case_lines
from tui.prompts.case_step import CaseStepPrompt
from tui.prompts.new_case import NewCasePrompt
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, Told, leaves
from tui.text.lines import keys_line
from tui.text.opened import note_opened

if TYPE_CHECKING:
    from core.cases.kind import Step
    from core.cases.queries import Whose
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

SKIP: Final = "pagedown"
_CHANGES: Final = {"N": Changing.NOTE, "O": Changing.OWNER, "D": Changing.DUE, "S": Changing.SNOOZE}
_MINE, _NEW, _LETTER = "M", "C", "L"


class Sweep(Struct, frozen=True):
    """Which list is gone through, and which of it were seen."""

    kind: str
    whose: Whose
    seen: frozenset[int] = frozenset()


class CasePrompt:
    """A case is open; a letter takes a step of it, and Enter the usual one."""

    label = say.CASE_TITLE
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, number: int, *, sweep: Sweep | None = None, left: int = 0) -> None:
        """`sweep` where its list is gone through, and so many are `left` behind it. Raises NeedsReason, NotFound."""
        self._workstation, self._number, self._sweep, self._left = workstation, number, sweep, left
        self._whole = workstation.desk.cases.whole(workstation.actor, number)
        patient = self._whole.seen.patient
        self._warning = note_opened(workstation, patient, "case") if patient else ()

    def key(self, key: str, character: str | None) -> Outcome:
        """A step's letter, Enter for the first; capital letters note, give away, put off; Page Down goes on."""
        if leaves(key):
            return Close()
        if key == SKIP and self._sweep:
            onward = self._onward()
            return Told(onward) if isinstance(onward, str) else Open(onward)
        rows = next_steps(self._whole.seen.case)
        if key == "enter":
            return self._take(rows[0]) if rows else Close()
        row = next((one for one in rows if one.key == character), None)
        return self._take(row) if row else self._other(character)

    def choices(self) -> Choices:
        """The letters."""
        letters = [row.key for row in next_steps(self._whole.seen.case)]
        return Choices(
            (*letters, *(one.lower() for one in (*_CHANGES, _MINE, _NEW, _LETTER))), lambda: None, only_one=True
        )

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The case, and how many are left of its list."""
        left = (((f" {say.CASE_LEFT.format(count=self._left)}", "hint"),),) if self._sweep else ()
        return (*self._warning, *case_lines(self._whole, self._workstation), *left)

    def hint(self) -> Line:
        """Keys."""
        rows = next_steps(self._whole.seen.case)
        words = (
            ("N", "note"),
            ("M", "mine"),
            ("O", "give"),
            ("D", "due"),
            ("S", "put off"),
            ("C", "new"),
            ("L", "letter"),
        )
        first = (("Enter", rows[0].name),) if rows else ()
        return keys_line(*first, *words, ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The case as it is now. Raises NotFound."""
        self._whole = self._workstation.desk.cases.whole(self._workstation.actor, self._number)

    def _take(self, row: Step) -> Outcome:
        """The step, at once where it wants to know nothing."""
        workstation, seen = self._workstation, self._whole.seen
        then = self._onward if self._sweep else None
        if row.discloses or asked_by(row, seen.case, workstation, seen.site):
            return Open(CaseStepPrompt(workstation, self._whole, row, then=then))
        request = StepRequest(row.name, rev=seen.case.rev)
        return Did(workstation.desk.cases.step(workstation.actor, self._number, request), then)

    def _other(self, character: str | None) -> Outcome:
        workstation, seen = self._workstation, self._whole.seen
        if character == _MINE:
            mine = CaseChanges(owner=person_of(workstation.actor))
            change = workstation.desk.cases.change(workstation.actor, self._number, mine, rev=seen.case.rev)
            return Did(change) if change else Close()
        if character == _NEW and seen.patient:
            return Open(NewCasePrompt(workstation, seen.site, seen.patient, linked=self._number))
        if character == _LETTER:
            return Told(printed_letter(workstation, self._number))
        changing = _CHANGES.get(character or "")
        return Open(CaseChangePrompt(workstation, self._whole, changing)) if changing else STAY

    def _onward(self) -> Prompt | str:
        """The next one of the list; behind the last that it was."""
        assert self._sweep is not None  # noqa: S101 - else nothing goes on
        seen = self._sweep.seen | {self._number}
        return swept(self._workstation, Sweep(self._sweep.kind, self._sweep.whose, seen)) or say.CASE_SWEPT


def swept(workstation: Workstation, sweep: Sweep, *, first: int | None = None) -> CasePrompt | None:
    """The first case of the list that nobody has seen yet, or `first`; None at its end."""
    listed = workstation.desk.cases.worklist(workstation.actor, sweep.kind, sweep.whose)
    left = [one.case.id for one in listed if one.case.id not in sweep.seen]
    if not left:
        return None
    number = first if first in left else left[0]
    return CasePrompt(workstation, number, sweep=sweep, left=len(left) - 1)
