"""Something a colleague, a clinician or a role is asked to do or told: seen, acknowledged, done."""

from __future__ import annotations

from typing import Final

from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

_WAITING: Final = Due(1, urgent=30, urgent_unit=Unit.MINUTES, remind=0, escalate=1)
"""Acknowledged by the end of the next business day, or within half an hour."""

TASK: Final = CaseKind(
    name="task",
    label="task",
    listed="tasks",
    states=(
        State("new", _WAITING),
        State("seen", _WAITING),
        State("acknowledged", Due(3, urgent=1, after="by", remind=1, escalate=1)),
        State("done"),
        State("declined"),
    ),
    steps=(
        Step("acknowledge", "new seen", "acknowledged", "k", "acknowledged: it will be done", takes_it=True,
             takes=("by",)),
        Step("see", "new", "seen", "v", "seen"),
        Step("done", "acknowledged seen new", "done", "d", "done", outcomes=("done",), takes_it=True),
        Step("decline", "new seen acknowledged", "declined", "x", "declined, with the reason", says_why=True,
             outcomes=("declined",)),
        Step("give-back", "acknowledged seen", "new", "g", "given back to those it is for", gives_up=True),
    ),
    facts=(Fact("by", "wanted by", FactKind.DAY),),
    needs_patient=False,
)  # fmt: skip
