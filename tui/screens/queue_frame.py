"""What stands around the queue's list: its head, the counts, the card or line of who is highlighted, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from tui.screens.day_lines import appointment_line, marked_line
from tui.screens.frame import Frame
from tui.screens.head_line import head_line, head_right
from tui.screens.hint_bar import hints_for
from tui.screens.queue_lines import card_lines, head_left, nobody_line, tally_line
from tui.text.lines import cells_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.geometry import Size

    from core.schedule.model.visit import ScheduledVisit
    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.queue_today import TodaysQueue
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.widgets.queue_columns import Placed
    from tui.workstation import Workstation

_WIDE: Final = 132
"""The cells from which there is room for a card beside the list."""

_HIGH: Final = 6
"""The rows from which there is one for the counts, beside head, headings, one of the list and the foot."""


class QueueFrame(Frame):
    """The panels of the queue screen."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self.tally, self.card, self.detail = self._panels("tally", "card", "detail")

    def set_out(self, size: Size) -> None:
        """Beside the card there is no need for a line that says the same; where rows are few, the list has them."""
        self.card.display = size.width >= _WIDE
        self.detail.display = size.width < _WIDE
        self.tally.display = size.height >= _HIGH

    def show(
        self,
        today: TodaysQueue,
        here: Selection,
        prompt_bar: PromptBar,
        size: Size,
        *,
        columns: Collection[Placed],
        count: str,
        privacy: bool,
    ) -> None:
        """Draw all of it for what is highlighted in a list of these columns; `count` was typed before the next key."""
        self._show_head(today, size.width)
        self.tally.show((tally_line(today.counts, size.width),))
        if self.card.display:
            marked = (marked_line(here, privacy=privacy),) if here.marked else ()
            self.card.show((*marked, *self._card(today, here.scheduled, columns, privacy=privacy)))
        elif here.marked:
            self.detail.show((marked_line(here, privacy=privacy),))
        else:
            self.detail.show((self._about(today, here.scheduled, size.width, privacy=privacy),))
        self.show_foot(prompt_bar, hints_for(here, self._workstation, size.width, count=count), size.width)

    def _show_head(self, today: TodaysQueue, width: int) -> None:
        """What is left of the line is the filter's."""
        right = head_right(self._workstation, self._shelf, local(today.now, today.clock_site.tz))
        self.head.show((head_line(head_left(today, width - cells_of(right) - 1), right, width),))

    def _about(self, today: TodaysQueue, scheduled: ScheduledVisit | None, width: int, *, privacy: bool) -> Line:
        if scheduled is None:
            return () if today.shown else nobody_line(today.words, self._workstation)
        view, site = self._workstation.view, today.site_of(scheduled)
        due = view.clearance(scheduled)
        return appointment_line(scheduled, site, view.clinic, due, today.now, privacy=privacy, width=width)

    def _card(
        self, today: TodaysQueue, scheduled: ScheduledVisit | None, columns: Collection[Placed], *, privacy: bool
    ) -> tuple[Line, ...]:
        if scheduled is None:
            return (self._about(today, None, self.card.size.width, privacy=privacy),)
        view, site = self._workstation.view, today.site_of(scheduled)
        due, rows = view.clearance(scheduled), self.card.size.height
        return card_lines(scheduled, site, view.clinic, due, today.now, columns=columns, rows=rows, privacy=privacy)
