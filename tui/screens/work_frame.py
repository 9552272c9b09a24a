"""What stands around the lists of the work screen: the head with what is on each, who is highlighted, and the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.cases.queries import Whose
from tui.screens.case_sentences import WHOSE_HEAD
from tui.screens.frame import Frame
from tui.screens.head_line import head_right
from tui.screens.hint_bar import hints_for
from tui.screens.work_names import WorkList
from tui.text.lines import cells_of
from tui.text.words import who_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt_bar import PromptBar
    from tui.screens.work_lists import WorkLists
    from tui.selection.selection import Selection
    from tui.text.lines import Line, Span
    from tui.text.theme import Palette
    from tui.workstation import Workstation

_WORK: Final = 6
_LEFT_OUT: Final = 2
"""Cells of the sign that says that lists stand further left or right."""


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
        names = [
            (_name(which, lists), "title" if which is lists.shown else "head")
            for which in WorkList
            if counted[which] or which is lists.shown
        ]
        at = local(view.now, view.first_site.tz)
        room = size.width - cells_of(head_right(self._workstation, self._shelf, at)) - _WORK - 1
        self.show_head(((" Work ", "head"), *_in_sight(names, room)), at, size.width)
        lists.fit(size.width)
        self.tally.show((lists.heads,))
        self.worklist.show(lists.lines, cursor=lists.at if lists.row else None, held=lists.held)
        self.detail.show((self._about(lists),))
        self.proposals.show((proposed,))
        self.show_foot(prompt_bar, hints_for(here, self._workstation, size.width, count=count), size.width)

    def _about(self, lists: WorkLists) -> Line:
        """Whom to call, and all that is the matter, but for what the row has room for."""
        row = lists.row
        if row is None:
            return ()
        workstation, view = self._workstation, self._workstation.view
        if row.patient is None:
            return (
                (f" {row.named(privacy=workstation.privacy)}", "panel"),
                (f"  {row.trouble_told(privacy=workstation.privacy)}", "warn"),
            )
        site = view.site_of(row.scheduled) if row.scheduled else view.first_site
        today = local(workstation.view.now, site.tz).date()
        who = who_line(row.patient, today, privacy=workstation.privacy)
        trouble = "" if lists.tells_whole else f"  {row.trouble_told(privacy=workstation.privacy)}"
        return (*who[lists.names_whole :], (trouble, "warn"))


def _name(which: WorkList, lists: WorkLists) -> str:
    """' referrals out 12 ', with whose they are where they are not everybody's."""
    count = lists.count_words(which)
    whose = WHOSE_HEAD.format(whose=lists.whose.value) if which.cases and lists.whose is not Whose.ALL else ""
    return f" {which.value} {count}{whose} "


def _in_sight(names: Sequence[Span], room: int) -> tuple[Span, ...]:
    """The names that fit, that of the list shown among them; dots stand for those beside them."""
    shown = next(at for at, (_, style) in enumerate(names) if style == "title")
    first, last = 0, len(names)
    while sum(len(text) for text, _ in names[first:last]) + _LEFT_OUT * (bool(first) + (last < len(names))) > room:
        if last - 1 > shown:
            last -= 1
        elif first < shown:
            first += 1
        else:
            break
    before, behind = ("..", "head") if first else ("", "head"), ("..", "head") if last < len(names) else ("", "head")
    return (before, *names[first:last], behind)
