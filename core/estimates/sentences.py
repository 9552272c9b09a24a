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

TITLE: Final = "GOOD FAITH ESTIMATE"
FOR: Final = "For"
BORN: Final = "Born"
MRN: Final = "MRN"
SERVICE: Final = "Service"
DATE: Final = "Planned for"
WITH: Final = "Provider"
AT: Final = "Place"
NPI: Final = "NPI {npi}"
TAX_ID: Final = "Tax id {tax_id}"
MADE_ON: Final = "Made on"
DIAGNOSIS: Final = "Diagnosis codes: none known before the visit."
EXPECTED: Final = "Expected charges"
TOTAL: Final = "Total"
DISCLAIMERS: Final = (
    (
        "This is an estimate of what the services named here are reasonably expected to cost. It was made with what was known on"
        " the day it was made. What is charged in the end may be other, if what you need is other."
    ),
    (
        "Services that the provider recommends in the course of care and that are scheduled separately may not be part of it;"
        " an estimate of these is given when they are scheduled, or when you ask."
    ),
    (
        "If you are charged at least $400 more than this estimate by a provider or facility named here, you have the right to dispute"
        " the bill: within 120 calendar days of the bill's date, before the federal patient-provider dispute resolution"
        " process (www.cms.gov/nosurprises). Doing so does not affect the care you get."
    ),
    "This estimate is no contract. It does not oblige you to get the services from the provider named here.",
    "Keep a copy of it, or take a picture.",
)
