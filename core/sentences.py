"""Every sentence a person reads, in one place, so that its tone can be reviewed. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

# Records and references
NO_SUCH_APPOINTMENT: Final = "There is no appointment {number}."
NO_SUCH_PATIENT: Final = "There is no patient {ref}. Find them first, by name and birth date."
SEVERAL_PATIENTS: Final = "{ref} is the MRN of {count} patients. Name one by id: {ids}."
NO_SUCH_CODE: Final = "There is no {kind} {code!r}.{guess}"
DID_YOU_MEAN: Final = " Did you mean {word!r}?"
IS_RETIRED: Final = "The {kind} {code!r} is no longer in use."
WHICH_SITE: Final = "{provider} works at {sites} that day. Say which site."
WHICH_SITE_OF_ALL: Final = "{provider} has no session that day. Say which site: {sites}."
ROOM_AT_OTHER_SITE: Final = "Room {room} is at {there}, not at {here}."
NO_CLINIC: Final = "No clinic is set up yet. Run: clinicdesk setup FILE.toml"

# Who may do what
NOT_ALLOWED: Final = "{actor} may not {action}. Ask a supervisor."
NOT_A_USER: Final = (
    "{actor} is not set up as a user of this clinic. Ask a supervisor to add a [[user]] to the set-up file."
)

# Conflict rules
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
PATIENT_TAKEN_AGAIN: Final = "The patient has another appointment at that time now."
LOOKS_LIKE: Final = "{patient}, born {born}, MRN {mrn}, looks like the same person: {why}."
USE_OR_ANYWAY: Final = " Use that record, or register anyway."
LOOK_OR_ANYWAY: Final = " Look at that record, or save this one anyway."
MRN_IN_USE: Final = "MRN {mrn} belongs to {patient}."

# Acts done
BOOKED: Final = "Booked {patient}, {type} with {provider} {when}{room}."
MOVED: Final = "Moved {patient}, {type} to {when} with {provider}{room} (was {before})."
CANCELLED: Final = "Cancelled {patient}, {type} with {provider} {when}: {reason}{late}."
ARRIVED: Final = "{patient} arrived {time}{late}."
CHECKED_IN: Final = "{patient} checked in {time}{late}."
CHECKED_OUT: Final = "{patient} checked out {time}{room}."
ROOMED: Final = "{patient} went to room {room} {time}."
ROOM_CHANGED: Final = "{patient} changed from room {before} to {room} {time}."
DEPARTED: Final = "{patient} departed {time}{room}."
LEFT: Final = "{patient} left before being seen {time}{room}."
ROOM_IS_FREE_AGAIN: Final = "; room {room} is free"
NO_SHOW: Final = "No-show: {patient}, {type} with {provider} {when}."
STEPPED_BACK: Final = "{patient} is {state} again, no longer {was}."
IN_ROOM: Final = "in room {room}"
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
SEVERAL_NAMED: Final = "{patients} and {more} more"
REGISTERED: Final = "Registered {patient}, born {born}, MRN {mrn}."
EDITED: Final = "Changed {fields} of {patient}, MRN {mrn}."
UNDONE: Final = "Undone: {sentence}"
OF_ANOTHER_DAY: Final = "(of {day}) {sentence}"
REDONE: Final = "Redone: {sentence}"
SET_UP: Final = "Set up the clinic: {counts}."

# Acts refused
NOT_BOOKED: Final = "Not booked: {why}"
NOT_MOVED: Final = "Not moved: {why}"
NOT_REGISTERED: Final = "Not registered: {why}"
NOT_EDITED: Final = "Not changed: {why}"
NOT_UNDONE: Final = "Not undone: {why}"
NOT_REDONE: Final = "Not redone: {why}"
NOT_CHECKED_IN: Final = "Not checked in: {why}"
NOT_ARRIVED: Final = "Not marked as arrived: {why}"
NOT_ROOMED: Final = "Not taken to a room: {why}"
NOT_STEPPED_BACK: Final = "Not gone a step back: {why}"
NO_APPOINTMENT_NAMED: Final = "No appointment is named. Name one at least."
NONE_DONE: Final = "None of the {count} was done. {why}"
OF_PATIENT: Final = "{patient}: {why}"
NEEDS_REASON: Final = " Give a reason to go ahead: {reasons}."
AND_MORE: Final = " ({count} more.)"
ALREADY: Final = "Already {state} {when} by {who}."
WRONG_STATE: Final = "{patient}: {state} {when} by {who}. {needs}"
NEEDS_ARRIVE: Final = "Only a booked patient can arrive."
NEEDS_CHECK_IN: Final = "Only a patient who is booked for today or has arrived can be checked in."
NEEDS_CHECK_OUT: Final = "Only a checked-in patient can be checked out."
NEEDS_CANCEL: Final = "Only a booked appointment can be cancelled, and only until the patient is in a room."
NEEDS_MOVE: Final = "Only a booked appointment can be moved."
NEEDS_ROOM: Final = "Only a checked-in patient can go to a room, or change it."
NEEDS_DEPART: Final = "Only a patient in a room can depart."
NEEDS_LEFT: Final = "Only a patient who came, and was not seen yet, can leave."
NEEDS_NO_SHOW: Final = "Only a booked patient can be a no-show."
NEEDS_STEP_BACK: Final = "Only a visit or a no-show can go a step back."
NO_SHOW_TOO_EARLY: Final = "{patient} may still come: a no-show is noted after {time}."
TELEHEALTH_HAS_NO_ROOM: Final = "{patient} is seen by telehealth, which has no room. Check out when it is over."
SITE_HAS_NO_ROOM: Final = "{site} has no {kind} room. Check out when the visit is over."
SOMEBODY_IN_ROOM: Final = "{patient} went to room {room} {when} and is still there. Choose another, or let them depart."
NO_ROOM_FREE_NOW: Final = "No {kind} room is free at {site} now ({rooms})."
ROOM_TAKEN_NOW: Final = "Somebody else is in room {room} now."
NOT_TODAY: Final = "{patient} is booked for {day}, and today is {today} at {site}. Move the appointment first."
NOSHOW_NOT_TODAY: Final = "{patient} did not come on {day}, and today is {today} at {site}. Book a new appointment."
IDENTITY_DUE: Final = "Identity has not been verified yet."
IDENTITY_AGAIN: Final = "The record is restricted: identity is verified again at every visit."
DEMOGRAPHICS_NEVER: Final = "Address, phone and contact have never been confirmed."
DEMOGRAPHICS_OLD: Final = "Address, phone and contact were last confirmed {day}."
CHANGED_BY: Final = "Somebody was first: {sentence} ({who}, {when}) Look again, then repeat if it still fits."
CHANGED_UNKNOWN: Final = "Somebody changed this record first. Look again, then repeat if it still fits."
LAST_WORD: Final = "{sentence} ({who}, {when})"
NOTHING_TO_UNDO: Final = "There is nothing of yours to undo."
NOTHING_TO_REDO: Final = "There is nothing of yours to redo: only what you undid since your last act is."
FITS_TWO_RECORDS: Final = (
    "{ref} is an appointment and the MRN of {patient}. Say appointment:{ref}, or id:{id} for the patient."
)
NO_SUCH_RECORD: Final = "There is no appointment {ref} and no patient with that MRN."
UNKNOWN_REASON: Final = "There is no {purpose} reason {code!r}. Choose one of: {codes}."
UNKNOWN_ITEM: Final = "There is no check-in item {item!r}. Choose one of: {items}."
UNKNOWN_RULE: Final = "There is no rule {rule!r} to override. Name one of: {rules}."

# At the desk's prompts
MARKED: Final = "{count} marked: {patients}"
CARRY_OR_TYPE: Final = "Type fri 10:30, or let the arrows carry it to another slot."
NO_VISIT_TYPE_FITS: Final = "No visit type starts with that. Ctrl+U clears the line."
TIME_SKIPPED: Final = "This time does not exist: the clocks go forward."
CHOOSE_A_SLOT: Final = "Choose a slot: move to it with the arrows, or type a day and time such as fri 10:30."
WHICH_PROVIDER: Final = "Say with whom too, such as lee fri 10:30."
WHICH_TIME: Final = "Say the time too, such as fri 10:30."
NOTHING_HERE: Final = "Nothing is highlighted. Move to an appointment or a slot first."
NO_APPOINTMENT_HERE: Final = "There is no appointment here. Move to one first."
NOT_A_FREE_SLOT: Final = "There is no slot here to book. Move to a time first."
DIFFERENT_NEXT_STEPS: Final = "The marked visits have different next steps. Press the key of the one you mean."
NO_NEXT_STEP: Final = "There is no next step for this appointment here."
VANISHED: Final = "What you were on is gone: {sentence}"
PASTE_IGNORED: Final = "Text pasted outside a prompt is ignored. Open a prompt first, such as {find} to find a patient."
UNKNOWN_COMMAND: Final = "There is no command {command!r} here. :quit leaves the desk."
COUNT_FOR_MOTIONS: Final = "A number goes before a motion, undo or redo. {count} was dropped; press the key again."
NOTHING_TO_REPEAT: Final = "There is no verb to repeat yet."
NO_SUCH_KEY: Final = "{key} does nothing here. {help} shows the keys."
ONLY_ONE_SITE: Final = "This clinic has one site."

# The day screen
PROVIDERS_SHOWN: Final = "providers {first}-{last} of {count}"
NOBODY_WORKS: Final = "nobody works here this day"

# The queue screen
QUEUE_BY_TIME: Final = "by time"
QUEUE_BY_WAITING: Final = "by waiting"
QUEUE_BY_STEP: Final = "by step"
QUEUE_BY_PROVIDER: Final = "by provider"
QUEUE_BY_NAME: Final = "by name"
QUEUE_ALL_SITES: Final = "All sites"
QUEUE_EMPTY: Final = "Nobody is expected today."
QUEUE_FILTERED_OUT: Final = "Nobody in the queue fits {words}. {filter} and {accept} show everybody."
QUEUE_IS_TODAY: Final = "The queue is today's. {day_screen} shows the days, {goto} goes to one."
QUEUE_HAS_NO_COLUMNS: Final = "The queue has rows only. {prev_group} and {next_group} sort it another way."
ONLY_IN_THE_QUEUE: Final = "This works in the queue. {queue_screen} opens it."
QUEUE_LEGEND_HEAD: Final = "What the queue shows"
QUEUE_LEGEND: Final = (
    ("L", "Late: not here after the minutes of grace, or came after them."),
    ("min", "Minutes in this step; for who is expected, since the start."),
    ("all", "Minutes since arrival; once it is over, the whole visit."),
    ("! !!", "Longer than the settings allow ([queue]), and twice as long."),
    ("due", "Capitals are due at check-in: Identity, Demographics, Forms,"),
    ("", "inSurance, Authorization, Copay. In wide rows: small is settled,"),
    ("", "w waived, a dot is not asked for here."),
    ("*", "Marked: verbs then act on all that are marked."),
)
FILTER_HOW: Final = (
    "Starts of words, all of which fit: name, MRN, provider, type, site, room, step,",
    "or late, over (too long), due (at check-in), here, telehealth: lee arrived",
)
FILTER_COUNT: Final = ": {shown} of {count}"
FILTER_LEFT: Final = "{shown} of {count} in the queue"

# Registration
NAME_MISSING: Final = "A patient needs a family or a given name."
PHONE_WITHOUT_DIGITS: Final = "{number!r} is no phone number. Type its digits."
EMAIL_WITHOUT_AT: Final = "{email!r} is no e-mail address."
MRN_NOT_EMPTIED: Final = "A record keeps an MRN. Type another, or leave it as it is."
STATUS_NOT_SET: Final = "A record is entered in error by undoing its registration, not by editing it."
RECORD_IN_ERROR: Final = "The record of {patient} was entered in error, and is kept for the journal alone."
STILL_BOOKED: Final = (
    "{patient} still has {count} {appointments} to come, the next {next}. Cancel what will not take place."
)
NOTHING_TO_EDIT: Final = "patient edit needs something to change, such as --phone. See: clinicdesk patient edit --help"
NOTHING_DIFFERENT: Final = "The record of {patient} says so already. Nothing was changed."
RECORD_FIELDS: Final = {
    "family": "family name",
    "given": "given name",
    "preferred": "preferred name",
    "previous": "previous names",
    "birth_date": "birth date",
    "sex": "sex",
    "phones": "phones",
    "email": "e-mail",
    "address": "address",
    "language": "language",
    "interpreter": "interpreter",
    "usual_provider": "usual provider",
    "mrn": "MRN",
    "external_id": "number in another system",
    "alerts": "alerts",
    "status": "status",
    "identity_verified_at": "identity",
    "demographics_confirmed_at": "demographics",
}
LAST_OF_LISTED: Final = "{most} and {last}"

# The form of a patient's record
FORM_NEW: Final = "New patient"
FORM_EDIT: Final = "Edit"
FORM_SECTIONS: Final = {
    "names": "Names",
    "birth": "Birth and sex",
    "contact": "Contact",
    "language": "Language",
    "care": "Care",
    "alerts": "Alerts",
    "status": "Status",
}
FORM_LABELS: Final = {
    "family": "Family name",
    "given": "Given name",
    "preferred": "Goes by",
    "previous": "Earlier name",
    "birth_date": "Born",
    "sex": "Sex",
    "phone": "Phone",
    "kind": "  kind",
    "consent": "  may we",
    "email": "E-mail",
    "address": "Address",
    "language": "Language",
    "interpreter": "Interpreter",
    "usual_provider": "Usual provider",
    "mrn": "MRN",
    "new_mrn": "MRN",
    "external_id": "Other number",
    "alert": "Alert",
    "status": "Status",
    "identity": "Identity proved",
    "demographics": "Data confirmed",
}
FORM_HELP: Final = {
    "family": "As on the papers. Who has a single name has it here or below.",
    "given": "As on the papers, with further given names.",
    "preferred": "What the patient wants to be called, if it is something else.",
    "previous": "A name of birth or of a marriage before: the patient is found by it too.",
    "birth_date": "{example}, 14mar1984 or 1984-03-14.",
    "sex": "As insurance and papers say: f, m, o or u.",
    "phone": "The number as the patient says it; the first one is called first.",
    "kind": "Left and right, or the first letter.",
    "consent": "What the patient agreed to for this number.",
    "email": "Leave it empty where there is none.",
    "address": "Street, place and postal code in one line.",
    "language": "The one the patient speaks best, if it is not the clinic's.",
    "interpreter": "Whether one must be at the visit.",
    "usual_provider": "Code or family name of whom the patient sees mostly.",
    "mrn": "The number on the patient's card.",
    "new_mrn": "The number on the patient's card. Left empty, the next free one is given.",
    "external_id": "The patient's number in another system, such as the practice before.",
    "alert": "What everybody at the desk must see: it is shown with every act on this patient.",
    "status": "Who is deceased, archived or restricted cannot be booked; what is booked stays.",
    "identity": "Whether somebody saw a paper that proves who this is.",
    "demographics": "Whether the patient confirmed address, phone and contact.",
}
FORM_SEXES: Final = {"female": "female", "male": "male", "other": "other", "unknown": "unknown"}
FORM_KINDS: Final = {"mobile": "mobile", "home": "home", "work": "work", "other": "other"}
FORM_CONSENTS: Final = {"voice": "call", "voice text": "call and text", "text": "text only", "": "neither"}
FORM_YES_NO: Final = {"": "no", "yes": "yes"}
FORM_STATUSES: Final = {"active": "active", "deceased": "deceased", "archived": "archived", "restricted": "restricted"}
FORM_DATED: Final = {"": "{before}", "now": "just now", "no": "no longer"}
FORM_DATED_BEFORE: Final = "on {day}"
FORM_DATED_NEVER: Final = "never"
FORM_BORN: Final = "{written}, {age} years old."
FORM_PROVIDER: Final = "{name}."
FORM_SECOND_KEY: Final = "{key} once more forgets what was typed here."
FORM_NOT_SAVED_YET: Final = "{count} fields need another look. The first is highlighted."
FORM_ONE_NOT_SAVED: Final = "This field needs another look."
FORM_LOOKS_LIKE: Final = "Looks like {patient}, born {born}, MRN {mrn}: {why}. {save} shows both."
FORM_OTHERS_CHANGED: Final = "{sentence} Both versions are shown when you save."

# Two records, or two versions of one, side by side
LIKELY_HEAD: Final = "Is it the same person? They have: {why}."
LIKELY_COUNT: Final = "{at} of {count}"
LIKELY_LAST: Final = "Last here {day} with {provider}."
LIKELY_NEXT: Final = "Comes next {day} to {provider}."
LIKELY_TYPED: Final = "typed now"
LIKELY_KEPT: Final = "on record, MRN {mrn}"
VERSIONS_HEAD: Final = "Both changed the same: choose for each field which one stays."
VERSIONS_NONE: Final = "You changed different things: {save} keeps all of it."
VERSIONS_MINE: Final = "you typed"
VERSIONS_THEIRS: Final = "{who} saved"
VERSIONS_ONLY_MINE: Final = "Only you changed: {fields}."
VERSIONS_ONLY_THEIRS: Final = "Only {who} changed, and that stays: {fields}."
SIDE_EMPTY: Final = "-"

# The patients screen
SEARCH_FIRST: Final = "Search first: type name and birth date, so that nobody is registered twice."
NOBODY_CHOSEN: Final = "Nobody is highlighted. Type a part of the name and the birth date."
NOBODY_FOUND_NEW: Final = "Nobody found. {new_patient} registers a new patient with what you typed."
PATIENTS_TITLE: Final = "Patients"
PATIENTS_BOX: Final = "Find"
NOT_AMONG_PATIENTS: Final = "That works on the schedule: {day_screen} shows it."
NOT_AN_APPOINTMENT: Final = "Move to an appointment first: Enter shows it on the schedule."
UNFINISHED: Final = "Not finished yet:"
UNFINISHED_NEW: Final = "new patient"
UNFINISHED_EDIT: Final = "changes of id:{id}"
UNFINISHED_NAMELESS: Final = "no name yet"
BOX_HINT: Final = "Any part of the name, birth date, phone or MRN, in any order: smi 3/14"

# The face sheet
SHEET_APPOINTMENTS: Final = "Appointments"
SHEET_JOURNAL: Final = "Journal, newest first"
SHEET_NO_APPOINTMENTS: Final = "No appointments from a year back on."
SHEET_TODAY: Final = "today"
SHEET_PAST: Final = ""
SHEET_COMING: Final = "next"
SHEET_NEVER: Final = "never"
SHEET_CONSENT: Final = {
    "voice": "may be called",
    "both": "may be called and texted",
    "text": "may be texted only",
    "none": "neither called nor texted",
    "interpreter": ", needs an interpreter",
}
SHEET_LABELS: Final = {
    "preferred": "goes by",
    "previous": "earlier name",
    "phones": "phone",
    "email": "e-mail",
    "address": "address",
    "language": "language",
    "usual_provider": "usual provider",
    "external_id": "other number",
    "identity": "identity proved",
    "demographics": "data confirmed",
}

# Why two records look like one person
ALIKE_NAME: Final = "same name"
ALIKE_NAMES_SWAPPED: Final = "family and given name swapped"
ALIKE_FAMILY: Final = {
    "same": "same family name",
    "near": "family name spelled nearly so",
    "sound": "family name sounds alike",
    "part": "a part of the family name",
}
ALIKE_GIVEN: Final = {
    "same": "same given name",
    "near": "given name spelled nearly so",
    "short": "one given name is short for the other",
    "sound": "given name sounds alike",
    "part": "a part of the given name",
}
ALIKE_BIRTH: Final = "same birth date"
ALIKE_SLIPS: Final = {
    "day_and_month": "day and month of birth swapped",
    "swapped_digits": "two digits of the birth date swapped",
    "one_digit": "one digit of the birth date differs",
}
ALIKE_PHONE: Final = "same phone"
ALIKE_EMAIL: Final = "same e-mail"
ALIKE_ADDRESS: Final = "same address"
ALIKE_EXTERNAL: Final = "same number in another system"

# Drafts
DRAFT_NOT_KEPT: Final = "What you type would not outlive a crash, as it cannot be kept on the disk: {why}. Save soon."

# Settings and set-up files
SETTINGS_FILE_HEAD: Final = "The settings of clinicdesk, each with its default: change what you need, or leave lines out. Check the file with: clinicdesk config check"
FILE_REFUSED: Final = "{place} has {errors}, and nothing of it was taken. Correct the file and read it again."
ONE_ERROR: Final = "one error"
SEVERAL_ERRORS: Final = "{count} errors"
FILE_LINE: Final = "{place} line {line}"
NOT_TOML: Final = "this is not TOML: {why}. Text and times stand in quotes; numbers, dates, true and false do not."
TOML_TOO_DEEP: Final = "tables or lists are nested too deep"
LAST_OF_SEVERAL: Final = "{most} or {last}"
FROM_TO: Final = "{least} to {most}"
VALUE_ONLY: Final = "only {value}"
VALUE_NEAR: Final = "{value} is not {noun}; did you mean {near}?"
VALUE_FAR: Final = "{value} is not {noun}; use {allowed}."
VALUE_UNKNOWN: Final = "{value} is not {noun}."
VALUE_OUT_OF_RANGE: Final = "{value} is out of range; use {allowed}."
VALUE_WRONG_TYPE: Final = "{value} is {found}, not {wanted}."
A_VALUE: Final = "allowed here"
A_TABLE: Final = "a table of this file"
A_KEY: Final = "a key of {table}"
A_DAY: Final = "a day"
A_ZONE: Final = "a time zone's name (IANA, as in America/New_York)"
A_GRID: Final = "a divisor of 60"
A_ROLE: Final = "a role"
A_RECORD: Final = "the code of any {kind} in this file or the clinic"
KEY_ELSEWHERE: Final = "{key} belongs under {tables}."
TABLE_WANTED: Final = "this is {found}, not a table; write [{table}]."
TABLES_WANTED: Final = "this is {found}, not a list of tables; write [[{table}]] before each {table}."
SETUP_WITHOUT_SITE: Final = "{place} leaves the clinic without a site in use. Add a [[site]] to it."
KEY_MISSING: Final = "{keys} is missing."
KEYS_MISSING: Final = "{keys} are missing."
NOTHING_TO_SHOW: Final = "the text is empty, or all of it is characters that cannot be shown."
TEXT_TOO_LONG: Final = "the text has more than {most} characters."
TEXT_UNPRINTABLE: Final = "{value} holds characters that cannot be shown."
BAD_CODE: Final = (
    "{value} is not a code; use letters a-z, digits, - and _, a letter or digit first, not digits alone, at most 16."
)
BAD_LOGIN: Final = "{value} is not a login name; it has no spaces and at most 64 characters."
BAD_DATE: Final = "{value} is not a date from 1900 to 2199; write it as 2026-12-24."
BAD_TIME: Final = '{value} is not a time of day; write it as "09:30".'
BAD_MOMENT: Final = (
    "{value} is not a date and time; write it as 2026-11-23T10:00, the site's own time without an offset."
)
NAMED_TWICE: Final = "{value} is named twice."
LIST_EMPTY: Final = "the list is empty; name at least one."
NOT_AFTER: Final = "{value} is not after {key}, which is {other}."
BEFORE: Final = "{value} is before {key}, which is {other}."
LESS_THAN: Final = "{value} is less than {key}, which is {other}."
MORE_THAN: Final = "{value} is more than {key}, which is {other}."
OTHER_DAY: Final = "{value} is not on the day it starts, {other}; write one block a day."
PROVIDER_PART_TOO_LONG: Final = "the provider is needed up to minute {ends}, but the visit has {minutes}."
EVERY_NEEDS_STARTS: Final = "every {every} weeks is counted from the week of starts, which is missing."
HOURS_NEED_BOTH: Final = "give both from and to, or neither."
EXTRA_NEEDS_HOURS: Final = "an extra session needs its hours, from and to."
EXTRA_NEEDS_SITE: Final = "an extra session needs its site, as the clinic has not just one."
CANCEL_NEEDS_BY: Final = 'a reason to cancel says who cancels; use "patient" or "clinic".'
ONLY_CANCEL_HAS_BY: Final = "only a reason to cancel says who cancels; remove the line."
CASE_DIFFERS: Final = "{value} differs from {other} in upper and lower case alone; write both alike, or change one."
SAME_RECORD: Final = "this is the same {kind} as {other}; name it once."
NOTHING_TO_RETIRE: Final = "the clinic has no such {kind} to retire; did you mean {near}?"
NOTHING_LIKE_IT_TO_RETIRE: Final = "the clinic has no such {kind} to retire."
SESSIONS_CLASH: Final = (
    "{provider} would be at {here} ({hours}) and at {there} ({other_hours}, {other}) at once, as on {day}."
)
A_KEPT_SESSION: Final = "a session that the clinic has already"
LEAD_BEYOND_HORIZON: Final = "{value} minutes are more than horizon_days, which is {other}; nothing could be booked."
C2_STAYS_HARD: Final = 'C2 is hard and stays so: a patient cannot be in two places; write "hard".'
C4_STAYS_HARD: Final = 'C4 is hard and stays so: a room has no second lane; write "hard".'
C15_STAYS_HARD: Final = 'C15 is hard and stays so: such a time is never or twice on the clock; write "hard".'

# Keys
KEY_CLASH: Final = "{key} is the key of both {first} and {second}. Give one of them another."
KEYS_DOC_HEAD: Final = (
    "# Keys\n\nWritten by `make docs` from `tui/keys/registry.py`: the usual keys. In the desk `?` shows those in force.\n\n"
    'Keys of one\'s own stand in `clinicdesk.toml`, by the id of the action:\n\n```\n[keys]\ncheck_in = "F5"\n'
    'help = ["?", "F1"]\n```\n\n`clinicdesk config check` finds unknown ids and keys, keys that do not come through every'
    " terminal, and keys of two actions; `clinicdesk keys` lists what is in force."
)

# The day grid
GRID_LUNCH: Final = "lunch"
GRID_BREAK: Final = "break"
GRID_LEAVE: Final = "leave"
GRID_HOLIDAY: Final = "holiday"
GRID_CANCELLED: Final = "cancelled"
GRID_FREE_FROM: Final = ":{minute:02} free"

# What is typed: text, dates, times, lookups
TEXT_MISSING: Final = "The {field} is missing. Type it."
TEXT_EMPTIED: Final = "The {field} is empty after removing characters that cannot be shown. Type it again."
DATE_TODAY: Final = "today"
DATE_TOMORROW: Final = "tomorrow"
DATE_YESTERDAY: Final = "yesterday"
DATE_AHEAD: Final = "in {count} {unit}"
DATE_AGO: Final = "{count} {unit} ago"
DATE_NO_SUCH_DAY: Final = "There is no {day} {month}: that month has {days} days. Check the day."
DATE_NO_SUCH_MONTH: Final = (
    "{typed} names month {month}, and there are 12. Type it as {example}, or the month by name: 14mar."
)
DATE_DAY_ZERO: Final = "{typed} names day {day}. Days go from 1 to 31; type it again."
DATE_TWO_WAYS: Final = (
    "{typed} can be {one} or {other}. Type the month by name (14mar1984) or the year first (1984-03-14)."
)
DATE_YEAR_UNCLEAR: Final = "The year of {typed} is not clear. Type all four digits."
BIRTH_MISSING: Final = "The birth date is missing. Type it as {example} or 14mar1984."
BIRTH_UNREADABLE: Final = "“{typed}” is not a birth date. Type it as {example}, 14mar1984 or 1984-03-14."
BIRTH_INCOMPLETE: Final = "“{typed}” is only a part of a birth date. Type day, month and year: {example}."
BIRTH_IN_FUTURE: Final = "{date} is still to come, so nobody was born then. Check the birth date."
BIRTH_TOO_LONG_AGO: Final = "Born {date}, the patient would be {age} years old. Check the year."
BORN_ON: Final = "born {written}"
BORN_IN_MONTH: Final = "born in {written}"
BORN_ON_DAY: Final = "born on day {day} of a month"
DATE_UNREADABLE: Final = "“{typed}” is not a date. Type t, tom, +3, 2w, fri, 14, {example}, 14mar or w48."
DATE_MISSING: Final = "The date is missing. Type t, tom, +3, 2w, fri, 14, {example}, 14mar or w48."
DATE_INCOMPLETE: Final = "“{typed}” names no day. Type {example} or 14mar."
DATE_OUT_OF_REACH: Final = "“{typed}” is outside the years {first} to {last}. Type a nearer date."
DATE_NO_SUCH_WEEK: Final = "{year} has {weeks} weeks, so there is no week {week}. Type another week."
DATE_NO_DAY_OF_MONTH: Final = "No month has a day {day}. Type a day from 1 to 31, or a date such as {example}."
DATE_OTHER_WEEKDAY: Final = "{date} is not a {weekday}. Correct the weekday or leave it out."
TIME_UNREADABLE: Final = "“{typed}” is not a time. Type 9, 930, 9:30, 2p, 14:30 or noon."
TIME_MISSING: Final = "The time is missing. Type 9, 930, 9:30, 2p, 14:30 or noon."
TIME_IMPOSSIBLE: Final = "“{typed}” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."
TIME_BOTH_CLOCKS: Final = "“{typed}” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."
TIME_ONLY_HALF_OF_DAY: Final = "“{typed}” is half a day, not a time. Type 9:30 or 2p."
TIME_WITH_SECONDS: Final = "“{typed}” has seconds. Appointments start on whole minutes; type 9:30."
WHEN_UNREADABLE: Final = (
    "“{typed}” is not a day and time. Type fri 10:30, tom 9, 2w, {example} 14:30 or only one of the two."
)
WHEN_MISSING: Final = "The day and time are missing. Type fri 10:30, tom 9, 2w or 10:30."
WHEN_BAD_OFFSET: Final = "“{typed}” has an offset from UTC that no zone uses. Type +00:00 to ±14:00, or leave it out."
DAY_PARTS: Final = {"am": "morning", "pm": "afternoon"}
MINUTES_UNREADABLE: Final = "“{typed}” is not a length. Type minutes, as in 20 or 20min, or 1h30."
MINUTES_OUT_OF_RANGE: Final = "A length of {minutes} minutes is not possible. Type 1 to {most} minutes."
LOOKUP_NAMES: Final = "name {words}"
LOOKUP_NAME_START: Final = "{word}…"
LOOKUP_DIGITS: Final = "number {runs}"
LOOKUP_OR_DIGITS: Final = "or number {runs}"
LOOKUP_CODES: Final = "code {codes}"
LOOKUP_UNREAD: Final = "{word}?"

# Import of patients
IMPORTED: Final = "Imported patients from {place}: {added} added, {updated} updated."
IMPORTED_IN_PART: Final = "Imported a part of the patients of {place}: {added} added, {updated} updated."
IMPORT_DONE: Final = "{place}: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected."
IMPORT_TRIED: Final = (
    "{place} would do: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected. Nothing was saved."
)
IMPORT_STOPPED: Final = (
    "Stopped after line {line}. What was done until then is saved; import the same file again to go on. {why}"
)
IMPORT_INTERRUPTED: Final = "Stopped after line {line}. What was done until then is saved; import the same file again to go on, or take it back with: clinicdesk undo"
IMPORT_REJECTS_IN: Final = "The rejected lines are in {file}: mend them there and import that file."
IMPORT_REJECTS_WANTED: Final = "To have the rejected lines in a file, give --rejects FILE."
IMPORT_REJECTS_OLDER: Final = "The {file} of before is now {older}."
IMPORT_MORE_REJECTED: Final = "Only the first {shown} are listed."
PROGRESS: Final = "{what} [{bar}] {percent} {where}"
IMPORT_AND_MORE: Final = "and {count} more"
IMPORT_LINE: Final = "line {line}"
TAKES_LONG: Final = "{sentence} It takes a while to {verb} {count} records. Run: clinicdesk {verb}"
TAKEN_BACK_SO_FAR: Final = "Taken back in part: {sentence}"
KEPT_OF_MANY: Final = " ({count} stayed, as somebody changed or booked them meanwhile.)"
STOPPED_HALF_WAY: Final = "Stopped half-way; {verb} again to go on. {why}"
BATCH_RUNNING: Final = "Another import runs, or one is being undone. Wait until it has ended."
IMPORT_NO_HEADINGS: Final = (
    "{place} has no line of headings that can be read. The first line names the columns: family, given, birth_date, ..."
)
IMPORT_HEADINGS_REFUSED: Final = "{place} has {errors} in its headings, and nothing of it was taken. Correct it, or say with --map which column is which."
IMPORT_COLUMN_MISSING: Final = "there is no column for {names}, only {headings}."
IMPORT_TWO_COLUMNS: Final = "{columns} both mean the {field}; say in a map which one counts."
IMPORT_NO_SUCH_COLUMN: Final = "{map} names a column {heading}, which the file does not have.{guess}"
IMPORT_HEADING_TWICE: Final = "there are two columns {heading}, and the map names it."
IMPORT_NO_FILE: Final = "{place} is no file. Import reads a file twice, so it cannot come through a pipe."
IMPORT_NOT_ENCODED: Final = 'Line {line} of {place} is not {encoding} text, and nothing was taken. Save it as UTF-8, or say in a map what it is: encoding = "{likely}"'
IMPORT_REJECTS_UNWRITABLE: Final = "{file} cannot be written: {why}. Name another file with --rejects."
IMPORT_LINE_TOO_LONG: Final = "The line is longer than any line of a table."
IMPORT_QUOTES: Final = 'The quotes do not fit: a text in quotes ends with one, and a quote inside it is doubled ("").'
IMPORT_CELLS: Final = "The line has another number of cells than the headings: {count}, not {wanted}."
IMPORT_NAME_MISSING: Final = "Family and given name are missing."
IMPORT_BIRTH_MISSING: Final = "The birth date is missing."
IMPORT_TOO_LONG: Final = "The {field} has more than {most} characters."
IMPORT_DATE_UNREADABLE: Final = "“{typed}” is not a date with day, month and year. Write it as 1984-03-14."
IMPORT_DATE_TWO_WAYS: Final = '{typed} can be {one} or {other}. Write it as 1984-03-14, or say in a map in which order the file writes dates: dates = "mdy"'
IMPORT_DATE_OTHER_ORDER: Final = "{typed} is not in the order that the map names, {order}. Write it as 1984-03-14."
IMPORT_DATE_AHEAD: Final = "{typed} is still to come."
IMPORT_DATE_TOO_OLD: Final = "{typed} is more than {most} years ago."
IMPORT_DIED_BEFORE: Final = "The date of death is before the birth date."
IMPORT_NO_EMAIL: Final = "{value} is no e-mail address."
IMPORT_NO_PHONE: Final = "{value} is no phone number."
IMPORT_NOUNS: Final = {
    "sex": "a sex",
    "status": "a status that a record may come with",
    "interpreter": "yes or no",
}
IMPORT_SEVERAL_FIT: Final = "{count} patients fit: {ids}. Give the line an external id or an MRN."
IMPORT_MRN_TAKEN: Final = "MRN {mrn} belongs to {patient}."
IMPORT_CONTRADICTS: Final = "Line {line} is about the same patient and says something else. Keep one of the two."
IMPORT_AN_ENCODING: Final = "an encoding that is read"
IMPORT_A_DELIMITER: Final = "a character between cells"
IMPORT_A_FIELD: Final = "a field"
IMPORT_A_MAP_KEY: Final = "a key of a map"
IMPORT_NEVER_JOINED: Final = "each column of {field} counts by itself; remove the line."
IMPORT_NOTHING_TO_JOIN: Final = "only one column is {field}, or none; remove the line."

# The database
DATABASE_MISSING: Final = (
    "There is no database {path}. Make one with: clinicdesk setup FILE.toml, or try out: clinicdesk demo"
)
DATABASE_FOREIGN: Final = "{path} is not a clinicdesk database. Name the right file with --db."
DATABASE_DAMAGED: Final = (
    "The database {path} is damaged. Stop working in it, run: clinicdesk doctor, and take the newest backup."
)
DATABASE_READ_ONLY: Final = (
    "The database {path} cannot be written here. The account that runs clinicdesk must own the file and its folder."
)
DATABASE_CLOSED: Final = (
    "The database {path} cannot be opened ({why}). The account that runs clinicdesk must own the file and its folder."
)
DATABASE_FULL: Final = "The disk of {path} is full, and nothing was saved. Free some space, then do it again."
DATABASE_DISK: Final = (
    "The disk of {path} reports an error ({why}), and nothing was saved. Have the disk looked at, then do it again."
)
DATABASE_NEWER: Final = "The database {path} was made for a newer clinicdesk. Update this one."
DATABASE_OLDER: Final = "The database {path} was made by an older clinicdesk. Run: clinicdesk migrate"
DATABASE_ON_NETWORK: Final = "{path} lies on a network file system ({kind}), where records can be lost. Keep it on a local disk and reach it through SSH."
DATABASE_BUSY: Final = "Others kept the database busy for {seconds:g} seconds, and nothing was saved. Do it again."

# The command line
USAGE_MISSING: Final = "{verb} needs {missing}. See: clinicdesk {verb} --help"
USAGE_TOO_MUCH: Final = "{verb} does not take {words}. Text with spaces stands in quotes. See: clinicdesk {verb} --help"
USAGE_OTHER: Final = "{verb}: {why}. See: clinicdesk {verb} --help"
USAGE_NO_OPTION: Final = "{verb} has no option {option}.{guess}"
USAGE_TOO_EARLY: Final = (
    "{option} stands before the verb, where only --db, --config, --now, --freeze, --as and --json may. Put it behind."
)
USAGE_DASH: Final = " Words that begin with - stand after --."
USAGE_NO_VALUE: Final = "{option} takes no value. Leave out what follows the =."
USAGE_VALUE_MISSING: Final = "{option} needs a value: {option} {value}"
USAGE_NO_VERB: Final = "There is no verb {verb!r}.{guess} See: clinicdesk --help"
USAGE_HALF_A_VERB: Final = "{verb} what? Say {verbs}."
USAGE_NAME_A_VERB: Final = "--json answers to a verb, and none is named. See: clinicdesk --help"
USAGE_NO_TERMINAL: Final = "The desk needs a terminal. In a script name a verb. See: clinicdesk --help"
USAGE_BAD_NUMBER: Final = "{typed!r} is no {what}. Type a whole number{range}."
USAGE_NUMBER_RANGE: Final = " from {least} to {most}"
USAGE_BAD_PAIR: Final = "{typed!r} is not {option} {form}. For example: {option} {example}"
USAGE_BAD_WORD: Final = "{typed!r} is no {what}. Choose one of: {words}."
USAGE_START_NEEDS_TIME: Final = "“{typed}” names no time. Add one: “{typed} 9:30”."
USAGE_BAD_NOW: Final = "{typed!r} is no time for --now. Type it as 2026-11-23T10:20, or with an offset."
USAGE_BAD_PATH: Final = "{option} names no file: the name is empty or holds a character that no file name has."
ONLY_ON_A_DEMO: Final = "{option} works only on a practice clinic, one made with demo or with setup --demo."
USER_EMPTY: Final = "--as names nobody. Type a login name."
SETTINGS_MISSING: Final = "There is no settings file {place}. Correct --config, or leave it out for the defaults."
FILE_UNREADABLE: Final = "{place} cannot be read: {why}."
NOT_TEXT: Final = "it is not UTF-8 text"
ALREADY_A_DEMO: Final = "There is a practice clinic at {path} already. Delete the file first to have it made anew."
DEMO_IN_THE_WAY: Final = "{path} exists and is not a practice clinic, so it stays. Name another place with --db."
DEMO_ONLY_NEW: Final = "{path} exists and is not a practice clinic; --demo marks only a new database. Leave it out, or name another place with --db."
NEW_DATABASE_EXISTS: Final = "Somebody made {path} in the meantime, and it stays. Repeat the command."
NEW_DATABASE_UNWRITABLE: Final = "{path} cannot be made: {why}. Name another place with --db."
INTERNAL_ERROR: Final = (
    "Internal error; ref {reference}. Look whether it was saved before you repeat it."
    " Whoever looks after clinicdesk finds more in {log}."
)
INTERRUPTED: Final = "Stopped. What was not yet confirmed was not saved."
ANSWER_UNWRITABLE: Final = "The answer could not be written: {why}."
FOUND_NOBODY: Final = "{reading} · nobody found"
FOUND_SOME: Final = "{reading} · {count} found"
SHOWN_PATIENT: Final = "{patient}, born {born}, MRN {mrn}."
LISTED_LAST: Final = "last"
LISTED_NEXT: Final = "next"
LISTED_FACTS: Final = {
    "name": "Name",
    "preferred": "Goes by",
    "previous": "Earlier",
    "born": "Born",
    "sex": "Sex",
    "phone": "Phone",
    "email": "E-mail",
    "address": "Address",
    "language": "Language",
    "alerts": "Alerts",
    "status": "Status",
    "id": "Number",
}
QUEUE_NOBODY: Final = "{day}: nobody is expected."
QUEUE_ONE: Final = "{day}: 1 visit."
QUEUE_SOME: Final = "{day}: {count} visits."
HISTORY_ONE: Final = "1 entry."
HISTORY_SOME: Final = "{count} entries."
HISTORY_UNDONE: Final = "(taken back)"
DAY_EMPTY: Final = "{site}, {day}: no appointments."
DAY_ONE: Final = "{site}, {day}: 1 appointment."
DAY_SOME: Final = "{site}, {day}: {count} appointments."
DAY_HOLIDAY: Final = "{site} is closed: {holiday}."
WOULD_BOOK: Final = "Could be booked: {patient}, {type} with {provider} {when}{room}. Nothing was saved."
REDONE_IN_PART: Final = "{done} of {wanted} redone, then stopped: {why}"
REDONE_SEVERAL_OF: Final = "{count} acts redone: {patients}."
UNDONE_IN_PART: Final = "{done} of {wanted} undone, then stopped: {why}"
UNDONE_SEVERAL: Final = "{count} acts undone."
UNDONE_SEVERAL_OF: Final = "{count} acts undone: {patients}."
SETUP_DONE: Final = "{place}: {added} added, {changed} changed, {retired} retired, {unchanged} unchanged."
SETUP_TRIED: Final = (
    "{place} would do: {added} added, {changed} changed, {retired} retired, {unchanged} unchanged. Nothing was saved."
)
DEMO_MADE: Final = "Made a practice clinic at {path}: {patients} patients, {appointments} appointments. Open it with: clinicdesk --db {path}"
MIGRATED: Final = "{path} was brought from version {before} to {after}. A copy of it as it was lies beside it."
MIGRATED_ALREADY: Final = "{path} has version {after} already. Nothing was changed."
BACKED_UP: Final = "{path} was copied to {target} ({size} bytes) and the copy was checked."
DOCTOR_CLEAN: Final = "{path} is sound."
DOCTOR_UNCLEAN: Final = "{path} has {errors}. Stop working in it, keep a copy, and have somebody look at these."
CONFIG_FINE: Final = "The settings are fine. They come from {place}."
CONFIG_DEFAULTS: Final = "The settings are the defaults: there is no settings file."
CONFIG_DATABASE: Final = "Database: {path}{missing}"
CONFIG_NO_DATABASE: Final = " (not there yet)"
CONFIG_NO_USERS: Final = "No users are set up: every login is treated as coordinator."
CONFIG_USERS: Final = "Users set up: {count}."

# The command line's help
HELP_TOP: Final = "The front desk of a clinic. Without a verb the desk opens."
HELP_USAGE: Final = "clinicdesk [OPTIONS] [VERB ...]"
HELP_VERBS_HEAD: Final = "verbs"
HELP_EVERYWHERE: Final = "everywhere"
HELP_MORE: Final = "clinicdesk VERB --help tells what a verb takes."
HELP_OPTIONS: Final = {
    "--db": "the database",
    "--config": "the settings",
    "--as": "act as somebody else, who may be named by supervisors only",
    "--now": "what time it is, on a practice clinic only",
    "--freeze": "stop the clock, on a practice clinic only",
    "--json": "answer with one JSON object",
    "--help": "tell this",
    "--demo": "mark the new database as a practice clinic",
    "--dry-run": "say what would come of it, and save nothing",
    "--patients": "how many patients (3000)",
    "--days": "how many working days before and after today (15)",
    "--seed": "another number makes another clinic (1)",
    "--map": "which column is which field; without it the plain names count",
    "--rejects": "the file for the lines that are not taken, to be mended and imported",
    "--limit": "at most so many (20)",
    "--family": "family name",
    "--given": "given name",
    "--birth-date": "1984-03-14, 3/14/1984 or 14mar84",
    "--sex": "female, male, other or unknown",
    "--phone": "may be repeated; the first is called first",
    "--email": "e-mail address",
    "--mrn": "medical record number; the next free one if left out",
    "--preferred": "the name the patient goes by",
    "--previous": "an earlier name; may be repeated",
    "--address": "postal address",
    "--language": "language spoken",
    "--interpreter": "an interpreter is needed",
    "--no-interpreter": "no interpreter is needed",
    "--status": "active, deceased, archived or restricted",
    "--rev": "refuse when the record is no longer the one of this rev",
    "--usual-provider": "the provider's code",
    "--alert": "what the desk must know; may be repeated",
    "--external-id": "the number in another system",
    "--anyway": "register although somebody looks alike",
    "--site": "the site's code",
    "--provider": "the provider's code",
    "--patient": "MRN, or id:1042",
    "--type": "the visit type's code",
    "--start": "2026-11-24T09:30, with an offset, or as at the desk: tom 9:30",
    "--minutes": "length; the visit type's if left out",
    "--room": "the room's code; the first free one that fits if left out",
    "--mode": "in-person or telehealth",
    "--note": "a note",
    "--override": "go over a rule with a reason: C3=urgent; may be repeated",
    "--reason": "the reason's code",
    "--waive": "pass over a check-in item with a reason: identity=known; may be repeated",
    "--verified": "a check-in item that was verified just now: identity; may be repeated",
}
HELP_WORDS: Final = {
    "FILE": "the file",
    "FILE.csv": "the file, with a line of headings",
    "WORDS": "parts of names, a birth date, a phone number, an MRN, in any order",
    "REF": "MRN, or id:1042",
    "DATE": "2026-11-24, tom, fri, 2w; today if left out",
    "N": "the appointment's number",
    "RECORD": "an appointment's number, an MRN, id:1042 or appointment:12",
    "COUNT": "how many acts, the newest first (1)",
}
HELP_VERBS: Final = {
    "setup": "set up the clinic from a file",
    "demo": "make a practice clinic",
    "import patients": "take in the patients of a CSV file",
    "find": "find patients",
    "patient add": "register a patient",
    "patient show": "show a patient",
    "patient edit": "change a patient's record",
    "day": "show a day at a site",
    "book": "book an appointment",
    "move": "move an appointment",
    "cancel": "cancel an appointment",
    "arrive": "note that a patient came",
    "check-in": "check a patient in; who was only booked arrives too",
    "room": "take a patient to a room, or to another one",
    "depart": "note that a patient has left the room",
    "check-out": "check a patient out",
    "left": "note that a patient left before being seen",
    "no-show": "note that a patient did not come",
    "step-back": "take a visit back to the step before",
    "queue": "show who is expected or here today",
    "undo": "take back your newest acts",
    "redo": "do again what you took back last",
    "history": "tell what was done with an appointment or a patient",
    "migrate": "bring the database to this version, with a backup first",
    "backup": "copy the database while others work in it",
    "doctor": "prove that the database is sound",
    "config check": "prove that the settings are right",
    "keys": "tell which keys are in force",
}

# Backup
BACKUP_EXISTS: Final = "{target} exists already, and a backup overwrites nothing. Name a new file."
BACKUP_UNWRITABLE: Final = "{target} cannot be written ({why}). Name a file in a folder you may write to."
BACKUP_FAILED: Final = "{source} could not be copied ({why}), and no backup was made. See that there is room on the disk, then run: clinicdesk doctor"
BACKUP_DAMAGED: Final = (
    "{source} is damaged ({why}), and no backup was made. Keep your older backups and run: clinicdesk doctor"
)

# Keys of one's own
A_KEY_NAME: Final = "a key"
AN_ACTION: Final = "an action"
KEY_UNKNOWN: Final = '{value} is not a key; write "c", "C", "?", "F5", "ctrl+r", "pgup" or "space".'
KEY_NOT_EVERYWHERE: Final = "{key} does not come through every terminal; use a letter, a sign, an arrow, F1 to F12, or ctrl with one of {letters}."
KEY_OF_SCREEN: Final = "{key} belongs to the program screen, where one is on the way; use another."
KEY_OF_TMUX: Final = "{key} belongs to tmux, where it is on the way; use another."
KEY_INTERRUPTS: Final = "{key} stops programs in a terminal; use another."
KEY_HOLDS_THE_LINE: Final = "{key} halts or releases the output of many terminals; use another."
KEY_IS_ANOTHER: Final = "{key} is the same as {other} to a terminal; use another."
KEY_IS_A_COUNT: Final = "{key} is a digit, and digits count: 3 before a key does it three times; use another."
KEY_LEAVES: Final = "{key} leaves a question and is often pressed once more than needed; use another."
KEY_IS_TEXT: Final = "{key} is text in a question; use F1 to F12, or ctrl with one of {letters}."
KEY_EDITS: Final = "{key} moves or deletes in a line of text; use F1 to F12, or ctrl with one of {letters}."
KEYS_USUAL: Final = "These are the usual keys. Keys of one's own stand under [keys] in clinicdesk.toml."
KEYS_OWN: Final = "The keys of actions with a * ({count}) come from {place}."
KEYS_TABLE_HEAD: Final = "Keys of one's own, in place of the usual ones, by the action's id: take the # away from [keys] and from each line that you change. docs/keys.md tells what each does, and clinicdesk keys which are in force."
KEY_ARROW_STAYS: Final = "{key} stays among the keys of {action}: appointments are carried with it; name it too."
KEY_ACTION_STAYS: Final = "the keys of {action} stay as they are: too much depends on them."
KEY_QUITS: Final = "{key} alone would leave the desk; use F1 to F12, or ctrl with one of {letters}."

# Questions put aside
PARKED: Final = "Parked. {key} takes it up again."
PARKED_SEVERAL: Final = "Parked, {count} in all. {key} takes up the newest."
PARKED_NOTHING: Final = "Nothing was typed, so nothing is parked."
PARK_WHAT: Final = "No question was left to park. {key} parks one while it is open."
PARK_NOT_THIS: Final = "There is nothing in this to park. {key} leaves it."
RESUME_WHAT: Final = "Nothing is parked."
RESUMED: Final = "Taken up again, as it was parked."
RESUMED_OF_SEVERAL: Final = "Taken up again, {at} of {count}. {key} at once: the one before."
LEFT_BEFORE: Final = "This is how you left it."
PARK_LABEL: Final = "park"
PARKED_MARK: Final = "{count} parked"
PARKED_CHANGED: Final = "It changed meanwhile: {sentence}"
PARKED_UNFIT: Final = "What was parked does not fit any more: {why}"
PARKED_GONE: Final = "What was parked is about a record that is not there any more."
PARKED_UNKNOWN: Final = "What was parked was asked by another version of clinicdesk and cannot be taken up."
PARKED_SLOT_GONE: Final = "The slot is of a provider or site no longer in use. Choose another."
PARKED_TYPE_GONE: Final = "The visit type {type} is no longer in use. Choose another."
PARKED_ALL_CLEAR: Final = "Nothing is due any more: {patient} can be checked in with one key."

# Doctor: findings name records by number and code, never a patient
DOCTOR_FILE_OPEN: Final = "Others may read or write {file}. Run: chmod 600 {file}"
DOCTOR_DAMAGED: Final = "The file is damaged: {problem}. Stop working in it, keep it, and bring back the newest backup."
DOCTOR_UNFINISHED: Final = (
    "This check could not be finished ({why}). Stop working in the file, keep it, and bring back the newest backup."
)
DOCTOR_MORE: Final = "The same again {count} times."
DOCTOR_SCHEMA: Final = "The {kind} {name} is missing or not as clinicdesk made it, so what it guards is not guarded. Bring back the newest backup without this."
DOCTOR_DANGLING: Final = "Row {row} of {table} names a {parent} that does not exist. Keep the file and bring back the newest backup without this."
DOCTOR_NOT_HELD: Final = "Appointment {appointment} does not hold the time of its {kind}, which could be booked twice. Move it and undo that: the time is then held again."
DOCTOR_NOT_NEEDED: Final = "Appointment {appointment} holds time of a {kind} that it does not need, so nobody can book it. Bring back the newest backup without this."
DOCTOR_OVERLAP: Final = (
    "Appointments {before} and {appointment} have {kind} {resource} at the same time. Move one of them."
)
DOCTOR_NO_ENTRY: Final = "A row image of {table} {row} belongs to journal entry {entry}, which does not exist. Bring back the newest backup without this."
DOCTOR_UNDO_LINK: Final = "Journal entries {later} and {earlier} disagree on which took back the other. Undo neither, and bring back the newest backup without this."
DOCTOR_NOT_JOURNALLED: Final = "{table} {row} is not as its newest journal entry left it: it was changed around clinicdesk. Look through the record and bring back the newest backup without this."
DOCTOR_ROW_GONE: Final = (
    "{table} {row} is in the journal but no longer in its table. Bring it back from the newest backup that has it."
)
DOCTOR_VISIT: Final = (
    "Appointment {appointment} is {status}, but its visit is {visit}. Undo its last step and take it again."
)
DOCTOR_NO_VISIT: Final = "missing"
DOCTOR_WRONG_ROOM: Final = (
    "The visit of appointment {appointment} is {step}, but its room is {room}. Take it a step back and forward again."
)
DOCTOR_NO_ROOM: Final = "missing"
DOCTOR_TWO_IN_A_ROOM: Final = (
    "The patients of appointments {first} and {second} are both in room {room}. Take one of them to another room."
)
DOCTOR_UNREADABLE: Final = (
    "Patient {patient} cannot be read. Keep the file and bring back the newest backup that has it."
)
DOCTOR_NOT_FOUND_AS_NAMED: Final = (
    "Patient {patient} is not found under what the record says. Find it as id:{patient} and save it again."
)
