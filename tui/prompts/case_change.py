"""One thing of a case is said otherwise: a note, who has it, when it is due, when it comes back."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from core.calendar.parse_date import parse_date
from core.cases.changing import CaseChanges
from core.cases.model import LONGEST_NOTE
from core.clinic.codes import today_at
from core.errors import BadInput
from tui.prompts import case_sentences as say
from tui.prompts.case_lines import head_lines
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import Close, Did, Outcome, typed_in
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.cases.listing import WholeCase
    from core.clinic.model import Site
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class Changing(Enum):
    """What is said, each by what stands before the line."""

    NOTE = say.ASK_NOTE
    OWNER = say.ASK_OWNER
    DUE = say.ASK_DUE
    SNOOZE = say.ASK_SNOOZE


HOW: Final = {
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
        changes = changes_typed(self._workstation, self._whole.seen.site, self._what, self.editor.text)
        change = desk.change(actor, case.id, changes, rev=case.rev)
        return Did(change) if change else Close()

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The case, and what can be typed."""
        how = HOW[self._what]
        return (*head_lines(self._whole, self._workstation), *((((f" {how}", "hint"),),) if how else ()))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "note it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The case as it is now. Raises NotFound."""
        self._whole = self._workstation.desk.cases.whole(self._workstation.actor, self._whole.seen.case.id)


def changes_typed(workstation: Workstation, site: Site, what: Changing, text: str) -> CaseChanges:
    """What is typed of owner, due date or the day a case comes back; days as at `site`. Raises BadInput."""
    typed = text.strip()
    if not typed:
        raise BadInput(say.SAY_SOMETHING)
    if what is Changing.OWNER:
        return CaseChanges(owner="" if typed.lower() == _NOBODY else typed)
    field = "due" if what is Changing.DUE else "snooze"
    today = today_at(site, workstation.view.now)
    day = parse_date(typed, today=today, order=workstation.settings.dates.order, field=field)
    return CaseChanges(due=day) if what is Changing.DUE else CaseChanges(back=day)
