"""What is said of dates, times and birth dates as typed. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

DATE_TODAY: Final = "today"
DATE_TOMORROW: Final = "tomorrow"
DATE_YESTERDAY: Final = "yesterday"
DATE_AHEAD: Final = "in {count} {unit}"
DATE_AGO: Final = "{count} {unit} ago"
DATE_NO_SUCH_DAY: Final = "There is no {day} {month}: that month has {days} days. Check the day."
DATE_NO_SUCH_MONTH: Final = (
    "{typed} names month {month}, and there are 12. Type it as {example}, or the month by name: 14mar."
)
DATE_DAY_ZERO: Final = "{typed} names day {day}. Days go from 1 to 31; type it again."
DATE_TWO_WAYS: Final = (
    "{typed} can be {one} or {other}. Type the month by name (14mar1984) or the year first (1984-03-14)."
)
DATE_YEAR_UNCLEAR: Final = "The year of {typed} is not clear. Type all four digits."
BIRTH_MISSING: Final = "The birth date is missing. Type it as {example} or 14mar1984."
BIRTH_UNREADABLE: Final = "“{typed}” is not a birth date. Type it as {example}, 14mar1984 or 1984-03-14."
BIRTH_INCOMPLETE: Final = "“{typed}” is only a part of a birth date. Type day, month and year: {example}."
BIRTH_IN_FUTURE: Final = "{date} is still to come, so nobody was born then. Check the birth date."
BIRTH_TOO_LONG_AGO: Final = "Born {date}, the patient would be {age} years old. Check the year."
BORN_ON: Final = "born {written}"
BORN_IN_MONTH: Final = "born in {written}"
BORN_ON_DAY: Final = "born on day {day} of a month"
DATE_UNREADABLE: Final = "“{typed}” is not a date. Type t, tom, +3, 2w, fri, 14, {example}, 14mar or w48."
DAY_GUESS: Final = " Perhaps {word} is meant."
DATE_MISSING: Final = "The date is missing. Type t, tom, +3, 2w, fri, 14, {example}, 14mar or w48."
DATE_INCOMPLETE: Final = "“{typed}” names no day. Type {example} or 14mar."
DATE_OUT_OF_REACH: Final = "“{typed}” is outside the years {first} to {last}. Type a nearer date."
DATE_NO_SUCH_WEEK: Final = "{year} has {weeks} weeks, so there is no week {week}. Type another week."
DATE_NO_DAY_OF_MONTH: Final = "No month has a day {day}. Type a day from 1 to 31, or a date such as {example}."
DATE_OR_SPAN: Final = (
    "“{typed}” can be {date} or the hours from {start} to {end}. Type {example} for the day, or only when it starts."
)
DATE_OTHER_WEEKDAY: Final = "{date} is not a {weekday}. Correct the weekday or leave it out."
DATE_PERHAPS: Final = " {date} is one: type {type_it}."
FILE_DATE_UNREADABLE: Final = "“{typed}” is not a date with day, month and year. Write it as 1984-03-14."
FILE_DATE_SERIAL: Final = "{typed} is how a spreadsheet counts days, perhaps {day}. Write the date itself."
FILE_DATE_TWO_WAYS: Final = '{typed} can be {one} or {other}. Write it as 1984-03-14, or say in a map in which order the file writes dates: dates = "mdy"'
FILE_DATE_OTHER_ORDER: Final = "{typed} is not in the order that the map names, {order}. Write it as 1984-03-14."
FILE_DATE_AHEAD: Final = "{typed} is still to come."
FILE_DATE_TOO_OLD: Final = "{typed} is more than {most} years ago."
TIME_UNREADABLE: Final = "“{typed}” is not a time. Type 9, 930, 9:30, 2p, 14:30 or noon."
TIME_MISSING: Final = "The time is missing. Type 9, 930, 9:30, 2p, 14:30 or noon."
TIME_IMPOSSIBLE: Final = "“{typed}” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."
TIME_BOTH_CLOCKS: Final = "“{typed}” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."
TIME_ONLY_HALF_OF_DAY: Final = "“{typed}” is half a day, not a time. Type 9:30 or 2p."
TIME_WITH_SECONDS: Final = "“{typed}” has seconds. Appointments start on whole minutes; type 9:30."
TIME_IS_A_SPAN: Final = "“{typed}” is a span of time. Type only when it starts: {start}."
TWO_READINGS: Final = "“{typed}” can be {one} or {other}. Type {type_one} or {type_other}."
WHEN_UNREADABLE: Final = (
    "“{typed}” is not a day and time. Type fri 10:30, tom 9, 2w, {example} 14:30 or only one of the two."
)
WHEN_IS_DAYS: Final = "“{typed}” is more than a day, from {first} to {last}. Type one of them, as in {one}."
WHEN_IS_SEVERAL: Final = "“{typed}” names several days. Type one of them."
WHEN_IS_OPEN: Final = "“{typed}” leaves open when on the day. Type the time itself, as in fri 10:30."
TIME_ONE_DIGIT: Final = "“{typed}” has one digit behind the colon. Type {one} or {other}."
ZONE_WITHOUT_TIME: Final = "{name} says how the clocks are set, and there is no time before it. Type fri 10:30."
ZONE_OTHER: Final = "The clocks there are on {there} then, and not on {name}. Type {time} alone for their time, or with the offset from UTC."
WHEN_MISSING: Final = "The day and time are missing. Type fri 10:30, tom 9, 2w or 10:30."
WHEN_BAD_OFFSET: Final = "“{typed}” has an offset from UTC that no zone uses. Type +00:00 to ±14:00, or leave it out."
WHEN_NOTHING_TO_SHIFT: Final = "“{typed}” counts from a time, and there is none yet. Type the day and time: fri 10:30."
WHEN_MONTHS_OR_MINUTES: Final = (
    "“{typed}” can be {count} months or {count} minutes. Type {sign}{count}mo or {sign}{count}min."
)
DAY_PARTS: Final = {"am": "morning", "pm": "afternoon"}
MINUTES_UNREADABLE: Final = "“{typed}” is not a length. Type minutes, as in 20 or 20min, or 1h30."
MINUTES_OUT_OF_RANGE: Final = "A length of {minutes} minutes is not possible. Type 1 to {most} minutes."
PERIOD_MISSING: Final = "The days are missing. Type fri, fri-wed, 24 dec - 2 jan or fri 13:00-17:00."
PERIOD_NEEDS_END: Final = "“{typed}” says when it begins, and not when it ends. Type both, as in fri 9:00-12:00."
PERIOD_HALF_TIMED: Final = (
    "{time} is a time, and there is none at the other end. Type both, as in fri 9:00 - mon {time}."
)
PERIOD_OF_SEVERAL: Final = (
    "“{typed}” is hours of several days. Enter each day by itself, or once from when to when: mon 9:00 - wed 12:00."
)
PERIOD_SAYS_MORE: Final = (
    "“{rest}” behind “{typed}” is no note: it says when. Type from when to when, as in fri-wed or fri 13:00-17:00."
)
PERIOD_BACKWARDS: Final = "“{end}” is not after “{start}”. Type the earlier end first."
PERIOD_OVERNIGHT: Final = (
    "“{end}” is not after “{start}”. Name the day of an end that is on another one: 22:00 - sat 02:00."
)
RULE_EMPTY: Final = "A series needs a rule that says how often: FREQ=WEEKLY;INTERVAL=2;COUNT=6, or 2w 6."
RULE_PART_UNREADABLE: Final = "“{part}” is no part of a rule. A rule looks like FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6."
RULE_PART_UNKNOWN: Final = "A rule has no part {part}. It has FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, BYYEARDAY, BYWEEKNO, WKST, and COUNT or UNTIL. Days that are left out are skipped in the list of visits (--skip)."
RULE_PART_TWICE: Final = "The rule says {part} twice. Leave out one of them."
RULE_NUMBER: Final = "{part} is not possible: type whole numbers from {least} to {most}."
RULE_NOT_BY_DAYS: Final = "{part} is not possible: a series comes again on days, at the time that it starts at."
RULE_ORDINAL_DAY: Final = "{part} counts weekdays of a month, and this rule does not go by months. Type FREQ=MONTHLY."
RULE_COUNT_AND_UNTIL: Final = "A rule has COUNT or UNTIL, not both. Leave out one of them."
RULE_ENDLESS: Final = "A series needs an end: how many times (COUNT=6, or 2w 6) or until when (UNTIL=20261231)."
RULE_TOO_MANY: Final = "A series has at most {most} visits. Book the others later, as a series of their own."
RULE_REACHES_TOO_FAR: Final = "{rule} reaches further than {years} years. Say fewer times, or an earlier end."
RULE_NO_DAYS: Final = "{rule} names no day from the start on. Check the rule, and the start."
RULE_UNTIL_UNREADABLE: Final = "“{typed}” names no day to end with. Type UNTIL=20261231, or until 31dec."
RULE_TIMES_MISSING: Final = "“{typed}” is not how many times. Type a number, as in 6."
RULE_EVERY_UNREADABLE: Final = (
    "“{typed}” is not how often. Type 2w, daily, 3mo, weekdays such as mon thu, or monthly 2nd tue."
)
RULE_LACKS_DAYS: Final = (
    "Not every month has a day {day}. For the last day of each type monthly last day, else begin on a day up to 28."
)
RULE_OTHER_LINE: Final = "{line} is no part of a rule. The booking says when the series starts; days that are left out are skipped in the list of visits (--skip)."
RULE_DAY_UNREADABLE: Final = "“{typed}” is no day to leave out. Type EXDATE:20261225, or --skip 25dec."
RULE_DAY_ADDED_UNREADABLE: Final = "“{typed}” is no day to add. Type RDATE:20261225, or RDATE:20261225T140000."
RULE_ZONE_UNKNOWN: Final = "“{zone}” is no zone that is known. Leave TZID out for the time of the site."
RULE_EVERY_NTH: Final = (
    "“every {which}” can count weeks, or be that one of each month. Type every {nth} weeks, or monthly {which}."
)
RULE_LACKS_FIFTH: Final = "Not every month has a fifth one. Type the last one, or the fourth."
RULE_LEAP_DAY: Final = "Not every year has a 29 February. Begin on another day."
