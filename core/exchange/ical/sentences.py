"""What is said of a calendar. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NO_CALENDAR: Final = "This is no calendar: it has no BEGIN:VCALENDAR. Export it anew as iCalendar (.ics)."
NOT_ENDED: Final = "It is cut off: {name} has no end."
NO_START: Final = "It has no start."
UNREADABLE: Final = "{name} cannot be read: {value}."
UNKNOWN_ZONE: Final = "Its time zone {zone} is unknown here. Correct it in the calendar, or note this leave by hand."
ENDS_BEFORE: Final = "It ends before it begins."
RULE_TOO_OFTEN: Final = "It comes again too often to be a leave ({rule}). Note it by hand."
RULE_UNREADABLE: Final = "How it comes again cannot be read ({rule}). Note it by hand."
RULES: Final = "It comes again by several rules. Note it by hand."
BEYOND_TIME: Final = "It lasts too long, or its years are too far away. Note by hand when it is a leave."
DATES_ADDED: Final = "It has further dates (RDATE), which are not read. Note them by hand."
TOO_MANY: Final = "It comes more than {most} times. Choose fewer days with --from and --to."
