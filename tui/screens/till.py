"""The till (F6): what passed over the desks today, the drawers, the day's total, and one patient's ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.lazy import lazy_modules
from tui.prompts.prompt import Did, Open, Outcome, Told
from tui.screens.first_look import FirstLook
from tui.screens.till_frame import TillFrame
from tui.screens.till_lists import TillList, TillLists
from tui.screens.till_sentences import NOTHING_TO_OPEN
from tui.selection.place import Place
from tui.selection.selection import ScreenKind, Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from textual.app import ComposeResult

    from core.clinic.model import Site
    from tui.drafts.shelf import Shelf
    from tui.prompts import drawer, ledger_line
    from tui.text.theme import Palette
    from tui.workstation import Workstation
else:  # a question is loaded when it is first asked
    drawer, ledger_line = lazy_modules("tui.prompts.drawer", "tui.prompts.ledger_line")

TILL: Final = ScreenKind("till", frozenset({"patient", "till"}), shows_on_enter=True)


class TillScreen(FirstLook):
    """Money of all sites; the ledger is that of who was highlighted on the screen before."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self._frame = TillFrame(workstation, shelf, palette)
        self._lists = TillLists(workstation)

    def compose(self) -> ComposeResult:
        """Head, heads of the columns, list, who it is, what it comes to, foot; the panel of a question over it."""
        frame = self._frame
        yield from (frame.head, frame.tally, frame.worklist, frame.detail, frame.proposals, frame.foot, frame.panel)

    def _show_first(self) -> None:
        """What was taken today."""
        self._prompt_bar.attempt(self._reload)
        self.redraw()

    def _draw(self) -> None:
        self._frame.show(self._lists, self.here, self._prompt_bar, self.size, count=self._key_state.typed)
        low = self._lists.at % self._rows >= self._rows // 2
        self._frame.show_panel(self._prompt_bar, self.size.width, self._panel_rows, on_top=low)

    @property
    def here(self) -> Selection:
        """What the cursor stands on."""
        row = self._lists.row
        return Selection(TILL, row.records, enter_word=row.enter_word) if row else Selection(TILL)

    @property
    def _rows(self) -> int:
        """The rows of a page."""
        return max(self._frame.worklist.size.height, 1)

    # Keys

    def _do_here(self, action: str, count: int) -> bool:
        motion = self._motions(count).get(action)
        if motion is None:
            return False
        self._look_first()
        self._prompt_bar.attempt(motion)
        return True

    def _motions(self, count: int) -> Mapping[str, Callable[[], Outcome | None]]:
        lists = self._lists
        return {
            "up": lambda: lists.move(-count),
            "down": lambda: lists.move(count),
            "page_up": lambda: lists.goto_row(lists.at - count * self._rows),
            "page_down": lambda: lists.goto_row(lists.at + count * self._rows),
            "home": lambda: lists.goto_row(0),
            "end": lambda: lists.goto_row(len(lists.rows[lists.shown])),
            "prev_group": lambda: lists.turn(-count),
            "next_group": lambda: lists.turn(count),
            "enter": self._enter,
        }

    def _enter(self) -> Outcome:
        """Open the line, or count the drawer. Raises BadInput where there is neither."""
        row = self._lists.row
        if row and row.line and row.patient:
            return Open(ledger_line.LedgerLinePrompt(self._workstation, row.line, row.patient))
        if row and row.session and row.session.is_open:
            return Open(drawer.CountPrompt(self._workstation, row.session))
        raise BadInput(NOTHING_TO_OPEN)

    def _where(self, action: str) -> tuple[Site, date]:
        view = self._workstation.view
        return view.first_site, view.today

    # What acts come to, and what others do

    def _come_to(self, outcome: Outcome | None) -> None:
        """What was done stands in the lists."""
        if isinstance(outcome, Did | Told):
            self._prompt_bar.attempt(self._reload)
        else:
            super()._come_to(outcome)

    def _reload(self) -> None:
        self._lists.read()

    @property
    def _read(self) -> object:
        return tuple(self._lists.rows.values())

    def minute_passed(self, now: datetime) -> None:
        """After midnight it is another day's money."""
        self._prompt_bar.attempt(self._reload)
        self.redraw()

    # From screen to screen, and questions put aside

    def privacy_changed(self) -> None:
        """The list has initials, or names."""
        self._prompt_bar.attempt(self._reload)

    @property
    def place(self) -> Place:
        """Whose line is highlighted."""
        row = self._lists.row
        return Place(TILL.name, record=row.patient.ref if row and row.patient else None)

    def follow(self, place: Place) -> None:
        """The ledger is that of who was highlighted; a ledger that was shown of somebody else is closed."""
        before = self._lists.whose
        self._prompt_bar.attempt(lambda: self._lists.about(place.record))
        if self._lists.whose != before and self._lists.shown is TillList.LEDGER:
            self._lists.shown = TillList.TAKEN
        if self._has_looked:
            self._prompt_bar.attempt(self._reload)
            self.redraw()

    def _stand_on(self, place: Place) -> None:
        """The list that is named; its cursor stands where it was left."""
        if place.part:
            self._prompt_bar.attempt(lambda: self._lists.show(TillList(place.part)))
