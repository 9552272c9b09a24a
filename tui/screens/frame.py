"""What stands around every screen: its head, the line at its foot, and the panel of a question over the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.head_line import head_line, head_right
from tui.text.lines import in_sight
from tui.widgets.panel import LinePanel

if TYPE_CHECKING:
    from datetime import datetime

    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.workstation import Workstation


class Frame:
    """The panels of a screen; rows that did not change are not sent."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        self._workstation, self._shelf, self._palette = workstation, shelf, palette
        self.head, self.foot = self._panels("head", "foot", ground="bar")
        (self.panel,) = self._panels("panel")

    def _panels(self, *names: str, ground: str = "panel") -> tuple[LinePanel, ...]:
        ascii_only = self._workstation.settings.display.ascii
        return tuple(LinePanel(self._palette, ascii=ascii_only, ground=ground, id=name) for name in names)

    def show_head(self, left: Line, at: datetime, width: int, *, middle: str = "") -> None:
        """What is shown, at the wall time `at`."""
        self.head.show((head_line(left, head_right(self._workstation, self._shelf, at), width, middle=middle),))

    def show_foot(self, prompt_bar: PromptBar, keys: Line, width: int) -> None:
        """The question, what was said, or the keys."""
        self.foot.show((prompt_bar.line(keys, width),))

    def show_panel(self, prompt_bar: PromptBar, width: int, rows: int, *, on_top: bool = False) -> None:
        """The panel of the question, `on_top` where the cursor is in the lower half."""
        lines = prompt_bar.panel(width, rows)
        if not lines and not self.panel.display:
            return
        self.panel.display = bool(lines)
        self.panel.set_class(on_top, "top")
        self.panel.show(in_sight(lines, max(rows, 1)))
