"""All keys (`?`): each with what it does, and for one that is grey why it cannot act here."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tui.keys.action import Scope
from tui.keys.registry import by_group, key_names
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.selection.disabled_reason import disabled_reason
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.workstation import Workstation

_KEYS_CELLS = 12


class HelpPrompt:
    """Pages of keys; any key that leaves a prompt, Enter or the one that opened it closes it."""

    label = "All keys"
    carries = False
    editor = None

    def __init__(
        self, here: Selection, workstation: Workstation, *, rows: int, width: int, legend: Sequence[Line] = ()
    ) -> None:
        """`rows` of `width` cells are a page; `legend` explains what the screen shows and comes first."""
        self._lines = (*legend, *_help(here, workstation, width))
        self._closing = workstation.keyboard.keys("help")
        self._rows = max(rows, 1)
        self._page = 0

    def key(self, key: str, character: str | None) -> Outcome:
        """Page through, or close."""
        if leaves(key) or key == "enter" or key in self._closing:
            return Close()
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


def _help(here: Selection, workstation: Workstation, width: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    keyboard = workstation.keyboard
    for group, actions in by_group(keyboard.actions):
        lines.append(((f" {group}", "head"),))
        for action in actions:
            reason = None if action.scope is Scope.PROMPT else disabled_reason(action.id, here, workstation)
            text = f"{action.label}: {reason}" if reason else action.help.format(**keyboard.names)
            lines += _lines_of(key_names(action), text, width, is_grey=bool(reason))
    return tuple(lines)


def _lines_of(keys: str, text: str, width: int, *, is_grey: bool) -> list[Line]:
    """The keys and the text beside them, on as many lines as it takes."""
    head = f"  {keys} ".ljust(_KEYS_CELLS)
    indent = " " * _KEYS_CELLS
    first, *more = wrap(text, max(width - 1, 20), initial_indent=" " * len(head), subsequent_indent=indent)
    style = "hint-off" if is_grey else "panel"
    lines: list[Line] = [((head, "hint-off" if is_grey else "hint-key"), (first[len(head) :], style))]
    return [*lines, *(((line, style),) for line in more)]
