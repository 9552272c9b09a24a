"""What the questions and forms say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

GO_TO_WORDS: Final = "tom  fri  +3  2w  3mo  24  3/14  w48  eom  wed 3pm"
CHOOSE_A_REASON: Final = "Choose a reason first: its letter, or the arrows."
REASON_WORDS: Final = "{reason}: why, in a few words? They stay with it in the history."
SAY_THE_REASON: Final = "Say in a few words why, or go back with Shift+Tab to another reason."
CONFIRMATION_RESET: Final = "{confirmation}: to be asked anew at the new time. {keep_confirmation} keeps it"
CONFIRMATION_KEPT: Final = "{confirmation}: kept for the new time"
NO_CONFIRMATION: Final = "There is no confirmation to keep: nobody has been asked for one."
FILL_LEFT: Final = "Leave it, and it stands on the work until it is filled or past."
FILL_NOBODY: Final = "It suits nobody who waits."
FILL_CALL: Final = "Say yes: Enter books. A letter notes what came of the call, and the next one comes."
FILL_TRIES: Final = "last tried"
WAIT_TITLE: Final = "for {patient}"
HOLD_HOW: Final = "Say what for, and another length if it is one: 40min. It is kept for {hours} hours at most."
CARRY_OR_TYPE: Final = "Type fri 10:30, or let the arrows carry it to another slot."
NO_VISIT_TYPE_FITS: Final = "No visit type starts with that. Ctrl+U clears the line."
TIME_SKIPPED: Final = "This time does not exist: the clocks go forward."
SERIES_VISITS: Final = "{part}, {how}: {visits}"
GROUP_NAMES: Final = "group {count} of {seats}: {names}"
SERIES_COMES: Final = "{rule}: Enter shows every visit"
SERIES_TITLE: Final = "{type} with {provider}, {rule}: {ok} of {count} can be booked as they are"
SERIES_AS_IT_IS: Final = "as it is"
SERIES_OTHERWISE: Final = "as typed"
SERIES_SKIP: Final = "none"
SERIES_TYPE_A_TIME: Final = "Left and right choose, or type another time: 10:40, 28dec 9:30, ito 11"
SCOPE_QUESTION: Final = "{part} of {of}:"
SCOPE_ONE: Final = "this one"
SCOPE_LATER: Final = "this and later ({count})"
SCOPE_ALL: Final = "all of it ({count})"
SCOPE_GROUP: Final = "the whole group ({count})"
CHOOSE_A_SLOT: Final = "Choose a slot: move to it with the arrows, or type a day and time such as fri 10:30."
WHICH_PROVIDER: Final = "Say with whom too, such as lee fri 10:30."
ONE_PROVIDER: Final = "Say with one of them: {providers}."
WHICH_TIME: Final = "Say the time too, such as fri 10:30."
UNKNOWN_COMMAND: Final = "There is no command {command!r} here{guess} quit leaves the desk."
COMMAND_GUESS: Final = ": did you mean {word}?"
COMMAND_AT_ONCE: Final = "That is done at once, to what is highlighted. Highlight it, and leave out “{words}”."
COMMANDS_HINT: Final = (
    "late lee 25 (0: on time again)   move fri 10:30   go +3mo   free lee am   find smi 3/14   cancel"
    "   any other verb of a key   ask payers   quit"
)
LATE_WHO: Final = "Who is late? {word} is no provider: write a code or a family name, such as late lee 25."
LATE_WHO_AT_ALL: Final = "Who is late? Write a provider's code or family name, such as late lee 25."
LATE_HOW_LONG: Final = "How many minutes late? Write one number, such as late lee 25; 0 is on time again."
LATE_WOULD_BE: Final = "{provider} {minutes} minutes late from now on: {count} to be seen later"
LATE_HERE: Final = "is here"
LATE_MOVE: Final = "can be moved"
LATE_NO_CALL: Final = "not to be called, move"
LATE_CALL: Final = "call{phone}, move"

FIND_TIME: Final = "Find time"
BOOK: Final = "Book {patient}"
BOOK_FOR: Final = "Book for"
INTENT_HOW: Final = "Any order: lee fri pm, 2w 40min, cardio not mon, first. Nothing: the best time."
INTENT_TYPES: Final = "Types: {types}"
INTENT_TAB: Final = "Tab: {instead}"
INTENT_ASKED: Final = "as typed"
INTENT_HIGHLIGHTED: Final = "highlighted"
INTENT_TAKEN: Final = "not free ({rules}), ! says why"
INTENT_UNTIL: Final = "looked at until {until}: Down looks further"
INTENT_LOOKED_UNTIL: Final = "No opening until {until}. Down looks further, or type days or a provider."
FIND_TIME_NONE: Final = "No opening. Type other days, or leave a word out."
FIND_TIME_MORE: Final = "more below"
FIND_TIME_THEN: Final = "Several visits: lab10 then fu20 lee 10-40min then tele20 @100967, thu am"
CHAIN_FIND: Final = "Visits"
CHAIN_WHOSE: Final = "Visits for"
CHAIN_HOW: Final = "10-40min, within 30min, at once: what may lie before a visit. @MRN: another of the family"
CHAIN_GAP: Final = "{least}-{most} min after"
CHAIN_AT_ONCE: Final = "at once"
CHAIN_FOR: Final = "for {patient}"
CHAIN_NONE: Final = "They cannot be had one after the other then. Type more days, a wider gap, or leave a provider out."
CHAIN_WAITING: Final = "{minutes} min between"
CHAIN_CHOOSE: Final = "Choose one with the arrows first: Enter then books all of it."
CHAIN_TAKE: Final = "Up and down choose; Enter then books all of it, or none."
WHY_FREES: Final = "frees it"
WHY_NOTHING_FREES: Final = "No single change frees it."
WHY_CLOSED: Final = "For {type}, whoever it is for:"
WHY_OPEN: Final = "ok   nothing stands in the way of {type}"

FILTER_HOW: Final = (
    "Starts of words, all of which fit: name, MRN, provider, type, site, room, step,",
    "or late, over (too long), due (at check-in), here, telehealth: lee arrived",
)
FILTER_LEFT: Final = "{shown} of {count} in the queue"

FREE_HOW: Final = "Any order: new40, cardio pm, lee mon wed, 40min tele, third lee. Nothing: all again."
JUMP_HOW: Final = "Letters of a code or a name: par, or lee d. Tab goes to the next whom they fit."
JUMP_LISTS_HOW: Final = "Letters of a list: dup, wait, fr."
JUMP_NOWHERE: Final = "Nothing begins with {typed}."
JUMP_MORE: Final = "and {count} more: type another letter"
JUMP_HOURS: Final = "{begins}-{ends}"
JUMP_NO_HOURS: Final = "no hours this day"
JUMP_LATER: Final = "not here this day: next {day}{where}"
JUMP_NOT_SOON: Final = "works on none of the next 28 days"

FORM_NEW: Final = "New {record}"
FORM_EDIT: Final = "Edit"
FORM_SECOND_KEY: Final = "{key} once more forgets what was typed here."
FORM_NOT_SAVED_YET: Final = "{count} fields need another look. The first is highlighted."
FORM_ONE_NOT_SAVED: Final = "This field needs another look."
FORM_OF_MERGED: Final = "The record was merged into that of {patient}, MRN {mrn}: what was typed is for that one now."
FORM_LOOKS_LIKE: Final = "Looks like {patient}, born {born}, MRN {mrn}: {why}. {save} shows both."
FORM_OTHERS_CHANGED: Final = "{sentence} Both versions are shown when you save."

LIKELY_HEAD: Final = "Is it the same person? They have: {why}."
LIKELY_COUNT: Final = "{at} of {count}"
LIKELY_LAST: Final = "Last here {day} with {provider}."
LIKELY_NEXT: Final = "Comes next {day} to {provider}."
LIKELY_TYPED: Final = "typed now"
LIKELY_KEPT: Final = "on record, MRN {mrn}"
SAME_HEAD: Final = "Is it the same person? They have: {why}."
SAME_DIRECTION: Final = "MRN {goes} goes into MRN {stays}, and is found as that one. Tab turns it round."
SAME_NOT_MERGED: Final = "{refusal} t notes that they are two people."
SAME_ONE: Final = "MRN {mrn}"
SAME_STAYS: Final = "stays, MRN {mrn}"
SAME_GOES: Final = "goes, MRN {mrn}"
SAME_COUNT: Final = "next, {at} of {count}"
SAME_BOTH_LISTS: Final = "What only one says stays, phones and alerts of both, the stricter status."
NOBODY_ALIKE: Final = (
    "Nobody looks like {patient}. Two records that do not: clinicdesk patient merge, with the MRN that goes and {mrn}."
)
VERSIONS_HEAD: Final = "Both changed the same: choose for each field which one stays."
VERSIONS_NONE: Final = "You changed different things: {save} keeps all of it."
VERSIONS_MINE: Final = "you typed"
VERSIONS_THEIRS: Final = "{who} saved"
VERSIONS_ONLY_MINE: Final = "Only you changed: {fields}."
VERSIONS_ONLY_THEIRS: Final = "Only {who} changed, and that stays: {fields}."
SIDE_EMPTY: Final = "-"
SIDE_HIDDEN: Final = "hidden"

PICKER_NAME: Final = "patient"
PICKER_BORN: Final = "sex, born"
PICKER_PHONE: Final = "phone"
PICKER_LAST: Final = "last"
PICKER_NEXT: Final = "next"
SEARCH_FIRST: Final = "Search first: type name and birth date, so that nobody is registered twice."
NOBODY_FOUND_NEW: Final = "Nobody found. {new_patient} registers a new patient with what you typed."
HELP_KEY: Final = "The key {key}"
HELP_NOTHING: Final = "No key that works here is described so. Ctrl+U clears the line."
BOX_HINT: Final = "Any part of the name, birth date, phone or MRN, in any order: smi 3/14"
CHOOSE_FIRST: Final = "{reading} cannot all be read. Choose with the arrows, or mend it."

VERIFY_RESULTS: Final = {"active": "active", "inactive": "not insured", "unknown": "no clear answer"}
VERIFY_NOTE: Final = "Enter notes: {result} on {day}, {how}."
VERIFY_HOLDS: Final = "Last: {result}, {day} {how}, {who}{reference}."
VERIFY_BENEFITS: Final = " Benefits as of {day}."
VERIFY_ASK: Final = "Ask: {where}"
CARD_SHOWN: Final = "The {side} of the card is shown by {program}."
CARD_NO_COMMAND: Final = "No program is set that shows cards (card_command under [coverage] in clinicdesk.toml). Into a file: clinicdesk coverage image {number} {side} NEW"
REASON_IS_LOGGED: Final = "The reason is written into the log of openings, with your name."
OPEN_IT_AGAIN: Final = "Open it now."
FILE_CAME: Final = "{file}, file {number}, came {when}; {count} answers of it were taken."
FILE_GONE: Final = "{file} is no longer on the list: it was taken, or put aside."
FILE_TAKEN_AGAIN: Final = "Taken again: {file}, {count} answers."
FILE_TAKEN_NOT: Final = "Not all of {file} could be taken again. {why}"
SWEEP_LISTS: Final = {
    "v": "insurance to verify: {count}",
    "n": "overdue, and nobody said that they did not come: {count}",
    "c": "visits to be confirmed by a call now: {count}",
    "b": "to be called back now: {count}",
    "m": "did not come, to be called now: {count}",
    "l": "seen later, to be called now: {count}",
    "r": "due again, to be called now: {count}",
}
SWEEP_NOTHING: Final = {
    "v": "No insurance that is noted is to be verified.",
    "n": "Nobody is overdue of whom nothing was said.",
}
SWEEP_LEFT: Final = "{count} more behind this one. PgDn passes it over."
SWEEP_DONE: Final = "That was the last one."
SWEEP_UNINSURED: Final = " {count} visits have no insurance noted: the work lists them."
NOT_COME_WHEN: Final = "{when}, {type} with {provider}"
FAMILY_LABEL: Final = "Book for"
FAMILY_ANOTHER: Final = "somebody else belongs to the family"
FAMILY_HELP: Final = "Who belongs to them, and as what: smith mary 3/14 mother guardian pays elsewhere"
FAMILY_NOBODY: Final = "Nobody is found so. Type a name, a birth date or an MRN."
FAMILY_SEVERAL: Final = "Several are found so. Type more, such as the birth date or the MRN."
FAMILY_IS_ALREADY: Final = "That is noted already."
RELATIVE_LABEL: Final = "Belongs to them"
COVERAGE_ANOTHER: Final = "another insurance, or that the patient pays"
SHEET_NO_APPOINTMENTS: Final = "No appointments from a year back on."

GATE_OPEN: Final = "Still open: {items}. {verify_item} verifies the line highlighted, {waive_item} waives it."
GATE_OF_SEVERAL: Final = "{count} to check in, {due} of them with something due"
GATE_WHY: Final = "why {item} is waived"
GATE_TICKED: Final = "verified {time} by {who}"
GATE_WAIVED: Final = "waived {time} by {who}: {reason}"
GATE_WAIVED_BEFORE: Final = "waived before"
GATE_IN_ORDER: Final = "in order"
GATE_VERIFIED_TODAY: Final = "verified today"
GATE_VERIFIED_YESTERDAY: Final = "verified yesterday"
GATE_VERIFIED_DAYS_AGO: Final = "verified {days} days ago"

WALK_IN_AT: Final = "here now, {hours} with {provider}{usual}, free {when}{room}{interpreter}"
WALK_IN_USUAL: Final = " (usual)"
WALK_IN_NOW: Final = "now"
WALK_IN_OTHERS: Final = "or {others}: type a name"
WALK_IN_WORDS: Final = "Letters of a visit type, a provider, a length such as 30min"

PARK_LABEL: Final = "park"
PARKED_CHANGED: Final = "It changed meanwhile: {sentence}"
PARKED_UNFIT: Final = "What was parked does not fit any more: {why}"
PARKED_GONE: Final = "What was parked is about a record that is not there any more."
PARKED_UNKNOWN: Final = "What was parked was asked by another version of clinicdesk and cannot be taken up."
PARKED_SLOT_GONE: Final = "The slot is of a provider or site no longer in use. Choose another."
PARKED_TYPE_GONE: Final = "The visit type {type} is no longer in use. Choose another."
PARKED_ALL_CLEAR: Final = "Nothing is due any more: {patient} can be checked in with one key."

HOURS_CHOOSE: Final = "Choose first: a letter, or the digit of what is to be taken away."
HOURS_GONE: Final = "What was to be taken away is gone."
HOURS_MISSING: Final = "The hours are missing. Type 9:00-12:00, or fri 13:00-17:00."
HOURS_NONE_STRANDED: Final = "No booking falls outside."
HOURS_MORE: Final = "and {count} more"
HOURS_HELP: Final = {
    "LEAVE": "away for days or hours, everywhere",
    "EXTRA": "other hours of one day here",
    "BLOCK": "time set aside, for some visit types or for none",
    "CANCEL": "sessions here that do not take place",
}
HOURS_HOW: Final = {
    "LEAVE": "fri-wed, 24 dec - 2 jan, fri 13:00-17:00, and why; nothing is this day.",
    "EXTRA": "9:00-12:00 or sat 9:00-12:00; instead of the day's; capacity 3, or visit types.",
    "BLOCK": "9:00-12:00 or fri 9:00-12:00, what for, codes of the types that fit, 24h: opens so long before.",
    "CANCEL": "9:00-12:00, fri, fri-wed, and why; nothing is this day.",
}
JOIN_LINK: Final = "join: {link}"
JOIN_LINK_AWAITED: Final = "join: the link is being made"
JOIN_LINK_PROBLEM: Final = "join: no link yet. {problem}"
DIAL_IN: Final = "or call: {dial_in}"

MOVE_PROPOSED: Final = "or:"
MOVE_NONE_PROPOSED: Final = "No time is free of conflicts, with this provider or another of the same skills."

NOT_DONE_HERE: Final = "Not done at this desk since it was opened. Is this to be undone?"
NOT_UNDONE_HERE: Final = "Not undone at this desk since it was opened. Is this to be done again?"
ALREADY_TAKEN_BACK: Final = "What was parked was to take back an act that is not your newest any more."
FORM_UNPLACED: Final = "Typed, and in no field: {words}"
ANSWER_FOR: Final = "For {day}: {told}"
ANSWER_WAITED_FOR: Final = "Asked {when} by {who}, no answer yet."
ANSWER_SEVERAL: Final = "Several copays: which of them holds, network and kind of visit say."
ANSWER_MORE: Final = "{count} more: clinicdesk eligibility show {number}"
ASK_WOULD: Final = (
    "Asks payers about {count} visits until {day}; Enter does it, undo takes it back while nothing went out."
)
ASK_NOTHING: Final = "Nothing is to be asked of a payer until {day}."
