"""Words that sentences of every subject share. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

DID_YOU_MEAN: Final = " Did you mean {word!r}?"

AND_MORE: Final = " ({count} more.)"

LAST_OF_SEVERAL: Final = "{most} or {last}"
FROM_TO: Final = "{least} to {most}"
VALUE_ONLY: Final = "only {value}"
VALUE_NEAR: Final = "{value} is not {noun}; did you mean {near}?"
VALUE_FAR: Final = "{value} is not {noun}; use {allowed}."
VALUE_UNKNOWN: Final = "{value} is not {noun}."

TEXT_MISSING: Final = "The {field} is missing. Type it."
TEXT_EMPTIED: Final = "The {field} is empty after removing characters that cannot be shown. Type it again."
A_FIELD: Final = "a field of this text"
BAD_BRACES: Final = "{value} has a brace that is no field; write fields as {{token}}, and a brace itself twice."
FIELD_MISSING: Final = "{value} lacks the field {{{field}}}, without which anybody could guess it."
NO_LINK: Final = "{value} is no link; write one that begins with https:// and has no spaces."
LINK_TOO_LONG: Final = "the link has more than {most} characters."
CARD_NUMBER: Final = "That looks like the number of a payment card. It was not kept, and must be written nowhere: type its last four digits alone."
CARD_NUMBER_LEFT_OUT: Final = "(card number left out)"
