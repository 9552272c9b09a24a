"""What is said of files that are imported, and of the lines that were rejected. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

IMPORT_DONE: Final = "{place}: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected."
IMPORT_TRIED: Final = (
    "{place} would do: {added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected. Nothing was saved."
)
IMPORT_INTERRUPTED: Final = "Stopped after line {line}. What was done until then is saved; import the same file again to go on, or take it back with: clinicdesk undo"
IMPORT_REJECTS_IN: Final = "The rejected lines are in {file}: mend them there and import that file."
IMPORT_REJECTS_SENT: Final = "The rejected lines went to standard output: mend them and import them."
IMPORT_REJECTS_WANTED: Final = "To have the rejected lines in a file, give --rejects FILE."
IMPORT_REJECTS_OLDER: Final = "The {file} of before is now {older}."
IMPORT_MORE_REJECTED: Final = "Only the first {shown} are listed."
IMPORT_AND_MORE: Final = "and {count} more"
IMPORT_LINE: Final = "line {line}"
IMPORT_NO_FILE: Final = "{place} is no file. Import reads a file twice, so it cannot come through a pipe. For standard input give - instead."
IMPORT_TOO_LONG: Final = (
    "There is more on standard input than a table of patients has. Import it in parts of less than 1 GB."
)
IMPORT_REJECTS_IN_THE_WAY: Final = "{file} is there and holds no rejected lines of an import, so it stays, and nothing was imported. Name another file with --rejects."
IMPORT_NOT_ENCODED: Final = "Line {line} of {place} is not {encoding} text, as was said, and nothing was taken. Name another encoding, or none: then it is found out."
IMPORT_OTHER_FILE: Final = (
    "{place} is {kind} and no CSV; nothing was taken. Open it in its program, save it as CSV there, and import that."
)
IMPORT_WHICH_ENCODING: Final = "The letters of {place} are not UTF-8, and it is not evident what they are; nothing was taken. Name the encoding with --encoding, or in the map, such as {encodings}."
IMPORT_UNKNOWN_ENCODING: Final = "an encoding that is read"
IMPORT_READ_AS: Final = "It was read as {encoding}."
IMPORT_UNUSED: Final = "Not taken: {columns}."
IMPORT_UNUSED_NEAR: Final = '{heading} (did you mean "{near}"?)'
IMPORT_REJECTS_TOO_MANY: Final = "More lines are rejected than are kept for standard output (1 GB). Look at the first of them with --json, or name --map."
IMPORT_REJECTS_UNWRITABLE: Final = "{file} cannot be written: {why}. Name another file with --rejects."
