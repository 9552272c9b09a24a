"""What stands around the lists of the till: the head with their names, what one comes to, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.screens.frame import Frame
from tui.screens.hint_bar import hints_for
from tui.screens.till_lists import TillList
from tui.text.hiding import typed_text
from tui.text.words import who_line

if TYPE_CHECKING:
    from textual.geometry import Size

    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.till_lists import TillLists
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.workstation import Workstation


class TillFrame(Frame):
    """The panels of the till."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self.tally, self.worklist, self.detail, self.proposals = self._panels(
            "tally", "worklist", "detail", "proposals"
        )

    def show(self, lists: TillLists, here: Selection, prompt_bar: PromptBar, size: Size, *, count: str) -> None:
        """Draw all of it; `count` is the number typed before the next key."""
        view = self._workstation.view
        names = tuple(
            (f" {which.value} {len(lists.rows[which]) or ''}".rstrip() + " ", "title" if is_shown else "head")
            for which in TillList
            for is_shown in (which is lists.shown,)
        )
        self.show_head(((" Till ", "head"), *names), local(view.now, view.first_site.tz), size.width)
        self.tally.show((lists.heads,))
        self.worklist.show(lists.lines, cursor=lists.at if lists.row else None, held=lists.held)
        self.detail.show((self._whose(lists),))
        self.proposals.show((lists.told,))
        self.show_foot(prompt_bar, hints_for(here, self._workstation, size.width, count=count), size.width)

    def _whose(self, lists: TillLists) -> Line:
        """Who is highlighted, and what was noted of the line."""
        row, view = lists.row, self._workstation.view
        if row is None or row.patient is None:
            return ()
        today = view.today
        note = typed_text(self._workstation, row.note)
        who = who_line(row.patient, today, privacy=self._workstation.privacy)
        return (*who[lists.names_whole :], (f"  {note}" if note else "", "warn"))
