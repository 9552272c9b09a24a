"""What the command line says, help included. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

ALERT: Final = "! {name}: {alert}"

NOTHING_TO_EDIT: Final = "{verb} needs something to change, such as {option}. See: clinicdesk {verb} --help"
NOTHING_DIFFERENT: Final = "The record of {patient} says so already. Nothing was changed."

PAIRS_NONE: Final = "Nobody looks like anybody else."
PAIRS_ONE: Final = "Two records look like one person."
PAIRS_SOME: Final = "{count} pairs of records look like one person each."
TAKE_FROM_LOSER: Final = "What is not taken stays as it is: leave --take {field} out, or say --take {field}=loser."
PROGRESS: Final = "{what} [{bar}] {percent} {where}"
STANDARD_OUTPUT: Final = "standard output"

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
USAGE_OUTPUT_TAKEN: Final = "With --json the answer stands on standard output, so nothing else may: name a file for {option}, or leave out --json."
USAGE_NO_VERB: Final = "There is no verb {verb!r}.{guess} See: clinicdesk --help"
USAGE_HALF_A_VERB: Final = "{verb} what? Say {verbs}."
USAGE_NAME_A_VERB: Final = "--json answers to a verb, and none is named. See: clinicdesk --help"
USAGE_NO_TERMINAL: Final = "The desk needs a terminal. In a script name a verb. See: clinicdesk --help"
USAGE_DAYS_BACKWARDS: Final = "{last} is before {first}, the first day. Name a later one with --to."
USAGE_BAD_NUMBER: Final = "{typed!r} is no {what}. Type a whole number{range}."
USAGE_NUMBER_RANGE: Final = " from {least} to {most}"
USAGE_NUMBER_LEAST: Final = ", {least} or more"
USAGE_BAD_PAIR: Final = "{typed!r} is not {option} {form}. For example: {option} {example}"
USAGE_START_NEEDS_TIME: Final = "“{typed}” names no time. Add one: “{typed} 9:30”."
STEP_TAKES_NO: Final = {
    "room": "{verb} takes nobody to a room. Leave out --room; room and step-back take it.",
    "waive": "{verb} asks for no check-in item. Leave out --waive; check-in takes it.",
    "override": "{verb} meets no rule that an override helps against. Leave out --override; book, move, arrive, step-back, undo and redo take it.",
}
INTERNAL_ERROR: Final = (
    "Internal error; ref {reference}. Look whether it was saved before you repeat it."
    " Whoever looks after clinicdesk finds more in {log}."
)
STUMBLED: Final = "The database is damaged, and this could not be done; ref {reference}. Stop working in it, run: clinicdesk doctor, and take the newest backup."
INTERRUPTED: Final = "Stopped. What was not yet confirmed was not saved."
ANSWER_UNWRITABLE: Final = "The answer could not be written: {why}."
FOUND_NOBODY: Final = "{reading} · nobody found"
FOUND_SOME: Final = "{reading} · {count} found"
SHOWN_PATIENT: Final = "{patient}, born {born}, MRN {mrn}."
LISTED_LAST: Final = "last"
LISTED_NEXT: Final = "next"
LISTED_NAME: Final = "Name"
LISTED_FORMER: Final = "Earlier MRN"
LISTED_ID: Final = "Number"
QUEUE_NOBODY: Final = "{day}: nobody is expected."
QUEUE_ONE: Final = "{day}: 1 visit."
QUEUE_SOME: Final = "{day}: {count} visits."
FREE_ONE_VISIT: Final = (
    "free finds one visit. For one after the other: clinicdesk chain --patient REF --visit 'lab10' --visit 'fu20 lee'."
)
FREE_NONE: Final = "No opening: {echo}."
FREE_ONE: Final = "1 opening: {echo}."
FREE_SOME: Final = "{count} openings: {echo}."
WHY_FREE: Final = "Nothing stands in the way."
WHY_FREED: Final = "Any one of these frees it."
WHY_NOT: Final = "No single change frees it."
TO_MOVE_NONE: Final = "Nothing is to be moved."
TO_MOVE_ONE: Final = "1 booking is to be moved."
TO_MOVE_SOME: Final = "{count} bookings are to be moved."
TO_MOVE_PROPOSALS: Final = "They could go to:"
TO_MOVE_MORE: Final = "and {count} more: clinicdesk list to-move"
LEFT_OPEN_NONE: Final = "No visit was left open."
LEFT_OPEN_ONE: Final = "1 visit was left open."
LEFT_OPEN_SOME: Final = "{count} visits were left open."
HISTORY_ONE: Final = "1 entry."
HISTORY_LEFT_OUT: Final = "{count} of how messages came on their way are left out: --all."
HISTORY_ALL: Final = "with how messages came on their way"
HISTORY_SOME: Final = "{count} entries."
HISTORY_UNDONE: Final = "(taken back)"
ACCESS_OF_WHAT: Final = "Name a patient, or somebody with --user, and not both. See: clinicdesk access --help"
ACCESS_ONE: Final = "1 opening."
ACCESS_SOME: Final = "{count} openings."
ACCESS_EVERYBODY: Final = "the whole clinic"
DAY_EMPTY: Final = "{site}, {day}: no appointments."
DAY_ONE: Final = "{site}, {day}: 1 appointment."
DAY_SOME: Final = "{site}, {day}: {count} appointments."
DAY_HELD: Final = "hold {number} of {who} until {until}"
DAY_HOLIDAY: Final = "{site} is closed: {holiday}."
SERIES_RULE_MISSING: Final = (
    "series needs to know how often: --rule FREQ=WEEKLY;COUNT=6, or --every 2w with --times 6 or --until 24dec."
)
SERIES_RULE_TWICE: Final = "series takes --rule, or --every with --times or --until, not both."
SERIES_GRID: Final = "{ok} of {count} visits can be booked as they are. Nothing was saved; --accept books them all."
SERIES_BAD_CHANGE: Final = "{typed!r} is no change of a visit. Say DATE=WHEN, as in 2026-12-25='28dec 10:30', or the code of a provider or room."
SERIES_FIXES: Final = "or {fixes}"
CHAIN_FOUND: Final = (
    "{count} ways to have them one after the other, the best first. Nothing was saved; --accept books it."
)
CHAIN_NONE: Final = (
    "These visits cannot be had one after the other then. Ask for more days, a wider --gap, or other providers."
)
CHAIN_WAITING: Final = "{minutes} min between"
CHAIN_BAD_GAP: Final = "{typed!r} is not how many minutes may lie between. Type 0-30."
SERIES_LISTED: Final = "{count} visits belong together{rule}."
SERIES_NONE: Final = "Appointment {number} is a visit of its own."
GROUP_LISTED: Final = "{count} of {seats}: {type} with {provider} {when}."
WOULD_BOOK: Final = "Could be booked: {patient}, {type} with {provider} {when}{where}. Nothing was saved."
DRY_RUN_ONE: Final = "--dry-run tells of the next act alone. Leave out COUNT."
WOULD_BE_UNDONE: Final = "Would be undone: {sentence} (done {when})"
WOULD_BE_REDONE: Final = "Would be redone: {sentence} (done {when})"
OVERRIDE_ONE: Final = "A reason is given for one act. Take back {count} acts one at a time, or leave out --override."
NOTHING_SAVED: Final = "Nothing was saved."

HELP_TOP: Final = "The front desk of a clinic. Without a verb the desk opens."
HELP_USAGE: Final = "clinicdesk [OPTIONS] [VERB ...]"
HELP_VERBS_HEAD: Final = "verbs"
HELP_EVERYWHERE: Final = "everywhere"
HELP_MORE: Final = "clinicdesk VERB --help tells what a verb takes."
HELP_OPTIONS: Final = {
    "--db": "the database",
    "--config": "the settings",
    "--as": "act with the rights of somebody else, for supervisors only; the journal keeps both names",
    "--now": "what time it is, on a practice clinic only",
    "--freeze": "stop the clock, on a practice clinic only",
    "--json": "answer with one JSON object",
    "--help": "tell this",
    "--full": "look at all of it, which takes minutes for a large clinic, not only at what was written of late",
    "--anchor": "a head of the journal from before, or a file with some; may be repeated, - is standard input",
    "--demo": "mark the new database as a practice clinic",
    "--dry-run": "say what would come of it, and save nothing",
    "--patients": "how many patients (3000)",
    "--days": "how many working days before and after today (15)",
    "--seed": "another number makes another clinic (1)",
    "--keep-confirmation": "the patient has agreed to the new time: what was confirmed stays so",
    "--map": "which column is which field; without it the plain names count",
    "--encoding": "what the file is written in, such as windows-1250; without it that is found out, and windows-1252 taken where it reads as well as any",
    "--rejects": "the file for the lines that are not taken, to be mended and imported; - is standard output",
    "--root": "the host below this folder, such as a package is made from",
    "--program": "where clinicdesk is on the host; the one that was called if left out",
    "--warm": "also what makes the host warm, so that each desk opens sooner",
    "--once": "do what is due now, then end",
    "--until": "end at that time: 2026-11-24T09:30, or with an offset",
    "--arm": "let work that leaves the clinic go out from here: after a restore, a move or a copy none does",
    "--card": "on one page, to be printed",
    "--test": "tell what each key that is pressed sends and does",
    "--not": "take back that they are two people",
    "--take": "a field that the record that stays takes from the one that goes: address=loser; may be repeated",
    "--keep": "what becomes of a field that was changed since: phone=now or phone=before; may be repeated",
    "--limit": "at most so many (20)",
    "--rev": "refuse when the record is no longer the one of this rev",
    "--anyway": "save although somebody looks alike",
    "--user": "a login name: what they opened, themselves or through somebody else",
    "--since": "no longer ago than this day: 2026-11-24, mon, 2w",
    "--site": "the site's code",
    "--provider": "the provider's code",
    "--patient": "MRN, or id:1042",
    "--type": "the visit type's code",
    "--start": "2026-11-24T09:30, with an offset, or as at the desk: tom 9:30",
    "--minutes": "length; the visit type's if left out",
    "--room": "the room's code; the first free one that fits if left out",
    "--mode": "in-person or telehealth",
    "--note": "a note",
    "--stop": "a channel by which nobody there is reached any more; may be repeated",
    "--open": "a channel by which they are again; may be repeated",
    "--good": "something arrives there again",
    "--line": "mobile, landline or unknown",
    "--drop": "go back to the words that are shipped",
    "--state": "only what is planned, held, queued, sent, delivered, failed, suppressed, superseded or expired; may be repeated",
    "--slot": "when the time begins: 2026-11-24T09:30, with an offset, or as at the desk: tom 9:30",
    "--for": "what or whom the time is held for",
    "--with": "a provider who is to be there too, in place of whom the type names, or nobody; may be repeated",
    "--override": "go over a rule with a reason: C3=urgent, or C3='other: WORDS'; may be repeated",
    "--reason": "the reason's code, and words if you like: 'other: moved away'",
    "--rule": "how often, as in iCalendar: FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6, or with UNTIL=20261231",
    "--every": "how often, in words: 2w, daily, 3mo, or weekdays such as mon,thu",
    "--times": "how many visits, with --every",
    "--skip": "a day that has no visit: 2026-12-25; may be repeated",
    "--change": "a day whose visit is otherwise: 2026-12-25='28dec 10:30', or a provider's or room's code; may be repeated",
    "--accept": "book it, all of it or nothing",
    "--visit": "a visit, in their order: its type, then who with, minutes after the one before and whose of a family: 'ecg20 ito,lee 0-30 @id:12'",
    "--gap": "how many minutes may lie between two visits, unless one says so itself (0-60)",
    "--series": "how many of those that belong together: one (as without), later, all, or group for all who are seen at once",
    "--waive": "pass over a check-in item with a reason: identity=known, or identity='other: WORDS'; may be repeated",
    "--from": "when it begins: 2026-12-24, fri, fri 13:00",
    "--to": "when it ends, that day included: 2027-01-02, wed, 17:00; the same day if left out",
    "--region": "a country, or a part of it: US, US-MA, DE-BY",
    "--years": "2026, or 2026-2028",
    "--types": "the code of a visit type that still fits, none if left out; may be repeated",
    "--capacity": "so many patients are seen at once",
    "--overbooks": "so many double bookings at most",
    "--release-hours": "so many hours before it begins the block opens to all",
    "--instead": "in the place of the day's other sessions at that site",
    "--result": "what was found out: active, inactive or unknown",
    "--how": "by portal, phone or card",
    "--reference": "the number that was given for it",
    "--copay": "what the patient pays at a visit",
    "--coinsurance": "how many per cent of the rest the patient pays",
    "--deductible": "the deductible in all",
    "--deductible-left": "what is left of it",
    "--out-of-pocket": "the most that the patient pays in all",
    "--out-of-pocket-left": "what is left of that",
    "--front": "an image of the card's front (JPEG, PNG, WebP, HEIC, TIFF or PDF); - is standard input",
    "--back": "an image of its back; - is standard input",
    "--without": "a side of which no image is to be kept any more: front or back",
    "--verified": "a check-in item that was verified just now: identity; may be repeated",
}
HELP_CHAIN: Final = {
    "--site": "the site's code; any, and the same for all of them, if left out",
    "--from": "the first day to look at (today)",
    "--to": "the last day to look at (two weeks on)",
    "--after": "no earlier in the day: 9:00",
    "--before": "over by that time of day: 12:00",
    "--start": "when the first begins, of those that were found",
    "--limit": "at most so many (5)",
}
HELP_ALL_ANEW: Final = "{help}; those said take the place of all before"
WAIT_UNCHANGED: Final = "The entry says so already."
WAIT_NONE: Final = "Nobody waits."
WAIT_ONE: Final = "One patient waits."
WAIT_SOME: Final = "{count} patients wait."
WAIT_NEEDS_SLOT: Final = "{option} goes with --slot."
WAIT_FREED: Final = "{when} {what} is free now: {count} who wait could have it."
FREED_LACKING: Final = "booked without it: {numbers} (move it to its own time)"
FREED_NONE: Final = "No freed time suits anybody who waits."
FREED_ONE: Final = "One freed time suits somebody."
FREED_SOME: Final = "{count} freed times suit somebody."
HELP_SERIES_UNTIL: Final = "the last day, in place of --times"
HELP_HOLD_UNTIL: Final = (
    "when it runs out, as a start; at most the hours of the settings, and the end of the time itself"
)
HELP_HOLD_MINUTES: Final = "how long the time is that is held, in minutes"
HELP_MOVE: Final = {
    "--provider": "the provider's code; as it is if left out",
    "--site": "the site's code; as it is, or where the provider is then, if left out",
    "--room": "the room's code; as it is, or one that is free and fits, if left out",
    "--minutes": "length; as it is if left out",
    "--mode": "in-person or telehealth; as it is if left out",
}
HELP_HOURS: Final = {
    "skip": "leave those out whose name has these words in it, or one day: columbus, 2026-10-12; may be repeated",
    "leave": "why: vacation, sick",
    "block": "what the time is for; blocked if left out",
    "types": "the code of a visit type that it takes, all if left out; may be repeated",
    "unblock": "its number, as day --json tells it",
}
HELP_FREE: Final = {
    "WORDS": "provider, visit type, skill, site, weekdays, days, times, 40min, first to tenth, telehealth, in any order",
    "--limit": "at most so many (10)",
    "--patient": "MRN, or id:1042; without one the rules that ask about a patient are left out",
}
HELP_WALK_IN: Final = {
    "--provider": "the provider's code; who can take the patient soonest, the usual one first, if left out",
    "--site": "the site's code; where the provider works today, or the only one, if left out",
}
WOULD_BE_LATE: Final = "{count} would be seen later."
LATE_CALL: Final = "call"
HELP_WORDS: Final = {
    "PROVIDER": "the provider's code",
    "MINUTES": "how many minutes late; 0 is on time again",
    "FILE": "the file; - is standard input",
    "NEW": "a new file, which takes the place of none; - is standard output",
    "FILE.csv": "the file, with a line of headings; - is standard input",
    "WORDS": "parts of names, a birth date, a phone number, an MRN, in any order",
    "REF": "MRN, or id:1042",
    "OTHER": "MRN or id:1042 of the other one",
    "LOSER": "MRN or id:1042 of the record that goes; it is found as the other one from then on",
    "SURVIVOR": "MRN or id:1042 of the record that stays",
    "DATE": "2026-11-24, tom, fri, 2w; today if left out",
    "SIDE": "front or back",
    "N": "the appointment's number",
    "HOLD": "the hold's number",
    "MESSAGE": "the number of the message",
    "DIR": "a folder, or a file in one",
    "NUMBER": "a phone number or e-mail address",
    "REASON": "confirm, reminder, moved, cancelled, missed, recall, estimate, form, result or service",
    "CHANNEL": "text, email, voice or letter",
    "LANGUAGE": "the code of a language: en, es, vi",
    "ITEM": "the number in the inbox",
    "ENTRY": "the number on the waiting list",
    "OUTCOME": "called, no-answer, left-word or declined",
    "RECORD": "an appointment's number, an MRN, id:1042 or appointment:12; setup is the set-up",
    "COUNT": "how many acts, the newest first (1)",
}

HELP_OPEN_REASON: Final = "why, in a few words; it stands in the log of openings"
KEYS_USUAL: Final = "These are the usual keys. Keys of one's own stand under [keys] in clinicdesk.toml."
KEYS_OWN: Final = "The keys of actions with a * ({count}) come from {place}."
FAMILY_LISTED: Final = "{patient}, MRN {mrn}: {count} of the family."
FAMILY_NONE: Final = (
    "Nobody is noted as belonging to {patient}, MRN {mrn}. Note somebody: patient relate {mrn} MRN --relation parent."
)
