"""The keys that work here (`?`): each with what it does, and for one that is grey why it cannot act now."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tui.keys.action import Scope
from tui.keys.registry import by_group, key_names
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.sentences import HELP_NOTHING
from tui.selection.disabled_reason import disabled_reason, works_nowhere_here
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.workstation import Workstation

_KEYS_CELLS = 12


class HelpPrompt:
    """Pages of keys; `/` searches them. Any key that leaves a prompt, Enter or the one that opened it closes it."""

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
        self.editor: LineEditor | None = None

    @property
    def label(self) -> str:
        """What is shown, or that it is searched."""
        return "Search the keys" if self.editor else "Keys that work here"

    def key(self, key: str, character: str | None) -> Outcome:
        """Page through, search, or close."""
        is_text = self.editor is not None and character is not None
        if leaves(key) or key == "enter" or (key in self._closing and not is_text):
            return Close()
        if key in {"pagedown", "down"} or (key == "space" and not is_text):
            self._page = min(self._page + 1, self._pages - 1)
        elif key in {"pageup", "up"}:
            self._page = max(self._page - 1, 0)
        elif self.editor:
            self.editor.key(key, character)
            self._page = 0
        elif character == "/":
            self.editor, self._page = LineEditor(), 0
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """One page, always of the same height."""
        shown = self._lines()[self._page * self._rows : (self._page + 1) * self._rows]
        return shown + ((),) * (self._rows - len(shown))

    def hint(self) -> Line:
        """Keys."""
        page = f"page {self._page + 1} of {self._pages}"
        search = () if self.editor else (("/", "search"),)
        return keys_line(*search, ("Enter", "close"), ("PgUp PgDn", page))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    @property
    def _pages(self) -> int:
        return -(-len(self._lines()) // self._rows)

    def _lines(self) -> tuple[Line, ...]:
        """What the words find, each under its group's name; all of it, and the legend, where none are typed."""
        words = self.editor.text.lower().split() if self.editor else []
        lines: list[Line] = [] if words else list(self._legend)
        for group, entries in self._groups:
            found = [entry for described, entry in entries if all(word in described for word in words)]
            if found:
                lines += [((f" {group}", "head"),), *(line for entry in found for line in entry)]
        return tuple(lines) or (((f" {HELP_NOTHING}", "warn"),),)


def _groups(
    here: Selection, workstation: Workstation, width: int
) -> Iterator[tuple[str, list[tuple[str, list[Line]]]]]:
    """Each group with its actions: the words that find one, and its lines; not what never works on this screen."""
    keyboard = workstation.keyboard
    for group, actions in by_group(keyboard.actions):
        entries: list[tuple[str, list[Line]]] = []
        for action in actions:
            if works_nowhere_here(action, here, workstation):
                continue
            is_asked = action.scope in {Scope.PROMPT, Scope.CHECKLIST}
            reason = None if is_asked else disabled_reason(action.id, here, workstation)
            text = f"{action.label}: {reason}" if reason else action.help.format(**keyboard.names)
            described = " ".join((group, key_names(action), action.label, text)).lower()
            entries.append((described, _lines_of(key_names(action), text, width, is_grey=bool(reason))))
        yield group, entries


def _lines_of(keys: str, text: str, width: int, *, is_grey: bool) -> list[Line]:
    """The keys and the text beside them, on as many lines as it takes."""
    head = f"  {keys} ".ljust(_KEYS_CELLS)
    indent = " " * _KEYS_CELLS
    first, *more = wrap(text, max(width - 1, 20), initial_indent=" " * len(head), subsequent_indent=indent)
    style = "hint-off" if is_grey else "panel"
    lines: list[Line] = [((head, "hint-off" if is_grey else "hint-key"), (first[len(head) :], style))]
    return [*lines, *(((line, style),) for line in more)]
