"""Several cases that are marked: which steps can all of them take, and what is asked once for all of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.acting import person_of
from core.cases.changing import CaseChanges
from core.cases.model import LONGEST_NOTE
from core.cases.stepping import StepRequest, next_steps
from core.structs import replace
from tui.keys.menu_typing import Choices
from tui.prompts import case_sentences as say
from tui.prompts.case_answers import Answers
from tui.prompts.case_asks import NOTE, OUTCOME, asked_by
from tui.prompts.case_change import HOW, Changing, changes_typed
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, leaves, typed_in
from tui.text.hiding import typed_text
from tui.text.lines import keys_line
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cases.kind import Step
    from core.cases.listing import CaseSeen
    from core.journal.change import Change
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 6
_CHANGES: Final = {"O": Changing.OWNER, "D": Changing.DUE, "S": Changing.SNOOZE}
_MINE: Final = "M"


class CasesPrompt:
    """Marked cases are open together; a letter takes a step of all of them, as one act."""

    label = say.CASES_TITLE
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, numbers: Sequence[int]) -> None:
        """Raises NotFound."""
        self._workstation, self._numbers = workstation, tuple(numbers)
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """A step's letter; capital letters take them on oneself, give them away, put them off."""
        if leaves(key):
            return Close()
        row = next((one for one in self._steps if one.key == character), None)
        if row is None:
            return self._other(character)
        asks = CasesStepPrompt(self._workstation, self._cases, row)
        return Open(asks) if asks.editor else Did(asks.take())

    def choices(self) -> Choices:
        """The letters."""
        letters = (*(one.key for one in self._steps), *(one.lower() for one in (*_CHANGES, _MINE)))
        return Choices(letters, lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which cases they are, and the steps."""
        steps = tuple(((f" {row.key}  {row.label}", "panel"),) for row in self._steps)
        return (*named_lines(self._cases, self._workstation), *(steps or (((f" {say.CASES_NO_STEP}", "hint"),),)))

    def hint(self) -> Line:
        """Keys."""
        words = ((_MINE, "mine"), ("O", "give"), ("D", "due"), ("S", "put off"))
        return keys_line(*((row.key, row.name) for row in self._steps), *words, ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The cases as they are now. Raises NotFound."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self._cases = tuple(desk.cases.whole(actor, number).seen for number in self._numbers)
        first, *others = (next_steps(one.case) for one in self._cases)
        self._steps = [row for row in first if not row.discloses and all(row in rows for rows in others)]

    def _other(self, character: str | None) -> Outcome:
        if character == _MINE:
            return changed(self._workstation, self._cases, CaseChanges(owner=person_of(self._workstation.actor)))
        changing = _CHANGES.get(character or "")
        return Open(CasesChangePrompt(self._workstation, self._cases, changing)) if changing else STAY


class CasesChangePrompt:
    """One thing of several cases is said otherwise, once for all: who has them, when they are due or come back."""

    carries = False

    def __init__(self, workstation: Workstation, cases: Sequence[CaseSeen], what: Changing) -> None:
        self._workstation, self._cases, self._what = workstation, tuple(cases), what
        self.label = what.value
        self.editor = LineEditor(longest=LONGEST_NOTE)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter says it. Raises BadInput and what changing one of them does."""
        typed = typed_in(self.editor, key, character)
        if typed:
            return typed
        changes = changes_typed(self._workstation, self._cases[0].site, self._what, self.editor.text)
        return changed(self._workstation, self._cases, changes)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The cases, and what can be typed."""
        return (*named_lines(self._cases, self._workstation), ((f" {HOW[self._what]}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "say it of all"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Each case is asked for at the rev that was seen: what others did meanwhile is told."""


class CasesStepPrompt:
    """What a step of several cases asks, once for all of them. Nothing that is known of one is proposed for others."""

    carries = False

    def __init__(self, workstation: Workstation, cases: Sequence[CaseSeen], row: Step) -> None:
        self._workstation, self._cases, self._row = workstation, tuple(cases), row
        asked = (one for seen in cases for one in asked_by(row, seen.case, workstation, seen.site))
        self._answers = Answers(tuple({one.name: replace(one, before="") for one in asked}.values()))

    @property
    def label(self) -> str:
        """What is asked now."""
        return self._answers.now.label if self._answers.now else self._row.label.capitalize()

    @property
    def editor(self) -> LineEditor | None:
        """The line; none where nothing is asked."""
        return self._answers.editor if self._answers.now else None

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter takes the answer, after the last one the step; Up is back to the answer before."""
        if leaves(key):
            return Close()
        if key != "enter":
            self._answers.key(key, character)
            return STAY
        self._answers.take()
        return STAY if self._answers.now else Did(self.take())

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The cases, the step, and what was answered."""
        step = ((f" {self._row.label}", "title"),)
        return (*named_lines(self._cases, self._workstation), step, *self._answers.lines())

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "next, behind the last do it"), ("Up", "back"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Each case is asked for at the rev that was seen: what others did meanwhile is told."""

    def take(self) -> Change:
        """Take it of all, as one act. Raises what taking it of one does."""
        given = dict(self._answers.given)
        outcome, note = given.pop(OUTCOME, ""), given.pop(NOTE, "")
        said = {name: text for name, text in given.items() if text}
        seen = {one.case.id: one.case.rev for one in self._cases}
        request = StepRequest(self._row.name, said, outcome, note)
        return self._workstation.desk.cases.step_together(self._workstation.actor, seen, request)


def changed(workstation: Workstation, cases: Sequence[CaseSeen], changes: CaseChanges) -> Outcome:
    """Change all of them as one act, each as it was seen; nothing where all say so already."""
    seen = {one.case.id: one.case.rev for one in cases}
    change = workstation.desk.cases.change_together(workstation.actor, seen, changes)
    return Did(change) if change else Close()


def named_lines(cases: Sequence[CaseSeen], workstation: Workstation) -> tuple[Line, ...]:
    """How many they are and of whom, the first of them by name."""
    head = ((f" {say.CASES_MARKED.format(count=len(cases))}", "head"),)
    rows = tuple(((f" {_named(one, workstation)}", "panel"),) for one in cases[:_SHOWN])
    more = len(cases) - _SHOWN
    return (head, *rows, *((((f" {say.CASES_MORE.format(count=more)}", "hint"),),) if more > 0 else ()))


def _named(seen: CaseSeen, workstation: Workstation) -> str:
    who = f"{name_of(seen.patient, privacy=workstation.privacy)}  " if seen.patient else ""
    return f"{seen.case.id}  {who}{typed_text(workstation, seen.told)}"
