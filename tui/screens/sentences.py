"""What the screens say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

BLOCK_FITS: Final = " for {types}"
BLOCK_OPENS: Final = ", open to all from {when}"
GROUP_OF: Final = "group {count} of {seats}"
MARKED: Final = "{count} marked: {patients}"
NOT_ON_SCHEDULE: Final = "Not on the schedule, and nobody is highlighted: {sentence}"
IN_ORDER: Final = "{patient} is off this list: {why}"
VANISHED: Final = "What you were on is gone: {sentence}"
PASTE_IGNORED: Final = "Text pasted outside a prompt is ignored. Open a prompt first, such as {find} to find a patient."
MENU_TEXT: Final = (
    "Not one of the choices: nothing is chosen, and Enter does nothing. Choose anew, or {leave} first, then type."
)
TYPED_FOR_NOTHING: Final = "Typed where nothing is asked: ignored, with the Enter after it. {find} finds a patient."
TYPED_AS_WORD: Final = "Letters typed as a word: the rest is ignored. {find} finds a patient."
TOO_SOON: Final = "{key} came too soon after what was done, and does nothing here yet: press it again."
FIRST_RUN: Final = "New here: {help} tells all keys and finds them, {undo} takes back, {command}quit leaves."
NO_SUCH_KEY: Final = "{key} does nothing here. {help} shows the keys."

OWN_CASE: Final = "1 case"
OWN_CASES: Final = "{count} cases"
SIGNS_HEAD: Final = "What the first line warns of"
PROVIDERS_SHOWN: Final = "providers {first}-{last} of {count}"
TIME_NOT_SHOWN: Final = (
    "This is the day; {time} lies outside the hours that it shows, so the cursor stays where it was."
)
TIME_SKIPPED: Final = "This is the day; that time does not exist on it, as the clocks go forward."
NOBODY_WORKS: Final = "nobody works here this day"

FREE_TITLE: Final = "Free time  {site}"
FREE_MONTH_TITLE: Final = "Month  {site}"
FREE_NOBODY: Final = "Nobody has hours at {site} on these days."
FREE_NO_HOURS: Final = "no hours"
FREE_DAY: Final = "{count} fit, {free} of {open} h free:"
FREE_DAY_NONE: Final = "none fits, {free} of {open} h free"
FREE_LEFT: Final = "{count} free"
FREE_UNUSED: Final = "empty"
FREE_FULL: Final = "full"
ENTER_SHOWS_DAY: Final = "the day"

QUEUE_ALL_SITES: Final = "All sites"
QUEUE_EMPTY: Final = "Nobody is expected today."
QUEUE_FILTERED_OUT: Final = "Nobody in the queue fits {words}. {filter} and {accept} show everybody."
QUEUE_NO_GROUPS: Final = "Sorted so, the queue has no groups. {prev_group} and {next_group} sort it another way."
QUEUE_LEGEND_HEAD: Final = "What the queue shows"
QUEUE_LEGEND: Final = (
    ("L", "Late: not here after the minutes of grace, or came after them."),
    ("min", "Minutes in this step; for who is expected, since the start."),
    ("all", "Minutes since arrival; once it is over, the whole visit."),
    ("! !!", "Longer than the settings allow ([queue]), and twice as long."),
    (
        "due",
        "Capitals are due at check-in: {items}. In wide rows: small is settled, w waived, a dot is not asked for here.",
    ),
    ("~", "The provider is late: when their turn is expected, as in exp ~10:55."),
    ("*", "Marked: verbs then act on all that are marked."),
)
FILTER_COUNT: Final = ": {shown} of {count}"

TO_MOVE_EMPTY: Final = "Nothing is to be moved: the set-up bears every booking to come."
OWN_DAY_EMPTY: Final = "Nothing waits for you, and nobody comes to you any more today."
PREVISIT_EMPTY: Final = "No visit of the next three business days lacks anything."
MAIL_EMPTY: Final = "All mail and fax is filed and seen."
ENTER_MAIL: Final = "see to it"
MAIL_TO_FILE: Final = "to be filed"
MAIL_TO_SEE: Final = "to be seen by {provider}"
MAIL_HIDDEN: Final = "{way} {number}"
MAIL_REFUSED: Final = "not taken in. {why}"
SUPPLIES_EMPTY: Final = "Nothing is low, and no order of supplies is open."
ENTER_SUPPLY: Final = "count, order"
FILES_EMPTY: Final = "Every file of answers that came in was taken whole."
BILLING_QUESTIONS_EMPTY: Final = "No question and no dispute about a line of a ledger is open."
QUESTION_ROW: Final = "{kind}, {amount}: {text}"
ENTER_OPENS_LINE: Final = "its line"
ESTIMATES_EMPTY: Final = "No estimate is due."
ESTIMATE_BY: Final = "by {day}: {state}, {why}"
PRICE_NOT_BOOKED: Final = "no visit"
ENTER_ESTIMATES: Final = "estimate"
INBOX_EMPTY: Final = "Nothing came in that a person must see to."
FAILED_EMPTY: Final = "Every message to patients went out, or waits for its hour."
ENTER_OPENS_FILE: Final = "what to do"
VERIFY_EMPTY: Final = "The insurance of everybody who comes in the next days is verified."
ENTER_TICKS_OFF: Final = "follow up"
FOLLOW_UP_DUE: Final = "due {day}"
FOLLOW_UPS_EMPTY: Final = "Nothing is to be followed up today."
FORMS_EMPTY: Final = "The forms of everybody who comes in the next days are in order."
CONFIRM_EMPTY: Final = "Nobody is to be called about a visit to come."
CALL_BACK_EMPTY: Final = "Nobody asked to be called back."
RECALL_EMPTY: Final = "Nobody is due again, or the set-up has no [[recall]]."
MISSED_EMPTY: Final = "Everybody who did not come of late was called, or is booked anew."
ENTER_CALLS_THEM: Final = "call"
NOT_MARKED: Final = "not marked: did they come?"
LEFT_OPEN_EMPTY: Final = "No visit of an earlier day was left open or not marked."
WORK_PROPOSALS: Final = "could go to"
WORK_NO_PROPOSALS: Final = "No time is free of conflicts, with this provider or another of the same skills."
SEEN_LATER_EMPTY: Final = "No provider is late today. The command line notes it: late lee 25."
SEEN_LATER_AT: Final = "~{expected} {what}"
FREED_EMPTY: Final = "No freed time suits anybody who waits."
DUPLICATES_EMPTY: Final = "No two records look like one person."
PAIR_BORN: Final = "born {born}"
ENTER_CALLS: Final = "whom to call"
ENTER_CHANGES: Final = "change"
ENTER_COMPARES: Final = "side by side"
PAIR_ROW: Final = "{other}, {born}: {why}"
WAITING_EMPTY: Final = "Nobody waits for a time."
LACKING_ROW: Final = "{what} is free now: m, Enter books it where it is"
FREED_ROW: Final = "{minutes} min {why}: {best}"
WAITS_SINCE: Final = "since {day}"
WAITS_TRIED: Final = "{outcome} ({by})"
SHEET_FAMILY: Final = "family"
SHEET_IMPORTED: Final = "file"
SHEET_FORMER: Final = "earlier MRN"
SHEET_EARLIER: Final = "wants to come earlier"
SHEET_RECALL: Final = "due again"
SHEET_WAITS: Final = "waits for"
WORK_ELSEWHERE: Final = "at {site}: {trouble}"
WORK_HEADS: Final = ("when", "patient", "type", "with", "what is the matter")

PATIENTS_TITLE: Final = "Patients"
PATIENTS_BOX: Final = "Find"
NOT_AN_APPOINTMENT: Final = "Move to an appointment first: Enter shows it on the schedule."
UNFINISHED: Final = "Not finished yet:"
UNFINISHED_NEW: Final = "new {record}"
UNFINISHED_CHANGES: Final = "changes of the {record} of"
UNFINISHED_EDIT: Final = "changes of id:{id}"
UNFINISHED_THERE: Final = ": registered meanwhile, MRN {mrn}"
UNFINISHED_NAMELESS: Final = "no name yet"

SHEET_APPOINTMENTS: Final = "Appointments"
SHEET_FORMS: Final = "Forms"
SHEET_SCANS: Final = "Scanned documents"
SHEET_MONEY: Final = "Money"
SHEET_COVERAGE: Final = "Insurance"
SHEET_COVERAGE_PAST: Final = "and {count} that ended"
SHEET_MESSAGES: Final = "Messages"
SHEET_JOURNAL: Final = "Journal, newest first"
SHEET_TODAY: Final = "today"
SHEET_PAST: Final = ""
SHEET_COMING: Final = "next"
NOT_TYPED: Final = "What is asked here is answered by keys, so “{words}” was not typed."
