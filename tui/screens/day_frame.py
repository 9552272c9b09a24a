"""What stands around the schedule: its head, the line about what is highlighted, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Size

from core.calendar.wall import local
from tui.screens.day_lines import detail_lines, head_left
from tui.screens.frame import Frame
from tui.screens.hint_bar import hints_for
from tui.widgets.day_model import Lens

if TYPE_CHECKING:
    from datetime import datetime

    from core.schedule.model.day import DayView
    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.selection.selection import Selection
    from tui.text.theme import Palette
    from tui.workstation import Workstation

_LINES: Final = 3
_BEFORE_SHOWN: Final = Size(80, 24)
"""Keys may come before the screen has a size."""
"""Rows of the screen that are not the schedule's: head, detail and foot."""


class DayFrame(Frame):
    """The panels of the day screen."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        (self.detail,) = self._panels("detail")

    def lens(self, size: Size = _BEFORE_SHOWN) -> Lens:
        """How the day is looked at first: in the size that the schedule will have, so that it is drawn once."""
        settings, display = self._workstation.settings, self._workstation.settings.display
        return Lens(
            width=size.width,
            height=size.height - _LINES,
            row_minutes=display.row_minutes,
            privacy=self._workstation.privacy,
            ascii=display.ascii,
            grace_minutes=settings.arrival.grace_minutes,
            long_wait_minutes=settings.queue.arrived_minutes,
            grounds=self._palette.has_grounds,
        )

    def show(
        self,
        view: DayView,
        here: Selection,
        prompt_bar: PromptBar,
        now: datetime,
        width: int,
        *,
        group: str,
        count: str,
    ) -> None:
        """Draw all of it; `group` says which providers are shown, `count` is the number typed before the next key."""
        desk_view = self._workstation.view
        self.show_head(head_left(view), local(now, view.site.tz), width, middle=group)
        clearance = desk_view.clearance(here.scheduled) if here.scheduled else {}
        privacy = self._workstation.privacy
        self.detail.show(detail_lines(here, view, desk_view.clinic, clearance, now, privacy=privacy, width=width))
        self.show_foot(prompt_bar, hints_for(here, self._workstation, width, count=count), width)
