"""What was agreed with a clinician for the months to come: a plan, and its dated steps, each a case linked to it."""

from __future__ import annotations

from typing import Final

from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

_ON_DAY: Final = Due(0, Unit.DAYS, after="on", remind=7, escalate=7)

CARE_PLAN: Final = CaseKind(
    name="care-plan",
    label="care plan",
    listed="care plans",
    states=(
        State("draft", Due(5, urgent=2)),
        State("agreed", Due(0, Unit.DAYS, after="review_on", remind=14, escalate=7)),
        State("finished"),
        State("ended"),
    ),
    steps=(
        Step("agree", "draft", "agreed", "a", "agreed with the patient", asks=("clinician", "review_on")),
        Step("review", "agreed", "", "r", "gone through with the patient", asks=("review_on",)),
        Step("finish", "agreed", "finished", "f", "all of it was done", outcomes=("finished",)),
        Step("end", "draft agreed", "ended", "x", "ended before", says_why=True, outcomes=("ended",)),
    ),
    facts=(
        Fact("goal", "goal"),
        Fact("clinician", "agreed with", FactKind.PROVIDER),
        Fact("review_on", "gone through again on", FactKind.DAY),
    ),
    by_urgency=False,
    columns=("clinician", "review_on"),
)  # fmt: skip

CARE_STEP: Final = CaseKind(
    name="care-step",
    label="care step",
    listed="care steps",
    states=(
        State("due", _ON_DAY),
        State("missed", Due(3)),
        State("talked-about", Due(7, Unit.DAYS, after="on")),
        State("done"),
        State("dropped"),
    ),
    steps=(
        Step("done", "due missed talked-about", "done", "d", "done", outcomes=("done",)),
        Step("missed", "due talked-about", "missed", "m", "missed"),
        Step("talk", "missed due", "talked-about", "t", "talked about with the patient", takes=("on",), says_why=True),
        Step("move", "due talked-about missed", "due", "v", "on another day", asks=("on",)),
        Step("drop", "due missed talked-about", "dropped", "x", "not to be done after all", says_why=True,
             outcomes=("dropped",)),
    ),
    facts=(
        Fact("on", "on", FactKind.DAY),
        Fact("what", "what", FactKind.WORD, ("visit", "test", "instruction", "call", "other")),
    ),
    by_urgency=False,
    columns=("what", "on"),
    begins_with=("on",),
)  # fmt: skip
