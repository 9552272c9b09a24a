"""What the questions about contacts and calls say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LOG_HOW: Final = "What it was about.  >> fri at its end: to be followed up then.  @mother: at its start: who spoke."
LOG_NOTE: Final = "{way}"
LOG_WAYS: Final = {
    ("phone", "in"): "phone, they called",
    ("phone", "out"): "phone, we called",
    ("e-mail", "in"): "e-mail, from them",
    ("e-mail", "out"): "e-mail, to them",
    ("letter", "in"): "letter, from them",
    ("letter", "out"): "letter, to them",
    ("text", "in"): "text, from them",
    ("text", "out"): "text, to them",
    ("counter", "in"): "at the counter, they asked",
    ("counter", "out"): "at the counter, we told them",
    ("other", "in"): "other, from them",
    ("other", "out"): "other, to them",
}
LOG_WHO: Final = ", with {who}"
LOG_FOLLOWS: Final = ", to be followed up {day}"

FOLLOW_UP_GONE: Final = "That was followed up meanwhile."
FOLLOW_UP_PUT_OFF: Final = "The day is typed: fri, 2w, 24dec. Enter puts it off, or with nothing typed ticks it off."

RECALL_LABEL: Final = "Come again"
RECALL_HOW: Final = "From when on they are called in: 6mo, 3/14, or nothing for the months of the kind."
RECALL_FROM: Final = "{name}: called in from {day} on."
RECALL_STANDS: Final = "   {state}, {day}"
RECALL_PAST: Final = "{day} is past. Say a day to come, such as 6mo."
RECALL_NOT_SET_UP: Final = (
    "This clinic calls nobody in yet. Add a [[recall]] to the set-up file: code, name, months, types."
)

CALL_SPEAKS: Final = "speaks {language}"
CALL_SAY: Final = "“{words}”"
CALL_TRIED: Final = "{when} {who}: {outcome} {note}"
CALL_LEFT: Final = "{count} more, PgDn passes over."
CALL_LAST: Final = "The last one to call."
CALL_DIALS: Final = "d dials."
CALL_SENDS: Final = "i sends this."
CALL_SENDS_TIME: Final = "i sends the time."
CALL_HOURLY: Final = "Calls in the last hour: {count}."
CALLS_DONE: Final = "Nobody else is to be called now. Calls in the last hour: {count}."
CALL_NONE: Final = "Nobody is to be called now: {list}."
CALL_NO_NUMBER: Final = "no number to call"
CALL_NO_COMMAND: Final = "No program is set that dials. Name one as dial_command under [calls] in clinicdesk.toml."
CALL_DIALLED: Final = "Dialled."
CALL_INFOS: Final = {
    "bring": "to bring",
    "prepare": "before it",
    "directions": "the way",
    "parking": "parking",
    "hours": "open",
    "languages": "languages",
    "price": "price",
}
INFO_LABEL: Final = "Before the visit"
INFO_HOW: Final = "To be said. Enter sends all of it, a letter one line, as the patient wants to be reached."
CALL_LISTS: Final = {
    "confirm": "visits to be confirmed",
    "call-back": "who asked to be called back",
    "missed": "who did not come",
    "late": "who is seen later",
    "recall": "who is due again",
}
