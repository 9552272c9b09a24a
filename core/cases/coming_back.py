"""Does a step of a case that comes back by a redo still pass what it had to pass when it was taken?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.documents import refuse_others
from core.cases.due import closed_days
from core.cases.finding import named, patient_of, site_of
from core.cases.kind import StepFacts
from core.cases.kinds.book import KINDS
from core.cases.model import Act, Case, CaseEvent, EventStatus
from core.clinic.codes import today_at
from core.errors import BadInput, ChangedElsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.journal.undo import Undoing
    from core.patients.model import Patient


def permit(undoing: Undoing) -> None:
    """What was signed may have ended since, a last day be past, a document be taken away. Raises ChangedElsewhere."""
    tx = undoing.tx
    befores = [image.before for image in tx.journal.images(undoing.entry.id)]
    again = {one.id: one for one in befores if isinstance(one, Case)}
    for event in befores:
        if not isinstance(event, CaseEvent) or event.status is not EventStatus.MADE or event.act is not Act.STEP:
            continue
        case, after = tx.records(Case).by_id(event.case), again.get(event.case)
        row = KINDS[case.kind].step(event.step) if case else None
        if case is None or after is None or row is None:
            continue
        site = site_of(undoing.clinic, case)
        facts = StepFacts(case.facts, after.facts, today_at(site, undoing.now), closed_days(undoing.clinic, site))
        who = patient_of(tx, case)
        why = row.guard(facts) if row.guard else None
        why = why or _of_others(undoing, case, after.facts if row.discloses else event.facts, who)
        if why:
            raise named(ChangedElsewhere(undoing.refusal.format(why=why)), who)


def _of_others(undoing: Undoing, case: Case, facts: Mapping[str, str], who: Patient | None) -> str | None:
    """Why the documents among the facts may not leave, in a sentence."""
    try:
        refuse_others(undoing.tx, KINDS[case.kind], facts, who)
    except BadInput as refusal:
        return refusal.sentence
    return None
