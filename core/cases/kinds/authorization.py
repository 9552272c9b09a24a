"""A payer is asked beforehand whether it pays: its answer holds from a day to a day, for so many visits.

How many are left follows from the appointments (`core/cases/units.py`); a payer decides within 72 hours where it is
urgent and within 7 days else (CMS-0057-F).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit
from core.cases.sentences import ENDS_BEFORE_IT_BEGINS

if TYPE_CHECKING:
    from core.cases.kind import StepFacts

AUTHORIZATION_NAME: Final = "authorization"
HOLDING: Final = frozenset({"approved", "partial", "renewing"})
"""The states in which the payer's word holds, from its first day to its last."""
_TO_RENEW: Final = Due(-30, Unit.DAYS, after="until", remind=5, escalate=20)
_NOT_YET: Final = "needed gathering submitted pended"


def _in_order(at: StepFacts) -> str | None:
    """Why the days of an approval cannot be."""
    first, last = at.facts.get("from_on"), at.facts.get("until")
    return ENDS_BEFORE_IT_BEGINS if first and last and last < first else None


AUTHORIZATION: Final = CaseKind(
    name=AUTHORIZATION_NAME,
    label="authorization",
    listed="authorizations",
    states=(
        State("needed", Due(-14, Unit.DAYS, urgent=-14, after="visit_on", remind=5, escalate=4)),
        State("gathering", Due(-10, Unit.DAYS, urgent=-14, after="visit_on", remind=5, escalate=2)),
        State("submitted", Due(7, Unit.DAYS, urgent=72, urgent_unit=Unit.HOURS, remind=2, escalate=1)),
        State("pended", Due(0, after="info_by", remind=2, escalate=0)),
        State("approved", _TO_RENEW),
        State("partial", _TO_RENEW),
        State("renewing", Due(-5, after="until", remind=5, escalate=2)),
        State("denied", Due(-5, after="appeal_by", remind=5, escalate=2)),
        State("appealed", Due(30, Unit.DAYS, urgent=72, urgent_unit=Unit.HOURS, remind=5)),
        State("not-required"),
        State("exhausted"),
        State("expired"),
        State("superseded"),
        State("denied-finally"),
        State("withdrawn"),
    ),
    steps=(
        Step("gather", "needed", "gathering", "g", "papers are gathered"),
        Step("submit", "gathering needed", "submitted", "s", "asked of the payer", needs=("payer",), asks=("how",),
             takes=("reference",), stamps=("submitted_on",)),
        Step("answer", "pended", "submitted", "s", "what it asked for was sent", stamps=("submitted_on",)),
        Step("approve", "submitted pended appealed", "approved", "a", "approved", asks=("number", "from_on", "until"),
             takes=("units", "types"), guard=_in_order),
        Step("approve-partly", "submitted pended appealed", "partial", "p", "approved in part",
             asks=("number", "from_on", "until", "units"), takes=("types",), guard=_in_order),
        Step("not-required", "needed gathering submitted", "not-required", "n", "not required, says the payer",
             asks=("reference",), outcomes=("not-required",)),
        Step("pend", "submitted appealed", "pended", "q", "the payer asks for more", asks=("info_by",)),
        Step("deny", "submitted pended appealed", "denied", "d", "denied", asks=("appeal_by",), says_why=True),
        Step("renew", "approved partial", "renewing", "r", "its renewal is asked for", stamps=("submitted_on",)),
        Step("appeal", "denied partial", "appealed", "l", "appealed", asks=("how",), stamps=("submitted_on",)),
        Step("renewed", "renewing", "superseded", "a", "renewed: the new one stands by itself", outcomes=("renewed",)),
        Step("extend", "renewing approved partial", "approved", "e", "prolonged, or for more visits", asks=("until",),
             takes=("units",), guard=_in_order),
        Step("supersede", "approved partial", "superseded", "w", "another one takes its place",
             outcomes=("superseded",)),
        Step("exhaust", "approved partial renewing", "exhausted", "u", "all visits were used", outcomes=("used-up",)),
        Step("expire", "approved partial renewing", "expired", "o", "its last day is past", outcomes=("expired",)),
        Step("accept-denial", "denied", "denied-finally", "c", "the denial stays", says_why=True,
             outcomes=("denied",)),
        Step("withdraw", _NOT_YET, "withdrawn", "x", "not asked for after all", says_why=True,
             outcomes=("withdrawn",)),
    ),
    facts=(
        Fact("service", "service"),
        Fact("types", "for visit types", FactKind.TYPES),
        Fact("payer", "payer", FactKind.PAYER),
        Fact("visit_on", "for the visit on", FactKind.DAY),
        Fact("how", "asked how", FactKind.WORD, ("portal", "phone", "fax", "x12", "mail")),
        Fact("reference", "reference"),
        Fact("submitted_on", "asked on", FactKind.DAY, is_past=True),
        Fact("info_by", "answer wanted by", FactKind.DAY),
        Fact("number", "authorization number"),
        Fact("from_on", "from", FactKind.DAY),
        Fact("until", "until", FactKind.DAY),
        Fact("units", "visits", FactKind.NUMBER),
        Fact("appeal_by", "appeal by", FactKind.DAY),
    ),
    by_urgency=False,
    columns=("service", "payer", "until"),
    asks_first=("payer",),
)  # fmt: skip
