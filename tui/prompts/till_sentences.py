"""What the questions about money say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PAY_LABEL: Final = "Pay"
PAY_CARD: Final = "Last four digits, reference"
PAY_CHECK: Final = "Check number, reference"
PAY_COPAY: Final = "Copay of {visit}: {amount}"
PAY_NO_COPAY: Final = "No copay is known of {visit}."
PAY_BACK: Final = "GIVE BACK"
PAY_GIVEN: Final = "given {given}"
PAY_CHANGE: Final = "change {back}"
PAY_METHODS: Final = (("c", "cash"), ("d", "card"), ("k", "check"), ("o", "otherwise"))

DRAWER_FLOAT: Final = "Float"
DRAWER_COUNTED: Final = "Counted"
DRAWER_FLOAT_HOW: Final = (
    "What is in drawer {drawer} now, such as 100; another drawer's name may stand behind it: 100 back."
)
DRAWER_AS_LAST: Final = "Enter opens drawer {drawer} with {floated}, as before."
DRAWER_SINCE: Final = "Drawer {drawer}, opened by {who} {when} with {floated}."
DRAWER_COUNT_HOW: Final = (
    "Count the cash, float and all, and type it: 115.50. What should be there is told then; words behind it are a note."
)
DRAWER_OF_ANOTHER: Final = (
    "It is not your drawer: count the cash, float and all, type it, and behind it why you count it."
)
LINE_VISIT: Final = "for the visit {type} {when} ({number})"
LINE_LABEL: Final = "Line"
LINE_ASKS: Final = {
    "void": "Void, as",
    "dispute": "What is wrong",
    "question": "What is asked",
    "settle": "What came of it",
}
LINE_DOES: Final = {"void": "void it", "dispute": "note it", "question": "note it", "settle": "settle it"}
PRINTED_AGAIN: Final = "Receipt {number} is printed again."
NO_PRINT_COMMAND: Final = 'No program prints: set print_command under [till] of the settings, such as ["lp"].'
