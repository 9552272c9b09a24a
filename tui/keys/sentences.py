"""What is said of keys. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

COUNT_FOR_MOTIONS: Final = "A number goes before a motion, undo or redo. {count} was dropped; press the key again."
NOTHING_TO_REPEAT: Final = "There is no verb to repeat yet."

MARK_HELP: Final = (
    "Mark it, and go to the next: `{arrive}` `{check_in}` `{room}` `{depart}` `{check_out}` `{no_show}` `{cancel}` then act on all marked;"
    " of cases (work) Enter takes a step. Esc unmarks."
)
NOTHING_HERE: Final = "Nothing is highlighted. Move to an appointment or a slot first."
NO_PROVIDERS: Final = "No provider is set up yet."
NOT_A_COLUMN: Final = "Whose hours? Move to a provider's column first."
QUEUE_IS_TODAY: Final = "The queue is today's. {day_screen} shows the days, {goto} goes to one."
QUEUE_IS_NARROWED: Final = "The queue has no columns. {filter} and letters of a name leave that provider's."
WORK_HAS_NO_COLUMNS: Final = "Here are rows only. {prev_group} and {next_group} show another list."
ONLY_IN_THE_QUEUE: Final = "This works in the queue. {queue_screen} opens it."
NOT_AMONG_PATIENTS: Final = "That works on the schedule: {day_screen} shows it."

KEY_CLASH: Final = "{key} is the key of both {first} and {second}. Give one of them another."
KEYS_DOC_HEAD: Final = (
    "# Keys\n\nWritten by `make docs` from `tui/keys/registry.py`: the usual keys. In the desk `?` shows those in force.\n\n"
    'Keys of one\'s own stand in `clinicdesk.toml`, by the id of the action:\n\n```\n[keys]\ncheck_in = "F8"\n'
    'help = ["?", "F1"]\n```\n\n`clinicdesk config check` finds unknown ids and keys, keys that do not come through every'
    " terminal, and keys of two actions; `clinicdesk keys` lists what is in force."
)

CARD_HEAD: Final = "clinicdesk: the keys"
CARD_FOOT: Final = "Help in the desk: ? and then words. Written by: clinicdesk keys --card"
CARD_DIGITS: Final = "digits"

A_KEY_NAME: Final = "a key"
AN_ACTION: Final = "an action"
KEY_UNKNOWN: Final = '{value} is not a key; write "c", "C", "?", "F8", "ctrl+r", "pgup" or "space".'
KEY_NOT_EVERYWHERE: Final = "{key} does not come through every terminal; use a letter, a sign, an arrow, F1 to F12, or ctrl with one of {letters}."
KEY_OF_SCREEN: Final = "{key} belongs to the program screen, where one is on the way; use another."
KEY_OF_TMUX: Final = "{key} belongs to tmux, where it is on the way; use another."
KEY_INTERRUPTS: Final = "{key} stops programs in a terminal; use another."
KEY_HOLDS_THE_LINE: Final = "{key} halts or releases the output of many terminals; use another."
KEY_IS_ANOTHER: Final = "{key} is the same as {other} to a terminal; use another."
KEY_IS_A_COUNT: Final = "{key} is a digit, and digits count: 3 before a key does it three times; use another."
KEY_LEAVES: Final = "{key} leaves a question and is often pressed once more than needed; use another."
KEY_IS_TEXT: Final = "{key} is text in a question; use F1 to F12, or ctrl with one of {letters}."
KEY_EDITS: Final = "{key} moves or deletes in a line of text; use F1 to F12, or ctrl with one of {letters}."
KEY_CHOOSES: Final = "{key} chooses or answers at the checklist; use another."
KEY_ARROW_STAYS: Final = "{key} stays among the keys of {action}: appointments are carried with it; name it too."
KEY_ACTION_STAYS: Final = "the keys of {action} stay as they are: too much depends on them."
KEY_QUITS: Final = "{key} alone would leave the desk; use F1 to F12, or ctrl with one of {letters}."

KEY_TEST_HOW: Final = "Press keys: what each sends, its name, what it does in the desk. Ctrl+C ends."
KEY_DOES_NOTHING: Final = "nothing; it is text where something is typed"
KEY_UNKNOWN_TO_DESK: Final = "no key that the desk knows"
KEY_IN_QUESTION: Final = "in a question: "
KEY_AT_CHECKLIST: Final = "at the checklist: "

KEYS_CARD: Final = "One page of paper, for a printer: add | lp."
KEY_TEST_OVER: Final = (
    "Keys whose name is another than the one pressed are changed on the way: by the terminal, tmux or screen."
)
KEY_TEST_NEEDS_TERMINAL: Final = (
    "keys --test needs a terminal to press keys at: without --json, and with nothing redirected."
)
