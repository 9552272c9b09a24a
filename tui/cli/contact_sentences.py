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
