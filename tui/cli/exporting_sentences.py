"""What is said of files that are written. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

EXPORTED_PATIENTS: Final = "Wrote {count} patients to {file}."
EXPORTED_APPOINTMENTS: Final = "Wrote {count} appointments to {file}."
EXPORTED_COVERAGE: Final = "Wrote {count} coverages to {file}."
EXPORT_IN_THE_WAY: Final = "{file} is there already, and stays as it is. Name a new file."
EXPORT_UNWRITABLE: Final = "{file} cannot be written: {why}."

EXPORTED_DIRECTORY: Final = "Wrote {count} entries of the directory to {file}."
HELP_FORMAT: Final = "csv or xlsx; left out, as the file is called"
HELP_FIRST: Final = "the first day of the visits"
HELP_LAST: Final = "the last day of the visits"
EXPORTED_LEDGER: Final = "Wrote {count} ledger lines to {file}."
HELP_AFTER: Final = "only what was written behind that line, the last of the file before"
A_LINE: Final = "line's number"
EXPORTED_WORK: Final = "Wrote {count} rows of the work to {file}."
LIST_TOLD: Final = "{list}: {count}."
LISTS_COUNTED: Final = "{count} lists have something on them."
NO_SUCH_LIST: Final = "{typed!r} is no one list of the work: {lists}."
HELP_LIST: Final = "a list of the work by its name, or the beginnings of its words: referrals out, mail"
HELP_WHOSE: Final = "whose cases: all, mine, role (my role's) or nobody"
