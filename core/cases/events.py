"""How is noted what was done with a case, so that its words are found?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.model import Act, CaseEvent

if TYPE_CHECKING:
    from core.cases.model import Case
    from core.cases.ports import Writing


def add_event(tx: Writing, case: Case, event: CaseEvent) -> None:
    """Keep the event, found by its note, its facts and, where that is new, the subject of the case."""
    kept = tx.records(CaseEvent).add(event)
    subject = (case.subject,) if event.act in {Act.OPENED, Act.CHANGED} else ()
    tx.cases.keep_words(kept.id, " ".join((event.note, *event.facts.values(), *subject)))
