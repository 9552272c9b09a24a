"""What the verbs of the directory say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

FOUND: Final = "{count} found in the directory."
FOUND_MORE: Final = "{count} found in the directory, of which {shown} are listed."
FOUND_PARTLY: Final = "Nobody in the directory fits each of {words}. By all but one of them: {count}, listed: {shown}."
FOUND_NONE: Final = "Nobody in the directory fits {words}."
SHOWN: Final = "{entry}, {kind}."
SHOWN_MERGED: Final = "{entry}, {kind}: number {old} was merged into number {number}."
NOTHING_DIFFERENT: Final = "Number {number} of the directory says so already."
AN_ENTRY: Final = "the entry's number, a payer's code, or words that find it alone"
SIMILAR: Final = "~"
HELP_KIND: Final = "only those of that kind: practice, hospital, lab, imaging, pharmacy, supplier, payer or other"
HELP_RETIRED: Final = "also those with whom the clinic no longer deals"
HELP_LOSER: Final = "the one that goes"
HELP_SURVIVOR: Final = "the one that stays, and learns what it lacked"
