"""What the verbs about faxes that go out say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LISTED: Final = "{count} faxes."
LISTED_NONE: Final = "No fax waits, and none failed."
WHAT: Final = "Say what is faxed: --document, one of a patient, or --order, the form of an order."
TO_WHOM: Final = "Say to whom: --to, an entry of the directory, or --number."
DOCUMENT: Final = "a document"
A_DOCUMENT: Final = "document's number"
AN_ORDER: Final = "order's number"
A_FAX: Final = "fax's number"
HELP_TO: Final = "an entry of the directory"
HELP_NUMBER: Final = "the number that is dialled, if not that of the directory"
HELP_DOCUMENT: Final = "a document of a patient"
HELP_ORDER: Final = "the form of an order of supplies"
HELP_TITLE: Final = "what it is about, as the cover says"
HELP_NOTE: Final = "what else the cover says"
HELP_ALL: Final = "every fax"
HELP_FAX: Final = "the fax's number"
