"""The day screen (F2): the schedule, the line about what is highlighted, and the question at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.keys.action import SLOT
from tui.keys.key_names import may_be_typed
from tui.prompts.prompt import Close, Did, Go, Open, Stay, Told
from tui.screens.day_frame import DayFrame
from tui.screens.day_lines import columns_shown
from tui.screens.desk_screen import DeskScreen
from tui.screens.sentences import NOT_ON_SCHEDULE
from tui.selection.place import Day, Place, Slot
from tui.selection.selection import ScreenKind, Selection
from tui.selection.sentences import NO_APPOINTMENT_HERE
from tui.widgets.day_grid import DayGrid

if TYPE_CHECKING:
    from datetime import date, datetime

    from textual.app import ComposeResult

    from core.clinic.model import Site
    from core.record_ref import AppointmentId
    from core.schedule.model.day import DayView
    from tui.drafts.shelf import Shelf
    from tui.prompts.prompt import Outcome, Prompt
    from tui.screens import day_motions
    from tui.text.theme import Palette
    from tui.widgets.day_cells import Target
    from tui.workstation import Workstation

    # The site, the day, what is highlighted on it, and the time at which that stands
    _Standing: TypeAlias = tuple[str, date, Target | None, Slot | None]
else:  # what it does without before its first key
    (day_motions,) = lazy_modules("tui.screens.day_motions")

DAY: Final = ScreenKind("day", frozenset({"appointment", SLOT}))
_DAYS: Final = frozenset({"prev_day", "next_day", "prev_week", "next_week"})
"""Actions that go to another day, also while an appointment is carried."""
_BOOKS_SEVERAL: Final = frozenset({"series", "chain"})
"""Acts that make several appointments: the cursor goes to the first."""


class DayScreen(DeskScreen):
    """One site's day; a week of one provider is another (`tui.screens.week`)."""

    kind: ClassVar[ScreenKind] = DAY

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self._came_from: _Standing | None = None
        self._before_typed: _Standing | None = None
        self._told: tuple[Selection, str] | None = None
        self._frame = DayFrame(workstation, shelf, palette)
        self._grid = DayGrid(palette, self._frame.lens(), id="grid")
        self._now = workstation.view.now
        site = workstation.view.first_site
        self._view = self._load(site.code, local(self._now, site.tz).date())

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, schedule, detail, foot; the panel of a question lies over the schedule."""
        self._grid.look((frame := self._frame).lens(self.app.size))
        yield from (frame.head, self._grid, frame.detail, frame.foot, frame.panel)

    def on_mount(self) -> None:
        """Show the day, the cursor on now; that of a provider in their own column."""
        self._show_day()
        self._grid.goto_now(self._workstation.own_code)
        self.redraw()

    def on_resize(self) -> None:
        """The lines are as wide as the screen."""
        self.call_after_refresh(self.redraw)

    def on_day_grid_cursor_moved(self) -> None:
        """After a key the lines say so already."""
        if self._told != (self.here, self._group):
            self.redraw()

    def _show_day(self) -> None:
        """Draw the schedule from the day as it was last read."""
        self._grid.show_day(self._view, self._now)
        if self._grid.lens.marked != self._key_state.marked:
            self._show_marks()

    def _draw(self) -> None:
        width, rows = self.size.width, self._panel_rows
        here, group = self._told = self.here, self._group
        typed = self._key_state.typed
        self._frame.show(self._view, here, self._prompt_bar, self._now, width, group=group, count=typed)
        is_low = self._grid.cursor.row > self.size.height // 2 - 2
        self._frame.show_panel(self._prompt_bar, width, rows, on_top=is_low)

    @property
    def _group(self) -> str:
        return columns_shown(self._grid.model)

    @property
    def here(self) -> Selection:
        """What the cursor stands on, as the day was last read."""
        selection = self._grid.selection
        records = (selection.scheduled,) if selection.scheduled else ()
        marked, columns = self._key_state.marked_of(self._view.appointments), self._view.provider_codes
        return Selection(self.kind, records, selection.slot, marked, columns=columns)

    # Keys

    def _carry(self, key: str) -> bool:
        """Motion while a question lets the arrows choose the slot, to other days too; letters belong to the line."""
        action = self._actions.get(key)
        if action is None or key in self._workstation.keyboard.asked or may_be_typed(key):
            return False
        if action.id in _DAYS:
            self._come_to(self._prompt_bar.attempt(lambda: self._outcome(action.id, 1)))
        elif not day_motions.moved(self._grid, action.id):
            return False
        self._tell_prompt()
        return True

    def _do_here(self, action: str, count: int) -> bool:
        if action == "mark":
            self._mark()
            return True
        return day_motions.moved(self._grid, action, count)

    def _do(self, action: str) -> None:
        """Remember what is highlighted: a question that is left goes back to it."""
        self._came_from, self._before_typed = self._standing, None
        super()._do(action)

    @property
    def _standing(self) -> _Standing:
        return self._view.site.code, self._on, self._grid.cursor.target, self.here.slot

    @property
    def _on(self) -> date:
        """The day shown, of a week the one that the cursor is on."""
        return self._view.on

    def _is_shown(self, site: str, on: date) -> bool:
        return site == self._view.site.code and self._view.has(on)

    def _mark(self) -> None:
        """Mark what is highlighted, or take its mark away, and go to the provider's next visit. Raises BadInput."""
        scheduled = self.here.scheduled
        if scheduled is None:
            raise BadInput(NO_APPOINTMENT_HERE)
        self._key_state.mark(scheduled.ref)
        self._show_marks()
        self._grid.goto_next_visit()

    def _show_marks(self) -> None:
        self._grid.look(replace(self._grid.lens, marked=frozenset(self._key_state.marked)))

    def _where(self, action: str) -> tuple[Site, date]:
        return self._view.site, self._on

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen: the schedule follows what was done."""
        match outcome:
            case Open() | Stay():
                self._tell_prompt()
            case Close():
                self._come_back()
            case Did(change):
                self._show_where(None)
                self._key_state.unmark(change)
                booked = change.all_of(ScheduledVisit) if change.entry.verb in _BOOKS_SEVERAL else ()
                self._reload(on=booked[0] if booked else change.only(ScheduledVisit))
            case Told():
                self._come_back()
                self._reload()
            case Go(place) if place.day and self._prompt_bar.prompt and self._prompt_bar.prompt.carries:
                self.go(place)
            case _:
                super()._come_to(outcome)

    @property
    def place(self) -> Place:
        """The day shown, and the appointment or slot highlighted on it."""
        here = self.here
        record = here.scheduled.ref if here.scheduled else None
        return Place(self.kind.name, Day(self._view.site.code, self._on), record, here.slot)

    def follow(self, place: Place) -> None:
        """Highlight the appointment, at its site too, as long as the schedule shows its day."""
        if place.day and self._view.has(place.day.on) and place.appointment and self._prompt_bar.prompt is None:
            self.go(place)

    def _stand_on(self, place: Place) -> None:
        if place.day:
            self._go(place.day.site, place.day.on, place.appointment)
            if place.slot and not place.appointment:
                day_motions.stand_at(self._grid, place.slot, self._view.site, self._prompt_bar)
        gone = place.appointment if self.here.scheduled is None else None
        if gone is not None:
            desk, actor = self._workstation.desk, self._workstation.actor
            self._prompt_bar.attempt(
                lambda: self._say_vanished(desk.schedule.appointment(actor, gone), NOT_ON_SCHEDULE)
            )

    def privacy_changed(self) -> None:
        """The schedule is seen through another lens."""
        self._grid.look(replace(self._grid.lens, privacy=self._workstation.privacy))

    def put_aside(self) -> None:
        """What was highlighted when the question was asked is highlighted again."""
        super().put_aside()
        self._come_back()

    def take_up(self, prompt: Prompt, place: Place | None) -> None:
        """Show that day with what was highlighted, and ask the question there."""
        if place:
            self._stand_on(place)
        if place and place.slot and prompt.carries:
            self._grid.goto_slot(place.slot)
        self._came_from = self._standing
        self._prompt_bar.take_up(prompt)
        self._tell_prompt()
        self.redraw()

    def _tell_prompt(self) -> None:
        self._show_where(self._prompt_bar.leads_to)
        prompt, slot = self._prompt_bar.prompt, self.here.slot
        if prompt and prompt.carries:
            self._prompt_bar.attempt(lambda: prompt.carry(slot))

    def _show_where(self, slot: Slot | None) -> None:
        """Highlight the time that is typed, on its day; where none is, what was highlighted before."""
        if slot:
            self._before_typed = self._before_typed or self._standing
            if not self._is_shown(slot.site, slot.wall.date()):
                self._go(slot.site, slot.wall.date(), None)
            self._grid.goto_slot(slot)
        elif self._before_typed:
            self._come_back(self._before_typed)

    def _come_back(self, to: _Standing | None = None) -> None:
        """A question was left or answered: what was highlighted when it was asked is highlighted again.

        Where that is gone from the day, the free time at its place is, or nothing: never whom else the place has now.
        """
        self._before_typed = None
        site, on, target, slot = to or self._came_from or self._standing
        if not self._is_shown(site, on):
            self._go(site, on, None)
        if isinstance(target, Slot):
            self._grid.goto_left(target)
        elif target is not None and not self._grid.goto_appointment(target) and slot:
            self._grid.goto_left(slot)

    # The day, and what others do to it

    def _load(self, site: str, on: date) -> DayView:
        """Read the day, and what is asked with every key, in one transaction."""
        with self._workstation.snapshot() as view:
            self._now = view.now
            return self._workstation.desk.schedule.day(self._workstation.actor, site, on)

    def _go(self, site: str, on: date, appointment: AppointmentId | None) -> None:
        if not self._is_shown(site, on):
            self._key_state.marked.clear()
        self._view = self._load(site, on)
        self._show_day()
        if appointment is not None:
            if not self._grid.goto_appointment(appointment):
                self._grid.highlight_nothing()
        elif self._prompt_bar.prompt is None and on == local(self._now, self._view.site.tz).date():
            self._grid.goto_now(self._workstation.own_code)

    def _reload(self, *, on: ScheduledVisit | None = None) -> None:
        """Read the day again; the cursor stays on its record, or goes to the one just changed if it is on this day.

        Where that gave its time back, the cursor goes to the slot it freed.
        """
        self._view = self._load(self._view.site.code, self._view.on)
        self._key_state.keep(self._view.appointments)
        self._show_day()
        if on and not self._grid.goto_appointment(on.appointment.id):
            start = local(on.appointment.start, self._view.site.tz).replace(tzinfo=None)
            self._grid.goto_free(Slot(on.appointment.site, on.appointment.provider, start))

    @property
    def _read(self) -> DayView:
        return self._view

    def minute_passed(self, now: datetime) -> None:
        """The clock, the now-line and the waiting times go on, and blocks are released."""
        self._now, self._view = now, self._workstation.view.day_now(self._view)
        self._grid.show_day(self._view, now)
        self.redraw()
