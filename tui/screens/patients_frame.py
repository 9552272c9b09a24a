"""What stands on the patients screen: the box and its reading, whom it finds, and the face sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from tui.keys.key_names import key_name, may_be_typed
from tui.keys.registry import ACTIONS
from tui.prompts.fields import editor_line
from tui.screens.browsing import Focus
from tui.screens.sentences import PATIENTS_BOX, PATIENTS_TITLE
from tui.terminal.cells import width_of
from tui.text.lines import keys_line
from tui.widgets.panel import LinePanel

if TYPE_CHECKING:
    from textual.geometry import Size

    from core.clinic.model import Site
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.browsing import Browsing
    from tui.text.lines import Line, Span
    from tui.text.theme import Palette
    from tui.workstation import Workstation

WIDE: Final = 124
"""The cells from which there is room for the face sheet beside the list."""
_LIST: Final = 80
_AROUND: Final = 4
"""Rows of head, box, reading and foot."""
_AROUND_PANEL: Final = 2
"""Rows of head and foot: a form lies over the rest."""
_LABELS: Final = {action.id: action.label for action in ACTIONS}


class PatientsFrame:
    """The panels of the patients screen; rows that did not change are not sent."""

    def __init__(self, workstation: Workstation, palette: Palette) -> None:
        self.head, self.box, self.reading, self.results, self.sheet, self.prompt_bar, self.panel = (
            LinePanel(palette, ascii=workstation.settings.display.ascii, id=name)
            for name in ("head", "box", "reading", "results", "sheet", "foot", "panel")
        )
        self._workstation = workstation
        self._set_so: tuple[bool, bool] | None = None

    def set_out(self, width: int, at: Focus) -> None:
        """Both beside each other where there is room, else the sheet instead of the list while it is read."""
        set_so = (width >= WIDE, at is Focus.SHEET)
        if set_so == self._set_so:
            return
        self._set_so = set_so
        self.results.display = width >= WIDE or at is not Focus.SHEET
        self.sheet.display = width >= WIDE or at is Focus.SHEET
        self.results.styles.width = _LIST if width >= WIDE else "1fr"

    def rows(self, height: int) -> int:
        """The rows that the list or the sheet has."""
        return max(height - _AROUND, 1)

    def show(self, browsing: Browsing, prompt_bar: PromptBar, size: Size, *, privacy: bool) -> None:
        """Draw all of it."""
        width, height = size.width, size.height
        self.set_out(width, browsing.at)
        self._show_head(browsing.site, width, privacy=privacy)
        is_typed = browsing.at is Focus.BOX and prompt_bar.prompt is None
        self._show_box(browsing.box.editor, width, is_typed=is_typed)
        self.reading.show((browsing.box.reading(width),))
        self.results.show(browsing.listed(prompt_bar.left))
        browsing.draw_sheet(width - _LIST if width >= WIDE else width, privacy=privacy)
        cursor = browsing.row if browsing.at is Focus.SHEET and browsing.rows else None
        self.sheet.show([row.line for row in browsing.rows], cursor=cursor)
        self.prompt_bar.show((prompt_bar.line(self._hints(browsing), width),))
        lines = prompt_bar.panel(width, height - _AROUND_PANEL)
        self.panel.display = bool(lines)
        self.panel.show(lines[: height - _AROUND_PANEL])

    def _show_head(self, site: Site, width: int, *, privacy: bool) -> None:
        """' Patients            demo  1 parked  10:20  ana'."""
        right: list[Span] = [("demo ", "hint")] if self._workstation.is_demo else []
        right += [(f"{text} ", style) for text, style in self._workstation.shelf.marks]
        right += [("private ", "privacy")] if privacy else []
        right.append((f"{local(self._workstation.view.now, site.tz):%-H:%M}  {self._workstation.actor} ", "head"))
        left: Span = (f" {PATIENTS_TITLE}", "title")
        gap = max(width - width_of(left[0]) - sum(width_of(text) for text, _ in right), 1)
        self.head.show(((left, (" " * gap, "head"), *right),))

    def _show_box(self, editor: LineEditor, width: int, *, is_typed: bool) -> None:
        """The line typed into; without a cursor while letters are keys."""
        label: Span = (f" {PATIENTS_BOX}: ", "prompt-label")
        ascii_only = self._workstation.settings.display.ascii
        typed = (
            editor_line(editor, width - width_of(label[0]), ascii=ascii_only) if is_typed else ((editor.text, "panel"),)
        )
        self.box.show(((label, *typed),))

    def _hints(self, browsing: Browsing) -> Line:
        """The keys that act where the cursor is."""
        if browsing.at is Focus.BOX and browsing.unfinished:
            return self._keys(("Enter", "take it up"), ("Up Down", "choose"), "day_screen", "queue_screen")
        if browsing.at is Focus.BOX:
            keys = self._workstation.keyboard.keys("new_patient")
            new = [(key_name(key), "new") for key in keys if not may_be_typed(key)][:1]
            return self._keys(("Enter", "open"), ("Up Down", "choose"), ("Tab", "to the list"), *new, "queue_screen")
        if browsing.at is Focus.LIST:
            return self._keys(("Enter", "open"), "find", "new_patient", "edit_record", "book", "undo", "help")
        shown = [("Enter", "on the schedule")] if browsing.scheduled else []
        return self._keys(*shown, "edit_record", "book", ("Left", "list"), "find", "undo", "help")

    def _keys(self, *actions: tuple[str, str] | str) -> Line:
        """The keys of those actions, by their ids; a pair says the key and the word itself."""
        names = self._workstation.keyboard.names
        return keys_line(*(one if isinstance(one, tuple) else (names[one], _LABELS[one]) for one in actions))
