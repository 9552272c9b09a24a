"""What is said of jobs and of the worker. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PLANNED: Final = "To do: {name}."
HELD_BACK: Final = "Held back: {name}. {problem}"
GIVEN_UP: Final = "Given up: {name}. {problem}"
WITHDRAWN: Final = "Withdrawn: {name}."
BEGUN: Final = "Begun: {name}, try {tries}."
DONE: Final = "Done: {name}. {said}"
TRY_FAILED: Final = "Not done: {name}. {why}"
LEASE_LOST: Final = "{name} was taken over by another worker, as this one seemed to be stuck."
NOT_IN_TIME: Final = "The worker did not come to it before the next one was due. See that it runs: clinicdesk work"
CUT_OFF: Final = "The tries before were cut off: the worker was ended, or the machine."
INTERNAL: Final = "An internal error met it; ref {reference}. Whoever looks after clinicdesk finds more in errors.log."

ARMED: Final = "The worker may do outward work here from now on."
ARMED_ALREADY: Final = "The worker may do outward work here already. Nothing was changed."
NOT_ARMED: Final = "This clinic was copied, moved or restored since outward work was let go out, so none does. If this is the clinic that patients know: clinicdesk work --arm"
NEVER_ARMED: Final = "Nobody has let outward work go out from here yet, so none does. To let it: clinicdesk work --arm"

MARKS: Final = {
    "backup": "no backup",
    "proof": "bad copy",
    "join-link": "no link",
    "ask-payers": "not asked",
    "write-inquiries": "not asked",
    "send-fax": "not faxed",
}
MARK_OF_OTHERS: Final = "not sent"
MARK_UNARMED: Final = "not armed"
MARK_NO_WORKER: Final = "no worker"
TROUBLE: Final = "{name}: {problem} (try {tries}, {when})"
UNTRIED: Final = "{name}: {problem}"
NO_WORKER: Final = "The nightly backup has been due since {when}, and no worker took it up. Whoever looks after the host starts one: clinicdesk work"
MARKS_AWAY: Final = {"text": "no texts", "voice": "no voice", "email": "no e-mail", "letter": "no letters"}
WAYS_AWAY: Final = {
    "text": "No texts go",
    "voice": "No voice messages go",
    "email": "No e-mails go",
    "letter": "No letters go",
}
AWAY: Final = "{what} out since {when}: {said} They wait, and go by themselves once it is mended; who would be told too late stands on the list of messages that failed."
