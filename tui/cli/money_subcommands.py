"""Which verbs are there of insurance, payments, estimates and the till?"""

from __future__ import annotations

from typing import Final

from tui.cli.subcommand import verb

COVERAGE_VERBS: Final = (
    verb("coverage add", "note who pays for a patient", "coverage:declare_add", "coverage:add"),
    verb("coverage edit", "change a coverage, or end it", "coverage:declare_edit", "coverage:edit"),
    verb("coverage list", "tell who pays for a patient", "coverage:declare_list", "coverage:list_all"),
    verb("coverage card", "keep images of an insurance card", "cards:declare_card", "cards:card"),
    verb("coverage image", "show or write the image of an insurance card", "cards:declare_image", "cards:image"),
    verb(
        "verify",
        "note whether a patient is insured on the day of a visit",
        "verifying:declare_verify",
        "verifying:verify",
    ),
    verb(
        "eligibility list",
        "show the visits to come by what is the matter with their insurance",
        "verifying:declare_list",
        "verifying:list_all",
    ),
    verb(
        "eligibility send",
        "ask payers by file whether patients are insured (X12 270)",
        "eligibility:declare_send",
        "eligibility:send",
    ),
    verb(
        "eligibility read",
        "take in what payers answered (X12 271, 999, TA1)",
        "eligibility:declare_read",
        "eligibility:read",
    ),
    verb(
        "eligibility show",
        "tell what a payer answered about the insurance of a visit",
        "eligibility:declare_show",
        "eligibility:show",
    ),
    verb(
        "eligibility errors",
        "show the files of which not everything was taken",
        "eligibility:declare_errors",
        "eligibility:errors",
    ),
    verb("eligibility replay", "take in a file again", "eligibility:declare_one", "eligibility:replay"),
    verb("eligibility dismiss", "put a file with errors aside", "eligibility:declare_one", "eligibility:dismiss"),
    verb("pay", "take a payment, and write its receipt", "paying:declare_pay", "paying:pay"),
    verb("refund", "give money back", "paying:declare_refund", "paying:refund"),
    verb("void", "take back a payment, with a reason", "paying:declare_void", "paying:void"),
    verb("receipt", "tell a receipt again, or print it", "paying:declare_receipt", "paying:receipt"),
)
"""By name."""
LEDGER_VERBS: Final = (
    verb("ledger", "tell what a patient owes, line by line", "paying:declare_ledger", "paying:ledger"),
    verb(
        "dispute",
        "note that a line of a ledger is disputed, or asked about",
        "disputes:declare_dispute",
        "disputes:dispute",
    ),
    verb("dispute settle", "note what came of it", "disputes:declare_settle", "disputes:settle"),
    verb("dispute list", "show which are open", "disputes:declare_list", "disputes:listing"),
    verb("till open", "open a drawer", "drawers:declare_open", "drawers:open_drawer"),
    verb("till close", "close a drawer with what was counted", "drawers:declare_close", "drawers:close_drawer"),
    verb("till show", "tell what went through a drawer", "drawers:declare_show", "drawers:show"),
    verb("till total", "tell the takings of a day", "drawers:declare_total", "drawers:total"),
)
"""By name."""
ESTIMATE_VERBS: Final = (
    verb("estimate due", "show which estimates are due", "estimates:declare_due", "estimates:due"),
    verb("estimate show", "tell the estimate of a visit", "estimates:declare_show", "estimates:show"),
    verb("estimate ask", "note that an estimate was asked for", "estimates:declare_one", "estimates:ask"),
    verb("estimate make", "make the estimate of a visit", "estimates:declare_one", "estimates:make"),
    verb("estimate give", "note how an estimate was given", "estimates:declare_give", "estimates:give"),
    verb("estimate price", "tell what a visit costs that nobody booked", "prices:declare_price", "prices:price"),
    verb(
        "estimate dispute",
        "note that a bill 400 dollars or more over its estimate is disputed",
        "estimates:declare_dispute",
        "estimates:dispute",
    ),
    verb("estimate decline", "note that none is wanted", "estimates:declare_decline", "estimates:decline"),
)
"""By name."""
