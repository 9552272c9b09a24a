"""What stands on the patients screen: the box and its reading, whom it finds, and the face sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from tui.keys.key_names import key_name, may_be_typed
from tui.keys.registry import BY_ID
from tui.screens.browsing import Focus
from tui.screens.frame import Frame
from tui.screens.hint_bar import hint_line
from tui.screens.sentences import PATIENTS_BOX, PATIENTS_TITLE
from tui.selection.disabled_reason import not_allowed
from tui.terminal.cells import width_of

if TYPE_CHECKING:
    from textual.geometry import Size

    from tui.drafts.shelf import Shelf
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


class PatientsFrame(Frame):
    """The panels of the patients screen."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self.box, self.reading, self.results, self.sheet = self._panels("box", "reading", "results", "sheet")
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
        at = local(self._workstation.view.now, browsing.site.tz)
        self.show_head(((f" {PATIENTS_TITLE}", "title"),), at, width)
        is_typed = browsing.at is Focus.BOX and prompt_bar.prompt is None
        self._show_box(browsing.box.editor, width, is_typed=is_typed)
        self.reading.show((browsing.box.reading(width),))
        self.results.show(browsing.listed())
        browsing.draw_sheet(width - _LIST if width >= WIDE else width, privacy=privacy)
        cursor = browsing.row if browsing.at is Focus.SHEET and browsing.rows else None
        self.sheet.show([row.line for row in browsing.rows], cursor=cursor)
        self.show_foot(prompt_bar, self._hints(browsing), width)
        self.show_panel(prompt_bar, width, height - _AROUND_PANEL)

    def _show_box(self, editor: LineEditor, width: int, *, is_typed: bool) -> None:
        """The line typed into; without a cursor while letters are keys."""
        label: Span = (f" {PATIENTS_BOX}: ", "prompt-label")
        ascii_only = self._workstation.settings.display.ascii
        typed = editor.line(width - width_of(label[0]), ascii=ascii_only) if is_typed else ((editor.text, "panel"),)
        self.box.show(((label, *typed),))

    def _hints(self, browsing: Browsing) -> Line:
        """The keys that act where the cursor is."""
        enter, choose = ("Enter", "open"), ("Up Down", "choose")
        if browsing.at is Focus.BOX and browsing.unfinished:
            return hint_line("unfinished", self._workstation, ("Enter", "take it up"), choose)
        if browsing.at is Focus.BOX:
            return hint_line("box", self._workstation, enter, choose, ("Tab", "to the list"), *self._new())
        if browsing.at is Focus.LIST:
            return hint_line("patients", self._workstation, enter)
        return hint_line("sheet", self._workstation, *([("Enter", "on the schedule")] if browsing.scheduled else []))

    def _new(self) -> list[tuple[str, str]]:
        """The key of registering that is no text in the box, for who may register."""
        if not_allowed(BY_ID["new_patient"], self._workstation):
            return []
        keys = self._workstation.keyboard.keys("new_patient")
        return [(key_name(key), "new") for key in keys if not may_be_typed(key)][:1]
