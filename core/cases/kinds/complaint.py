"""Somebody complains: acknowledged, looked into, answered; a supervisor settles it."""

from __future__ import annotations

from typing import Final

from core.access.privileges import Privilege
from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

_ANSWERED_BY: Final = Due(30, Unit.DAYS, urgent=7, after="asked_on", remind=7)

COMPLAINT: Final = CaseKind(
    name="complaint",
    label="complaint",
    listed="complaints",
    states=(
        State("received", Due(2, urgent=0)),
        State("acknowledged", _ANSWERED_BY),
        State("looked-into", _ANSWERED_BY),
        State("answered", Due(14, Unit.DAYS, remind=3)),
        State("closed"),
    ),
    steps=(
        Step("acknowledge", "received", "acknowledged", "k", "they know that it is looked into", stamps=("asked_on",)),
        Step("close", "answered", "closed", "c", "settled", outcomes=("resolved", "not-upheld", "outside"),
             privilege=Privilege.SETTLE_COMPLAINTS),
        Step("look-into", "received acknowledged answered", "looked-into", "l", "it is looked into",
             stamps=("asked_on",)),
        Step("answer", "acknowledged looked-into", "answered", "a", "they were answered", asks=("how",), says_why=True),
        Step("withdraw", "received acknowledged looked-into answered", "closed", "x", "withdrawn", says_why=True,
             outcomes=("withdrawn",)),
    ),
    facts=(
        Fact("complainant", "complained by"),
        Fact("about", "about", FactKind.WORD, ("wait", "staff", "care", "bill", "privacy", "access", "other")),
        Fact("how", "answered how", FactKind.WORD, ("phone", "letter", "email", "in-person")),
        Fact("asked_on", "acknowledged on", FactKind.DAY, is_past=True),
    ),
    pool="supervisor",
    needs_patient=False,
    columns=("complainant", "about"),
)  # fmt: skip
