"""The queue screen (F3): everyone expected or here today, how long they have waited, and the question at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from core.calendar.wall import local
from core.errors import BadInput
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.prompts.narrow import NarrowPrompt
from tui.prompts.prompt import Did, Go
from tui.screens.first_look import FirstLook
from tui.screens.queue_frame import QueueFrame
from tui.screens.queue_lines import legend
from tui.screens.queue_today import TodaysQueue
from tui.screens.sentences import QUEUE_NO_GROUPS
from tui.selection.disabled_reason import disabled_reason
from tui.selection.place import Place, on_schedule
from tui.selection.selection import ScreenKind, Selection
from tui.selection.sentences import NO_APPOINTMENT_HERE
from tui.widgets.queue_list import QueueList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from textual.app import ComposeResult

    from core.clinic.model import Site
    from core.record_ref import AppointmentId
    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt import Outcome
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.workstation import Workstation


QUEUE: Final = ScreenKind("queue", frozenset({"appointment"}))


class QueueScreen(FirstLook):
    """Today at one site, or at all of them."""

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self._frame = QueueFrame(workstation, shelf, palette)
        self._list = QueueList(palette, ascii=workstation.settings.display.ascii, id="queue")
        self._today = TodaysQueue(workstation)
        self._sought: AppointmentId | None = None
        self._wanted: Place | None = None

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, counts, list and card, detail, foot; the panel of a question lies over the list."""
        frame = self._frame
        yield from (frame.head, frame.tally, Horizontal(self._list, frame.card, id="middle"))
        yield from (frame.detail, frame.foot, frame.panel)

    def on_mount(self) -> None:
        """A wide one has room for the card."""
        self._frame.set_out(self.app.size)

    def on_resize(self) -> None:
        """A wide one has room for the card."""
        self._frame.set_out(self.size)

    def _show_first(self) -> None:
        """The cursor on who is next, or on whom the screen before had highlighted."""
        self._prompt_bar.attempt(self._reload)
        self._to_next()
        if self._wanted:
            self._stand_on(self._wanted)
        self.redraw()

    def _show_queue(self) -> None:
        self._list.show_queue(
            self._today.model(privacy=self._workstation.privacy, marked=frozenset(self._key_state.marked))
        )

    def _draw(self) -> None:
        count, privacy = self._key_state.typed, self._workstation.privacy
        columns = self._list.model.columns if self._list.model else ()
        self._frame.show(
            self._today, self.here, self._prompt_bar, self.size, columns=columns, count=count, privacy=privacy
        )
        self._frame.show_panel(self._prompt_bar, self.size.width, self._panel_rows, on_top=self._list.is_low)

    @property
    def here(self) -> Selection:
        """What the cursor stands on, and what is marked of those shown."""
        records = (self._list.selection,) if self._list.selection else ()
        return Selection(QUEUE, records, marked=self._key_state.marked_of(self._today.shown))

    # Keys

    def _do_here(self, action: str, count: int) -> bool:
        motion = self._motions(count).get(action)
        if motion:
            self._look_first()
            motion()
            return True
        match action:
            case "prev_group" | "next_group":
                self._today.order = self._today.order.turned(count if action == "next_group" else -count)
                self._show_queue()
            case "left" | "right":
                self._turn_group(count if action == "right" else -count)
            case "next_site":
                self._turn_site()
            case "filter":
                self._sought = self._list.cursor.target
                self._prompt_bar.prompt = NarrowPrompt(self._today.words, self._narrow)
            case "mark":
                self._mark()
            case _:
                return False
        return True

    def _motions(self, count: int) -> Mapping[str, Callable[[], object]]:
        return {
            "up": lambda: self._list.move(-count),
            "down": lambda: self._list.move(count),
            "page_up": lambda: self._list.page(-count),
            "page_down": lambda: self._list.page(count),
            "home": self._list.home,
            "end": self._list.end,
            "today": self._to_next,
        }

    def _turn_group(self, by: int) -> None:
        """The cursor to the first of another group. Raises BadInput."""
        if not self._list.turn_group(by):
            raise BadInput(QUEUE_NO_GROUPS.format(**self._workstation.keyboard.names))

    def _mark(self) -> None:
        """Mark what is highlighted, or take its mark away, and go to the next row. Raises BadInput."""
        if self._list.selection is None:
            raise BadInput(NO_APPOINTMENT_HERE)
        self._key_state.mark(self._list.selection.ref)
        self._show_queue()
        self._list.move(1)

    def _show_marks(self) -> None:
        self._show_queue()

    @property
    def _legend(self) -> Sequence[Line]:
        return legend()

    def _turn_site(self) -> None:
        reason = disabled_reason("next_site", self.here, self._workstation)
        if reason:
            raise BadInput(reason)
        self._today.turn_site()
        self._key_state.marked.clear()
        self._reload()
        if self._list.selection is None:
            self._list.home()

    def _to_next(self) -> None:
        """The cursor on the next one who is to come."""
        coming = (one for one in self._today.shown if one.appointment.start >= self._today.now)
        following = min(coming, key=lambda one: one.appointment.start, default=None)
        if following:
            self._list.goto(following.appointment.id)

    def _narrow(self, words: str) -> tuple[int, int]:
        """Filter by those words; how many of how many are left. The cursor keeps its record, or goes to the first."""
        self._today.words = words
        self._show_queue()
        if self._sought is None or not self._list.goto(self._sought):
            self._list.home()
        return len(self._today.shown), len(self._today.visits)

    def _where(self, action: str) -> tuple[Site, date]:
        scheduled = self.here.scheduled
        site = self._today.site_of(scheduled) if scheduled else self._today.clock_site
        return site, local(self._workstation.view.now, site.tz).date()

    # What acts come to

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen: the queue follows what was done."""
        match outcome:
            case Did(change):
                self._key_state.unmark(change)
                self._prompt_bar.attempt(self._reload)
                scheduled = change.only(ScheduledVisit)
                if scheduled:
                    self._list.goto(scheduled.appointment.id)
            case Go(place, then) if place.appointment is not None and self._list.goto(place.appointment):
                self._prompt_bar.close()
                self._then(place, then)
            case _:
                super()._come_to(outcome)

    # The day, and what others do to it

    def _reload(self) -> None:
        """Read the queue again; the cursor stays on its record."""
        self._today.read()
        self._show_queue()

    @property
    def _read(self) -> tuple[ScheduledVisit, ...]:
        return self._today.visits

    def minute_passed(self, now: datetime) -> None:
        """The clock and the minutes go on; after midnight it is another day's queue."""
        if self._today.pass_on(now):
            self._prompt_bar.attempt(self._reload)
        else:
            self._show_queue()
        self.redraw()

    # From screen to screen, and questions put aside

    def privacy_changed(self) -> None:
        """The list has initials, or names."""
        if self._list.model:
            self._show_queue()

    @property
    def place(self) -> Place:
        """What is highlighted, and its day."""
        scheduled = self._list.selection
        if scheduled is None:
            return Place(QUEUE.name)
        return replace(on_schedule(scheduled, self._workstation.view.clinic), screen=QUEUE.name)

    def follow(self, place: Place) -> None:
        """Highlight what was highlighted on the screen before, at its site, if it is in the queue."""
        if place.day is None:
            return
        if self._list.model is None:
            self._wanted = place
            return
        self.go(place)

    def _stand_on(self, place: Place) -> None:
        if place.day and self._today.turn_to(place.day.site, place.day.on):
            self._prompt_bar.attempt(self._reload)
        if place.appointment is not None:
            self._list.goto(place.appointment)
