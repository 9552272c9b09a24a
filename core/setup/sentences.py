"""What is wrong with a set-up file. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

A_DAY: Final = "a day"
A_GRID: Final = "a divisor of 60"
A_ROLE: Final = "a role"
A_RECORD: Final = "the code of any {kind} in this file or the clinic"
TABLES_WANTED: Final = "this is {found}, not a list of tables; write [[{table}]] before each {table}."
KEY_MISSING: Final = "{keys} is missing."
KEYS_MISSING: Final = "{keys} are missing."
NOT_AFTER: Final = "{value} is not after {key}, which is {other}."
BEFORE: Final = "{value} is before {key}, which is {other}."
LESS_THAN: Final = "{value} is less than {key}, which is {other}."
FURTHER_PART_TOO_LONG: Final = "further providers are needed up to minute {ends}, but the visit has {minutes}."
PROVIDER_PART_TOO_LONG: Final = "the provider is needed up to minute {ends}, but the visit has {minutes}."
EVERY_NEEDS_STARTS: Final = "every {every} weeks is counted from the week of starts, which is missing."
HOURS_NEED_BOTH: Final = "give both from and to, or neither."
ONLY_EXTRA_TAKES: Final = "capacity, overbooks and types are of an extra session, not of {kind}; remove the line."
EXTRA_NEEDS_HOURS: Final = "an extra session needs its hours, from and to."
EXTRA_NEEDS_SITE: Final = "an extra session needs its site, as the clinic has not just one."
CANCEL_NEEDS_BY: Final = 'a reason to cancel says who cancels; use "patient" or "clinic".'
ONLY_CANCEL_HAS_BY: Final = "only a reason to cancel says who cancels; remove the line."
CASE_DIFFERS: Final = "{value} differs from {other} in upper and lower case alone; write both alike, or change one."
SAME_RECORD: Final = "this is the same {kind} as {other}; name it once."
NOTHING_TO_RETIRE: Final = "the clinic has no such {kind} to retire; did you mean {near}?"
NOTHING_LIKE_IT_TO_RETIRE: Final = "the clinic has no such {kind} to retire."
IS_RETIRED: Final = "{kind} {code} is retired; take it into use again, or leave this out."
SESSIONS_CLASH: Final = (
    "{provider} would be at {here} ({hours}) and at {there} ({other_hours}, {other}) at once, as on {day}."
)
A_KEPT_SESSION: Final = "a session that the clinic has already"

INTERPRETS_ALWAYS: Final = "{name} has no hours, and is taken to interpret whenever the clinic is open. If that is not so, give days, from and to."

CHANGE_ADDED: Final = "{kind} {name}: added ({facts})"
CHANGE_GONE: Final = "{kind} {name}: taken away ({facts})"
CHANGE_FIELD: Final = "{field} {value}"
CHANGE_MADE: Final = "{field} {before} -> {after}"
CHANGE_NOTHING: Final = "none"

YEARS_WANTED: Final = "Type years from {first} to {last}, as in 2026 or 2026-2028."
TOO_MANY_YEARS: Final = "{most} years at most are set up at once. Name fewer."
NO_REGION: Final = "There is no calendar of {region}. Type a country, or a part of it, such as {examples}."
NO_REGION_NEAR: Final = "There is no calendar of {region}; did you mean {near}?"
PAYER_IS_PATIENT: Final = "{code} says of a patient that they pay themselves; give the payer another code."
NO_NPI: Final = (
    "{value} is no NPI: it has ten digits, of which the last proves the others. Compare it with the register."
)
NO_SERVICE: Final = '{value} is no kind of service; write the codes of X12 (EQ01), such as "30" for the health plan or "98" for an office visit.'
UNIT_NEEDS_DUE: Final = "a unit needs the number that it counts: say due too."

FEE_LACKS: Final = "is empty"
FEE_NO_AMOUNT: Final = "{value} is no amount; write it as 120 or 120.00"
FEE_NO_TYPE: Final = "no visit type {value} is set up"
FEE_NO_PROVIDER: Final = "no provider {value} is set up"
FEE_NO_DAY: Final = "{value} is no date; write it as 2026-11-23"
FEE_DAYS: Final = "ends before it starts"
FEE_TWICE: Final = "the same fee stands in line {line} already"
FEE_TOO_LONG: Final = "is longer than {most} letters"
FEES_HEADINGS: Final = (
    "The file has no column {names}. Its first line names the columns: type, code, name, amount;"
    " and provider, from, to where wanted."
)
