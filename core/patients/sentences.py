"""What is said of patient records: found, registered, changed, alike. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

WHICH_PATIENT: Final = "Which patient? Give the MRN, or id:1042 for a row number."
NO_SUCH_PATIENT: Final = "There is no patient {ref}. Find them first, by name and birth date."
RESTRICTED_TOLD: Final = "restricted record: open it for a reason"
SEVERAL_PATIENTS: Final = "{ref} is the MRN of {count} patients. Name one by id: {ids}."

LOOKS_LIKE: Final = "{patient}, born {born}, MRN {mrn}, looks like the same person: {why}."
USE_OR_ANYWAY: Final = " Use that record, or register anyway."
LOOK_OR_ANYWAY: Final = " Look at that record, or save this one anyway."
MRN_IN_USE: Final = "MRN {mrn} belongs to {patient}."

REGISTERED: Final = "Registered {patient}, born {born}, MRN {mrn}."
EDITED: Final = "Changed {fields} of {patient}, MRN {mrn}."

NOT_REGISTERED: Final = "Not registered: {why}"
NOT_EDITED: Final = "Not changed: {why}"

NAME_MISSING: Final = "A patient needs a family or a given name."
NAME_NOT_DIVIDED: Final = "{value}: it is not clear which is the family name. Put a comma behind it (Smith, John), or say in a map that the column is name_given_first (John Smith)."
NAME_WITHOUT_LETTERS: Final = "{value} is no name: it has no letter. Type the name, or leave it empty if there is none."
PHONE_WITHOUT_DIGITS: Final = "{number!r} is no phone number. Type its digits."
PHONE_NO_COUNTRY: Final = "No country has that code. Is a digit wrong?"
PHONE_TOO_SHORT: Final = "That is too short to be dialled. Is a digit missing?"
PHONE_TOO_LONG: Final = "That is too long to be dialled. Is a digit too many?"
PHONE_NO_NUMBER: Final = "That cannot be dialled as it stands. Is a digit wrong?"
PHONE_IN_FILE: Final = "{value} is no phone number."
PHONE_KIND_HELP: Final = "Left and right, or the first letter."
PHONE_KINDS: Final = (("mobile", "mobile"), ("home", "home"), ("work", "work"), ("other", "other"))
PHONE_CONSENT_HELP: Final = "What the patient agreed to for this number."
PHONE_CONSENTS: Final = (
    ("voice", "call"),
    ("voice text", "call and text"),
    ("voice only", "call, never text"),
    ("text", "text only"),
    ("", "neither"),
)
PHONE_CONSENT_OTHER: Final = {
    (False, None): "never called, nobody asked about texts",
    (None, None): "nobody asked",
    (None, True): "may be texted, nobody asked about calls",
    (None, False): "never texted, nobody asked about calls",
}
"""What nobody chooses in a form, by whether it may be called and texted."""
PHONE_CONSENT_ON_SHEET: Final = {
    "voice": "may be called{about}",
    "voice text": "may be called and texted{about}",
    "voice only": "may be called{about}, never texted",
    "text": "may be texted only{about}",
    "": "neither called nor texted",
}
"""By what the patient agreed to."""
ABOUT: Final = " about {purposes}"
PURPOSES_HELP: Final = "What for: care is visits and treatment, news is what the clinic offers."
PURPOSES: Final = (
    ("", "care"),
    ("billing", "care and bills"),
    ("news", "care and news"),
    ("billing news", "care, bills and news"),
)
CONSENT_HOW_HELP: Final = "How they said so now; left as it is, what was noted before stays."
CONSENT_HOWS: Final = (
    ("", "as noted"),
    ("said", "said so"),
    ("paper", "on paper"),
    ("message", "by message"),
    ("online", "online"),
)
EMAIL_CONSENTS: Final = (
    ("unknown", "nobody asked"),
    ("care", "yes, about care"),
    ("care billing", "yes, about care and bills"),
    ("care news", "yes, about care and news"),
    ("care billing news", "yes, about care, bills and news"),
    ("no", "no"),
)
NO_SUCH_CONSENT: Final = "{typed!r} is no answer. Choose one of: {words}."
SEPARATE_NAME_DATES: Final = {
    (True, True): "{name} ({since} to {until})",
    (True, False): "{name} (since {since})",
    (False, True): "{name} (until {until})",
    (False, False): "{name}",
}
"""An earlier name, by whether it is known from when and until when it was."""
ALERT_UNTIL_HELP: Final = "The last day on which it is shown; empty as long as nobody takes it away."
PREVIOUS_DAY_HELP: Final = "As far as it is known: 2015, mar 2015, or a day."
CONTACT_RELATION_HELP: Final = "What they are to the patient: mother, husband, friend."
CONTACT_PHONE_HELP: Final = "The number at which they are called."
ALERT_UNTIL: Final = "{text} (until {day})"
CONTACT_ROLES: Final = (
    ("emergency", "emergency contact"),
    ("guardian", "guardian"),
    ("guarantor", "guarantor"),
    ("guardian-guarantor", "guardian and guarantor"),
)
CONTACT_ROLE_HELP: Final = "Whom to call in an emergency, who decides for the patient, or who pays."
CONTACT_ROLE: Final = "a role"
NO_CALLS: Final = "not to be called"
LETTERS_TO: Final = "letters go to {address}"
NO_MESSAGE: Final = "leave no message"
EMAIL_WITHOUT_AT: Final = "{value} is no e-mail address."
DIED_BEFORE_BIRTH: Final = "The date of death is before the birth date."
MRN_NOT_EMPTIED: Final = "A record keeps an MRN. Type another, or leave it as it is."
STATUS_NOT_SET: Final = "A record is entered in error by undoing its registration, not by editing it."
RECORD_IN_ERROR: Final = "The record of {patient} was entered in error, and is kept for the journal alone."
RECORD_MERGED: Final = (
    "The record of {patient}, MRN {mrn}, was merged into that of {into}, MRN {other}. Open that one, or take them "
    "apart: patient unmerge {mrn}."
)
TAKES_NO_FIELD: Final = "{field} is no field to be taken. There are {fields}."
TAKES_NOT_THAT: Final = {
    "mrn": "The MRN of the record that stays is kept. To keep the other one, merge the other way round.",
    "status": "The stricter status of both is kept.",
    "restricted": "A record is restricted if one of the two is.",
    "no_booking": "Whoever is not to be booked by one of the two records is not to be booked.",
}
STILL_BOOKED: Final = (
    "{patient} still has {count} {appointments} to come, the next {next}. Cancel what will not take place."
)
LAST_OF_LISTED: Final = "{most} and {last}"

LINE_OF_NOBODY: Final = "There is no patient with {numbers}. Import the patients first."
LINE_OF_TWO: Final = "The MRN is that of {one}, the external id that of {other}. Correct one of the two."
LINE_OF_SEVERAL: Final = "{count} patients have {numbers}. Give the line an MRN that only one has."
LINE_OF_MISTAKE: Final = "The record of {patient} was entered in error. Correct the number."
IMPORT_NAME_MISSING: Final = "Family and given name are missing."
IMPORT_BIRTH_MISSING: Final = "The birth date is missing."
IMPORT_MRN: Final = "MRN {mrn}"
IMPORT_EXTERNAL_ID: Final = "external id {id}"
IMPORT_SOMEBODY_ELSE: Final = "Doubtful: the line's number is that of {patient}, born {born} ({numbers}), but its {fields} say it is somebody else. For another person correct the number; for the same one change the record at the desk first."
IMPORT_OTHER_NAMESAKE: Final = "Doubtful: {patient}, born {born}, is there ({numbers}), but the {fields} of the line say it is somebody else of that name. For another person give the line a number of its own and register them at the desk under it; for the same one change the record at the desk first."
IMPORT_UNDER_ANOTHER_NUMBER: Final = "Doubtful: {patient}, born {born}, is there under another number ({numbers}), and is likely the same person. For the same one give the line that MRN; for another one register them at the desk under the line's number. Then import the line again."
IMPORT_MERGED: Final = "Doubtful: the line has the number of a record that was merged into {patient} ({numbers}). Give the line that number."
IMPORT_SEVERAL_FIT: Final = "{count} patients fit: {ids}. Give the line an external id or an MRN."

ALIKE_NAME: Final = "same name"
ALIKE_NAMES_SWAPPED: Final = "family and given name swapped"
ALIKE_NAMES_DIVIDED: Final = "same name, divided otherwise"
ALIKE_FAMILY: Final = {
    "same": "same family name",
    "near": "family name spelled nearly so",
    "sound": "family name sounds alike",
    "part": "a part of the family name",
    "far": "family name with two slips",
}
ALIKE_GIVEN: Final = {
    "same": "same given name",
    "near": "given name spelled nearly so",
    "short": "one given name is short for the other",
    "sound": "given name sounds alike",
    "part": "a part of the given name",
    "far": "given name with two slips",
}
ALIKE_BIRTH: Final = "same birth date"
ALIKE_SLIPS: Final = {
    "day_and_month": "day and month of birth swapped",
    "swapped_digits": "two digits of the birth date swapped",
    "one_digit": "one digit of the birth date differs",
}
ALIKE_BIRTH_PARTS: Final = {
    "year": "same day and month of birth, another year",
    "month": "same day and year of birth, another month",
    "day": "same month and year of birth, another day",
}
ALIKE_TWINS: Final = "other given names, as twins have"
ALIKE_PHONE: Final = "same phone"
ALIKE_NEAR_PHONE: Final = "phone with a slip"
ALIKE_EMAIL: Final = "same e-mail"
ALIKE_ADDRESS: Final = {
    "whole": "same address",
    "same": "same address",
    "unnumbered": "same street, one without the house number",
    "street": "same street, another house number",
    "numbers": "same numbers of house and place",
}
ALIKE_EXTERNAL: Final = "same number in another system"

NOT_LOGGED: Final = (
    "That this record was opened could not be written down. Tell whoever looks after the clinic. ({why})"
)
NOT_SHOWN: Final = (
    "The record is not shown, as it could not be written down who opened it. "
    "Tell whoever looks after the clinic. ({why})"
)

NEEDS_REASON: Final = (
    'The record with MRN {mrn} is restricted: say why you open it (patient open {mrn} --reason "why").'
)
NOT_RESTRICTED: Final = "The record with MRN {mrn} is not restricted: it opens without a reason."
REASON_TOO_SHORT: Final = "Say in a few words why the record is opened."
REASON_NOTED: Final = "Noted why you open the record with MRN {mrn}. It counts for {hours} hours."

LOOKUP_NAMES: Final = "name {words}"
LOOKUP_NAME_START: Final = "{word}…"
LOOKUP_DIGITS: Final = "number {runs}"
LOOKUP_OR: Final = "or {reading}"
LOOKUP_OR_NAMES: Final = "or name {words}"
LOOKUP_OR_DIGITS: Final = "or number {runs}"
LOOKUP_CODES: Final = "code {codes}"
LOOKUP_UNREAD: Final = "{word}?"
LOOKUP_CUT: Final = "only the first {most} words were read"
