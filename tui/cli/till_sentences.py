"""What the command line says of money, and what its help tells. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

A_KIND: Final = "kind of payment"
A_METHOD: Final = "way to pay"
A_RECEIPT: Final = "receipt's number"
A_LINE: Final = "line's number"
ALL: Final = "all"
USAGE_BAD_AMOUNT: Final = "{typed!r} is no amount for --{option}. Type it as 25 or 25.50."
RECEIPT_TOLD: Final = "Receipt {number}, told again."
RECEIPT_PRINTED: Final = "Receipt {number} was printed."
NO_PRINTER: Final = (
    "No program prints receipts. Name one in print_command under [till] of the settings, or save the text."
)
LEDGER_TOLD: Final = "{patient}, MRN {mrn}: {count} lines. {balance}"
VOID_OF: Final = "void of {line}"
IS_VOID: Final = "void"
RECEIPT_NO: Final = "receipt {number}"
DRAWER_OPEN: Final = "Drawer {drawer} is open, with {floated} at first and {count} lines since.{expected}"
DRAWER_CLOSED: Final = "Drawer {drawer} was closed, with {floated} at first and {count} lines since.{expected}"
EXPECTED: Final = " Expected: {expected}."
TOTAL: Final = "{day}: {total}, {receipts} receipts, {voids} voids."
TOTAL_OUTSIDE: Final = "{cash} of the cash went through no drawer."

HELP_WHOSE: Final = "an appointment's number, or a patient's MRN or id:1042"
HELP_KIND: Final = "copay, balance, prepayment, deposit or no-show-fee"
HELP_METHOD: Final = "cash, card, check or other"
HELP_AMOUNT: Final = "how much: 25 or 25.50"
HELP_TENDERED: Final = "how much cash was given; what is more is the change"
HELP_LAST4: Final = "the last four digits of the card; nothing else of one may be written"
HELP_NUMBER: Final = "the check's number"
HELP_REFERENCE: Final = "the reference of the card terminal, or of another way to pay"
HELP_NOTE: Final = "a note"
HELP_DRAWER: Final = "the drawer's name; the one you opened, or the only one that is open, if left out"
HELP_DRAWER_NAME: Final = "what the drawer is called (main)"
HELP_PRINT: Final = "print the receipt, by the program of the settings"
HELP_ENTRY: Final = "the number of the line, as ledger tells it, or r17 for receipt 17"
HELP_REASON: Final = "why, in words"
HELP_RECEIPT: Final = "the receipt's number"
HELP_FLOAT: Final = "how much is in it at first"
HELP_COUNTED: Final = "how much was counted in it"
