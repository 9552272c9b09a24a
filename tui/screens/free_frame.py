"""What stands around the days of free time: the head with what is asked for, the day highlighted, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.screens.frame import Frame
from tui.screens.free_lines import day_line
from tui.screens.head_line import head_right
from tui.screens.hint_bar import hints_for
from tui.terminal.cells import fit, width_of
from tui.text.lines import cells_of

if TYPE_CHECKING:
    from textual.geometry import Size

    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.free_time import FreeTime
    from tui.selection.selection import Selection
    from tui.text.lines import Line, Span
    from tui.text.theme import Palette
    from tui.workstation import Workstation


class FreeFrame(Frame):
    """The panels of a screen of free time."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self.days, self.detail = self._panels("worklist", "detail")

    def show(
        self,
        shown: FreeTime,
        lines: tuple[Line, ...],
        here: Selection,
        prompt_bar: PromptBar,
        size: Size,
        *,
        title: str,
        count: str,
    ) -> None:
        """Draw all of it; `count` is the number typed before the next key."""
        view, width = self._workstation.view, size.width
        at = local(view.now, shown.site.tz)
        name: Span = (f" {title.format(site=shown.site.name)}  ", "title")
        room = width - cells_of((name, *head_right(self._workstation, self._shelf, at))) - 1
        echo = shown.read.echo if shown.read else ""
        self.show_head((name, (fit(echo, min(width_of(echo), max(room, 0))), "ok")), at, width)
        self.days.show(lines)
        self.detail.show((day_line(shown, view.clinic, width),))
        self.show_foot(prompt_bar, hints_for(here, self._workstation, width, count=count), width)
