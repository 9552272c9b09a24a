"""What stands in the row of a case, whatever its kind?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.due import due_words
from tui.screens.case_cells import case_cells
from tui.screens.case_sentences import CASE_NEXT, ENTER_OPENS_CASE
from tui.screens.work_rows import Opens, WorkRow

if TYPE_CHECKING:
    from core.cases.listing import CaseSeen
    from core.desk_view import DeskView


def case_row(seen: CaseSeen, view: DeskView) -> WorkRow:
    """A case that somebody is to take on."""
    cells, case = case_cells(seen, view.clinic, view.now), seen.case
    due = due_words(case.due, seen.site, view.now)
    matter = CASE_NEXT.format(subject=seen.told, state=cells.state, next=cells.next, due=due)
    return WorkRow(
        key=("case", case.id),
        patient=seen.patient,
        when=cells.due,
        kind=case.kind,
        provider=case.owner,
        trouble=matter,
        cells=cells,
        typed=(seen.told,),
        opens=Opens("tui.prompts.case:CasePrompt", case.id, ENTER_OPENS_CASE, case.ref),
    )
