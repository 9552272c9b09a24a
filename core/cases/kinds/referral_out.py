"""A patient is sent to somebody else: the loop is closed when a clinician has read what came back.

The states are those of IHE's 360X and of FHIR's Task; what a partner says beside them is `other`, and is not lost.
"""

from __future__ import annotations

from typing import Final

from core.access.privileges import Privilege
from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

_SENT: Final = "sent received accepted needs-info other"
_BEYOND: Final = f"{_SENT} scheduled"
_STUCK: Final = "declined redirected no-show unreachable expired"

REFERRAL_OUT: Final = CaseKind(
    name="referral-out",
    label="referral out",
    listed="referrals out",
    states=(
        State("draft", Due(1, urgent=0)),
        State("ready", Due(1, urgent=0)),
        State("sent", Due(3, urgent=1, after="sent_on")),
        State("received", Due(14, Unit.DAYS, urgent=7, after="sent_on", remind=3)),
        State("accepted", Due(14, Unit.DAYS, urgent=7, after="sent_on", remind=3)),
        State("scheduled", Due(1, after="visit_on")),
        State("seen", Due(14, Unit.DAYS, after="visit_on", remind=3)),
        State("report-received", Due(3, urgent=1)),
        State("needs-info", Due(2, urgent=1)),
        State("declined", Due(2, urgent=1)),
        State("redirected", Due(2, urgent=1)),
        State("no-show", Due(2, urgent=1)),
        State("unreachable", Due(5, urgent=1)),
        State("expired", Due(2, urgent=1)),
        State("other", Due(2, urgent=1)),
        State("cancelling", Due(3, urgent=1)),
        State("accepted-after-cancel", Due(1, urgent=0)),
        State("closed"),
        State("cancelled"),
    ),
    steps=(
        Step("ready", "draft", "ready", "r", "ready to be sent", needs=("to",), takes=("why",)),
        Step(
            *("send", "ready draft redirected declined expired", "sent", "s", "sent"),
            needs=("to",), asks=("how",), stamps=("sent_on",), forgets=("visit_on", "declined"),
        ),
        Step("answer", "needs-info", "sent", "s", "what they asked for was sent", stamps=("sent_on",)),
        Step("receive", "sent other", "received", "r", "they have it", takes=("their_number",)),
        Step("accept", "received sent needs-info other", "accepted", "a", "accepted", takes=("their_number",)),
        Step("schedule", f"{_SENT} no-show unreachable", "scheduled", "b", "booked there", asks=("visit_on",)),
        Step("see", "scheduled", "seen", "v", "the patient was seen"),
        Step("reschedule", "scheduled", "scheduled", "m", "moved to another day", asks=("visit_on",)),
        Step("report", f"seen {_BEYOND}", "report-received", "p", "their report is here", stamps=("report_on",)),
        Step(
            *("review", "report-received", "closed", "r", "a clinician has read it"),
            asks=("read_by",), outcomes=("completed",), privilege=Privilege.ACKNOWLEDGE,
        ),
        Step("needs-info", "sent received accepted other", "needs-info", "q", "they ask for more", says_why=True),
        Step("decline", _BEYOND, "declined", "d", "they declined", asks=("declined",)),
        Step("redirect", f"{_BEYOND} declined", "redirected", "t", "goes to somebody else", asks=("to",)),
        Step("no-show", "scheduled", "no-show", "n", "the patient did not go"),
        Step("unreachable", _BEYOND, "unreachable", "u", "they cannot reach the patient"),
        Step("expire", _BEYOND, "expired", "e", "it is too old to be used"),
        Step("status", _BEYOND, "other", "o", "something else", asks=("partner_status",)),
        Step("cancel-confirmed", "cancelling", "cancelled", "c", "they confirmed it", outcomes=("cancelled",)),
        Step("keep", "accepted-after-cancel cancelling", "accepted", "k", "the patient goes after all"),
        Step("cancel", f"{_BEYOND} {_STUCK} accepted-after-cancel", "cancelling", "x", "cancelled, to be confirmed",
             says_why=True),
        Step("accepted-anyway", "cancelling", "accepted-after-cancel", "a", "they accepted all the same",
             takes=("visit_on",)),
        Step("drop", "draft ready", "cancelled", "x", "not sent after all", says_why=True, outcomes=("cancelled",)),
        Step(
            *("close", _STUCK, "closed", "c", "closed without a report"),
            says_why=True, outcomes=("patient-refused", "not-needed", "unreachable", "done-elsewhere"),
        ),
    ),
    facts=(
        Fact("to", "sent to", FactKind.PARTY),
        Fact("why", "reason and question"),
        Fact("how", "sent how", FactKind.WORD, ("fax", "portal", "phone", "mail", "direct", "email")),
        Fact("their_number", "their number"),
        Fact("sent_on", "sent on", FactKind.DAY, is_past=True),
        Fact("visit_on", "visit there on", FactKind.DAY),
        Fact("report_on", "report received on", FactKind.DAY, is_past=True),
        Fact("read_by", "read by", FactKind.PROVIDER),
        Fact("declined", "why they declined"),
        Fact("partner_status", "their status"),
    ),
    columns=("to", "visit_on"),
    asks_first=("to",),
)  # fmt: skip
