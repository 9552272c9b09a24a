"""Which action does a command name: `move fri 10:30`, `check in`, `go +3mo`?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.keys.action import Scope
from tui.keys.registry import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_COMMANDS: Final = frozenset(
    {
        *("command", "count", "enter", "mark", "repeat", "up", "down", "left", "right", "home", "end"),
        *("page_up", "page_down", "prev_group", "next_group", "quit"),
    }
)
"""What only a key can do, as it is about where the cursor stands, and what the line knows by itself."""
_ALSO: Final = {
    **dict.fromkeys(("day", "schedule"), "day_screen"),
    "queue": "queue_screen",
    "patients": "patients_screen",
    "work": "work_screen",
    "till": "till_screen",
    "week": "week_screen",
    "month": "month_screen",
    "back": "screen_before",
    **dict.fromkeys(("new", "register"), "new_patient"),
    **dict.fromkeys(("search", "patient"), "find"),
    **dict.fromkeys(("go", "date"), "goto"),
    **dict.fromkeys(("free", "follow-up", "followup", "openings"), "find_time"),
    **dict.fromkeys(("wait", "waiting"), "waitlist"),
    **dict.fromkeys(("reschedule", "resize"), "move"),
    **dict.fromkeys(("left", "left-before-seen"), "left_unseen"),
    **dict.fromkeys(("noshow", "missed"), "no_show"),
    **dict.fromkeys(("walkin", "walk-in"), "walk_in"),
    **dict.fromkeys(("verify", "eligibility"), "verify_insurance"),
    **dict.fromkeys(("edit", "change"), "edit_record"),
    **dict.fromkeys(("details", "show"), "inspect"),
    **dict.fromkeys(("hours", "block", "leave", "off"), "change_hours"),
    **dict.fromkeys(("payment", "copay"), "pay"),
    **dict.fromkeys(("call", "contact", "note"), "log"),
    **dict.fromkeys(("letter", "print"), "letters"),
    **dict.fromkeys(("case", "referral", "task"), "new_case"),
    **dict.fromkeys(("keys", "?"), "help"),
    "hide": "privacy",
    "site": "next_site",
    "scans": "documents",
    "price": "estimate",
}
"""Other words for what a key does, as they are said at a desk."""
_BY_NAME: Final = {
    **{
        name: action.id
        for action in ACTIONS
        if Scope.PROMPT is not action.scope and Scope.CHECKLIST is not action.scope and action.id not in _NO_COMMANDS
        for name in (action.id.replace("_", "-"), action.id.replace("_", ""))
    },
    **_ALSO,
}
_AT_ONCE: Final = frozenset(
    {
        *(action.id for action in ACTIONS if action.verb and not action.asks),
        *("undo", "redo", "ask_payer", "same_person"),
    }
)
"""What is done to what is highlighted, and asks for no line: a name typed behind it would be somebody else's."""
NAMES: Final = tuple(_BY_NAME)
"""Every name of a command."""


def takes_words(action: str) -> bool:
    """Whether there may be a line for the words behind the name of an action."""
    return action not in _AT_ONCE


def command_of(words: Sequence[str]) -> tuple[str, str] | None:
    """The id of the action that the first word names, or the first two ('check in'), and the words behind it."""
    for count in (2, 1):
        name = "-".join(words[:count])
        if len(words) >= count and name in _BY_NAME:
            return _BY_NAME[name], " ".join(words[count:])
    return None
