"""What is said of contacts. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

SUMMARY_MISSING: Final = "Say in a few words what it was about."
FOLLOW_UP_UNREAD: Final = "Behind >> stands when to follow it up, such as >> fri. {why}"
FOLLOW_UP_MISSING: Final = "Behind >> stands when to follow it up, such as >> fri, or leave >> out."
FOLLOW_UP_PAST: Final = "{day} is past. Say a day to come, such as fri or 2w."
WHO_UNENDED: Final = "Behind @ stands who spoke for the patient, and then a colon: @mother: asks for a letter."

NOTED: Final = "{how} {patient}{who}: {summary}{follow_up}."
NOTED_HOW: Final = {
    ("phone", "in"): "Call from",
    ("phone", "out"): "Call to",
    ("e-mail", "in"): "E-mail from",
    ("e-mail", "out"): "E-mail to",
    ("letter", "in"): "Letter from",
    ("letter", "out"): "Letter to",
    ("text", "in"): "Text from",
    ("text", "out"): "Text to",
    ("counter", "in"): "At the counter,",
    ("counter", "out"): "Told at the counter,",
    ("other", "in"): "Contact from",
    ("other", "out"): "Contact to",
}
NOTED_WHO: Final = " ({who})"
NOTED_FOLLOW_UP: Final = "; to be followed up {day}"
TICKED_OFF: Final = "Followed up with {patient}: {summary}."
PUT_OFF: Final = "To be followed up {day} with {patient}: {summary}."

NO_SUCH_CONTACT: Final = "There is no contact {number}."
CONTACT_IN_ERROR: Final = "Contact {number} was noted by mistake and taken back."
NOTHING_TO_FOLLOW: Final = "Nothing is to be done about contact {number}."
DONE_ALREADY: Final = "That was followed up already: {when} by {who}."
