"""Something a colleague, a clinician or a role is asked to do or told: seen, acknowledged, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.cases.due import counted_on
from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import StepFacts

_WAITING: Final = Due(1, urgent=30, urgent_unit=Unit.MINUTES, remind=0, escalate=1)
"""Acknowledged by the end of the next business day, or within half an hour."""
_MAY: Final = Privilege.ACKNOWLEDGE
"""What clinicians may too."""


def _wanted_by(at: StepFacts) -> Mapping[str, str]:
    """Within three business days, where nobody said by when."""
    return {} if at.facts.get("by") else {"by": counted_on(at.today, 3, Unit.BUSINESS_DAYS, at.closed).isoformat()}


TASK: Final = CaseKind(
    name="task",
    label="task",
    listed="tasks",
    states=(
        State("new", _WAITING),
        State("seen", _WAITING),
        State("acknowledged", Due(0, after="by", remind=1, escalate=1)),
        State("done"),
        State("declined"),
    ),
    steps=(
        Step("acknowledge", "new seen", "acknowledged", "k", "acknowledged: it will be done", takes_it=True,
             takes=("by",), derives=_wanted_by, privilege=_MAY),
        Step("see", "new", "seen", "v", "seen", privilege=_MAY),
        Step("done", "acknowledged seen new", "done", "d", "done", outcomes=("done",), takes_it=True, privilege=_MAY),
        Step("decline", "new seen acknowledged", "declined", "x", "declined, with the reason", says_why=True,
             outcomes=("declined",), privilege=_MAY),
        Step("give-back", "acknowledged seen", "new", "g", "given back to those it is for", gives_up=True,
             privilege=_MAY),
    ),
    facts=(Fact("by", "wanted by", FactKind.DAY),),
    needs_patient=False,
)  # fmt: skip
