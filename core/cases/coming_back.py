"""Does a step of a case that comes back by a redo still pass what it had to pass when it was taken?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.due import closed_days
from core.cases.finding import named, patient_of, site_of
from core.cases.kind import StepFacts
from core.cases.kinds.book import KINDS
from core.cases.model import Act, Case, CaseEvent, EventStatus
from core.clinic.codes import today_at
from core.errors import ChangedElsewhere

if TYPE_CHECKING:
    from core.journal.undo import Undoing


def permit(undoing: Undoing) -> None:
    """What was signed may have ended since, and a last day may be past. Raises ChangedElsewhere."""
    tx = undoing.tx
    befores = [image.before for image in tx.journal.images(undoing.entry.id)]
    again = {one.id: one for one in befores if isinstance(one, Case)}
    for event in befores:
        if not isinstance(event, CaseEvent) or event.status is not EventStatus.MADE or event.act is not Act.STEP:
            continue
        case, after = tx.records(Case).by_id(event.case), again.get(event.case)
        row = KINDS[case.kind].step(event.step) if case else None
        if case is None or after is None or row is None or row.guard is None:
            continue
        site = site_of(undoing.clinic, case)
        facts = StepFacts(case.facts, after.facts, today_at(site, undoing.now), closed_days(undoing.clinic, site))
        why = row.guard(facts)
        if why:
            raise named(ChangedElsewhere(undoing.refusal.format(why=why)), patient_of(tx, case))
