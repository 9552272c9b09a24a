"""What is said of acts: taken back, done again, changed by somebody else. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

UNDONE: Final = "Undone: {sentence}"
OF_ANOTHER_DAY: Final = "(of {day}) {sentence}"
REDONE: Final = "Redone: {sentence}"

NOT_UNDONE: Final = "Not undone: {why}"
NOT_REDONE: Final = "Not redone: {why}"
CHANGED_BY: Final = "Somebody was first: {sentence} ({who}, {when}) Look again, then repeat if it still fits."
CHANGED_UNKNOWN: Final = "Somebody changed this record first. Look again, then repeat if it still fits."
LAST_WORD: Final = "{sentence} ({who}, {when})"
ROW_ALTERED: Final = "{kind} {number} is not as the journal left it, but was changed around clinicdesk. Leave it as it is, and have whoever looks after the clinic run: clinicdesk doctor"
NOTHING_TO_UNDO: Final = "There is nothing of yours to undo."
NOTHING_TO_REDO: Final = "There is nothing of yours to redo: only what you undid since your last act is."

UNDOES_ANOTHER: Final = "Something else of yours would be undone by now. Leave this, and undo anew if it is meant."
REDOES_ANOTHER: Final = (
    "Something else of yours, or nothing, would be redone by now. Leave this, and redo anew if it is meant."
)

TAKES_LONG: Final = "{sentence} It takes a while to {verb} {count} records. Run: clinicdesk {verb}"
TAKEN_BACK_SO_FAR: Final = "Taken back in part: {sentence}"
KEPT_OF_MANY: Final = " ({count} stayed, as somebody changed or booked them meanwhile.)"
STOPPED_HALF_WAY: Final = "Stopped half-way; {verb} again to go on. {why}"
CLOCK_WENT_BACK: Final = " The clock went back: it is {now} by it, and the step before was {kept}, which was kept."
ASKS_FOR_NO_REASON: Final = "No rule asks for a reason here. Leave out --override."
