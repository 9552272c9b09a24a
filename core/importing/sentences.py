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
CELL_ERROR: Final = (
    "{cell} is an error of a spreadsheet, not what was meant. Type what belongs there, or leave it empty."
)
CELL_ROUNDED: Final = "{cell} is a number that a spreadsheet rounded. Type all of its digits."
CELL_DECIMAL: Final = (
    "{cell} was made a decimal by a program, which also removes zeros in front. Type it as it is written on paper."
)
CELL_FORMULA: Final = "{cell} is a formula. Type what it shows."
CELL_BYTES: Final = "The {field} has bytes that are no text in the encoding of the file ({byte}). Type it again."
CELL_CONTROL: Final = "The {field} has a character that cannot be shown (U+{code}). Remove it, or type the text again."
CELL_ZEROS_OF: Final = "The {field} {cell} has probably lost zeros in front"
CELL_ZEROS: Final = (
    "{start}: it has {count} digits, and the others of the column have {width}. Write it with its zeros."
)
CELL_LOST: Final = "Doubtful: another program lost a letter of the {field} (U+FFFD). Type it again."
CELL_GARBLED: Final = (
    "{cell} was read in the wrong encoding by another program, and probably means {meant}. Type it again."
)
CELL_CODED: Final = "{cell} is how another program wrote it, and probably means {meant}. Type it again."
CELL_INSTEAD: Final = (
    "Doubtful: another program lost a letter of the {field} {cell}, and wrote {sign} for it. Type it again."
)
IMPORT_COLUMN_GUESSED: Final = "there is no column for {names}, only {headings}. Did {guess} mean it?"
IMPORT_NO_HEADING: Final = "column {number}"
IMPORT_AN_ENCODING: Final = "an encoding that is read"
IMPORT_A_DELIMITER: Final = "a character between cells"
IMPORT_A_FIELD: Final = "a field"
IMPORT_A_MAP_KEY: Final = "a key of a map"
IMPORT_NEVER_JOINED: Final = "each column of {field} counts by itself; remove the line."
IMPORT_NOTHING_TO_JOIN: Final = "only one column is {field}, or none; remove the line."
