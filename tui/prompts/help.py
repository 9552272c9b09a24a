"""The keys that work here (`?`): each with what it does, and for one that is grey why it cannot act now."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.keys.action import Scope
from tui.keys.asked_as import ASKED_AS
from tui.keys.groups import by_group, key_names
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.sentences import HELP_KEY, HELP_NOTHING
from tui.selection.disabled_reason import disabled_reason, works_nowhere_here
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.workstation import Workstation

_KEYS_CELLS = 12
_SEARCH = "/"
"""What begins a search elsewhere begins one here too; alone it is a key like any other."""


class _Entry(Struct, frozen=True):
    """An action: its keys as they are written, all that it may be found by, and its lines."""

    keys: tuple[str, ...]
    described: str
    lines: tuple[Line, ...]


class HelpPrompt:
    """Pages of keys, searched as one types. What leaves a prompt, Enter, or the key that opened it closes it."""

    label = "Search the keys"
    carries = False

    def __init__(
        self, here: Selection, workstation: Workstation, *, rows: int, width: int, legend: Sequence[Line] = ()
    ) -> None:
        """`rows` of `width` cells are a page; `legend` explains what the screen shows and comes first."""
        self._legend = tuple(legend)
        self._groups = tuple(_groups(here, workstation, width))
        self._closing = workstation.keyboard.keys("help")
        self._rows = max(rows, 1)
        self._page = 0
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Page through, search, or close."""
        is_text = character is not None and bool(self.editor.text)
        if leaves(key) or key == "enter" or (key in self._closing and not is_text):
            return Close()
        if key in {"pagedown", "down"} or (key == "space" and not is_text):
            self._page = min(self._page + 1, self._pages - 1)
        elif key in {"pageup", "up"}:
            self._page = max(self._page - 1, 0)
        else:
            self.editor.key(key, character)
            self._page = 0
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """One page, always of the same height."""
        shown = self._lines()[self._page * self._rows : (self._page + 1) * self._rows]
        return shown + ((),) * (self._rows - len(shown))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "close"), ("PgUp PgDn", f"page {self._page + 1} of {self._pages}"))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    @property
    def _pages(self) -> int:
        return -(-len(self._lines()) // self._rows)

    def _lines(self) -> tuple[Line, ...]:
        """What the words find, each under its group's name; all of it, and the legend, where none are typed.

        The key that is typed, as it is written, comes before whatever else it finds.
        """
        typed = self.editor.text.strip()
        words = typed.removeprefix(_SEARCH).lower().split()
        lines: list[Line] = [] if typed else list(self._legend)
        meant = [entry for _, entries in self._groups for entry in entries if typed in entry.keys]
        if meant:
            lines += [((f" {HELP_KEY.format(key=typed)}", "head"),), *(line for entry in meant for line in entry.lines)]
        for group, entries in self._groups:
            found = [one for one in entries if all(word in one.described for word in words) and one not in meant]
            if found and (words or not typed):
                lines += [((f" {group}", "head"),), *(line for entry in found for line in entry.lines)]
        return tuple(lines) or (((f" {HELP_NOTHING}", "warn"),),)


def _groups(here: Selection, workstation: Workstation, width: int) -> Iterator[tuple[str, tuple[_Entry, ...]]]:
    """Each group with its actions, but for what never works on this screen."""
    keyboard = workstation.keyboard
    for group, actions in by_group(keyboard.actions):
        entries: list[_Entry] = []
        for action in actions:
            if works_nowhere_here(action, here, workstation):
                continue
            is_asked = action.scope in {Scope.PROMPT, Scope.CHECKLIST}
            reason = None if is_asked else disabled_reason(action.id, here, workstation)
            does = action.help.format(**keyboard.names)
            text = f"{action.label}: {reason}" if reason else does
            keys = key_names(action)
            described = f"{group} {keys} {text} {action.label} {does} {ASKED_AS.get(action.id, '')}".lower()
            entries.append(_Entry(tuple(keys.split()), described, _lines_of(keys, text, width, is_grey=bool(reason))))
        yield group, tuple(entries)


def _lines_of(keys: str, text: str, width: int, *, is_grey: bool) -> tuple[Line, ...]:
    """The keys and the text beside them, on as many lines as it takes."""
    head = f"  {keys} ".ljust(_KEYS_CELLS)
    indent = " " * _KEYS_CELLS
    first, *more = wrap(text, max(width - 1, 20), initial_indent=" " * len(head), subsequent_indent=indent)
    style = "hint-off" if is_grey else "panel"
    line: Line = ((head, "hint-off" if is_grey else "hint-key"), (first[len(head) :], style))
    return (line, *(((rest, style),) for rest in more))
