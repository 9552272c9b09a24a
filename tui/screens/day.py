"""The day screen (F2): the schedule, the line about what is highlighted, and the question at the foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.clinic.codes import first_site
from core.errors import BadInput
from core.schedule.model.visit import ScheduledVisit
from tui.commands.desk_commands import act
from tui.commands.record_commands import CommandContext
from tui.keys.key_names import may_be_typed
from tui.prompts.prompt import Close, Did, Open, Stay
from tui.screens.day_lines import detail_lines, head_line, key_line
from tui.screens.day_motions import moved
from tui.screens.desk_screen import DeskScreen
from tui.screens.sentences import NOBODY_WORKS, PROVIDERS_SHOWN
from tui.selection.place import GoTo, Slot
from tui.selection.selection import Selection
from tui.selection.sentences import NO_APPOINTMENT_HERE
from tui.widgets.day_grid import DayGrid
from tui.widgets.day_model import Lens
from tui.widgets.panel import LinePanel

if TYPE_CHECKING:
    from datetime import date, datetime

    from textual.app import ComposeResult

    from core.record_ref import AppointmentId
    from core.schedule.model.day import DayView
    from tui.prompts.prompt import Outcome, Prompt
    from tui.text.lines import Span
    from tui.text.theme import Palette
    from tui.widgets.day_cells import Target
    from tui.workstation import Workstation

_LINES: Final = 3
"""Rows of the screen that are not the schedule's: head, detail and foot."""
_DAYS: Final = frozenset({"prev_day", "next_day", "prev_week", "next_week"})
"""Actions that go to another day, also while an appointment is carried."""


class DayScreen(DeskScreen):
    """One site's day."""

    _has_slots = True

    def __init__(self, workstation: Workstation, palette: Palette) -> None:
        super().__init__(workstation, palette)
        self._came_from: tuple[str, date, Target | None] | None = None
        self._told: tuple[Selection, str] | None = None
        self._now = workstation.view.now
        site = first_site(workstation.view.clinic)
        self._view = self._load(site.code, local(self._now, site.tz).date())

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, schedule, detail, foot; the panel of a question lies over the schedule."""
        ascii_only = self._workstation.settings.display.ascii
        self._head = LinePanel(self._palette, ascii=ascii_only, id="head")
        self._grid = DayGrid(self._palette, self._lens, id="grid")
        self._detail = LinePanel(self._palette, ascii=ascii_only, id="detail")
        self._line = LinePanel(self._palette, ascii=ascii_only, id="foot")
        self._panel = LinePanel(self._palette, ascii=ascii_only, id="panel")
        yield from (self._head, self._grid, self._detail, self._line, self._panel)

    def on_mount(self) -> None:
        """Show the day, the cursor on now."""
        self._show_first()

    def on_resize(self) -> None:
        """The lines are as wide as the screen."""
        self.call_after_refresh(self.redraw)

    def on_day_grid_cursor_moved(self) -> None:
        """Something else is highlighted; after a key the lines say so already."""
        if self._told != (self.here, self._group):
            self.redraw()

    def _show_first(self) -> None:
        self._show_day()
        self._grid.goto_time(self._now)
        self.redraw()

    def _show_day(self) -> None:
        """Draw everything from the day as it was last read."""
        self._grid.show_day(self._view, self._now)
        if self._grid.lens.marked != self._key_state.marked:
            self._show_marks()
        self.redraw()

    @property
    def _lens(self) -> Lens:
        """How the day is looked at first: in the size that the schedule will have, so that it is drawn once."""
        display, arrival = self._workstation.settings.display, self._workstation.settings.arrival
        return Lens(
            width=self.app.size.width,
            height=self.app.size.height - _LINES,
            row_minutes=display.row_minutes,
            privacy=self._workstation.privacy,
            ascii=display.ascii,
            grace_minutes=arrival.grace_minutes,
        )

    def redraw(self) -> None:
        """Draw what stands around the schedule; rows that did not change are not sent."""
        here, clinic, width = self.here, self._workstation.view.clinic, self.size.width
        self._told = here, self._group
        head = head_line(
            self._view, self._now, actor=self._workstation.actor, group=self._group, width=width, marks=self._marks
        )
        clearance = self._workstation.view.clearance(here.scheduled) if here.scheduled else {}
        self._head.show((head,))
        self._detail.show(
            detail_lines(here, self._view, clinic, clearance, self._now, privacy=self._workstation.privacy)
        )
        keys = key_line(here, self._workstation, count=self._key_state.typed)
        self._line.show((self._prompt_bar.line(keys, width),))
        self._show_panel()

    def _show_panel(self) -> None:
        """The question's panel, on the half of the screen where the cursor is not."""
        lines = self._prompt_bar.panel(self.size.width, self._panel_rows)
        self._panel.display = bool(lines)
        self._panel.set_class(self._grid.cursor.row > self.size.height // 2 - 2, "top")
        self._panel.show(lines[: self._panel_rows])

    @property
    def _group(self) -> str:
        model = self._grid.model
        if model is None or not model.columns:
            return NOBODY_WORKS
        first, last, count = model.providers_shown
        return PROVIDERS_SHOWN.format(first=first, last=last, count=count)

    @property
    def _marks(self) -> tuple[Span, ...]:
        marks: list[Span] = [("demo", "hint")] if self._workstation.is_demo else []
        marks += self._workstation.shelf.marks
        return (*marks, ("private", "privacy")) if self._workstation.privacy else tuple(marks)

    @property
    def here(self) -> Selection:
        """What the cursor stands on, as the day was last read."""
        selection = self._grid.selection
        return Selection(selection.scheduled, selection.slot, self._key_state.marked_of(self._view.appointments))

    # Keys

    def _carry(self, key: str) -> bool:
        """Motion while a question lets the arrows choose the slot, to other days too; letters belong to the line."""
        action = self._actions.get(key)
        if action is None or key in self._workstation.keyboard.asked or may_be_typed(key):
            return False
        if action.id in _DAYS:
            self._come_to(self._prompt_bar.attempt(lambda: act(action.id, self._command_context())))
        elif not moved(self._grid, action.id):
            return False
        self._tell_prompt()
        return True

    def _move(self, action: str, count: int) -> bool:
        return moved(self._grid, action, count)

    def _do(self, action: str) -> None:
        """Remember what is highlighted: a question that is left goes back to it."""
        self._came_from = self._standing
        super()._do(action)

    @property
    def _standing(self) -> tuple[str, date, Target | None]:
        return self._view.site.code, self._view.on, self._grid.cursor.target

    def _look(self, action: str, count: int) -> bool:
        if action != "mark":
            return super()._look(action, count)
        self._mark()
        return True

    def _mark(self) -> None:
        """Mark what is highlighted, or take its mark away, and go to the provider's next visit. Raises BadInput."""
        scheduled = self.here.scheduled
        if scheduled is None:
            raise BadInput(NO_APPOINTMENT_HERE)
        self._key_state.mark(scheduled.appointment.id)
        self._show_marks()
        self._grid.goto_next_visit()

    def _show_marks(self) -> None:
        self._grid.look(replace(self._grid.lens, marked=frozenset(self._key_state.marked)))

    def _command_context(self, count: int = 1) -> CommandContext:
        now, rows, view = self._workstation.view.now, self._panel_rows, self._view
        return CommandContext(self._workstation, view.site, view.on, self.here, now, rows=rows, count=count)

    # What acts come to

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen: the schedule follows what was done."""
        match outcome:
            case Open() | Stay():
                self._tell_prompt()
            case Close():
                self._come_back()
            case Did(change):
                self._key_state.unmark(change)
                self._reload(on=change.only(ScheduledVisit))
            case GoTo():
                self.go(outcome)
            case _:
                super()._come_to(outcome)

    def go(self, place: GoTo) -> None:
        """Show that day, and the appointment on it; a question that carries an appointment there stays open."""
        if not (self._prompt_bar.prompt and self._prompt_bar.prompt.carries):
            self._prompt_bar.close(keep=False)
        self._go(place.site, place.on, place.appointment)
        self.redraw()

    @property
    def place(self) -> GoTo | None:
        """The day shown, and the appointment or slot highlighted on it."""
        here = self.here
        number = here.scheduled.appointment.id if here.scheduled else None
        return GoTo(self._view.site.code, self._view.on, number, here.slot)

    def follow(self, place: GoTo) -> None:
        """Highlight the appointment, at its site too, as long as the schedule shows today; else it stays as it was."""
        if self._view.on == place.on and place.appointment is not None and self._prompt_bar.prompt is None:
            self._go(place.site, place.on, place.appointment)
            self.redraw()

    def privacy_changed(self) -> None:
        """The schedule is seen through another lens."""
        self._grid.look(replace(self._grid.lens, privacy=self._workstation.privacy))

    def put_aside(self) -> None:
        """What was highlighted when the question was asked is highlighted again."""
        super().put_aside()
        self._come_back()

    def take_up(self, prompt: Prompt, place: GoTo | None) -> None:
        """Show that day with what was highlighted, and ask the question there."""
        self._stand_on(place, prompt)
        self._prompt_bar.take_up(prompt)
        self._tell_prompt()
        self.redraw()

    def _stand_on(self, place: GoTo | None, prompt: Prompt) -> None:
        if place:
            self._go(place.site, place.on, place.appointment)
            if place.slot and (prompt.carries or not place.appointment):
                self._grid.goto_slot(place.slot)
        self._came_from = self._standing

    def _tell_prompt(self) -> None:
        prompt, slot = self._prompt_bar.prompt, self.here.slot
        if prompt and prompt.carries:
            self._prompt_bar.attempt(lambda: prompt.carry(slot))

    def _come_back(self) -> None:
        """A question was left without an act: what was highlighted when it was asked is highlighted again."""
        if self._came_from is None:
            return
        site, on, target = self._came_from
        if (site, on) != (self._view.site.code, self._view.on):
            self._go(site, on, None)
        if isinstance(target, Slot):
            self._grid.goto_slot(target)
        elif target is not None:
            self._grid.goto_appointment(target)

    # The day, and what others do to it

    def _load(self, site: str, on: date) -> DayView:
        """Read the day, and what is asked with every key, in one transaction."""
        with self._workstation.snapshot() as view:
            self._now = view.now
            return self._workstation.desk.schedule.day(self._workstation.actor, site, on)

    def _go(self, site: str, on: date, appointment: AppointmentId | None) -> None:
        if (site, on) != (self._view.site.code, self._view.on):
            self._key_state.marked.clear()
        self._view = self._load(site, on)
        self._show_day()
        if appointment is not None:
            self._grid.goto_appointment(appointment)
        elif self._prompt_bar.prompt is None and on == local(self._now, self._view.site.tz).date():
            self._grid.goto_time(self._now)

    def _reload(self, *, on: ScheduledVisit | None = None) -> None:
        """Read the day again; the cursor stays on its record, or goes to the one just changed if it is on this day."""
        self._view = self._load(self._view.site.code, self._view.on)
        self._key_state.keep(self._view.appointments)
        self._show_day()
        if on:
            self._grid.goto_appointment(on.appointment.id)

    def minute_passed(self, now: datetime) -> None:
        """The clock, the now-line and the waiting times go on."""
        self._now = now
        self._grid.tick(now)
        self.redraw()
