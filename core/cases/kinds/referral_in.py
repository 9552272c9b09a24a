"""Somebody else sends a patient here: the loop is closed when what came of it went back."""

from __future__ import annotations

from typing import Final

from core.cases.kind import CaseKind, Due, Fact, FactKind, State, Step, Unit

_BEFORE: Final = "received triage needs-info accepted unreachable"

REFERRAL_IN: Final = CaseKind(
    name="referral-in",
    label="referral in",
    listed="referrals in",
    states=(
        State("received", Due(1, urgent=0)),
        State("triage", Due(2, urgent=0)),
        State("needs-info", Due(3, urgent=1)),
        State("accepted", Due(2, urgent=1)),
        State("unreachable", Due(5, urgent=1)),
        State("scheduled", Due(1, after="visit_on")),
        State("no-show", Due(2, urgent=1)),
        State("seen", Due(5, urgent=2, after="visit_on")),
        State("interim-sent", Due(14, Unit.DAYS, remind=3)),
        State("outcome-sent", Due(3)),
        State("declined", Due(1)),
        State("redirected", Due(1)),
        State("cancel-requested", Due(1)),
        State("closed"),
        State("cancel-confirmed"),
    ),
    steps=(
        Step("triage", "received needs-info", "triage", "t", "with the clinician to be looked at"),
        Step("accept", "received triage needs-info", "accepted", "a", "accepted", takes=("seen_by",)),
        Step("schedule", "accepted unreachable no-show triage received", "scheduled", "b", "the patient is booked",
             asks=("visit_on",)),
        Step("needs-info", "received triage accepted", "needs-info", "q", "the sender was asked for more",
             says_why=True),
        Step("see", "scheduled", "seen", "v", "the patient was seen"),
        Step("reschedule", "scheduled", "scheduled", "m", "moved to another day", asks=("visit_on",)),
        Step("unreachable", "accepted no-show", "unreachable", "u", "the patient cannot be reached"),
        Step("no-show", "scheduled", "no-show", "n", "the patient did not come"),
        Step("outcome", "seen interim-sent", "outcome-sent", "o", "the outcome went back", asks=("how",),
             stamps=("outcome_on",)),
        Step("interim", "seen interim-sent", "interim-sent", "i", "an interim letter went back",
             stamps=("interim_on",)),
        Step("close", "outcome-sent", "closed", "c", "they have it", outcomes=("completed",)),
        Step("decline", f"{_BEFORE} no-show", "declined", "d", "declined", says_why=True),
        Step("redirect", _BEFORE, "redirected", "r", "should go to somebody else", asks=("other",)),
        Step("tell", "declined redirected", "closed", "o", "the sender was told", asks=("how",),
             outcomes=("declined", "redirected")),
        Step("give-up", "unreachable no-show", "closed", "c", "the sender was told that the patient did not come",
             asks=("how",), outcomes=("unreachable",)),
        Step("cancel", f"{_BEFORE} scheduled no-show", "cancel-requested", "x", "the sender cancels it"),
        Step("confirm-cancel", "cancel-requested", "cancel-confirmed", "c", "cancelled and confirmed",
             outcomes=("cancelled",)),
        Step("keep", "cancel-requested", "accepted", "k", "the patient comes after all"),
    ),
    facts=(
        Fact("from", "sent by", FactKind.PARTY),
        Fact("their_number", "their number"),
        Fact("why", "reason and question"),
        Fact("types", "for visit types", FactKind.TYPES),
        Fact("until", "valid until", FactKind.DAY),
        Fact("seen_by", "to be seen by", FactKind.PROVIDER),
        Fact("visit_on", "visit on", FactKind.DAY),
        Fact("how", "told how", FactKind.WORD, ("fax", "portal", "phone", "mail", "direct", "email")),
        Fact("interim_on", "interim letter on", FactKind.DAY, is_past=True),
        Fact("outcome_on", "outcome sent on", FactKind.DAY, is_past=True),
        Fact("other", "who should see them"),
    ),
    columns=("from", "visit_on"),
    begins_with=("from",),
)  # fmt: skip
