"""What the command line says of estimates, and what its help tells. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

A_VISIT: Final = "appointment's number"
A_PRICE: Final = "estimate behind its E"
A_WAY: Final = "way to give it"
DUE_COUNT: Final = "Estimates due: {count}."
BY: Final = "by {day}"
PRICE_TOTAL: Final = "Expected to cost {amount}. Nothing was kept: --patient REF notes who asked."
PRICE_TOLD_WHOM: Final = "Say with --patient REF whom it was given to."
NOT_BOOKED: Final = "has booked nothing"
STANDS: Final = "{state}: {why}."
FEES_DONE: Final = "Fees added: {added}, changed: {changed}. Lines not taken: {rejected}."
FEES_TRIED: Final = (
    "Fees that would be added: {added}, changed: {changed}. Lines not taken: {rejected}. Nothing was saved."
)
FEE_LINE: Final = "line {line}"

HELP_FEES: Final = "columns type, code, name, amount, and provider, from, to where wanted; - for standard input"
HELP_NUMBER: Final = "the appointment's number, or E7 for an estimate without one"
HELP_HOW: Final = "paper, email, mail or portal"
HELP_NOTE: Final = "what the patient said"
HELP_PRICE_TYPE: Final = "a visit type's code"
HELP_PRICE_PROVIDER: Final = "with whom it would be"
HELP_PRICE_DAY: Final = "when it would be; else today"
HELP_PRICE_PATIENT: Final = "who asks: it is kept and due within 3 business days, or given with --how"
