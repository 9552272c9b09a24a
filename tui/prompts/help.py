"""All keys (`?`): each with what it does, and for one that is grey why it cannot act here."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tui.actions import Scope, in_scope, key_names
from tui.lines import keys_line
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.why import why_not

if TYPE_CHECKING:
    from datetime import datetime

    from core.model.clinic import Clinic, Site
    from tui.lines import Line
    from tui.prompts.prompt import Slot
    from tui.why import Here

_KEYS_CELLS = 12


class HelpPrompt:
    """Pages of keys; any key that leaves a prompt, Enter or ? closes it."""

    label = "All keys"
    carries = False
    editor = None
    key_of_draft: tuple[object, ...] = ("help",)

    def __init__(self, here: Here, clinic: Clinic, site: Site, now: datetime, *, rows: int) -> None:
        self._lines = _help(here, clinic, site, now)
        self._rows = max(rows, 1)
        self._page = 0

    def key(self, key: str, character: str | None) -> Outcome:
        """Page through, or close."""
        if leaves(key) or key in {"enter", "f1"} or character == "?":
            return Close(finished=True)
        if key in {"pagedown", "down", "space"}:
            self._page = min(self._page + 1, self._pages - 1)
        elif key in {"pageup", "up"}:
            self._page = max(self._page - 1, 0)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """One page, always of the same height."""
        shown = self._lines[self._page * self._rows : (self._page + 1) * self._rows]
        return shown + ((),) * (self._rows - len(shown))

    def hint(self) -> Line:
        """Keys."""
        page = f"page {self._page + 1} of {self._pages}"
        return keys_line(("Enter", "close"), ("PgUp PgDn", page))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    @property
    def _pages(self) -> int:
        return -(-len(self._lines) // self._rows)


def _help(here: Here, clinic: Clinic, site: Site, now: datetime) -> tuple[Line, ...]:
    lines: list[Line] = []
    for group, actions in groupby(in_scope(*Scope), key=lambda action: action.group):
        lines.append(((f" {group}", "head"),))
        for action in actions:
            reason = None if action.scope is Scope.PROMPT else why_not(action.id, here, clinic, site, now)
            keys = f"  {key_names(action)}".ljust(_KEYS_CELLS)
            if reason:
                lines.append(((keys, "hint-off"), (f"{action.help} ", "hint-off"), (reason, "hint-off")))
            else:
                lines.append(((keys, "hint-key"), (action.help, "panel")))
    return tuple(lines)
