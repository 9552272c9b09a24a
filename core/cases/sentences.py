"""What is said about cases. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

FACT_NOUN: Final = "fact of a {kind}"
KIND_NOUN: Final = "kind of case"
STEP_NOUN: Final = "step of a {kind}"
STATE_NOUN: Final = "state of a {kind}"
NOT_A_NUMBER: Final = "{typed!r} is not a number for {label}: digits, 1 to {most}."
NO_SUCH_CASE: Final = "There is no case {number}."
IN_ERROR: Final = "Case {number} was made by mistake and taken back."
NO_SUBJECT: Final = "Say what the {kind} is about."
NEEDS_PATIENT: Final = "A {kind} is about a patient: name one."
ABOUT: Final = "{label} {number}{of}: {subject}"
OF_PATIENT: Final = " of {patient}"
OPENED: Final = "Began {about}. Due {due}{owner}."
TOOK_STEP: Final = "{about}: {state}{facts}{note}.{due}"
FACTS_SAID: Final = " ({facts})"
NOTE_SAID: Final = ": {note}"
DUE_SAID: Final = " Due {due}."
HAS_IT: Final = ", with {owner}"
NOTED: Final = "Noted on {about}."
CHANGED: Final = "Changed {changes} of {about}."
LINKED: Final = "Linked {about} to {what}."
UNLINKED: Final = "{about} is not linked to {what} any more."
NOT_LINKED: Final = "{about} is not linked to {what}."
ALREADY_LINKED: Final = "{about} is linked to {what} already."
LINK_TO_ITSELF: Final = "A case is not linked to itself."
APPOINTMENT_OF_ANOTHER: Final = "Appointment {number} is not of {patient}, whom the case is about."
CASE_OF_ANOTHER: Final = "Case {number} is about somebody else than {patient}, whom this case is about."
WRONG_STATE: Final = "{about}: {state} {when} by {who}. {can}"
ALREADY: Final = "{about}: already {state} {when} by {who}."
CAN_DO: Final = "From there: {steps}."
NOTHING_TO_DO: Final = "It is closed, and no step leads on."
MISSING_FACTS: Final = "Not {done}: say {facts}."
MISSING_WHY: Final = "Not {done}: a note must say why."
MISSING_OUTCOME: Final = "Not {done}: say the outcome: {outcomes}."
NO_OUTCOME_HERE: Final = "The step {step} has no outcome to be said."
OUTCOME_NOUN: Final = "outcome of {step}"
REFUSED: Final = "Not {done}: {why}"
IS_CLOSED: Final = "{about} is {state} {when} by {who}: nothing of it is changed but by a note."
NOT_A_USER: Final = "There is no user {name!r}."
USER_RETIRED: Final = "{name!r} works here no longer: name somebody else, or nobody."
DUE_IS_PAST: Final = "The due date {day} is past."
SNOOZED_PAST_DUE: Final = "A case is not put off beyond the day by which it is due, {due}: change that first."
SNOOZED_TO_PAST: Final = "A case is put off until a day to come."
SNOOZE_CLOSED: Final = "put off until {day}"
NOTHING_SAID: Final = "Nothing of the case would be otherwise."
EMPTY_NOTE: Final = "The note is empty."
NO_WORDS: Final = "Say which words to look for."
CHANGE_WORDS: Final = {
    "owner": "the owner to {value}",
    "due": "the due date to {value}",
    "urgency": "the urgency to {value}",
    "subject": "the subject",
    "snoozed": "when it comes back to {value}",
    "facts": "{value}",
}
NOBODY: Final = "nobody"
NOW: Final = "now"
NO_SUCH_APPOINTMENT: Final = "There is no appointment {number}."
ENDS_BEFORE_IT_BEGINS: Final = "it would end before it begins."
EXTENDED_ONCE: Final = "it was extended already, and is so once only."
EXTENDED_TOO_LATE: Final = "the first 30 days are over."
AUTHORIZATION_EXPIRED: Final = "the authorization has ended: what leaves needs another."
LETTER_NEEDS_PATIENT: Final = "Case {number} is about no patient: there is no letter of it."
