"""What stands around the lists of the work screen: the head with what is on each, who is highlighted, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from tui.screens.frame import Frame
from tui.screens.hint_bar import hints_for
from tui.screens.work_lists import WorkList
from tui.text.hiding import hide
from tui.text.words import who_line

if TYPE_CHECKING:
    from textual.geometry import Size

    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.work_lists import WorkLists
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.workstation import Workstation

_ALL_NAMED: Final = 120
"""From so many columns on, lists on which there is nothing are named too."""


class WorkFrame(Frame):
    """The panels of the work screen."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self.tally, self.worklist, self.detail = self._panels("tally", "worklist", "detail")
        (self.proposals,) = self._panels("proposals")

    def show(
        self,
        lists: WorkLists,
        here: Selection,
        prompt_bar: PromptBar,
        size: Size,
        *,
        count: str,
        proposed: Line,
    ) -> None:
        """Draw all of it; `count` is the number typed before the next key, `proposed` where the booking could go."""
        view = self._workstation.view
        counted = lists.counts
        names = tuple(
            (f" {which.value} {counted[which]} ", "title" if which is lists.shown else "head")
            for which in WorkList
            if size.width >= _ALL_NAMED or counted[which] or which is lists.shown
        )
        self.show_head(((" Work ", "head"), *names), local(view.now, view.first_site.tz), size.width)
        self.tally.show((lists.heads,))
        self.worklist.show(lists.lines, cursor=lists.at if lists.row else None)
        self.detail.show((self._about(lists),))
        self.proposals.show((proposed,))
        self.show_foot(prompt_bar, hints_for(here, self._workstation, count=count), size.width)

    def _about(self, lists: WorkLists) -> Line:
        """Whom to call, and all that is the matter."""
        row = lists.row
        if row is None:
            return ()
        workstation, view = self._workstation, self._workstation.view
        if row.patient is None:
            return ((f" {row.named(privacy=workstation.privacy)}", "panel"), (f"  {row.trouble}", "warn"))
        site = view.site_of(row.scheduled) if row.scheduled else view.first_site
        today = local(workstation.view.now, site.tz).date()
        who = who_line(row.patient, today, privacy=workstation.privacy)
        return (*who, (f"  {hide(workstation, row.trouble, row.patients)}", "warn"))
