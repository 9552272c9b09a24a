"""What is said of the texts of fields. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

BAD_WORD: Final = "{typed!r} is no {what}. Choose one of: {words}."
TOO_LONG: Final = "The {field} has more than {most} characters."

ITEM_UNREADABLE: Final = "Type it as {parts}; what is not known is left out."
PARTIAL_DAY_UNREADABLE: Final = (
    "{typed!r} is no date. Type a year, a month and a year, or a day: 2015, mar 2015, {date}."
)

YES_NO: Final = "yes or no"
CHOICE_YES: Final = "yes"
CHOICE_NO: Final = "no"
DATED_BEFORE: Final = "on {day}"
DATED_NEVER: Final = "never"
DATED_NOW: Final = "just now"
DATED_NO_LONGER: Final = "no longer"
NO_SUCH_ZONE: Final = (
    "{value} is no time zone.{guess} Type its IANA name or city, such as America/Chicago or Los Angeles."
)
ZONE_GUESS: Final = " Did you mean {zone}?"
BORN: Final = "{written}, {age} years old"
