"""What the verbs about questions to payers say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

HELP_SEND_NUMBERS: Final = "the appointments' numbers; without any, those of the next days with something the matter"
HELP_SEND_TO: Final = "the folder to write the files into; without it that of the settings, by the worker"
HELP_SEND_DAYS: Final = "of how many days ahead, without numbers (3, or as the settings say)"
HELP_READ_FOLDER: Final = "the folder with answers, or one file; - is standard input"
HELP_FILE_NUMBER: Final = "the file's number: eligibility errors"

NO_FOLDER: Final = "There is no folder {folder}. Make it, or name another."
NO_PLACE: Final = "{place} cannot be read: {why}."
READ: Final = "{matched} answers taken; "
READ_ONE: Final = "1 answer taken; "
KNOWN: Final = "{known} files were known already."
KNOWN_ONE: Final = "1 file was known already."
READ_ERRORS: Final = " {errors} errors: mend them, or have the files sent again."
READ_ERROR: Final = " 1 error: mend it, or have the file sent again."
UNREADABLE_FILE: Final = "It cannot be read: {why}. Mend that, and read it again."
NO_FILE_REFUSED: Final = "All of every file that came in was taken, or put aside."
FILE_REFUSED: Final = "1 file with errors. eligibility replay NUMBER takes it in again, dismiss NUMBER puts it aside."
FILES_REFUSED: Final = (
    "{count} files with errors. eligibility replay NUMBER takes one in again, dismiss NUMBER puts it aside."
)
NEVER_ASKED: Final = "Nobody has asked by file about the insurance of appointment {number}."
ASKED_AT: Final = "Asked {when} by {who} for {day}, trace {trace}."
NO_ANSWER_YET: Final = "No answer has come yet."
