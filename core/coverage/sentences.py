"""What is said of coverage: noted, changed, verified, and what is the matter with it. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NO_SUCH_COVERAGE: Final = "There is no coverage {number}. List those of a patient: coverage list MRN."
COVERAGE_IN_ERROR: Final = "Coverage {number} was entered in error and taken back. Note it anew."

SELF_PAY_ADDED: Final = "Noted of {patient}, MRN {mrn}: pays themselves{dates}."
ADDED: Final = "Noted of {patient}, MRN {mrn}: {payer}, {order} insurance{dates}."
EDITED: Final = "Changed of {patient}, MRN {mrn}: {fields} of {payer}{dates}."
SELF_PAY_EDITED: Final = "Changed of {patient}, MRN {mrn}: {fields} of paying themselves{dates}."
DATES_BOTH: Final = ", {starts} to {ends}"
DATES_FROM: Final = ", from {starts}"
DATES_UNTIL: Final = ", until {ends}"
LAST_OF_LISTED: Final = "{most} and {last}"

CARD_KEPT: Final = "Kept of {patient}, MRN {mrn}: the {side} of the card of {payer}."
CARD_REPLACED: Final = "Kept of {patient}, MRN {mrn}: another {side} of the card of {payer}."
CARD_TAKEN_OFF: Final = "Taken off {patient}, MRN {mrn}: the {side} of the card of {payer}."
NO_CARD: Final = "Of coverage {number} no {side} of a card is kept. Keep it: coverage card {number} --{side} FILE"
NO_CARD_OF_SELF_PAY: Final = "Who pays themselves has no card. Note the insurance first."
CARD_EMPTY: Final = "The file is empty. Scan the card again."
CARD_TOO_LARGE: Final = "The file has more than {most} MB. Scan the card in a lower resolution."
CARD_CUT_OFF: Final = "The image is cut off or damaged: its end is missing. Scan the card again, or have it sent again."
CARD_NO_IMAGE: Final = "The file is no image of a card. Scan it as JPEG, PNG, WebP, HEIC, TIFF or PDF."

PAYER_MISSING: Final = "Whose insurance is it? Name the payer, or self-pay where the patient pays."
PAYER_NOT_KNOWN: Final = "There is no payer {value}. The clinic has {names}; or self-pay."
PAYER_GUESSED: Final = "There is no payer {value}. Did you mean {guess}?"
PAYER_OF_SEVERAL: Final = "{value} may be more than one payer: {names}. Type more of its name."
PAYERS_MORE: Final = " and {count} more"
PAYERS_NONE: Final = (
    "There is no payer {value}: the clinic has none yet. A supervisor adds a [[payer]] to the set-up file; or self-pay."
)
MEMBER_ID_MISSING: Final = (
    "The member id is missing. It is on the card; whoever has none pays themselves: payer self-pay."
)
MEMBER_ID_ODD: Final = "{value} is no member id. Type its letters and digits as they stand on the card."
MEMBER_ID_OTHER_FORM: Final = (
    "{value} does not look like a member id of {payer}, such as {example}. Compare it with the card."
)
ENDS_BEFORE: Final = "It would end on {ends}, before it begins on {starts}. Correct one of the two."
SUBSCRIBER_MISSING: Final = "Whose insurance is it? Name the subscriber, as the patient is their {relation}."
SUBSCRIBER_MISSING_OTHER: Final = "Whose insurance is it? Name the subscriber, as it is not the patient."
RELATION_MISSING: Final = (
    "{subscriber} is the subscriber: say what the patient is to them, spouse, child or other, or leave the name empty."
)
NOTHING_ELSE: Final = "Who pays themselves has no {field}. Leave it empty, or name the payer."
NOT_FIRST: Final = "Who pays themselves has nobody that pays before. Leave the order as primary."
COPAY_UNREADABLE: Final = "{value!r} is no copay. Type an amount, as 25 or 25.50, or one for a visit type: new40=40."
COPAY_TWICE: Final = "The copay of {type} is there twice. Keep one of them."

COVERAGE_NUMBER: Final = "coverage {number}"
EARLIER_LINE: Final = "an earlier line"
SAME_ORDER: Final = "{payer} is {order} already{dates} ({which}). Let one end before the other begins."
SELF_PAY_ALREADY: Final = (
    "The patient is noted as paying themselves{dates} ({which}). Let that end before the insurance begins."
)
INSURED_ALREADY: Final = "{payer} is {order}{dates} ({which}). Let it end before the patient pays themselves."
SAME_ORDER_ENDS: Final = "{payer} is {order} already{dates} ({which}). Let this one begin on {next}."
SELF_PAY_TWICE: Final = "The patient is noted as paying themselves already{dates} ({which}). Change that one."
SELF_PAY_ENDS: Final = "The patient is noted as paying themselves{dates} ({which}). Let this begin on {next}."
INSURED_ENDS: Final = "{payer} is {order}{dates} ({which}). Let the patient pay themselves from {next} on."
SAME_INSURANCE: Final = "{payer} with this member id is there already{dates} ({which}). Change that one."
NOT_ADDED: Final = "Not noted: {why}"
NOT_EDITED: Final = "Not changed: {why}"

IMPORT_PATIENT_MISSING: Final = "The line does not say whose coverage it is: it needs an MRN or an external id."
IMPORT_MEMBER_ID_MISSING: Final = "The member id is missing."
IMPORT_SEVERAL_FIT: Final = (
    "{count} coverages have this payer and member id: {numbers}. Give the line the day it begins."
)

WAYS: Final = {
    "portal": "by portal",
    "phone": "by phone",
    "card": "by the card",
    "270/271": "by its answer to a question",
}
NOTHING_TO_VERIFY: Final = "{why} Note the insurance, or that the patient pays; or waive it."
SELF_PAY: Final = "The patient pays."
NONE_KNOWN: Final = "No insurance is known."
NEVER_VERIFIED: Final = "{payer} has never been verified."
ASKED_OTHERWISE: Final = "{payer} was verified {day} for another member id, name, birth date or subscriber."
RENEWED_SINCE: Final = "{payer} was verified {day}, for days before or after it renews."
PLAN_ENDED: Final = "{payer} said {day} that the plan ends {plan_day}."
PLAN_BEGINS: Final = "{payer} said {day} that the plan begins {plan_day} only."
ASKED_AND_REJECTED: Final = "Rejected by {payer} {day}: {why}"
LONG_AGO: Final = "{payer} was last verified {day}."
SAID_INACTIVE: Final = "{payer} said {day} that the patient is not insured."
SAID_NOTHING: Final = "{payer} could not say {day} whether the patient is insured."
SAID_ACTIVE: Final = "{payer}, verified {day}."
HAS_ENDED: Final = "{payer} ended {day}."
BEGINS_LATER: Final = "{payer} begins {day} only."
SELF_PAY_ENDED: Final = "The patient paid until {day}; no insurance is known since."
SELF_PAY_BEGINS: Final = "The patient pays from {day} on only."
