"""Every sentence about estimates that a person reads. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

HOW: Final = {"paper": "on paper", "email": "by e-mail", "mail": "by mail", "portal": "in the portal"}

DUE_SELF_PAY: Final = "pays themselves, as booked or known since {since}"
DUE_ASKED: Final = "was asked for"
DUE_MOVED: Final = "was told for {day}, and the visit was moved"
DUE_OTHER_SCOPE: Final = "type, provider or fees are other than what was told"
DRAFTED_NOT_GIVEN: Final = "is made, and not given yet"
NOT_SELF_PAY: Final = "does not pay themselves, as far as is known"
TOO_NEAR: Final = "was booked less than 3 business days ahead: none is due unless it is asked for"
VISIT_OVER: Final = "the visit is over"
TOO_OLD: Final = "was given {day}, more than a year before the visit"
WAS_GIVEN: Final = "given {how} by {who}"
WAS_DECLINED: Final = "not wanted, noted by {who}"
BILLED_WITHIN: Final = "billed {billed}, told {told}"
BILLED_OVER: Final = "billed {billed}, {over} more than the {told} that was told: may be disputed until {until}"
BILLED_OVER_LATE: Final = (
    "billed {billed}, {over} more than the {told} that was told: the 120 days to dispute it ended {until}"
)
BILL_DISPUTED: Final = "billed {billed}, told {told}: disputed, and not to be asked for meanwhile"

ASKED: Final = "{patient} asked what {visit} costs: an estimate is due by {day}."
MADE: Final = "Estimate of {visit} for {patient}: {amount}. It is due by {day}."
MADE_NOT_DUE: Final = "Estimate of {visit} for {patient}: {amount}."
GIVEN: Final = "Estimate of {visit} given {how} to {patient}: {amount}."
DECLINED: Final = "{patient} wants no estimate of {visit}."
VISIT: Final = "{type} {when}"

NO_FEE: Final = (
    "No estimate: no fee of {type} with {provider} is set up for {day}."
    " Add a [[fee]] to the set-up file, or: clinicdesk setup fees FILE.csv"
)
GIVEN_ALREADY: Final = "It was given {when} by {who} already, and that day counts. Nothing was changed."
DECLINED_ALREADY: Final = "That none is wanted was noted {when} by {who} already."
VISIT_IS_OVER: Final = "Visit {number} is over, or not to take place: it has no estimate any more."

DISPUTE: Final = "{over} over the estimate, given {day}: {text}"
DISPUTED: Final = (
    "{patient} disputes the bill for {visit}, {over} over the estimate: nothing of it is asked for until it is settled."
)
NOT_OVER: Final = (
    "This bill is not 400 dollars or more over an estimate that was given ({why})."
    " A line of it can be disputed all the same: d on it in the till, or clinicdesk dispute."
)
TOO_LATE: Final = "Not noted: {why}. A line of it can be disputed all the same: d on it in the till."

PRICE: Final = "{type} with {provider}"
PRICE_ASKED: Final = "{patient} asked what {visit} costs: an estimate is due by {day}. It is E{id}."
PRICE_GIVEN: Final = "Estimate E{id} of {visit} given {how} to {patient}: {amount}."
PRICE_DECLINED: Final = "{patient} wants no estimate of {visit} (E{id})."
PRICE_ASKED_ALREADY: Final = (
    "{patient} asked for that {day} already: it is E{id}, and due by {by}. Nothing was changed."
)
PRICE_SETTLED: Final = "E{id} is {status} already. Nothing was changed."
NO_SUCH_PRICE: Final = "There is no estimate E{id} without a visit."
