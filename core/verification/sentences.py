"""What is said of verifying insurance. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

VERIFIED: Final = "Verified of {patient}, MRN {mrn}: {payer} {result} on {day}, {how}{reference}."
REFERENCE: Final = ", reference {reference}"
PATIENT_PAYS: Final = "{patient} pays themselves on that day: there is nothing to verify."

ACTIVE: Final = "Active"
INACTIVE: Final = "Not insured"
UNCLEAR: Final = "Not clear whether insured"
REJECTED: Final = "Rejected."
FROM: Final = "from {day}"
UNTIL: Final = "until {day}"
IN_NETWORK: Final = "in network"
OUT_OF_NETWORK: Final = "out of network"
ANY_NETWORK: Final = "in or out of network"
LEFT: Final = "left"
USED: Final = "used"
AUTHORIZATION: Final = "needs authorization"
MORE_SERVICES: Final = "{count} more"
MORE_LINES: Final = "{count} more lines stand in the file."
OTHER_KIND: Final = "code {code}"
UNREAD: Final = "{text!r} cannot be read"
UNREAD_DAY: Final = "The date {text!r} cannot be read"
PREMIUM_PAID: Final = "Premiums are paid until {day}."
DIED: Final = "The payer has the patient as deceased on {day}."
SAID_NOTHING: Final = "The payer did not say whether the patient is insured."
SAID_BOTH: Final = "The payer said both that the patient is insured and that not."
OTHER_SERVICES: Final = "The payer answered for other services alone: {services}."
NOT_FOR: Final = "Not insured for {services}."
OTHER_MEMBER_ID: Final = "The payer has member id {number}: compare it with the card."
OTHER_DAYS: Final = "The payer knows the patient, but not on that day."
SOMEBODY_ELSE: Final = "The payer answered about somebody else, by name or birth date."
SOMEBODY_ELSE_REMEDY: Final = (
    "Compare name, birth date and member id with the card; call the payer before you count on it."
)

NO_FOLDER: Final = "No folder is set into which questions to payers are written. Name one as to under [eligibility] in clinicdesk.toml, or with --to."
NO_PAYER_ID: Final = "{payer} has no payer_id in the set-up, so it is not asked by file. Ask by phone or portal."
NO_NPI: Final = "{site} has no npi in the set-up, so no payer is asked for it."
NO_TAX_ID: Final = "{payer} is told the clinic's tax id, but tax_id is missing under [eligibility] in clinicdesk.toml."
NO_PARTY: Final = (
    "sender or receiver under [eligibility] in clinicdesk.toml cannot be written in the letters of X12 (A to Z)."
)
MEMBER_ID_UNTELLABLE: Final = "The member id cannot be written in the letters of X12 (A to Z). Ask by phone or portal."
ASKED_ALREADY: Final = "The payer was asked already, {asked}, and has not answered yet. It may be asked again {again}."
CANCELLED: Final = "The visit was cancelled, so no payer is asked about it."
MISSED: Final = "The patient did not come, so no payer is asked about the visit."
NOT_BOOKED: Final = "The visit is not booked, so no payer is asked about it."
WENT_OUT: Final = "{file} went out already and cannot be called back. Its answers are noted when they come."
GOES_OUT: Final = "{file} is going out just now. Look again in a minute."
ASK_ANEW: Final = "what the payer would be asked about {patient} is no longer what is on record. Ask anew."
ASKED: Final = "Payers are asked about {count} visits: {files}."
ASKED_ONE: Final = "The payer is asked about the visit: {files}."
ASKED_LEFT: Final = " {left} were left out."
ASKED_NONE: Final = "Nobody is asked; {left} visits were left out."
ASKED_NOBODY: Final = "Nobody is asked. {why}"
FILE_NAME: Final = "270-{control:09}-{mark}.x12"
FILE_JOB: Final = "questions {name}"
PLACE_JOB: Final = "answers from {place} {day}"
FILE_IN_JOB: Final = "answers {file} {name}"
"""What jobs are called, in the status line too."""

RECEIVED: Final = "Came in: {name}, {size} bytes."
TOO_LARGE: Final = "The file has more than {most} MB. Have it sent in parts."
UNREADABLE_FILE: Final = "The file cannot be read: {why}. Mend that, and it is read."
FOREIGN: Final = "{count} answers are to questions that this clinic did not ask, such as {trace}. Look whether the file is for somebody else."
FOREIGN_ONE: Final = (
    "An answer is to a question that this clinic did not ask: {trace}. Look whether the file is for somebody else."
)
NO_ANSWERS: Final = "No answers are in the file: it holds {kinds}. Look whether it is the right one."
NOTHING_IN_IT: Final = "No answers are in the file: it is an envelope with nothing in it. Have it sent again."
OTHER_KINDS: Final = (
    "The file holds {kinds} too, of which nothing is read here. Look whether that is for somebody else."
)
FILE_TAKEN: Final = "Taken: {name}, {matched} answers."
FILE_REFUSED: Final = "Not all of {name} was taken. {why}"
FILE_DISMISSED: Final = "Put aside: {name}."
MORE_FAULTS: Final = "{count} more faults."
NO_SUCH_FILE: Final = "There is no file {number} that came in. List those with errors: eligibility errors"
NOT_REFUSED: Final = "File {number} is not on the list of errors."
ANSWERED: Final = "{payer} answered for {patient}, MRN {mrn}, {day}: {told}"
ANSWER_KEPT_BESIDE: Final = (
    "{payer} answered for {patient}, MRN {mrn}, {day}; what {who} found out since stands. {told}"
)
"""Where a person asked after the question went out."""
ANSWER_BEHIND: Final = "{payer} answered for {patient}, MRN {mrn}, {day}; what it rejected since stands. {told}"
"""Where a later question was rejected."""
NO_FILE_OUT: Final = "There is no file {number} that went out."
ASKED_SINCE: Final = "Asked {when}, no answer yet."
NOTHING_TO_ASK: Final = "There is no visit about whose insurance anything is to be asked."
