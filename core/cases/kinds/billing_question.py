"""Somebody asks about a bill, or disputes it: asked, with billing, answered."""

from __future__ import annotations

from typing import Final

from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

BILLING_QUESTION: Final = CaseKind(
    name="billing-question",
    label="billing question",
    listed="billing questions",
    states=(
        State("asked", Due(2, urgent=0)),
        State("with-billing", Due(5, urgent=2), pool="biller"),
        State("answered", Due(30, Unit.DAYS, remind=5)),
        State("disputed", Due(10, urgent=5), pool="biller"),
        State("closed"),
    ),
    steps=(
        Step("close", "answered", "closed", "c", "settled", outcomes=("paid", "corrected", "written-off", "explained")),
        Step("answer", "asked with-billing disputed", "answered", "a", "they were answered", says_why=True),
        Step("pass-on", "asked disputed answered", "with-billing", "b", "billing looks at it"),
        Step("dispute", "asked answered with-billing", "disputed", "d", "they dispute it: nothing is collected",
             says_why=True),
        Step("withdraw", "asked with-billing answered disputed", "closed", "x", "they want nothing any more",
             outcomes=("withdrawn",)),
    ),
    facts=(
        Fact("amount", "amount in question"),
        Fact("statement", "statement"),
        Fact("visit_on", "visit on", FactKind.DAY),
    ),
    columns=("amount", "statement"),
)  # fmt: skip
