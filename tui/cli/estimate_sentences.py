"""What the command line says of estimates, and what its help tells. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

A_VISIT: Final = "appointment's number"
A_WAY: Final = "way to give it"
DUE_COUNT: Final = "Estimates due: {count}."
BY: Final = "by {day}"
STANDS: Final = "{state}: {why}."
FEES_DONE: Final = "Fees added: {added}, changed: {changed}. Lines not taken: {rejected}."
FEES_TRIED: Final = (
    "Fees that would be added: {added}, changed: {changed}. Lines not taken: {rejected}. Nothing was saved."
)
FEE_LINE: Final = "line {line}"

HELP_FEES: Final = "columns type, code, name, amount, and provider, from, to where wanted; - for standard input"
HELP_NUMBER: Final = "the appointment's number"
HELP_HOW: Final = "paper, email, mail or portal"
HELP_NOTE: Final = "what the patient said"
