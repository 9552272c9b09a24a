"""What the schedule says: conflicts, booking and moving, and why a time cannot be had. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NO_SUCH_APPOINTMENT: Final = "There is no appointment {number}."
WHICH_SITE: Final = "{provider} works at {sites} that day. Say which site."
WHICH_SITE_OF_ALL: Final = "{provider} has no session that day. Say which site: {sites}."
NO_SUCH_SKILL: Final = "Nobody has the skill {skill!r}. There are: {skills}."
NOT_A_COUNT: Final = "{count} is not a number of openings. Type 1 or more."
NAME_OF_SEVERAL: Final = "“{typed}” can be {several}. Type more of it: {instead}."
NAMED_KIND: Final = "{kind} {code}"
NAME_OR_WORD: Final = "“{typed}” can be {several}. Type {instead}."
OTHER_READINGS: Final = {"month": "the month", "weekday": "the day of the week", "word": "another word"}
UNTIL_MONTH: Final = "“{typed}” can end before the month or with it. Type {instead}."
ALSO_NAMED: Final = "“{typed}” is read as days; dr {typed} is {name}."
ALSO_A_NAME: Final = "“{typed}” is read as saying nothing; dr {typed} is {name}."
LACKS_SKILL: Final = "{provider} does not have {skill}. Name somebody else, or leave one of the two out."
NEEDS_SKILL: Final = "{provider} does not have {skill}, which {type} needs."
MINUTES_OR_MONTHS: Final = "“{typed}” can be minutes or months. Type {instead}."
AGAIN_OR_FROM: Final = "“{typed}” can be a visit that comes again or a time from there on. Type {instead}."
ONE_OF_SEVERAL: Final = "{typed} may be one of several who is to be there besides. Type {instead}."
NOT_LEFT_OUT: Final = "“{typed}” cannot be left out. Type when it is to be: from 7dec, until 18dec. Days of the week, providers, am, pm and tele can be left out: not mon."
NOT_THEN: Final = "“{typed}” can leave out only these hours of the day, which one search cannot. Type {instead} for these hours on other days."
DAYS_CROSS: Final = "{date} is no {said}. Type one of the two."
NO_DAY_LEFT: Final = "All days of the week are left out. Leave out fewer."
NOBODY_LEFT: Final = "All providers who could be meant are left out. Leave out fewer."
DAYS_TWICE: Final = "“{typed}” says again which days, after “{said}”. Type one of the two."
HOURS_CROSS: Final = "Nothing starts from {begin} on and before {finish}. Type one span of time, as in 9-11."
HOURS_TWICE: Final = "“{typed}” is a second time, after {said}. Type one of the two, or from when to when: 10-11."
DATE_OR_HOURS: Final = "“{typed}” can be a date or hours. Type {instead}."
NUMBER_OR_TIME: Final = "“{typed}” can be a day of the month or a time. Type {instead}."
NO_USUAL_PROVIDER: Final = "No usual provider is recorded. Name one, or leave “usual” out."
NO_VISIT_TYPES: Final = "No visit types are set up."
LENGTH: Final = "length"
SEARCH_TWICE: Final = "“{typed}” is a second {kind}, after {said}. Type one of the two."
HOW_OFTEN: Final = "“{typed}” does not say on which days. Type a series as weekly 6, every 2w 6 or mon thu 8."
WORD_MEANS_NOTHING: Final = (
    "“{typed}” is no provider, visit type, skill, site, day or time. Type as in lee fu20 mon-wed pm, 40min, 2w, first."
)
NOBODY_BESIDES: Final = (
    "Nobody is named who is to be there too. Say the provider behind it: lee with kim, lee plus kim."
)
WORD_NEAR: Final = "“{typed}” is no provider, visit type, skill, site, day or time. Did you mean {near}?"
SEARCH_ECHO: Final = {
    "type": "{name} ({code}, {minutes} min)",
    "who": "with {who}",
    "usual": "as usual {what}",
    "anybody": "with anybody",
    "without": "not with {who}",
    "further": "also {who}",
    "skill": "for {skill}",
    "site": "at {site}",
    "no weekdays": "not {days}",
    "telehealth": "by telehealth",
    "in-person": "in person",
    "nth": "the {nth} and later",
}
ROOM_AT_OTHER_SITE: Final = "Room {room} is at {there}, not at {here}."
TELEHEALTH_TAKES_NO_ROOM: Final = "A visit by telehealth takes no room. Leave the room out."

PATIENT_MAY_NOT_BE_BOOKED: Final = "{patient} is {status} and cannot be booked."
PATIENT_WAS_MERGED: Final = "The record of {patient}, MRN {mrn}, was merged into another. Look for that one by its MRN."
PATIENT_MARKED_NO_BOOKING: Final = "{patient} is marked as not to be booked."
PATIENT_IS_ELSEWHERE: Final = "{patient} already has {type} with {provider} at {site}, {hours}."
PATIENT_SAME_DAY: Final = "{patient} also has {type} with {provider} at {site} that day, {hours}."
WHEN_IT_IS_HERE: Final = " (from {time} at {site})"
PROVIDER_IS_TAKEN: Final = "{provider} has {patient} {hours} ({type})."
ROOM_IS_TAKEN: Final = "Room {room} has {patient} with {provider} {start}-{end}."
NO_ROOM_FREE: Final = "No {kind} room is free at {site} {hours}."
EQUIPMENT_OUT: Final = "Of {equipment} at {site} there are {count} {days}{note}{users}."
EQUIPMENT_IN_USE: Final = ", in use: {users}"
NO_EQUIPMENT: Final = "{site} has no {equipment} in use."
ALL_EQUIPMENT_IN_USE: Final = "All {equipment} of {site} ({count}) is in use: {users}."
EQUIPMENT_USER: Final = "{patient} with {provider} {hours}"
PROVIDER_INACTIVE: Final = "{provider} no longer works here."
PROVIDER_NOT_STARTED: Final = "{provider} starts on {day}."
PROVIDER_LEFT: Final = "{provider}'s last day was {day}."
SESSION_CANCELLED: Final = "{provider}'s session is cancelled {hours}{label}."
PROVIDER_ON_LEAVE: Final = "{provider} is away {hours}{label}."
ALL_DAY: Final = "all day"
CLOSED_FOR_HOLIDAY: Final = "{site} is closed: {label}."
PROVIDER_HAS_NO_SESSION: Final = "{provider} has no session at {site} on {day}."
OUTSIDE_SESSION: Final = "{hours} is outside {provider}'s session ({sessions})."
GROUP_IS_FULL: Final = "{provider} sees {capacity} at once and has {count} then: {members}."
GROUP_MEMBER: Final = "{patient} {hours}"
OVERBOOK_SAME_DAY: Final = "Double bookings are made on the day itself only; this is for {day}."
OVERBOOK_SAME_WEEK: Final = "Double bookings are made for the week that is now only; this is for {day}."
OVERBOOK_URGENT: Final = "Only what is urgent is double-booked, with the reason {reason}."
SESSION_LIMIT: Final = "The limit of double bookings in {provider}'s session {hours} is {most}."
DAY_LIMIT: Final = "The limit of double bookings{which} with {provider} on {day} is {most}."
DAY_LIMIT_AT: Final = " at {site}"
DAY_LIMIT_OF: Final = " of {type}"
BLOCK_FOR_TYPES: Final = "{hours} is kept for {kind} ({types}), not for {type}."
BLOCK_FOR_NOTHING: Final = "{provider} is blocked {hours}: {kind}."
TIME_IS_HELD: Final = "{who} holds {hours} with {provider} until {until}."
ROOM_IS_HELD: Final = "{who} holds room {thing} {hours} until {until}."
EQUIPMENT_IS_HELD: Final = "{who} holds what is left of {thing} {hours} until {until}."
INTERPRETER_IS_HELD: Final = "{who} holds interpreter {thing} {hours} until {until}."
GAP_TOO_SHORT: Final = (
    "{provider} has {patient} {hours} ({type}): {needed} minutes between are needed, there are {gap}."
)
WAY_TOO_SHORT: Final = (
    "{provider} has {patient} {hours} ({type}) at {site}: {needed} minutes are needed to get there, there are {gap}."
)
ROOM_IS_CLEANED: Final = "Room {room} has {patient} {hours}: it is cleaned for {needed} minutes, there are {gap}."
AGE_DOES_NOT_FIT: Final = "{patient} is {age} old on {day}; {type} is for patients {ages}."
AGES_FROM: Final = "from {least} on"
AGES_TO: Final = "up to {most}"
AGES_BETWEEN: Final = "from {least} to {most}"
SEX_DOES_NOT_FIT: Final = "{patient} is recorded as {sex}; {type} is for {wanted} patients."
SEX_NOT_RECORDED: Final = "The sex of {patient} is not recorded; {type} is for {wanted} patients."
PATIENT_IS_ESTABLISHED: Final = "{patient} was seen by {by} on {day}; {type} is for new patients."
PATIENT_IS_NEW: Final = "{patient} has not been seen by {provider} or a colleague of the same specialty since {day}; {type} is for established patients."
SKILL_MISSING: Final = "{type} needs {skills}, which {provider} does not have."
FURTHER_MISSING: Final = "{type} needs {further} besides {provider}."
FURTHER_SKILL_MISSING: Final = "{type} needs somebody for {skill} besides {provider}, and there is nobody else."
MODE_DOES_NOT_FIT: Final = "{type} is held {modes}, not {mode}."
PROVIDER_MODE_DOES_NOT_FIT: Final = "{provider} sees patients {modes}, not {mode}."
SESSION_TAKES_OTHERS: Final = "{provider}'s session {hours} takes only {types}, not {type}."
PAPERS: Final = {"referral": "a referral", "authorization": "an authorization"}
NO_INTERPRETERS: Final = "{patient} needs an interpreter ({language}), and the clinic has none set up."
LANGUAGE_NOT_RECORDED: Final = "{patient} needs an interpreter; the language is not recorded."
NO_INTERPRETER: Final = "{patient} needs an interpreter; nobody interprets {language} at {site}."
INTERPRETER_GONE: Final = "{patient} needs an interpreter; {name} does not interpret {language} at {site}."
INTERPRETERS_BUSY: Final = "{patient} needs an interpreter ({language}): {busy}."
INTERPRETER_BUSY: Final = "{name} has {users}"
INTERPRETER_HOURS: Final = "{name} is there {hours}"
ROOM_KIND_DOES_NOT_FIT: Final = "{type} needs a room of kind {wanted}; room {room} is of kind {kind}."
PAPER_REQUIRED: Final = (
    "{type} requires {paper}, and none that is noted holds on {day}: ask for it, and note it as a case."
)
PAPER_USED_UP: Final = "Authorization {number} has no visit left of its {units}: ask the payer for more."
AUTHORIZATION_RUNS_OUT: Final = (
    "After this visit authorization {number} has {left} left of its {units}: ask for its renewal."
)
AUTHORIZATION_ENDS: Final = "Authorization {number} ends on {day}: ask for its renewal."
NOT_COVERED: Final = "{patient} may not be insured on {day}: {why}"
CANCELLED_THIS_TIME: Final = "{patient} cancelled this very time with {provider} on {day}."
RECORD_IS_RESTRICTED: Final = "The record of {patient} is restricted."
MISSED_BEFORE: Final = "{patient} did not come {count} times since {since}, last on {last}."
BLOCK_WANTED: Final = "{type} fits only in {kind} blocks; {provider} has {blocks}."
NO_BLOCK: Final = "none that day"
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
EQUIPMENT_TAKEN_AGAIN: Final = "The equipment that {type} uses is all in use at that time now."
INTERPRETER_TAKEN_AGAIN: Final = "The interpreter has somebody else at that time now."
TAKEN_AGAIN: Final = "{what} has somebody else at that time now."
PATIENT_IS_A_MISTAKE: Final = "The patient's record was entered in error and taken back."
COVERED_AGAIN: Final = "The patient has another coverage of the same order for those days now."
PATIENT_TAKEN_AGAIN: Final = "The patient has another appointment at that time now."

RELAXED: Final = {
    "start": "Start on {when}.",
    "fold": "Say which of the two: {time}.",
    "room": "Take room {room}.",
    "provider": "Book it with {provider}.",
    "without": "Book it without {provider}.",
    "instead": "Have {other} there in place of {provider}.",
    "length": "Book {minutes} minutes in place of {wanted}.",
    "mode": "Hold it {mode}.",
    "type": "Book it as {type}, {name} ({minutes} minutes).",
    "move": "Move {patient} from {before} to {when}.",
    "block": "Take away the block {hours} ({kind}).",
    "session": "Give {provider} an extra session {hours} on {day}.",
    "reason": "{who} may go over {rules} with a reason: {reasons}.",
    "you": "You",
}
USUAL_PROVIDER: Final = "usual provider"
SOONER: Final = "sooner"
FILLS_THE_GAP: Final = "fills the gap"
NO_GAP_BEFORE: Final = "no gap before"
NO_GAP_AFTER: Final = "no gap after"

BOOKED: Final = "Booked {patient}, {type} with {provider} {when}{own}{room}{interpreter}."
MOVED: Final = "Moved {patient}, {type} to {when}{own} with {provider}{room}{interpreter} (was {before}{mode})."
WAS_IN_MODE: Final = ", {mode}"
OWN_TIME: Final = " ({time} for the patient)"
BY_TELEHEALTH: Final = ", by telehealth"
AND: Final = " and "
WITH_FURTHER: Final = ", also {names}"
FURTHER_IS_PROVIDER: Final = (
    "{provider} is with this visit already. Say who is to be there besides, or choose another provider."
)
FURTHER_TAKEN_AGAIN: Final = "Somebody just booked one of those who are to be there besides. Look again."
WITH_INTERPRETER: Final = ", interpreter {name}"
OFF_THE_LIST: Final = " Off the waiting list for {type}."
STILL_WAITS: Final = " Still waits for {type}{with_}."
WITH: Final = " with {providers}"
OR: Final = " or "
OF_ROOM: Final = "room {room}"
IN_ROOM: Final = "in room {room}"

NOT_BOOKED: Final = "Not booked: {why}"
NOT_MOVED: Final = "Not moved: {why}"
THERE_ALREADY: Final = "{patient} has {type} {when}{own} with {provider}{room} already: nothing was changed."
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

VISITS_MEET_SOMETHING: Final = "{count} of {of} visits ask for a reason, another time or none at all: {which}."
OF_SEVERAL: Final = "{which}: {why}"
SERIES_NOT_BOOKED: Final = "None of the series is booked. {why}"
SERIES_BOOKED: Final = (
    "Booked {patient}, {type} with {provider} {count} times, {rule}{added}: {first} to {last}{skipped}."
)
SERIES_ADDED: Final = " and {days}"
SERIES_TWICE_A_DAY: Final = "The series would come twice on {day}. Leave one of them out, or book it apart."
SERIES_SKIPPED: Final = ", without {days}"
SERIES_IS_EMPTY: Final = "No visit of the series is left. Skip fewer of them."
SERIES_HAS_NO_DAY: Final = "The series has no visit on {day}. It has: {days}."
SEVERAL_NOT_MOVED: Final = "None of the {count} is moved. {why}"
SEVERAL_MOVED: Final = "Moved {count} visits{rest}: {which}."
SEVERAL_THERE: Final = "All {count} visits are there already, with that of {patient}: nothing was changed."
SEVERAL_STAY: Final = " of {of}; the others stay as they are"
MOVED_TO: Final = "{patient} {before} to {after}"
MOVED_TOO: Final = "; and {count} more"
CHAIN_NEEDS_TWO: Final = "Name two visits at least: they are booked one after the other."
CHAIN_TOO_LONG: Final = "At most {most} visits are booked one after the other. Book the others by themselves."
CHAIN_GAP: Final = "{least} to {of} minutes between two visits is not possible: type 0 to {most}, the smaller first."
CHAIN_BACKWARDS: Final = "The last day is before the first. Type the earlier one first."
CHAIN_TOO_FAR: Final = "Visits one after the other are looked for on {most} days at most. Type a nearer last day."
CHAIN_NOT_BOOKED: Final = "None of the visits is booked. {why}"
CHAIN_BOOKED: Final = "Booked {count} visits as one: {visits}."
CHAIN_VISIT: Final = "{patient}, {type} with {provider} {when}"
CHAIN_FIRST_HAS_NO_GAP: Final = "{typed} has no visit before it. Type it with the visit behind, after “then”."
CHAIN_HAS_NO_NTH: Final = "First, third and the like are not counted of visits one after the other. Leave it out."
CHAIN_SAID_TWICE: Final = "Days, time of day and site hold for all of the visits. Type them once."
NOT_ONE_OF_SEVERAL: Final = "Appointment {number} is a visit of its own. Leave out how many of them are meant."
NOBODY_ELSE_THEN: Final = "Appointment {number} is no group visit: {provider} sees one patient at a time then."
FIX_TIME: Final = "{time} that day"
FIX_DAY: Final = "{day}"
FIX_ROOM: Final = "room {room}"
FIX_PROVIDER: Final = "with {provider}"

LATE: Final = "{provider} is {minutes} minutes late: {concerned}{calls}."
LATE_VISITS: Final = "{count} to be seen later"
LATE_NOBODY: Final = "nobody is seen later"
LATE_CALLS: Final = ", {count} to call"
ON_TIME_AGAIN: Final = "{provider} is on time again."
NOT_LATE: Final = "{provider} is not noted as late today."
DELAY_OUT_OF_RANGE: Final = "{minutes} minutes is no delay; give 1 to {most}, or 0 when on time again."
NOT_AT_WORK_TODAY: Final = "{provider} has no hours and nobody booked on {day}."
