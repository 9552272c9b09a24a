"""Somebody asks for a patient's records: what leaves, to whom, by what authority, within 30 days.

45 CFR 164.524: 30 calendar days, one extension of 30 with its reason, written inside the first 30. Of what left, the
accounting (164.528) is made of the steps that disclose (`core/cases/disclosures.py`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_day
from core.cases.facts import day_of
from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit
from core.cases.sentences import (
    AUTHORIZATION_EXPIRED,
    AUTHORIZATION_REVOKED,
    ENDS_BEFORE_IT_WAS_SIGNED,
    EXTENDED_ONCE,
    EXTENDED_TOO_LATE,
    NOTHING_TO_REVOKE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import StepFacts

_DAYS: Final = 30
_BY_LAW: Final = Due(0, Unit.DAYS, after="due_on", remind=10, escalate=-3)
"""Near from the 20th day on; those above are told on the 27th."""
_OPEN: Final = "received checked defective gathering review fee-notice ready"
_SIGNED: Final = "authorization"
AUTHORITIES: Final = (
    *("patient", "representative", _SIGNED, "treatment", "payment", "operations"),
    *("court-order", "subpoena", "public-health", "law-enforcement", "oversight", "research", "other-law"),
)
"""By what right the records leave."""


def _first_due(at: StepFacts) -> Mapping[str, str]:
    asked = day_of(at.facts, "asked_on") or at.today
    days = 2 * _DAYS if at.facts.get("extended_on") else _DAYS
    return {"asked_on": asked.isoformat(), "due_on": (asked + timedelta(days=days)).isoformat()}


def _later_due(at: StepFacts) -> Mapping[str, str]:
    asked = day_of(at.facts, "asked_on") or at.today
    return {"due_on": (asked + timedelta(days=2 * _DAYS)).isoformat()}


def _may_extend(at: StepFacts) -> str | None:
    """Why there is no (further) extension."""
    if "extended_on" in at.before:
        return EXTENDED_ONCE
    asked = day_of(at.before, "asked_on")
    return EXTENDED_TOO_LATE if asked and at.today > asked + timedelta(days=_DAYS) else None


def _authority_holds(at: StepFacts) -> str | None:
    """Why what was signed does not let anything leave: it has ended, or was revoked since."""
    if at.facts.get("authority") != _SIGNED:
        return None
    expires, revoked = day_of(at.facts, "expires_on"), day_of(at.facts, "revoked_on")
    signed = day_of(at.facts, "signed_on")
    if revoked and (signed is None or signed < revoked):
        return AUTHORIZATION_REVOKED.format(day=format_day(revoked, at.today))
    if expires and signed and expires < signed:
        return ENDS_BEFORE_IT_WAS_SIGNED
    return AUTHORIZATION_EXPIRED.format(day=format_day(expires, at.today)) if expires and expires < at.today else None


def _may_revoke(at: StepFacts) -> str | None:
    """Why nothing can be taken back: what leaves by another right asks for nothing signed."""
    return None if at.facts.get("authority") == _SIGNED else NOTHING_TO_REVOKE.format(right=_SIGNED)


RECORDS_REQUEST: Final = CaseKind(
    name="records-request",
    label="records request",
    listed="records requests",
    states=(
        State("received", _BY_LAW),
        State("checked", _BY_LAW),
        State("defective", _BY_LAW),
        State("gathering", _BY_LAW),
        State("review", _BY_LAW),
        State("fee-notice", _BY_LAW),
        State("ready", _BY_LAW),
        State("released"),
        State("denied"),
        State("withdrawn"),
    ),
    steps=(
        Step("check", "received defective", "checked", "k", "identity and authority were checked",
             asks=("identity",), needs=("authority", "what"), takes=("signed_on", "expires_on", "why"),
             guard=_authority_holds),
        Step("gather", "checked", "gathering", "g", "the records are gathered", takes=("documents",)),
        Step("review", "gathering", "review", "v", "to be looked through"),
        Step("ready", "gathering review fee-notice", "ready", "r", "ready to leave"),
        Step(
            *("release", "ready", "released", "s", "released"),
            asks=("what", "to", "how"), needs=("authority",), takes=("documents", "address", "why"),
            stamps=("released_on",), outcomes=("released",), discloses=True, guard=_authority_holds,
            privilege=Privilege.RELEASE_RECORDS,
        ),
        Step("defect", "received checked gathering review ready", "defective", "d", "defective, and they were told",
             says_why=True),
        Step("revoke", "received checked gathering review fee-notice ready", "defective", "o",
             "they took back what they had signed", takes=("why",), stamps=("revoked_on",),
             forgets=("signed_on", "expires_on"), guard=_may_revoke),
        Step("fee-notice", "gathering review", "fee-notice", "f", "they were told the fee", asks=("fee",)),
        Step("extend", _OPEN, "", "e", "extended by 30 days, and they were told why", says_why=True,
             stamps=("extended_on",), derives=_later_due, guard=_may_extend),
        Step("deny", _OPEN, "denied", "n", "denied, and they were told why", says_why=True, outcomes=("denied",),
             privilege=Privilege.RELEASE_RECORDS),
        Step("withdraw", _OPEN, "withdrawn", "x", "they want nothing any more", outcomes=("withdrawn",)),
    ),
    facts=(
        Fact("requester", "asked by"),
        Fact("authority", "by what right", FactKind.WORD, AUTHORITIES),
        Fact("what", "what leaves", longest=500),
        Fact("documents", "documents that leave", FactKind.DOCUMENTS),
        Fact("why", "what for"),
        Fact("to", "to whom", FactKind.PARTY),
        Fact("address", "their address"),
        Fact("how", "how", FactKind.WORD, ("paper", "mail", "fax", "portal", "email", "disc", "in-person", "direct")),
        Fact("identity", "identity checked by"),
        Fact("signed_on", "authorization signed on", FactKind.DAY, is_past=True),
        Fact("expires_on", "authorization ends", FactKind.DAY),
        Fact("revoked_on", "authorization revoked on", FactKind.DAY, is_past=True),
        Fact("fee", "fee"),
        Fact("asked_on", "asked on", FactKind.DAY, is_past=True),
        Fact("due_on", "due by law on", FactKind.DAY),
        Fact("extended_on", "extended on", FactKind.DAY, is_past=True),
        Fact("released_on", "released on", FactKind.DAY, is_past=True),
    ),
    by_urgency=False,
    columns=("requester", "authority"),
    begins_with=("requester",),
    derives=_first_due,
)  # fmt: skip
