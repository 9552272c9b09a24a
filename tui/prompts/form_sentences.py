"""What the questions about forms and about the close of the day say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LABEL: Final = "Forms"
SIGNER: Final = "Who signed for {patient}, who is {age}"
NONE_ASKED: Final = "No form is asked for here. Set them up as [[form]] in the set-up file."
NOTHING_SAID: Final = (
    "Nothing is noted yet. Type s where it was signed, d where it was declined, g where it was given; Ctrl+X leaves."
)
NO_PRINTER: Final = "No program prints forms. Name one in print_command under [documents] of the settings."
PRINTED: Final = "{count} forms were given to the printer."
GUARDIAN: Final = "{guardian} decides for {patient}, and signs."
CLOSE_LABEL: Final = "Close the day"
CLOSE_NOTE: Final = "What becomes of what is open"
CLOSE_DONE: Final = "{day} at {site} is closed, and its sheet is signed by {who}."
CLOSE_OPEN: Final = "{day} at {site}: open before it is closed"
CLOSE_ALL_DONE: Final = "{day} at {site}: nothing is open."
CLOSE_MORE: Final = "; and {count} more"
SHEET_PRINTED: Final = "The sheet was given to the printer."
SCANS_LABEL: Final = "Document"
NO_SCANS: Final = "Nothing was scanned of {patient}. Keep a document with: clinicdesk document add REF FILE"
SCAN_SHOWN: Final = "Document {number} is shown by {program}."
SCAN_FROM_AFAR: Final = "A program can show a document at a desk on this machine alone. Export it: clinicdesk document export {number} - >file.pdf"
SCAN_NO_COMMAND: Final = "No program is set that shows documents. Name one as open_command under [documents], or export it: clinicdesk document export {number} FILE"
LETTERS_LABEL: Final = "Letter"
LETTERS_BY_HAND: Final = "For {count}, to be handed out"
LETTERS_MAILED: Final = (
    "For {count}, to be mailed: who has no address, or asks something of whoever reaches them, is left out"
)
LETTERS_PRINTED: Final = "{count} letters were given to the printer."
