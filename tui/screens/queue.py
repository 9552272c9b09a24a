"""The queue screen (F3): everyone expected or here today, how long they have waited, and the question at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.screen import Screen

from core.calendar.wall import local
from core.errors import BadInput
from core.sentences import (
    NO_APPOINTMENT_HERE,
    NO_SUCH_KEY,
    PASTE_IGNORED,
    VANISHED,
)
from tui.foot import Foot
from tui.key_names import key_name
from tui.keying import Keying
from tui.prompts.help import HelpPrompt
from tui.prompts.narrow import NarrowPrompt
from tui.prompts.prompt import Did, GoTo, Quit, Show, leaves
from tui.screens.day_actions import act
from tui.screens.queue_frame import QueueFrame
from tui.screens.queue_lines import legend
from tui.screens.queue_today import TodaysQueue
from tui.screens.record_actions import Scene
from tui.why import Here, why_not
from tui.widgets.queue_list import QueueList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from textual.app import ComposeResult

    from core.model.appointment import AppointmentId
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.prompts.prompt import Outcome, Prompt
    from tui.theme import Palette


class QueueScreen(Screen[None]):
    """Today at one site, or at all of them. The screen holds no rule: it asks the desk and shows the answer."""

    AUTO_FOCUS = None

    def __init__(self, session: Session, palette: Palette) -> None:
        super().__init__()
        self._frame = QueueFrame(session, palette)
        self._list = QueueList(palette, ascii=session.settings.display.ascii, id="queue")
        self._session = session
        self._keys = session.keyboard.outside
        self._keying = Keying()
        self._privacy = session.settings.display.privacy
        self._foot = Foot(session.keyboard.names["park_question"])
        self._today = TodaysQueue(session)
        self._sought: AppointmentId | None = None
        self._wanted: GoTo | None = None

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Head, counts, list and card, detail, foot; the panel of a question lies over the list."""
        frame = self._frame
        yield from (frame.head, frame.tally, Horizontal(self._list, frame.card, id="middle"))
        yield from (frame.detail, frame.foot, frame.panel)

    def on_mount(self) -> None:
        """Show the queue, the cursor on who is next, or on whom the screen before had highlighted."""
        self._frame.set_out(self.app.size.width)
        self.call_after_refresh(self._show_first)

    def on_resize(self) -> None:
        """The lines are as wide as the screen, and a wide one has room for the card."""
        self._frame.set_out(self.size.width)
        self.call_after_refresh(self._show_lines)

    def _show_first(self) -> None:
        self._foot.attempt(self._reload)
        self._to_next()
        if self._wanted:
            self._find(self._wanted)
        self._show_lines()

    def _show_queue(self) -> None:
        self._list.show_queue(self._today.model(privacy=self._privacy, marked=frozenset(self._keying.marked)))

    def _show_lines(self) -> None:
        """Draw what stands around the list."""
        count, privacy = self._keying.typed, self._privacy
        self._frame.show(self._today, self._here, self._foot, self.size, count=count, privacy=privacy)
        self._frame.show_panel(self._foot.panel(self.size.width, self._rows), rows=self._rows, is_low=self._list.is_low)

    @property
    def _rows(self) -> int:
        """The rows that a panel may take."""
        return self.size.height - 4

    @property
    def _here(self) -> Here:
        """What the cursor stands on, and what is marked of those shown."""
        return Here(self._list.selection, None, self._keying.marked_of(self._today.shown), in_queue=True)

    # Keys

    @property
    def is_asking(self) -> bool:
        """Whether a question is open, so that printable keys are text."""
        return self._foot.prompt is not None

    def press(self, key: str, character: str | None) -> None:
        """Take a key: the question's if one is open, else an action's."""
        self._foot.hush()
        if self._foot.prompt is None:
            self._act(key)
        else:
            self._come_to(self._foot.press(key, character))
        self._show_lines()

    def pasted(self, text: str | None) -> None:
        """Text was pasted: it goes into the line of the question, or nowhere; None: it came as keys and was dropped."""
        if text is None or not self._foot.paste(text):
            self._foot.say(PASTE_IGNORED.format(**self._session.keyboard.names), "warn")
        self._show_lines()

    def _act(self, key: str) -> None:
        action = self._keys.get(key)
        if action is None:
            if not leaves(key):
                self._foot.say(NO_SUCH_KEY.format(key=key_name(key), **self._session.keyboard.names), "hint")
            elif self._keying.drop():
                self._show_queue()
        elif action.id == "count":
            self._keying.digit(key)
        elif action.id != "enter" or not self._keying.entered_again(self._list.cursor.target):
            self._foot.attempt(lambda: self._do(self._keying.meant(action.id, self._here, self._session)))

    def _do(self, action: str) -> None:
        """Do it as often as was typed before. Raises BadInput for what a count does not go with."""
        count = self._keying.count_for(action)
        if self._move(action, count) or self._look(action, count):
            return
        outcome = self._foot.attempt(lambda: act(action, self._scene(count)))
        if outcome:
            self._keying.remember(action)
        self._come_to(outcome)

    def _move(self, action: str, count: int) -> bool:
        """What only moves the cursor."""
        motions: Mapping[str, Callable[[], None]] = {
            "up": lambda: self._list.move(-count),
            "down": lambda: self._list.move(count),
            "page_up": lambda: self._list.page(-count),
            "page_down": lambda: self._list.page(count),
            "home": self._list.home,
            "end": self._list.end,
            "today": self._to_next,
        }
        motion = motions.get(action)
        if motion is None:
            return False
        motion()
        return True

    def _look(self, action: str, count: int) -> bool:
        """What only changes how the queue is shown. Raises BadInput for what a list cannot do."""
        match action:
            case "prev_group" | "next_group":
                self._today.order = self._today.order.turned(count if action == "next_group" else -count)
                self._show_queue()
            case "next_site":
                self._turn_site()
            case "filter":
                self._sought = self._list.cursor.target
                self._foot.prompt = NarrowPrompt(self._today.words, self._narrow)
            case "mark":
                self._mark()
            case "privacy":
                self.set_privacy(on=not self._privacy)
            case "repaint":
                self.app.repaint()  # type: ignore[attr-defined]
            case "quit":
                self.app.exit(0)
            case "help":
                self._foot.prompt = HelpPrompt(
                    self._here, self._session, rows=self._rows, width=self.size.width, legend=legend()
                )
            case _:
                return self.app.turn_to(action)  # type: ignore[attr-defined,no-any-return]
        return True

    def _mark(self) -> None:
        """Mark what is highlighted, or take its mark away, and go to the next row. Raises BadInput."""
        if self._list.cursor.target is None:
            raise BadInput(NO_APPOINTMENT_HERE)
        self._keying.mark(self._list.cursor.target)
        self._show_queue()
        self._list.move(1)

    def _turn_site(self) -> None:
        reason = why_not("next_site", self._here, self._session)
        if reason:
            raise BadInput(reason)
        self._today.turn_site()
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

    def _scene(self, count: int) -> Scene:
        here, now = self._here, self._session.desk.now()
        site = self._today.site_of(here.scheduled) if here.scheduled else self._today.clock_site
        on = local(now, site.tz).date()
        return Scene(self._session, site, on, here, self._privacy, now, rows=self._rows, count=count)

    # What acts come to

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen: the queue follows what was done."""
        match outcome:
            case Did(change):
                self._keying.unmark(change)
                self._foot.attempt(self._reload)
                if change.scheduled:
                    self._list.goto(change.scheduled.appointment.id)
            case GoTo():
                self._foot.close(keep=False)
                if outcome.appointment is None or not self._list.goto(outcome.appointment):
                    self.app.go(outcome)  # type: ignore[attr-defined]
            case Show(patient):
                self._foot.close(keep=True)
                self.app.show_patient(patient)  # type: ignore[attr-defined]
            case Quit():
                self.app.exit(0)

    # The day, and what others do to it

    def _reload(self) -> None:
        """Read the queue again; the cursor stays on its record."""
        self._today.read()
        self._show_queue()

    def clinic_changed(self) -> None:
        """Somebody committed: show it, and say so when what was highlighted is gone."""
        before = self._list.selection
        self._foot.attempt(self._reload)
        if before and self._list.selection is None:
            self._foot.attempt(lambda: self._say_vanished(before))
        self._foot.refresh()
        self._show_lines()

    def _say_vanished(self, before: ScheduledVisit) -> None:
        sentence = self._session.desk.last_word(self._session.actor, before.appointment.id)
        self._foot.say(VANISHED.format(sentence=sentence), "warn")

    def minute_passed(self, now: datetime) -> None:
        """The clock and the minutes go on; after midnight it is another day's queue."""
        if self._today.pass_on(now):
            self._foot.attempt(self._reload)
        else:
            self._show_queue()
        self._show_lines()

    # From screen to screen, and questions put aside

    @property
    def foot(self) -> Foot:
        """Where the questions are asked."""
        return self._foot

    @property
    def privacy(self) -> bool:
        """Whether names are hidden."""
        return self._privacy

    def set_privacy(self, *, on: bool) -> None:
        """Hide names, or show them."""
        self._privacy = on
        if self._list.model:
            self._show_queue()

    def redraw(self) -> None:
        """Draw what stands around the list."""
        self._show_lines()

    def put_aside(self) -> None:
        """The open question goes."""
        self._foot.close(keep=False)

    def take_up(self, prompt: Prompt, place: GoTo | None) -> None:
        """Highlight what was highlighted, and ask the question there."""
        if place:
            self._find(place)
        self._foot.take_up(prompt)
        self._show_lines()

    @property
    def place(self) -> GoTo | None:
        """What is highlighted, for the screen shown next."""
        scheduled = self._list.selection
        if scheduled is None:
            return None
        site, appointment = self._today.site_of(scheduled), scheduled.appointment
        return GoTo(site.code, local(appointment.start, site.tz).date(), appointment.id)

    def follow(self, place: GoTo) -> None:
        """Highlight what was highlighted on the screen before, at its site, if it is in the queue."""
        if self._list.model is None:
            self._wanted = place
            return
        self._find(place)
        self._show_lines()

    def _find(self, place: GoTo) -> None:
        if self._today.turn_to(place.site, place.on):
            self._foot.attempt(self._reload)
        if place.appointment is not None:
            self._list.goto(place.appointment)
