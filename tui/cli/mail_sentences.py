"""What the verbs about mail and fax say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LISTED: Final = "{count} of mail and fax."
LISTED_NONE: Final = "All mail and fax is filed and seen."
OPENED: Final = "{name} is shown by {program}."
NO_COMMAND: Final = (
    'No program shows documents here. Name one in the settings: [documents] open_command = ["/usr/bin/program"].'
)
NOT_LOCAL: Final = "A document is shown at a desk on the clinic's own machine alone, not over a network."
A_DOCUMENT: Final = "document's number"
A_CASE: Final = "case's number"
A_KIND: Final = "kind"
STATE: Final = {
    "received": "to be filed",
    "indexed": "filed",
    "routed": "to be seen by {to}",
    "acknowledged": "seen",
    "refused": "not taken in",
    "dismissed": "put aside",
}
HELP_ALL: Final = "everything that came in"
HELP_NUMBER: Final = "the document's number"
HELP_PATIENT: Final = "whose it is"
HELP_BELONGS: Final = "to whom it belongs"
HELP_KIND: Final = "form, identity, referral, letter, result, records or other"
HELP_TITLE: Final = "what it is called in the chart"
HELP_CASE: Final = "a case of the patient that it is for"
HELP_TO: Final = "the provider who is to see it"
HELP_REASON: Final = "why it is nobody's here"
