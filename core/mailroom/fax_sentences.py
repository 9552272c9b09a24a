"""Every sentence about faxes that go out. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

QUEUED: Final = "Fax {number} to {to} waits to be sent: {title}, {pages} pages."
STATUS: Final = "Fax {number} to {recipient}: {status} {code}"
DROPPED: Final = "Fax {number} to {recipient} is not followed any more."
A_DOCUMENT: Final = "a document"
NO_SPOOL: Final = "No folder is set for faxes that go out. Whoever looks after the host names one: [mail] fax_spool."
NO_FAX_NUMBER: Final = "{name} has no fax number in the directory. Enter it (clinicdesk directory edit {number} --fax), or say one: --number."
NO_NUMBER: Final = "{typed} is no number that can be dialled."
CUT_OFF: Final = "The document is cut off or damaged: its end is missing. Scan it again."
NO_DOCUMENT: Final = "Only a PDF, TIFF, JPEG or PNG is faxed."
NO_SUCH_FAX: Final = "There is no fax {number}."
NO_SUCH_SCAN: Final = "There is no document {number}."
TAKEN_AWAY: Final = (
    "Fax {number} is not sent again: its document is no longer the patient's. Send the right one: clinicdesk fax send."
)
NOT_AGAIN: Final = "Fax {number} is {status}: only one that failed or was not confirmed is sent again or dropped."
UNDER_WAY: Final = "fax {number} is being sent, or was"
DOCUMENT: Final = "document"
FAILED: Final = "fax {number}, {title}: failed {code}"
NOT_CONFIRMED: Final = "fax {number}, {title}: not confirmed {code}"
