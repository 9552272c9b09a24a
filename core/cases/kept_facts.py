"""Which facts may a change of a case not take away, and what may it not make of them, as steps were taken by them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases import sentences as say
from core.cases.finding import named
from core.cases.kinds.book import KINDS
from core.cases.model import Act, CaseEvent, EventStatus
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.cases.kind import Step, StepFacts
    from core.cases.model import Case
    from core.cases.ports import Reading
    from core.patients.model import Patient


def refuse_unkept(reading: Reading, case: Case, at: StepFacts, who: Patient | None) -> None:
    """What it began with and what a step asked for stays known, and what led where it stands stays in order.

    Raises BadInput naming the fact, or Refused (STATE).
    """
    refuse_gone(reading, case, at, who)
    rows = _taken(reading, case)
    led = next((row for row in reversed(rows) if row.target), None)
    changed = {name for name, value in at.facts.items() if at.before.get(name) != value}
    if led is None or led.guard is None or changed.isdisjoint((*led.asks, *led.needs, *led.takes)):
        return
    why = led.guard(at)
    if why:
        sentence = say.NOT_CHANGED.format(done=led.label, why=why)
        raise named(Refused(sentence, (Conflict("STATE", Severity.HARD, sentence),)), who)


def refuse_gone(reading: Reading, case: Case, at: StepFacts, who: Patient | None, *, but: Collection[str] = ()) -> None:
    """What it began with and what a step asked for stays known, `but` what a step forgets. Raises BadInput."""
    kind = KINDS[case.kind]
    asked = {*kind.begins_with, *(name for row in _taken(reading, case) for name in (*row.asks, *row.needs))} - {*but}
    gone = [one for one in kind.facts if one.name in asked and at.before.get(one.name) and not at.facts.get(one.name)]
    if gone:
        raise named(BadInput(say.FACT_STAYS.format(label=gone[0].label), field=gone[0].name), who)


def _taken(reading: Reading, case: Case) -> Sequence[Step]:
    """The steps that were taken, in their order."""
    events = reading.records(CaseEvent).of_owner(case.id)
    steps = (one.step for one in events if one.act is Act.STEP and one.status is EventStatus.MADE)
    return [row for name in steps if (row := KINDS[case.kind].step(name))]
