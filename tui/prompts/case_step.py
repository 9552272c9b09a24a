"""A step of a case that wants to know something: each answer on a line of its own, Enter after the last takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.stepping import StepRequest, next_steps
from core.errors import NotFound
from tui.drafts.prompt_state import PromptState
from tui.prompts import case_sentences as say
from tui.prompts.case_answers import Answers
from tui.prompts.case_asks import NOTE, OUTCOME, asked_by
from tui.prompts.case_documents import chosen_titles
from tui.prompts.case_lines import head_lines
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.restore_context import RestoreContext, Restored, number_again
from tui.prompts.sentences import PARKED_GONE
from tui.text.hiding import typed_text
from tui.text.lines import keys_line
from tui.text.opened import note_opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.cases.kind import Step
    from core.cases.listing import WholeCase
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class CaseStepPrompt:
    """What the step asks; of what leaves the clinic all is shown once more before Enter."""

    carries = False

    def __init__(
        self,
        workstation: Workstation,
        whole: WholeCase,
        row: Step,
        *,
        then: Callable[[], Prompt | str] | None = None,
    ) -> None:
        """`then` is asked once it was taken."""
        self._workstation, self._whole, self._row, self._then = workstation, whole, row, then
        self._answers = Answers(asked_by(row, whole.seen.case, workstation, whole.seen.site))

    @property
    def label(self) -> str:
        """What is asked now."""
        return self._answers.now.label if self._answers.now else self._row.label.capitalize()

    @property
    def editor(self) -> LineEditor | None:
        """The line; none where all is answered and shown once more."""
        return self._answers.editor if self._answers.now else None

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter takes the answer, after the last one the step; Up is back to the answer before."""
        if leaves(key):
            return Close()
        if key != "enter":
            self._answers.key(key, character)
            return STAY
        was_shown = self._answers.now is None
        self._answers.take()
        if self._answers.now or (self._row.discloses and not was_shown):
            return STAY
        return self._take()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The case, the step, and what was answered."""
        shown: tuple[Line, ...] = ()
        if self._row.discloses and self._answers.now is None:
            facts = {**self._whole.seen.case.facts, **self._answers.given}
            known = {
                name: typed_text(self._workstation, facts.get(name, "")) for name in ("what", "to", "how", "authority")
            }
            told = say.RELEASE_SHOWN.format(**known)
            titles = chosen_titles(self._workstation, self._whole.seen.case.patient, facts.get("documents", ""))
            documents = (((f" {say.RELEASE_DOCUMENTS.format(titles=titles)}", "warn"),),) if titles else ()
            shown = (((f" {told}", "warn"),), *documents, ((f" {say.RELEASE_ENTER}", "hint"),))
        step = ((f" {self._row.label}", "title"),)
        return (*head_lines(self._whole, self._workstation), step, *self._answers.lines(), *shown)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "next" if self._answers.now else "do it"), ("Up", "back"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The case as it is now. Raises NotFound."""
        self._whole = self._workstation.desk.cases.whole(self._workstation.actor, self._whole.seen.case.id)

    def state(self) -> PromptState:
        """The step and what was answered."""
        key = str(self._whole.seen.case.id)
        return PromptState("case-step", key, {"step": self._row.name, **self._answers.fields()})

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same of the case as it is now. Raises NotFound where the step leads on no more."""
        workstation = at.workstation
        whole = workstation.desk.cases.whole(workstation.actor, number_again(kept.key))
        row = next((one for one in next_steps(whole.seen.case) if one.name == kept.fields.get("step")), None)
        if row is None:
            raise NotFound(PARKED_GONE)
        if whole.seen.patient:
            note_opened(workstation, whole.seen.patient, "case")
        prompt = cls(workstation, whole, row)
        prompt._answers.put_back(kept.fields)
        return Restored(prompt)

    def _take(self) -> Outcome:
        given = dict(self._answers.given)
        outcome, note = given.pop(OUTCOME, ""), given.pop(NOTE, "")
        case = self._whole.seen.case
        said = {name: text for name, text in given.items() if text}
        request = StepRequest(self._row.name, said, outcome, note, case.rev)
        return Did(self._workstation.desk.cases.step(self._workstation.actor, case.id, request), self._then)
