"""What the verbs about supplies say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LISTED: Final = "{count} items, {low} of them low."
LISTED_NONE: Final = "No such items are kept. clinicdesk supply add keeps one."
NOTHING_DIFFERENT: Final = "Number {number} of the supplies says so already."
RECEIVE_WHAT: Final = "Say how many came of each: gloves=4. Without any item all of the order came."
NO_PAYER: Final = "{name} is a payer, and no supplier."
AN_ORDER: Final = "order's number"
FORM: Final = "The form of order {number}."
ON_ORDER: Final = "{many} on order"
PAR: Final = "par {par}"
HELP_LOW: Final = "only what is to be ordered"
HELP_SITE: Final = "only what is kept there"
HELP_RETIRED: Final = "also what is no longer kept"
HELP_ITEM: Final = "the item's number, or words that begin those of its name alone"
HELP_ITEMS: Final = (
    "items, each with how many; up to par where that is left out, all that are low where no item is named"
)
HELP_CAME: Final = "what came, by item; all that is still to come where nothing is named"
HELP_PIECES: Final = "how many pieces"
HELP_NOTE: Final = "what else is to be known of it"
HELP_ORDER: Final = "the order's number"
HELP_PLACE: Final = "note that they were placed too"
HELP_SUPPLIER: Final = "of whom, an entry of the directory, if not the item's own"
HELP_EXPECTED: Final = "when it is expected"
HELP_REFERENCE: Final = "the supplier's number for it"
