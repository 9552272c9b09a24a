"""What the till's screen says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

ENTER_COUNTS: Final = "count and close"
ENTER_OPENS_LINE: Final = "open"
DRAWER_OPEN: Final = "open"
DRAWER_EVEN: Final = "{who}: {counted}, as expected"
DRAWER_OVER: Final = "{who}: {counted}, {variance} over"
DRAWER_SHORT: Final = "{who}: {counted}, {variance} short"
VOIDED: Final = "voided"
TOTAL_ALL: Final = "all"
TOTAL_COUNTS: Final = "Receipts: {receipts}, voids: {voids}"
TOTAL_OUTSIDE: Final = "{cash} in cash went through no drawer"
LINE_VOIDED: Final = "voided by {who}: {why}"

TAKEN_EMPTY: Final = "Nothing was taken today. {pay} on a patient or appointment takes a payment."
DRAWERS_EMPTY: Final = "No drawer is open, and none was counted today. {till_drawer} opens yours."
LEDGER_EMPTY: Final = "Nothing stands in the ledger."
LEDGER_OF_NOBODY: Final = "Whose ledger? Highlight a patient or appointment elsewhere, then {till_screen}."
LEDGER_SHUT: Final = "{list} opens the ledger."
NOTHING_TO_OPEN: Final = "There is nothing to open here."

TAKEN_HEADS: Final = "   at receipt patient            what for         amount how         who"
DRAWERS_HEADS: Final = " drawer     site        opened          float counted"
LEDGER_HEADS: Final = "        day what                    amount how         receipt"
TOTAL_HEADS: Final = " who                  all        cash        card       check   otherwise"
