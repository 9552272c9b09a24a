"""What is asked and said of mail and fax at the desk. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

MAIL: Final = "Mail and fax"
WHOSE: Final = "Whose is it"
BELONGS_TO: Final = "To whom does it belong"
WHY_NOBODYS: Final = "Why is it nobody's here"
HEAD: Final = "{way} {number}: {name}"
KINDS_HEAD: Final = "A letter files it: as what?"
SEEN_BY: Final = "to be seen by {who}"
SEEN_BY_NOBODY: Final = "nobody need see it"
CASE: Final = "for case {number}: {about}"
OPENED: Final = "Shown by {program}."
NO_COMMAND: Final = (
    'No program shows documents here. Name one in the settings: [documents] open_command = ["/usr/bin/program"].'
)
NOT_LOCAL: Final = "A document is shown at a desk on the clinic's own machine alone, not over a network."
NOT_NOW: Final = {
    "i": "It is filed already: m says where it belongs.",
    "a": "It waits for nobody to see it.",
    "m": "It is not filed yet: i files it.",
    "x": "It is filed: only what is nobody's is put aside.",
    "o": "It was not taken in, and is not shown.",
}
WORDS: Final = {"i": "file", "a": "seen", "m": "misfiled", "o": "open", "x": "put aside"}
