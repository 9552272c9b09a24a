"""What is wrong with a TOML file. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

FILE_REFUSED: Final = "{place} has {errors}, and nothing of it was taken. Correct the file and read it again."
ONE_ERROR: Final = "one error"
SEVERAL_ERRORS: Final = "{count} errors"
FILE_LINE: Final = "{place} line {line}"
NOT_TOML: Final = "this is not TOML: {why}. Text and times stand in quotes; numbers, dates, true and false do not."
TOML_TOO_DEEP: Final = "tables or lists are nested too deep"
VALUE_OUT_OF_RANGE: Final = "{value} is out of range; use {allowed}."
VALUE_WRONG_TYPE: Final = "{value} is {found}, not {wanted}."
A_VALUE: Final = "allowed here"
A_ZONE: Final = "a time zone's name (IANA, as in America/New_York)"
NOTHING_TO_SHOW: Final = "the text is empty, or all of it is characters that cannot be shown."
TEXT_TOO_LONG: Final = "the text has more than {most} characters."
TEXT_UNPRINTABLE: Final = "{value} holds characters that cannot be shown."
NO_WHOLE_PATH: Final = "{value} is not the whole path of a program; it begins with /."
BAD_CODE: Final = (
    "{value} is not a code; use letters a-z, digits, - and _, a letter or digit first, not digits alone, at most 16."
)
BAD_AGE: Final = '{value} is not an age; write whole years as 18, or months as "18m".'
BAD_LOGIN: Final = "{value} is not a login name; it has no spaces and at most 64 characters."
BAD_DATE: Final = "{value} is not a date from 1900 to 2199; write it as 2026-12-24."
BAD_TIME: Final = '{value} is not a time of day; write it as "09:30".'
BAD_CLOSING_TIME: Final = '{value} is when the day begins; write the midnight that ends it as "24:00".'
BAD_MOMENT: Final = (
    "{value} is not a date and time; write it as 2026-11-23T10:00, the site's own time without an offset."
)
NAMED_TWICE: Final = "{value} is named twice."
LIST_EMPTY: Final = "the list is empty; name at least one."
NO_AMOUNT: Final = '{value} is no amount of money; write it as 120 or "120.50".'
