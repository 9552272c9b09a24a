"""The day screen (F2): the schedule, the line about what is highlighted, and the question at the foot."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

from core.calendar.wall import local
from core.desk.context import first_site
from core.errors import ClinicdeskError, Refused
from core.sentences import NO_SUCH_KEY, NOBODY_WORKS, PASTE_IGNORED, PROVIDERS_SHOWN, VANISHED
from tui.actions import Scope, in_scope, key_name, keymap
from tui.burst import GATHER_SECONDS, Burst
from tui.prompts.help import HelpPrompt
from tui.prompts.prompt import Close, Did, GoTo, Open, Quit, Slot, leaves
from tui.screens.day_actions import Scene, act
from tui.screens.day_lines import detail_lines, foot_line, head_line
from tui.why import Here
from tui.widgets.day_grid import DayGrid
from tui.widgets.day_model import Lens
from tui.widgets.panel import LinePanel
from tui.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from textual import events
    from textual.app import ComposeResult

    from core.model.appointment import AppointmentId
    from core.model.day import DayView
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.lines import Line, Span
    from tui.prompts.prompt import Outcome, Prompt
    from tui.theme import Palette
    from tui.widgets.day_cells import Target

_POLL_SECONDS = 0.25
_TICK_SECONDS = 1.0
_ENTER_AGAIN_SECONDS = 0.4
_MOST_DRAFTS = 20
_DAYS = frozenset({"prev_day", "next_day", "prev_week", "next_week"})
"""Actions that go to another day, also while an appointment is carried."""


class DayScreen(Screen[None]):
    """One site's day. The screen holds no rule: it asks the desk and shows the answer."""

    AUTO_FOCUS = None

    class Gathered(Message):
        """Printable keys were gathered for long enough."""

    def __init__(self, session: Session, palette: Palette) -> None:
        super().__init__()
        self._session = session
        self._palette = palette
        self._keys = keymap(in_scope(Scope.MOTION, Scope.RECORD))
        self._privacy = session.settings.display.privacy
        self._prompt: Prompt | None = None
        self._drafts: dict[tuple[object, ...], Prompt] = {}
        self._message: Line | None = None
        self._answer: tuple[Line, ...] = ()
        self._burst = Burst()
        self._changes = session.changes()
        self._entered: tuple[object, float] = (None, 0.0)
        self._came_from: tuple[str, date, Target | None] | None = None
        self._now = session.desk.now()
        site = first_site(session.desk.clinic())
        self._view = self._load(site.code, local(self._now, site.tz).date())

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, schedule, detail, foot; the panel of a prompt lies over the schedule."""
        ascii_only = self._session.settings.display.ascii
        yield LinePanel(self._palette, ascii=ascii_only, id="head")
        yield DayGrid(self._palette, self._lens, id="grid")
        yield LinePanel(self._palette, ascii=ascii_only, id="detail")
        yield LinePanel(self._palette, ascii=ascii_only, id="foot")
        yield LinePanel(self._palette, ascii=ascii_only, id="panel")

    def on_mount(self) -> None:
        """Show the day, the cursor on now, and listen to the other desks."""
        self.call_after_refresh(self._show_first)
        self.set_interval(_POLL_SECONDS, self._poll)
        self.set_interval(_TICK_SECONDS, self._tick)

    def on_resize(self) -> None:
        """The lines are as wide as the screen."""
        self.call_after_refresh(self._show_lines)

    def on_day_grid_cursor_moved(self) -> None:
        """Something else is highlighted."""
        self._show_lines()

    def _show_first(self) -> None:
        self._show_day()
        self._grid.goto_time(self._now)
        self._show_lines()

    def _show_day(self) -> None:
        """Draw everything from the day as it was last read."""
        self._grid.show_day(self._view, self._now)
        self._show_lines()

    @property
    def _lens(self) -> Lens:
        display, arrival = self._session.settings.display, self._session.settings.arrival
        return Lens(
            row_minutes=display.row_minutes,
            privacy=self._privacy,
            ascii=display.ascii,
            grace_minutes=arrival.grace_minutes,
        )

    def _show_lines(self) -> None:
        """Draw what stands around the schedule; rows that did not change are not sent."""
        here, clinic = self._here, self._session.desk.clinic()
        width = self.size.width
        self._panel_of("head").show(
            (
                head_line(
                    self._view,
                    self._now,
                    actor=self._session.actor,
                    group=self._group_words,
                    width=width,
                    marks=self._marks,
                ),
            )
        )
        clearance = self._session.desk.clearance(here.scheduled) if here.scheduled else {}
        self._panel_of("detail").show(
            detail_lines(here, self._view, clinic, clearance, self._now, privacy=self._privacy)
        )
        foot = foot_line(
            here, clinic, self._view.site, self._now, prompt=self._prompt, message=self._message, width=width
        )
        self._panel_of("foot").show((foot,))
        self._show_panel()

    def _show_panel(self) -> None:
        """The prompt's panel and the last refusal, on the side of the screen where the cursor is not."""
        panel = self._panel_of("panel")
        lines = (*self._prompt.panel(), *self._answer) if self._prompt else self._answer
        panel.display = bool(lines)
        panel.set_class(self._grid.cursor.row > self.size.height // 2 - 2, "top")
        panel.show(lines[: self.size.height - 4])

    @property
    def _group_words(self) -> str:
        model = self._grid.model
        if model is None or not model.columns:
            return NOBODY_WORKS
        first, last, all_of_them = model.providers_shown
        return PROVIDERS_SHOWN.format(first=first, last=last, count=all_of_them)

    @property
    def _marks(self) -> tuple[Span, ...]:
        marks: list[Span] = []
        if self._session.is_demo:
            marks.append(("demo", "hint"))
        if self._privacy:
            marks.append(("private", "privacy"))
        return tuple(marks)

    @property
    def _grid(self) -> DayGrid:
        return self.query_one("#grid", DayGrid)

    def _panel_of(self, name: str) -> LinePanel:
        return self.query_one(f"#{name}", LinePanel)

    @property
    def _here(self) -> Here:
        """What the cursor stands on, as the day was last read."""
        selection = self._grid.selection
        return Here(selection.scheduled, selection.slot)

    def _scheduled(self, number: AppointmentId | None) -> ScheduledVisit | None:
        return next((one for one in self._view.appointments if one.appointment.id == number), None)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key comes here; outside a prompt printable ones wait a moment, to tell a paste from typing."""
        event.stop()
        event.prevent_default()
        if self._prompt is not None:
            self._key(event.key, event.character)
        elif event.is_printable or self._burst.waiting:
            if self._burst.add(event.key, event.character if event.is_printable else None, time.monotonic()):
                asyncio.get_running_loop().call_later(GATHER_SECONDS, self.post_message, self.Gathered())
        else:
            self._key(event.key, None)

    def on_day_screen_gathered(self) -> None:
        """Act on the keys gathered, unless they were pasted."""
        keys, pasted = self._burst.take()
        for key, character in keys:
            self._key(key, character)
        if pasted:
            self._say(PASTE_IGNORED, "warn")
            self._show_lines()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes into the line of the prompt, or nowhere."""
        event.stop()
        editor = self._prompt.editor if self._prompt else None
        if editor is None:
            self._say(PASTE_IGNORED, "warn")
        else:
            editor.insert(event.text)
        if self._prompt:
            self._attempt(self._prompt.refresh)
        self._show_lines()

    def _key(self, key: str, character: str | None) -> None:
        self._answer = ()
        self._message = None
        prompt = self._prompt
        if prompt is None:
            self._act(key)
        elif not (prompt.carries and self._carry(key)):
            self._attempt(lambda: self._come_to(prompt.key(key, character)))
        self._show_lines()

    def _carry(self, key: str) -> bool:
        """Motion while a prompt lets the arrows choose the slot, to other days too; letters belong to the prompt."""
        action = self._keys.get(key)
        if action is None or len(key) == 1:
            return False
        if action.id in _DAYS:
            self._attempt(lambda: self._come_to(act(action.id, self._scene())))
        elif not self._move(action.id):
            return False
        self._tell_prompt()
        return True

    def _act(self, key: str) -> None:
        action = self._keys.get(key)
        if action is None and leaves(key):
            return
        if action is None:
            self._say(NO_SUCH_KEY.format(key=key_name(key)), "hint")
        elif action.id == "enter" and self._entered_just_now():
            return
        elif not self._move(action.id) and not self._view_action(action.id):
            self._attempt(lambda: self._come_to(act(action.id, self._scene())))

    def _entered_just_now(self) -> bool:
        """Enter is not taken twice on one record within 400 ms: the second was meant for what the first did."""
        before, at = self._entered
        record = self._grid.cursor.target
        self._entered = (record, time.monotonic())
        return record is not None and record == before and time.monotonic() - at < _ENTER_AGAIN_SECONDS

    def _move(self, action: str) -> bool:
        """What only moves the cursor."""
        grid = self._grid
        motions: Mapping[str, Callable[[], None]] = {
            "up": lambda: grid.move(-1, 0),
            "down": lambda: grid.move(1, 0),
            "left": lambda: grid.move(0, -1),
            "right": lambda: grid.move(0, 1),
            "prev_group": lambda: grid.turn_group(-1),
            "next_group": lambda: grid.turn_group(1),
            "page_up": lambda: grid.page(-1),
            "page_down": lambda: grid.page(1),
            "home": grid.home,
            "end": grid.end,
        }
        motion = motions.get(action)
        if motion is None:
            return False
        motion()
        return True

    def _view_action(self, action: str) -> bool:
        """What only changes how the day is shown."""
        if action == "day_screen":
            return True
        if action == "privacy":
            self._privacy = not self._privacy
            self._grid.look(replace(self._grid.lens, privacy=self._privacy))
        elif action == "repaint":
            self.app.repaint()  # type: ignore[attr-defined]
        elif action == "quit":
            self.app.exit(0)
        elif action == "help":
            rows = self.size.height - 4
            self._prompt = HelpPrompt(self._here, self._session.desk.clinic(), self._view.site, self._now, rows=rows)
        else:
            return False
        return True

    def _scene(self) -> Scene:
        return Scene(self._session, self._view.site, self._view.on, self._here, self._privacy, self._session.desk.now())

    # What acts come to

    def _attempt(self, step: Callable[[], object]) -> None:
        """Do it; a refusal is shown, and everything typed stays."""
        try:
            step()
        except Refused as refused:
            self._say(refused.sentence, "error")
            self._answer = (
                tuple(conflict_line(conflict) for conflict in refused.conflicts) if self._prompt is None else ()
            )
        except ClinicdeskError as error:
            self._say(error.sentence, "warn")

    def _come_to(self, outcome: Outcome) -> None:
        match outcome:
            case Open(prompt):
                self._open(prompt)
            case Close(finished):
                self._leave(keep=not finished)
            case Did(change):
                self._close(keep=False)
                self._say(change.sentence, "ok")
                self._reload(on=change.scheduled)
            case GoTo(site, on, appointment):
                if not (self._prompt and self._prompt.carries):
                    self._close(keep=False)
                self._go(site, on, appointment)
            case Quit():
                self.app.exit(0)
            case _:
                pass

    def _open(self, prompt: Prompt) -> None:
        """Open a prompt, or take up the draft of the same one."""
        if self._prompt is None:
            self._came_from = (self._view.site.code, self._view.on, self._grid.cursor.target)
        self._prompt = self._drafts.pop(prompt.key_of_draft, prompt)
        self._prompt.refresh()
        self._tell_prompt()

    def _leave(self, *, keep: bool) -> None:
        """Close without an act; what was carried away is highlighted again where it stands."""
        carried = self._prompt is not None and self._prompt.carries
        self._close(keep=keep)
        if not carried or self._came_from is None:
            return
        site, on, target = self._came_from
        if (site, on) != (self._view.site.code, self._view.on):
            self._go(site, on, None)
        if isinstance(target, Slot):
            self._grid.goto_slot(target)
        elif target is not None:
            self._grid.goto_appointment(target)

    def _close(self, *, keep: bool) -> None:
        if self._prompt and keep:
            self._drafts[self._prompt.key_of_draft] = self._prompt
            while len(self._drafts) > _MOST_DRAFTS:
                self._drafts.pop(next(iter(self._drafts)))
        self._prompt = None

    def _tell_prompt(self) -> None:
        if self._prompt and self._prompt.carries:
            prompt, slot = self._prompt, self._here.slot
            self._attempt(lambda: prompt.carry(slot))

    def _say(self, sentence: str, style: str) -> None:
        """The answer, at the foot; a long one goes on in the panel above it."""
        self._message = ((f" {sentence}", style),)
        if self._prompt is not None or len(sentence) >= self.size.width:
            self._answer = tuple(((f" {line}", style),) for line in wrap(sentence, self.size.width - 2))

    # The day, and what others do to it

    def _load(self, site: str, on: date) -> DayView:
        return self._session.desk.day(self._session.actor, site, on)

    def _go(self, site: str, on: date, appointment: AppointmentId | None) -> None:
        self._view = self._load(site, on)
        self._now = self._session.desk.now()
        self._show_day()
        if appointment is not None:
            self._grid.goto_appointment(appointment)
        elif self._prompt is None and on == local(self._now, self._view.site.tz).date():
            self._grid.goto_time(self._now)

    def _reload(self, *, on: ScheduledVisit | None = None) -> None:
        """Read the day again; the cursor stays on its record, or goes to the one just changed if it is on this day."""
        self._now = self._session.desk.now()
        self._view = self._load(self._view.site.code, self._view.on)
        self._show_day()
        if on and self._scheduled(on.appointment.id):
            self._grid.goto_appointment(on.appointment.id)

    def _poll(self) -> None:
        """Somebody committed: show it, and say so when what was highlighted is gone."""
        if not self._changes.poll():
            return
        before = self._here.scheduled
        self._attempt(self._reload)
        if before and self._grid.cursor.target is None:
            self._attempt(lambda: self._say_vanished(before))
        if self._prompt:
            self._attempt(self._prompt.refresh)
        self._show_lines()

    def _say_vanished(self, before: ScheduledVisit) -> None:
        sentence = self._session.desk.last_word(self._session.actor, before.appointment.id)
        self._say(VANISHED.format(sentence=sentence), "warn")

    def _tick(self) -> None:
        """A minute went by: the clock, the now-line and the waiting times."""
        now = self._session.desk.now()
        if now.replace(second=0, microsecond=0) == self._now.replace(second=0, microsecond=0):
            return
        self._now = now
        self._grid.tick(now)
        self._show_lines()
