"""What the schedule says: conflicts, booking and moving, and why a time cannot be had. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NO_SUCH_APPOINTMENT: Final = "There is no appointment {number}."
WHICH_SITE: Final = "{provider} works at {sites} that day. Say which site."
WHICH_SITE_OF_ALL: Final = "{provider} has no session that day. Say which site: {sites}."
ROOM_AT_OTHER_SITE: Final = "Room {room} is at {there}, not at {here}."

PATIENT_MAY_NOT_BE_BOOKED: Final = "{patient} is {status} and cannot be booked."
PATIENT_IS_ELSEWHERE: Final = "{patient} already has {type} with {provider} at {site}, {hours}."
PATIENT_SAME_DAY: Final = "{patient} also has {type} with {provider} at {site} that day, {hours}."
PROVIDER_IS_TAKEN: Final = "{provider} has {patient} {hours} ({type})."
ROOM_IS_TAKEN: Final = "Room {room} has {patient} with {provider} {start}-{end}."
NO_ROOM_FREE: Final = "No {kind} room is free at {site} {hours}."
PROVIDER_INACTIVE: Final = "{provider} no longer works here."
PROVIDER_NOT_STARTED: Final = "{provider} starts on {day}."
PROVIDER_LEFT: Final = "{provider}'s last day was {day}."
SESSION_CANCELLED: Final = "{provider}'s session is cancelled {hours}{label}."
PROVIDER_ON_LEAVE: Final = "{provider} is away {hours}{label}."
ALL_DAY: Final = "all day"
CLOSED_FOR_HOLIDAY: Final = "{site} is closed: {label}."
PROVIDER_HAS_NO_SESSION: Final = "{provider} has no session at {site} on {day}."
OUTSIDE_SESSION: Final = "{hours} is outside {provider}'s session ({sessions})."
BLOCK_FOR_TYPES: Final = "{hours} is kept for {kind} ({types}), not for {type}."
BLOCK_FOR_NOTHING: Final = "{provider} is blocked {hours}: {kind}."
SLOT_IS_OVER: Final = "{hours} on {day} is over (it is {now}). Choose a later time."
TOO_SOON: Final = "Appointments are booked at least {minutes} minutes ahead."
TOO_FAR_AHEAD: Final = "Booking is open until {day} ({days} days ahead)."
NOT_ON_GRID: Final = "{time} is not on {site}'s {grid}-minute grid."
TOO_SHORT: Final = "{minutes} minutes is too short; the least is {least}."
TOO_LONG: Final = "{minutes} minutes is too long; the most is {most}."
CROSSES_MIDNIGHT: Final = "{hours} would run past midnight."
TIME_IS_SKIPPED: Final = (
    "{time} does not exist on {day} at {site}: the clocks go forward. The nearest times are {before} and {after}."
)
TIME_HAPPENS_TWICE: Final = (
    "{time} happens twice on {day} at {site}: the clocks go back. Say which: {first} or {second}."
)
TAKEN_AGAIN: Final = "{what} has somebody else at that time now."
PATIENT_IS_A_MISTAKE: Final = "The patient's record was entered in error and taken back."
PATIENT_TAKEN_AGAIN: Final = "The patient has another appointment at that time now."

BOOKED: Final = "Booked {patient}, {type} with {provider} {when}{room}."
MOVED: Final = "Moved {patient}, {type} to {when} with {provider}{room} (was {before})."
IN_ROOM: Final = "in room {room}"

NOT_BOOKED: Final = "Not booked: {why}"
NOT_MOVED: Final = "Not moved: {why}"
NEEDS_REASON: Final = " Give a reason to go ahead: {reasons}."
PATIENT_IN_ANOTHER_ROOM: Final = "The patient is in another room now."
ROOM_TAKEN_NOW: Final = "Somebody else is in room {room} now."
UNKNOWN_REASON: Final = "There is no {purpose} reason {code!r}. Choose one of: {codes}."
UNKNOWN_RULE: Final = "There is no rule {rule!r} to override. Name one of: {rules}."
NOT_ASKED_FOR: Final = "Nothing here asks for a reason to go over {rule}. Leave out --override {rule}=..."
SITE_NOT_IN_USE: Final = "{site} is no longer in use."
TYPE_NOT_IN_USE: Final = "{type} is no longer booked."
ROOM_NOT_IN_USE: Final = "Room {room} is no longer in use."
ZONE_CHANGED: Final = "{site} has the time of {zone} since {since}: what was booked before is at another time of day."
