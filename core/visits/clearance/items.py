"""CLEARANCE: which items are checked before check-in, and which of them stand in the way?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.conflict import Conflict, Severity
from core.errors import BadInput
from core.structs import replace
from core.visits.clearance.authorization import AUTHORIZATION
from core.visits.clearance.copay import COPAY
from core.visits.clearance.demographics import DEMOGRAPHICS
from core.visits.clearance.forms import FORMS
from core.visits.clearance.identity import IDENTITY
from core.visits.clearance.insurance import INSURANCE
from core.visits.clearance.item import ClearanceItem, ClearanceState, Finding
from core.visits.sentences import UNKNOWN_ITEM

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.visits.clearance.facts import VisitFacts


CLEARANCE: Final = "CLEARANCE"
ITEMS: Final = (
    IDENTITY,
    DEMOGRAPHICS,
    FORMS,
    INSURANCE,
    AUTHORIZATION,
    COPAY,
)
"""Every item, as the desk goes through them.

Authorization is asked of nobody until its subject joins. It is named here because scripts rely on its key, waivers may
name it, and the queue keeps its place.
"""

_BY_NAME: Final = {item.name: item for item in ITEMS}


def item_named(name: str) -> ClearanceItem:
    """The item of that name. Raises BadInput with the names there are."""
    if name not in _BY_NAME:
        raise BadInput(UNKNOWN_ITEM.format(item=name, items=", ".join(_BY_NAME)), field="waive")
    return _BY_NAME[name]


def findings(facts: VisitFacts) -> Mapping[str, Finding]:
    """What every item finds, by its name. A waiver changes nothing about what is in order."""
    waived = _waived(facts)
    found = {item.name: item.look(facts) for item in ITEMS}
    return {
        name: replace(finding, state=ClearanceState.WAIVED)
        if finding.state is ClearanceState.DUE and name in waived
        else finding
        for name, finding in found.items()
    }


def clearance(facts: VisitFacts) -> Mapping[str, ClearanceState]:
    """Where every item stands, by its name."""
    return {name: finding.state for name, finding in findings(facts).items()}


def blockers(facts: VisitFacts, *, settled: Collection[str] = ()) -> tuple[Conflict, ...]:
    """One conflict for each item still due, those in `settled` (verified or waived just now) left out."""
    passed = _waived(facts).union(settled)
    found = [(item.name, item.look(facts)) for item in ITEMS if item.name not in passed]
    number = facts.scheduled.appointment.id
    return tuple(
        Conflict(CLEARANCE, Severity.HARD, finding.why, (number,), name)
        for name, finding in found
        if finding.state is ClearanceState.DUE
    )


def labels_due(states: Mapping[str, ClearanceState]) -> tuple[str, ...]:
    """What is due of these, as a person reads it."""
    return tuple(item.label for item in ITEMS if states[item.name] is ClearanceState.DUE)


def _waived(facts: VisitFacts) -> frozenset[str]:
    visit = facts.scheduled.visit
    return frozenset(waiver.item for waiver in visit.waivers) if visit else frozenset()
