"""What is said when somebody changes at the desk when a provider works. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LEAVE: Final = "{provider} is away {when}{where}{note}."
BLOCKED: Final = "{provider} is blocked {when}{where}: {kind}{types}{release}."
BLOCK_TYPES: Final = ", only for {types}"
BLOCK_RELEASE: Final = ", open to all {hours} h before"
TAKES_AT_ONCE: Final = ", {count} at once"
TAKES_OVER: Final = ", at most {count} double bookings"
BAD_COUNT: Final = "{name} {count} is not possible: give {least} to {most}."
EXTRA: Final = "{provider} has an extra session {when}{where}{note}."
INSTEAD: Final = "{provider} has a session {when}{where} instead of the day's{note}."
CANCELLED: Final = "{provider}'s sessions are cancelled {when}{where}{note}."
REMOVED: Final = "Taken away: {what}"
AT_SITE: Final = " at {site}"
NOTE: Final = " ({note})"
BLOCKED_FOR: Final = "blocked"

NOT_DONE: Final = "Not done: {why}"
STRANDED_ONE: Final = "1 booking falls outside and is to be moved."
STRANDED_SOME: Final = "{count} bookings fall outside and are to be moved."

IS_OVER: Final = "{when} is over. Name a time to come."
NO_SUCH_NUMBER: Final = (
    "There is no block, leave or changed session {number}: it was taken away or changed. Look at the day again."
)
ALREADY: Final = "{provider} is away then already: leave {numbers}."
ALREADY_CANCELLED: Final = "{provider} has no session {when}{where} that could be cancelled."
NAME_TAKEN: Final = "Number {number} begins then too: {what} Take that away first (unblock {number})."
NO_RELEASE_LEFT: Final = (
    "A block that opens {hours} h before it begins would be open by now. Name fewer hours, or leave them out."
)
BAD_RELEASE: Final = "A block opens 0 to {most} hours before it begins, not {hours}."
ONE_DAY: Final = "A session is within one day. Name the hours of one day, as in sat 9:00-12:00."
MOST_DAYS: Final = (
    "Sessions of {most} days at most are cancelled at once. Name fewer, or the provider's last day by set-up."
)
WHICH_SITE: Final = "Say at which site the extra session is: {sites}."
IS_ELSEWHERE: Final = "{provider} works at {site} then ({hours})."
IS_OPEN_ALREADY: Final = "{provider} has a session then already."
STAYS_CLOSED: Final = "{provider} would still not be open then: {why}. Take that away first."
NOT_EMPLOYED: Final = "{provider} does not work here on {day}."
IS_SKIPPED: Final = "{when} does not exist at {site}: the clocks go forward then. Name other hours."
