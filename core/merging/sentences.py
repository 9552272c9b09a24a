"""Every sentence about merging two records. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

MERGED: Final = "Merged {loser}, MRN {old}, into {survivor}, born {born}, MRN {mrn}: {moved} moved."
MOVED_NOTHING: Final = "nothing had to be"
MOVED: Final = "{count} {records}"
NOT_MERGED: Final = "Not merged: {why}"
WITH_ITSELF: Final = "Both are one record. Name the one that goes, then the one that stays."
UNLIKE: Final = (
    "{loser}, born {born}, MRN {mrn}, and {survivor}, born {other_born}, MRN {other_mrn}, do not look like one person."
)
BOTH_IN_ROOMS: Final = "{one} is in room {room} and {other} in room {other_room} now: nobody is in two. Let one depart first if they are one person."
BOOKED_TWICE: Final = "{one} has {hours} with {provider} at {site}, and {other} {other_hours} with {other_provider}: one person would be booked twice."
MOVE_OR_CANCEL: Final = " Move or cancel one of them first."
STEP_BACK: Final = (
    " Neither can be cancelled any more: take the one that did not take place back, a step at a time, until it is booked"
    " again (step-back), then note a no-show."
)
COVERED_TWICE: Final = "{why} Correct the insurance of one record first."
NO_ORDER_LEFT: Final = "{payer} (coverage {number}) would be a fourth insurance on the same days. End one first."
STILL_CHECKED: Final = (
    "Both have an insurance that pays first: {payer} (coverage {number}) is {order} now. Ask which pays first."
)
OTHER_DAYS: Final = "Both have {payer}: it stays as coverage {number}, {kept}; the other record had it {other}. Ask which days are right."
OTHER_SUBSCRIBER: Final = "Both have {payer} (coverage {number}): one record says that it is {one}, the other {other}. Ask whose insurance it is."
THEIR_OWN: Final = "the patient's own"
ALWAYS: Final = "without a first or last day"

APART_FROM_ITSELF: Final = "Both are one record. Name two, each by its MRN."
APART: Final = "Noted: {one}, MRN {mrn}, and {other}, MRN {other_mrn}, are two people."
APART_ALREADY: Final = "That {one}, MRN {mrn}, and {other}, MRN {other_mrn}, are two people is noted already."
NEVER_APART: Final = "That {one}, MRN {mrn}, and {other}, MRN {other_mrn}, are two people was not noted."
TOGETHER: Final = "Taken back that {one}, MRN {mrn}, and {other}, MRN {other_mrn}, are two people."
MARKED_APART: Final = (
    "{one} and {other} were found to be two people. Who knows better takes that back: patient apart with --not."
)

UNMERGED: Final = "Took {loser}, MRN {old}, and {survivor}, MRN {mrn}, apart again."
STAYS: Final = " What was added since stays with {survivor}: look through it."
NOT_UNMERGED: Final = "Not taken apart: {why}"
NEVER_MERGED: Final = "{patient}, MRN {mrn}, was not merged into another record."
MERGED_HERE: Final = " Of the records merged into it, the last was MRN {former}: patient unmerge {former}."
MERGED_ON: Final = (
    "{into}, MRN {mrn}, was itself merged into another since. Take that apart first: patient unmerge {mrn}."
)
EDITED_SINCE: Final = "{field} was changed since: it is {now} now, and was {before} before the merge."
KEEP_WHICH: Final = " Say which is to be: --keep {field}=now or --keep {field}=before."
KEEPS_NO_FIELD: Final = "{field}={side} cannot be. Type a field and now or before, such as phone=now."
NOTHING: Final = "empty"
