"""What is said of calendars that are taken in. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LEAVE_TAKEN: Final = "{provider} is away {added} more times; {known} were known or cannot be, {unread} could not be read. {stranded} bookings are to be moved."
LEAVE_TRIED: Final = "{provider} would be away {added} more times; {known} are known or cannot be, {unread} could not be read. {stranded} bookings would be to be moved. Nothing was saved."
CALENDAR_NO_TEXT: Final = "What was sent is no calendar: it is no text in UTF-8, or too long."
NO_SUMMARY: Final = "(no title)"
HELP_CALENDAR: Final = "a calendar (iCalendar); - is standard input"
HELP_WHOSE: Final = "whose calendar it is"
HELP_SITE: Final = "the site at which they are away; every site if left out"
HELP_FIRST: Final = "the first day that is looked at (today)"
HELP_LAST: Final = "the last day (two years on)"
HELP_KIND: Final = "what the leave is called; titles of the calendar are not taken"
HELP_REHEARSAL: Final = "say what would come of it, and save nothing"
