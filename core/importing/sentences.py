"""What an import says of a file and its lines. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

IMPORTED: Final = "Imported {records} from {place}: {added} added, {updated} updated."
IMPORTED_IN_PART: Final = "Imported a part of the {records} of {place}: {added} added, {updated} updated."
IMPORT_STOPPED: Final = (
    "Stopped after line {line}. What was done until then is saved; import the same file again to go on. {why}"
)
IMPORT_NO_HEADINGS: Final = (
    "{place} has no line of headings that can be read. The first line names the columns: {names}, ..."
)
IMPORT_HEADINGS_REFUSED: Final = "{place} has {errors} in its headings, and nothing of it was taken. Correct it, or say with --map which column is which."
IMPORT_COLUMN_MISSING: Final = "there is no column for {names}, only {headings}."
IMPORT_TWO_COLUMNS: Final = "{columns} both mean the {field}; say in a map which one counts."
IMPORT_NO_SUCH_COLUMN: Final = "{map} names a column {heading}, which the file does not have.{guess}"
IMPORT_HEADING_TWICE: Final = "there are two columns {heading}, and the map names it."
IMPORT_LINE_TOO_LONG: Final = "The line is longer than any line of a table."
IMPORT_QUOTES: Final = 'The quotes do not fit: a text in quotes ends with one, and a quote inside it is doubled ("").'
IMPORT_CELLS: Final = "The line has another number of cells than the headings: {count}, not {wanted}."
IMPORT_CONTRADICTS: Final = "Line {line} is about the same {record} and says something else. Keep one of the two."
IMPORT_AN_ENCODING: Final = "an encoding that is read"
IMPORT_A_DELIMITER: Final = "a character between cells"
IMPORT_A_FIELD: Final = "a field"
IMPORT_A_MAP_KEY: Final = "a key of a map"
IMPORT_NEVER_JOINED: Final = "each column of {field} counts by itself; remove the line."
IMPORT_NOTHING_TO_JOIN: Final = "only one column is {field}, or none; remove the line."
