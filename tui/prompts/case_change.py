"""One thing of a case is said otherwise: a note, who has it, when it is due, when it comes back."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from core.calendar.parse_date import parse_date
from core.cases.changing import CaseChanges
from core.cases.model import LONGEST_NOTE
from core.clinic.codes import today_at
from tui.prompts import case_sentences as say
from tui.prompts.case_lines import head_lines
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import Close, Did, Outcome, typed_in
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from datetime import date

    from core.cases.listing import WholeCase
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class Changing(Enum):
    """What is said, each by what stands before the line."""

    NOTE = say.ASK_NOTE
    OWNER = say.ASK_OWNER
    DUE = say.ASK_DUE
    SNOOZE = say.ASK_SNOOZE


_HOW: Final = {
    Changing.NOTE: "",
    Changing.OWNER: say.OWNER_HOW,
    Changing.DUE: say.STEP_DAY,
    Changing.SNOOZE: say.STEP_DAY,
}
_NOBODY: Final = "nobody"


class CaseChangePrompt:
    """A line, and Enter."""

    carries = False

    def __init__(self, workstation: Workstation, whole: WholeCase, what: Changing) -> None:
        self._workstation, self._whole, self._what = workstation, whole, what
        self.label = what.value
        self.editor = LineEditor(longest=LONGEST_NOTE)

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter says it. Raises BadInput."""
        typed = typed_in(self.editor, key, character)
        if typed:
            return typed
        desk, actor, case = self._workstation.desk.cases, self._workstation.actor, self._whole.seen.case
        if self._what is Changing.NOTE:
            return Did(desk.note(actor, case.id, self.editor.text, rev=case.rev))
        change = desk.change(actor, case.id, self._changes(), rev=case.rev)
        return Did(change) if change else Close()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The case, and what can be typed."""
        how = _HOW[self._what]
        return (*head_lines(self._whole, self._workstation), *((((f" {how}", "hint"),),) if how else ()))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The case as it is now. Raises NotFound."""
        self._whole = self._workstation.desk.cases.whole(self._workstation.actor, self._whole.seen.case.id)

    def _changes(self) -> CaseChanges:
        typed = self.editor.text.strip()
        if self._what is Changing.OWNER:
            return CaseChanges(owner="" if typed.lower() == _NOBODY else typed)
        day = self._day(typed)
        return CaseChanges(due=day) if self._what is Changing.DUE else CaseChanges(back=day)

    def _day(self, typed: str) -> date:
        today = today_at(self._whole.seen.site, self._workstation.view.now)
        return parse_date(typed, today=today, order=self._workstation.settings.dates.order, field="due")
