"""What the waiting list says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

WINDOW_UNREADABLE: Final = (
    "{word} is neither a day nor a time. Write such as: any am, mon wed pm, tue 9-12, thu after 3p."
)
WINDOW_BACKWARDS: Final = "{typed} ends before it begins."
DATES_BACKWARDS: Final = "The latest date is before the earliest."
LATEST_IS_PAST: Final = "The latest date is over already."
BAND_UNREADABLE: Final = "{typed} is no priority: 1 (most urgent) to 9, 5 is usual."
TYPE_MISSING: Final = "Say for which visit type, such as {code}."

NO_SUCH_ENTRY: Final = "There is no entry {number} on the waiting list."
NOT_WAITING: Final = "{patient} waits no longer: {status} {when} by {who}."
ALREADY_WAITING: Final = "{patient} waits for {type} already (entry {number}). Change that entry."
PUT_ON: Final = "{patient} waits for {type}{with_}{window}."
CHANGED: Final = "Changed {fields} of the waiting of {patient} for {type}."
CLOSED: Final = "{patient} waits no longer for {type}."
WINDOW_SAID: Final = ", {window}"

ACCEPTED_EARLIER: Final = "Moved {patient} up, {type} to {when}{own} with {provider}{room}{interpreter} (was {before})."
NOT_ACCEPTED: Final = "Not filled: {why}"
NO_EARLIER: Final = "{patient} wants to come earlier than {when} with {provider} ({type}), and this is no earlier. Move that one, or book."
CONTACTED: Final = "{outcome}: {patient} about {when} {what}."
OUTCOMES: Final = {
    "called": "Called",
    "no-answer": "No answer",
    "left-word": "Left word",
    "declined": "Declined",
}
WHICH_PROVIDER: Final = "Say whose time it is: --provider lee."
SLOT_IS_OVER: Final = "That time is over."

WHY_BAND: Final = "priority {band}"
WHY_WAITED: Final = "waits {days} days"
WHY_WAITED_ONE: Final = "waits 1 day"
WHY_NEW: Final = "waits since today"
WHY_USES: Final = "uses {used} of {gap} min"
WHY_TAKES: Final = "takes {used} min"
WHY_WITH: Final = "with {provider}"
WHY_MOVES: Final = "now {when} with {provider}"
