"""What the verbs about contacts and calls say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

HELP_LOG_REF: Final = "MRN, id:1042, or appointment:12 for what was about that"
HELP_CONTACT: Final = "the contact's number"
HELP_PUT_OFF: Final = "put it off until that day instead: fri, 2w"
LOG_NEEDS_ADD: Final = "Say what it was about: --add 'asks for the forms'."
LOG_NONE: Final = "No contact with {patient}, MRN {mrn}, is noted."
LOG_ONE: Final = "{patient}, MRN {mrn}: 1 contact."
LOG_SOME: Final = "{patient}, MRN {mrn}: {count} contacts."
LOG_FOLLOW: Final = "follow up {day}"
LOG_FOLLOWED: Final = "followed up by {who}"
FOLLOW_UPS_NONE: Final = "Nothing is to be followed up today."
FOLLOW_UPS_ONE: Final = "1 contact is to be followed up."
FOLLOW_UPS_SOME: Final = "{count} contacts are to be followed up."
FOLLOW_UP_SAYS_SO: Final = "That is the day already."

HELP_LIST: Final = "confirm, call-back, missed or late"
HELP_LIST_OF: Final = "from which list: confirm (if left out), call-back, missed or late"
HELP_CALL_NUMBER: Final = "its number on the list"
HELP_CALL_OUTCOME: Final = "yes, no, move, left-word, no-answer, wrong-number, refused or callback (with --at)"
HELP_AT: Final = "when to call back: 14:30, tom 9:00"
HELP_WHY: Final = "what they asked, in a few words"
HELP_CALL_PHONE: Final = "the number that they want to be called at; their usual one if left out"
CALLS_NONE: Final = "Nobody is to be called."
CALLS_ONE: Final = "1 patient is to be called."
CALLS_SOME: Final = "{count} patients are to be called."
NOT_ON_LIST: Final = "There is no call {number} on the list {list}. See: clinicdesk call list {list}"
