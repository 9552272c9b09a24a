"""What do the columns of a list of cases say?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.cases.due import due_words
from core.cases.facts import told
from core.cases.kinds.book import KINDS
from core.cases.model import Urgency
from core.cases.stepping import next_steps
from core.clinic.codes import today_at
from core.structs import replace
from tui.screens.case_sentences import CASE_HEADS, CASE_LATE, CASE_URGENT
from tui.terminal.cells import fit
from tui.text.words import HIDDEN

if TYPE_CHECKING:
    from datetime import datetime

    from core.cases.listing import CaseSeen
    from core.clinic.model import Clinic

_DUE, _WHO, _STATE, _OWNER, _FACT, _AGE, _NEXT = 15, 18, 15, 8, 15, 5, 16
CASE_HELD: Final = _DUE + 2 + _WHO
"""The cells until behind the name."""
_WIDE: Final = 120
"""From so many columns on there is room for age and the next step."""


class CaseCells(Struct, frozen=True):
    """The cells of a case beside its patient: by its kind's columns, and what it is about."""

    due: str
    state: str
    owner: str
    facts: tuple[str, ...]
    age: str
    next: str
    subject: str
    is_late: bool
    is_near: bool

    def hidden(self) -> CaseCells:
        """Without what somebody typed."""
        return replace(self, facts=tuple(fact and HIDDEN for fact in self.facts), subject=HIDDEN)


def case_cells(seen: CaseSeen, clinic: Clinic, now: datetime) -> CaseCells:
    """What its columns say."""
    case, kind = seen.case, KINDS[seen.case.kind]
    today = today_at(seen.site, now)
    late, due = case.is_late(now), due_words(case.due, seen.site, now)
    following = next_steps(case)
    facts = (kind.fact(name) for name in kind.columns)
    return CaseCells(
        due=CASE_LATE.format(due=due) if late else due,
        state=case.state.replace("-", " ") + (CASE_URGENT if case.urgency is Urgency.URGENT else ""),
        owner=case.owner,
        facts=tuple(
            told(one, case.facts[one.name], clinic, today)
            if one and one.name in case.facts and not seen.is_reserved
            else ""
            for one in facts
        ),
        age=f"{(today - today_at(seen.site, case.opened_at)).days}d",
        next=following[0].name if following else "",
        subject=seen.told,
        is_late=late,
        is_near=case.reminds <= now,
    )


def case_heads(kind: str, width: int) -> str:
    """The heads of the columns of a list, as wide as that."""
    of_kind = KINDS[kind]
    labels = [one.label for name in of_kind.columns if (one := of_kind.fact(name))]
    heads = CaseCells(*CASE_HEADS[:3], tuple(labels), *CASE_HEADS[3:], is_late=False, is_near=False)
    return case_line("patient", heads, width)


def case_line(who: str, cells: CaseCells, width: int) -> str:
    """The cells side by side; what it is about comes last, and has what is left."""
    parts = [fit(cells.due, _DUE), fit(who, _WHO), fit(cells.state, _STATE), fit(cells.owner, _OWNER)]
    if width >= _WIDE:
        parts += [*(fit(text, _FACT) for text in cells.facts), fit(cells.age, _AGE), fit(cells.next, _NEXT)]
    told = cells.subject if width >= _WIDE else " · ".join(text for text in (cells.subject, *cells.facts) if text)
    return f" {' '.join(parts)} {told}"
