"""What the lists of cases say."""

from __future__ import annotations

from typing import Final

CASE_HEADS: Final = ("due", "state", "with", "age", "next", "about")
CASE_LATE: Final = "LATE {due}"
CASE_URGENT: Final = " !"
CASE_NEXT: Final = "{subject}: {state}, due {due}, next: {next}"
CASE_MORE: Final = " {shown} of {count}, the most urgent first: others follow further down"
CASES_EMPTY: Final = "Nothing is to be done here: {list}, {whose}."
ENTER_OPENS_CASE: Final = "open it"
WHOSE_HEAD: Final = " {whose}"
CASE_NONE: Final = "No case stands on this list."
ONLY_CASES_ARE_MARKED: Final = "Only cases are marked here: Enter then takes a step of all that are."
CASES_MARKED: Final = "{count} marked: Enter opens them together, Esc unmarks."
NOT_GONE_THROUGH: Final = "{list}: Enter opens what is highlighted; s goes through one of these:"
ONLY_CASES_ARE_FILTERED: Final = "Only lists of cases are narrowed, to whose they are."
