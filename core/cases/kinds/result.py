"""A result that is waited for: it came, a clinician has read it, the patient was told; a corrected one is read anew.

Each result that comes is an event of its own, so that a second one of the same order takes nothing from the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.cases.due import counted_on
from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import StepFacts

_EXPECTED: Final = {"lab": 3, "imaging": 5, "pathology": 10, "report": 10, "other": 5}
"""Business days from the order to the result."""
_CHASED: Final = 2
_WAITING: Final = "ordered scheduled awaited"
_HERE: Final = "received with-clinician reviewed closed"


def _expected_by(at: StepFacts) -> Mapping[str, str]:
    if at.facts.get("expected_by"):
        return {}
    days = _EXPECTED[at.facts.get("test_kind") or "other"]
    return {"expected_by": counted_on(at.today, days, Unit.BUSINESS_DAYS, at.closed).isoformat()}


def _chased(at: StepFacts) -> Mapping[str, str]:
    return {"expected_by": counted_on(at.today, _CHASED, Unit.BUSINESS_DAYS, at.closed).isoformat()}


RESULT: Final = CaseKind(
    name="result",
    label="result",
    listed="results to chase",
    states=(
        State("ordered", Due(0, after="expected_by")),
        State("unsolicited", Due(1, urgent=0)),
        State("scheduled", Due(1, after="visit_on")),
        State("awaited", Due(0, after="expected_by")),
        State("received", Due(1, urgent=0)),
        State("with-clinician", Due(2, urgent=0)),
        State("reviewed", Due(2, urgent=0)),
        State("not-done", Due(2, urgent=0)),
        State("closed"),
    ),
    steps=(
        Step("done", "ordered scheduled", "awaited", "d", "it was done", stamps=("done_on",), derives=_expected_by,
             forgets=("expected_by",)),
        Step("schedule", "ordered not-done", "scheduled", "b", "an appointment was made", asks=("visit_on",)),
        Step("show", "received", "with-clinician", "s", "a clinician has it", asks=("clinician",)),
        Step("review", "with-clinician received", "reviewed", "v", "a clinician has read it", asks=("read_by",),
             privilege=Privilege.ACKNOWLEDGE),
        Step("tell", "reviewed", "closed", "t", "the patient was told", asks=("told_how",), outcomes=("patient-told",)),
        Step("receive", f"{_WAITING} {_HERE} not-done", "received", "r", "a result is here", asks=("stage",),
             takes=("their_number",), stamps=("received_on",)),
        Step("correct", _HERE, "received", "k", "a corrected result is here", takes=("their_number",),
             stamps=("received_on",), says=(("stage", "corrected"),)),
        Step("match", "unsolicited", "received", "m", "it belongs to an order", asks=("orderer",),
             stamps=("received_on",)),
        Step("file", "reviewed", "closed", "f", "filed: the patient need not be told", says_why=True,
             outcomes=("filed",)),
        Step("chase", _WAITING, "", "c", "asked for again", takes=("asked_whom",), stamps=("chased_on",),
             derives=_chased),
        Step("not-done", _WAITING, "not-done", "n", "it was not done", says_why=True),
        Step("give-up", "not-done", "closed", "x", "it will not be done", says_why=True, outcomes=("not-done",)),
        Step("not-ours", "unsolicited", "closed", "x", "not of our patient: sent back", says_why=True,
             outcomes=("misdirected",)),
    ),
    facts=(
        Fact("test_kind", "kind", FactKind.WORD, tuple(_EXPECTED)),
        Fact("where", "where", FactKind.PARTY),
        Fact("orderer", "ordered by", FactKind.PROVIDER),
        Fact("expected_by", "expected by", FactKind.DAY),
        Fact("visit_on", "appointment on", FactKind.DAY),
        Fact("done_on", "done on", FactKind.DAY, is_past=True),
        Fact("stage", "stage", FactKind.WORD, ("preliminary", "final", "corrected")),
        Fact("their_number", "their number"),
        Fact("received_on", "received on", FactKind.DAY, is_past=True),
        Fact("clinician", "with", FactKind.PROVIDER),
        Fact("read_by", "read by", FactKind.PROVIDER),
        Fact("told_how", "told how", FactKind.WORD, ("phone", "portal", "visit", "letter")),
        Fact("chased_on", "asked for again on", FactKind.DAY, is_past=True),
        Fact("asked_whom", "asked whom"),
    ),
    by_urgency=False,
    columns=("where", "chased_on"),
    asks_first=("test_kind", "where"),
    begins_in=("unsolicited",),
    derives=_expected_by,
)  # fmt: skip
