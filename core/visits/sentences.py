"""What the verbs of the visit say: done, refused, due. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

CANCELLED: Final = "Cancelled {patient}, {type} with {provider} {when}{own}: {reason}{late}."
ARRIVED: Final = "{patient} arrived {time}{late}."
WALKED_IN: Final = "{patient} walked in {time}: {type} with {provider} {start}{room}."
CHECKED_IN: Final = "{patient} checked in {time}{late}{settled}."
ITEMS_VERIFIED: Final = "{items} verified"
ITEM_WAIVED: Final = "{item} waived: {reason}"
CHECKED_OUT: Final = "{patient} checked out {time}{room}."
ROOMED: Final = "{patient} went to room {room} {time}."
READY: Final = "ready to join"
"""What is said of who is checked in for a visit by telehealth and may be let in, where others are in a room."""
READY_TO_JOIN: Final = "{patient} is ready to join {time}."
ROOM_CHANGED: Final = "{patient} changed from room {before} to {room} {time}."
DEPARTED: Final = "{patient} departed {time}{room}."
LEFT: Final = "{patient} left before being seen {time}{room}."
ROOM_IS_FREE_AGAIN: Final = "; room {room} is free"
NO_SHOW: Final = "No-show: {patient}, {type} with {provider} {when}."
OTHER_ROOM: Final = "{patient} has room {room} now, as {before} was given away."
STEPPED_BACK: Final = "{patient} is {state} again, no longer {was}."
SEVERAL_DONE: Final = "{count} {done}: {patients}."
SEVERAL_WORDS: Final = {
    "arrive": "arrived",
    "check-in": "checked in",
    "room": "went to rooms",
    "depart": "departed",
    "check-out": "checked out",
    "left": "left before being seen",
    "no-show": "did not come",
    "cancel": "cancelled",
    "step-back": "went a step back",
}
VERB_HELP: Final = {
    "arrive": "note that a patient came",
    "check-in": "check a patient in; who was only booked arrives too",
    "room": "take a patient to a room, or to another one; by telehealth, note that they are ready to join",
    "depart": "note that a patient has left the room",
    "check-out": "check a patient out",
    "left": "note that a patient left before being seen",
    "no-show": "note that a patient did not come",
    "step-back": "take a visit back to the step before",
}
"""What the command line's help says of each verb that takes what every step takes."""
SEVERAL_NAMED: Final = "{patients} and {more} more"

NOT_CHECKED_IN: Final = "Not checked in: {why}"
NOT_ARRIVED: Final = "Not marked as arrived: {why}"
NOT_ROOMED: Final = "Not taken to a room: {why}"
NOT_STEPPED_BACK: Final = "Not gone a step back: {why}"
NOBODY_WORKS_HERE: Final = "Nobody works at {site} for the rest of {day}. Name a provider."
WHICH_SITE_WALK_IN: Final = "At which site is the patient? Name one of {sites}."
NO_APPOINTMENT_NAMED: Final = "No appointment is named. Name one at least."
NONE_DONE: Final = "None of the {count} was done. {why}"
OF_PATIENT: Final = "{patient}: {why}"
ALREADY: Final = "Already {state} {when} by {who}."
WRONG_STATE: Final = "{patient}: {state} {when} by {who}. {needs}"
NEEDS_ARRIVE: Final = "Only a booked patient can arrive."
NEEDS_CHECK_IN: Final = "Only a patient who is booked for today or has arrived can be checked in."
NEEDS_ARRIVE_FIRST: Final = "Who comes after all arrives first, and is then checked in."
NEEDS_CHECK_OUT: Final = "Only a checked-in patient can be checked out."
NEEDS_CANCEL: Final = "Only a booked appointment can be cancelled, and only until the patient is in a room."
NEEDS_MOVE: Final = "Only a booked appointment can be moved."
NEEDS_ROOM: Final = "Only a checked-in patient can go to a room, or change it."
NEEDS_DEPART: Final = "Only a patient in a room can depart."
NEEDS_LEFT: Final = "Only a patient who came, and was not seen yet, can leave."
NEEDS_NO_SHOW: Final = "Only a booked patient can be a no-show."
NEEDS_STEP_BACK: Final = "Only a visit or a no-show can go a step back."
NO_SHOW_TOO_EARLY: Final = "{patient} may still come: a no-show is noted after {time}."
COMES_NO_MORE: Final = (
    "{patient} is noted as {status}. Make sure who this is: change the status of the record first, or cancel the visit."
)
TELEHEALTH_HAS_NO_ROOM: Final = "{patient} is seen by telehealth, which has no room. Leave the room out."
NOT_TODAY: Final = "{patient} is booked for {day}, and today is {today} at {site}. Move the appointment first."
NOSHOW_NOT_TODAY: Final = "{patient} did not come on {day}, and today is {today} at {site}. Book a new appointment."
FITS_TWO_RECORDS: Final = (
    "{ref} is an appointment and the MRN of {patient}. Say appointment:{ref}, or id:{id} for the patient."
)
NO_SUCH_RECORD: Final = "There is no appointment {ref} and no patient with that MRN."
UNKNOWN_ITEM: Final = "There is no check-in item {item!r}. Choose one of: {items}."
NO_ROOM_FREE_NOW: Final = "No {kind} room is free at {site} now ({rooms})."
SITE_HAS_NO_ROOM: Final = "{site} has no {kind} room. Check out when the visit is over."
ALREADY_IN_ROOM: Final = "{patient} went to room {room} at {site} {when}, for {type} with {provider} {start}, and is still there. Let them depart, or check that visit out, first."
SOMEBODY_IN_ROOM: Final = "{patient} went to room {room} {when} and is still there. Choose another, or let them depart."

AUTHORIZATION_DUE: Final = "No authorization that is noted holds on {day}."
AUTHORIZATION_SPENT: Final = "Authorization {number} has none of its {units} visits left for this one."
AUTHORIZATION_FIRST: Final = "Note the payer's approval on its case first, or waive it with a reason."
AUTHORIZATION_HOLDS: Final = "{number}, until {until}"
