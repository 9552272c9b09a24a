"""What stands around the queue's list, and on which half of the screen does a question's panel lie?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.screens.day_lines import appointment_line, key_line, marked_line
from tui.screens.queue_lines import card_lines, head_line, nobody_line, tally_line
from tui.widgets.panel import LinePanel

if TYPE_CHECKING:
    from textual.geometry import Size

    from core.schedule.model.visit import ScheduledVisit
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.queue_today import TodaysQueue
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.workstation import Workstation

_WIDE: Final = 132
"""The cells from which there is room for a card beside the list."""
_HINTED: Final = ("cancel", "inspect", "undo", "filter", "find", "help")


class QueueFrame:
    """The panels of the queue screen; rows that did not change are not sent."""

    def __init__(self, workstation: Workstation, palette: Palette) -> None:
        self.head, self.tally, self.card, self.detail, self.prompt_bar, self.panel = (
            LinePanel(palette, ascii=workstation.settings.display.ascii, id=name)
            for name in ("head", "tally", "card", "detail", "foot", "panel")
        )
        self._workstation = workstation

    def set_out(self, width: int) -> None:
        """Beside the card there is no need for a line that says the same."""
        self.card.display = width >= _WIDE
        self.detail.display = width < _WIDE

    def show(
        self, today: TodaysQueue, here: Selection, prompt_bar: PromptBar, size: Size, *, count: str, privacy: bool
    ) -> None:
        """Draw all of it for what is highlighted; `count` is the number typed before the next key."""
        self.head.show((head_line(today, self._workstation, width=size.width, privacy=privacy),))
        self.tally.show((tally_line(today.counts, size.width),))
        if self.card.display:
            marked = (marked_line(here, privacy=privacy),) if here.marked else ()
            self.card.show((*marked, *self._card(today, here.scheduled, privacy=privacy)))
        elif here.marked:
            self.detail.show((marked_line(here, privacy=privacy),))
        else:
            self.detail.show((self._about(today, here.scheduled, privacy=privacy),))
        keys = key_line(here, self._workstation, hinted=_HINTED, count=count)
        self.prompt_bar.show((prompt_bar.line(keys, size.width),))

    def show_panel(self, lines: tuple[Line, ...], *, rows: int, is_low: bool) -> None:
        """The question's panel, on the half of the screen where the cursor is not."""
        self.panel.display = bool(lines)
        self.panel.set_class(is_low, "top")
        self.panel.show(lines[:rows])

    def _about(self, today: TodaysQueue, scheduled: ScheduledVisit | None, *, privacy: bool) -> Line:
        if scheduled is None:
            return () if today.shown else nobody_line(today.words, self._workstation)
        view, site = self._workstation.view, today.site_of(scheduled)
        due = view.clearance(scheduled)
        return appointment_line(scheduled, site, view.clinic, due, today.now, privacy=privacy)

    def _card(self, today: TodaysQueue, scheduled: ScheduledVisit | None, *, privacy: bool) -> tuple[Line, ...]:
        if scheduled is None:
            return (self._about(today, None, privacy=privacy),)
        view, site = self._workstation.view, today.site_of(scheduled)
        due, rows = view.clearance(scheduled), self.card.size.height
        return card_lines(scheduled, site, view.clinic, due, today.now, rows=rows, privacy=privacy)
