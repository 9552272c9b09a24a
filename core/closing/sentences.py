"""Every sentence about the close of a day. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

ITEMS: Final = {
    "visits": "visits not finished",
    "drawers": "drawers not counted",
    "variance": "drawers that did not come out even",
    "outside": "sums of cash that went through no drawer",
    "insurance": "visits of the next day with insurance to verify",
    "forms": "visits of the next day with forms due",
    "messages": "messages that failed",
    "holds": "times held by name",
}
ONE: Final = {
    "visits": "visit not finished",
    "drawers": "drawer not counted",
    "variance": "drawer that did not come out even",
    "outside": "sum of cash that went through no drawer",
    "insurance": "visit of the next day with insurance to verify",
    "forms": "visit of the next day with forms due",
    "messages": "message that failed",
    "holds": "time held by name",
}
"""Each of them where there is one."""
VISIT_OPEN: Final = "{when} {patient}, {provider}: {state}"
DRAWER_OPEN: Final = "{drawer}, opened {when} by {who}"
VARIANCE: Final = "{drawer}: {variance}"
HOLD: Final = "{when}, {provider}, by {who}"
NO_PATIENT_NAMED: Final = "MRN {mrn} (restricted)"

CLOSED: Final = "{day} at {site} is closed, and its sheet is signed by {who}."
REOPENED: Final = "{day} at {site} is open again, as {reason}."
DRAWERS_FIRST: Final = "Not closed: {uncounted}. Count first, by Enter among the drawers of the till, or: clinicdesk till close --counted AMOUNT --drawer {first}"
DRAWER_UNCOUNTED: Final = "drawer {drawers} is not counted"
DRAWERS_UNCOUNTED: Final = "drawers {drawers} are not counted"
SAY_WHY: Final = "Not closed: {open}. Say what becomes of that: --note 'called, no answer'"
TO_COME: Final = "{day} is still to come."
CLOSED_ALREADY: Final = "{day} at {site} was closed {when} by {who}."
NOT_CLOSED: Final = "{day} at {site} is not closed."
REASON_MISSING: Final = "Say why the day is opened again, such as: --reason 'a payment was forgotten'"
KEPT: Final = "{day} at {site} was closed by {who}, and {actor} may not change what is of it. Ask a supervisor, or whoever may open the day again: clinicdesk close-day {iso} --site {code} --reopen --reason WHY"
CASH_AFTER_COUNT: Final = "after the drawers are counted"
TOTAL: Final = "total"
AND_MORE: Final = "{told}; and {count} more"
