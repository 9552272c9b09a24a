"""What is said of questions put aside. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PARKED: Final = "Parked. {key} takes it up again."
PARKED_SEVERAL: Final = "Parked, {count} in all. {key} takes up the newest."
PARKED_NOTHING: Final = "Nothing was typed, so nothing is parked."
PARK_WHAT: Final = "No question is open to park. {park_question} parks one while it is open."
PARK_NOT_THIS: Final = "There is nothing in this to park. {key} leaves it."
RESUME_WHAT: Final = "Nothing is parked."
RESUMED: Final = "Taken up again, as it was parked."
RESUMED_OF_SEVERAL: Final = "Taken up again, {at} of {count}. {key} at once: the one before."
BEGUN_BEFORE: Final = "Changes begun before are not saved yet. {patients_screen} lists what is not finished."
PARKED_ONE: Final = "One question is parked. {key} takes it up again:"
PARKED_ALL: Final = "{count} questions are parked. {key} takes up the newest:"
PARKED_OF: Final = "{kind}: {names}"
PARKED_MORE: Final = "and {count} more"
PARKED_KINDS: Final = {
    "hours": "hours",
    "book": "booking",
    "cancel": "cancellation",
    "card": "appointments of a patient",
    "check-in": "check-in",
    "command": "command",
    "edit-coverage": "changes of an insurance",
    "edit-directory_entry": "changes of the directory",
    "edit-patient": "changes of a record",
    "edit-wait_entry": "changes of the waiting list",
    "case-step": "a step of a case",
    "find": "search",
    "find-time": "search for free time",
    "forms": "forms",
    "goto": "a date to go to",
    "log": "contact to be noted",
    "recall": "recall to be noted",
    "move": "move",
    "new-case": "a new case",
    "new-coverage": "an insurance",
    "new-directory_entry": "an entry of the directory",
    "new-patient": "new patient",
    "new-wait_entry": "a place on the waiting list",
    "override": "a reason",
    "pay": "payment",
    "relative": "who belongs to the family",
    "room": "change of room",
    "same-person": "two records of one person",
    "series": "booking that comes again",
    "take-back": "undo or redo",
    "verify": "insurance verified",
    "walk-in": "walk-in",
}
PARKED_MARK: Final = "{count} parked"
