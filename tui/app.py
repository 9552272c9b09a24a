"""The desk as a terminal program: what is set before Textual starts, and what happens when anything goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING, Final, cast

os.environ.setdefault("TEXTUAL_FPS", "1000")  # a key that paints twice would else wait for a 16.7 ms tick

from textual.filter import ANSIToTruecolor

from core.calendar.wall import minute_of
from core.lazy import named
from tui.drafts.shelf import Shelf
from tui.garbage import collect_garbage
from tui.screens.doubted_keys import DoubtedKeys
from tui.screens.early_keys import EarlyKeys
from tui.screens.parking import Parking
from tui.selection.place import Place
from tui.terminal.burst import GATHER_SECONDS, Burst, Gathered, NothingFollowed
from tui.terminal.caller import ThisProcess
from tui.terminal.cell_widget import DrawingApp
from tui.terminal.filter import SafeFilter
from tui.terminal.input import InputDriver, InputFailed
from tui.terminal.sentences import INPUT_NOT_UTF8
from tui.text.theme import TRUECOLOR_DARK, palette, truecolor_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

    from tui.prompts.prompt import Prompt
    from tui.screens.desk_screen import DeskScreen
    from tui.screens.patients import PatientsScreen
    from tui.terminal.burst import GatheredKey
    from tui.terminal.caller import Caller
    from tui.workstation import Workstation

SCREENS: Final = {
    "day": "tui.screens.day:DayScreen",
    "queue": "tui.screens.queue:QueueScreen",
    "patients": "tui.screens.patients:PatientsScreen",
    "work": "tui.screens.work:WorkScreen",
    "till": "tui.screens.till:TillScreen",
    "week": "tui.screens.week:WeekScreen",
    "free": "tui.screens.free:FreeScreen",
    "month": "tui.screens.free:MonthScreen",
}
"""What each screen is made of, loaded with its first visit."""
FIRST: Final = "day"
"""The screen that the desk opens with."""
_POLL_SECONDS, _TICK_SECONDS, _LOADED_SECONDS = 0.2, 1.0, 0.5
_HUNG_UP, _TERMINATED = 128 + signal.SIGHUP, 128 + signal.SIGTERM


class DeskApp(DrawingApp[int], inherit_bindings=False):
    """One desk on one terminal."""

    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    CSS_PATH = "clinicdesk.tcss"

    BINDINGS = []  # every key comes from tui.actions  # noqa: RUF012 - Textual's own type

    def __init__(self, workstation: Workstation, caller: Caller | None = None) -> None:
        super().__init__(ansi_color=workstation.settings.display.theme != TRUECOLOR_DARK)
        self.workstation = workstation
        self.caller = caller or ThisProcess()
        self.shelf = Shelf(workstation.drafts)
        self.internal_error: BaseException | None = None
        self._burst = Burst()
        self._early = EarlyKeys(self._take)
        self._doubted = DoubtedKeys(workstation, self._early.press, self._doubt)
        self._shown, self._before = FIRST, ""
        self._changes = workstation.changes()
        self._minute = minute_of(workstation.desk.now())
        self._parking = Parking(self)
        theme = workstation.settings.display.theme
        self.palette = palette(theme, color="NO_COLOR" not in os.environ)
        if theme == TRUECOLOR_DARK:
            self.register_theme(truecolor_theme())
        self.set_reactive(DeskApp.theme, theme)  # set later, it would have every stylesheet read again: 8 ms
        self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """The day: a blank screen under it, which nobody sees, would take 10 ms to be laid out."""
        return self._made(FIRST)

    def on_mount(self) -> None:
        """Tell of what is parked, once the day is there; look for changes and the time from now on."""
        loop = asyncio.get_running_loop()
        for number, code in ((signal.SIGTERM, _TERMINATED), (signal.SIGHUP, _HUNG_UP)):
            with contextlib.suppress(RuntimeError, NotImplementedError, ValueError):
                loop.add_signal_handler(number, self.exit, code)
        self.shelf.recount()
        if self.shelf.count:
            self.call_later(self.on_screen, FIRST, self._parking.tell)
        else:
            self.call_later(self.on_screen, FIRST, self.desk_screen.welcome)
        self.set_interval(_POLL_SECONDS, self._poll)
        self.set_interval(_TICK_SECONDS, self._tick)
        self.set_timer(_LOADED_SECONDS, collect_garbage)

    def show(self, name: str) -> None:
        """Show a screen by its name in `SCREENS`, made on its first visit and kept; "" is the one before.

        Textual's stack has the day at its bottom, under the other screen. The day follows a highlight that was moved.
        """
        name = name or self._before
        if not name or name == self._shown:
            return
        first = not self.is_screen_installed(name)
        place, is_moved = self.desk_screen.place, self.desk_screen.is_moved
        if first:
            self._made(name)
        self._before, self._shown = self._shown, name
        if name == FIRST:
            self.pop_screen()
        elif self._before == FIRST:
            self.push_screen(name)
        else:
            self.switch_screen(name)
        if not first:
            self.desk_screen.shown_again()
        if is_moved or name != FIRST:
            self.desk_screen.follow(place)
        self.desk_screen.is_moved = False

    def _made(self, name: str) -> DeskScreen:
        """The screen of that name, made now and kept."""
        screen: DeskScreen = named(SCREENS[name])(self.workstation, self.shelf, self.palette)
        self.install_screen(screen, name)
        return screen

    def on_screen(self, name: str, step: Callable[[], None]) -> None:
        """Show the screen of that name, the day for one there is not, and take the step once it is there."""
        self.show(name if name in SCREENS else FIRST)
        if self.screen.is_mounted:
            step()
        else:
            self._early.wait()
            self.screen.call_after_refresh(lambda: self.screen.call_after_refresh(self._early.arrive, step))

    def go(self, place: Place, then: str = "") -> None:
        """Show that place, and do `then` there; its screen as it was left, if no more than that is named."""
        if place == Place(place.screen):
            self.show(place.screen)
        else:
            self.on_screen(place.screen, lambda: self.desk_screen.go(place, then))

    def look_for_patient(self, *, new: bool) -> None:
        """Show the patients screen, to look for somebody; for a `new` patient too, who may be known already."""
        self.show("patients")
        cast("PatientsScreen", self.screen).begin_search(new=new)

    def ask_on_schedule(self, prompt: Prompt, place: Place, *, said: str) -> None:
        """Ask on the schedule what its slots answer, standing on that place; `said` goes with it."""
        self.show("day")
        self.desk_screen.take_up(prompt, place)
        if said:
            self.desk_screen.prompt_bar.say(said, "hint")
            self.desk_screen.redraw()

    def hide_names(self) -> None:
        """Names are initials from now on, or names again."""
        self.workstation.state.privacy = not self.workstation.privacy
        self.desk_screen.privacy_changed()

    def resume(self) -> None:
        """Ask again what was put aside last. Raises BadInput where nothing is."""
        self._parking.take_newest()

    def leave(self) -> None:
        """Leave the desk."""
        self.exit(0)

    def on_key(self, event: events.Key) -> None:
        """Every key ends here. Those of a text wait a moment where there is no line, to tell a paste from typing."""
        event.stop()
        if not self.screen_stack:
            return
        character = event.character if event.is_printable else None
        is_of_text = character is not None or event.key == "enter" or self._burst.is_coming(event.time)
        if self.desk_screen.has_line or not is_of_text:
            self._press(event.key, character, event.time)
        elif self._burst.add(event.key, character, event.time):
            self._gather(GATHER_SECONDS)

    def _gather(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, lambda: self.post_message(Gathered()))

    def on_gathered(self, event: Gathered) -> None:
        """Act on the keys gathered, unless they were pasted, or more of a paste is to be awaited."""
        if not self.screen_stack:
            return
        more = self._burst.wait(event.time)
        if more:
            self._gather(more)
            return
        keys, pasted = self._burst.take(() if self.desk_screen.is_asking else self.workstation.keyboard.line_keys)
        for key, character, at in keys:
            self._press(key, character, at)
        if pasted:
            self._doubted.settle()
            self._parking.pasted(None)

    def _press(self, key: str, character: str | None, at: float) -> None:
        self._doubted.press(self.desk_screen, key, character, at)

    def _doubt(self, seconds: float, key: GatheredKey) -> None:
        asyncio.get_running_loop().call_later(seconds, lambda: self.post_message(NothingFollowed(key)))

    def on_nothing_followed(self, event: NothingFollowed) -> None:
        """It was a finger."""
        if self.screen_stack:
            self._doubted.nothing_followed(event.key)

    def _take(self, key: str, character: str | None, at: float) -> None:
        """Act on it: how fast keys follow is told by when they came, not by how long they take."""
        self.workstation.state.repeats.arrived_at = at
        self._parking.press(key, character)

    def on_paste(self, event: events.Paste) -> None:
        """Text pasted with brackets."""
        event.stop()
        self._doubted.settle()
        self._parking.pasted(event.text)

    def on_input_not_utf8(self) -> None:
        """The terminal's character set is another."""
        self.desk_screen.prompt_bar.say(INPUT_NOT_UTF8, "warn")
        self.desk_screen.redraw()

    def on_input_failed(self, failed: InputFailed) -> None:
        """No key will come any more: the terminal is gone, or it is an error nobody foresaw."""
        if not isinstance(failed.error, OSError):
            raise failed.error
        self.exit(_HUNG_UP)

    def get_driver_class(self) -> type[Driver]:
        """Where Textual would read a terminal, whole keys are read."""
        usual = super().get_driver_class()
        return InputDriver if issubclass(InputDriver, usual) else usual

    @property
    def desk_screen(self) -> DeskScreen:
        """The screen shown."""
        return cast("DeskScreen", self.screen)

    def _poll(self) -> None:
        if self.screen_stack and self._changes.poll():  # there is none any more once the desk is being left
            self.desk_screen.clinic_changed()

    def _tick(self) -> None:
        if not self.screen_stack:
            return
        self._parking.second_passed()
        now = self.workstation.desk.now()
        if minute_of(now) != self._minute:
            self._minute = minute_of(now)
            self.workstation.pass_minute(now)
            self.shelf.recount()
            self.desk_screen.minute_passed(now)

    def get_line_filters(self) -> list[LineFilter]:
        """The guard against hostile text comes before any other filter; no colour is made longer than it is named."""
        others = super().get_line_filters()
        return [SafeFilter(), *(one for one in others if not isinstance(one, ANSIToTruecolor))]

    def _handle_exception(self, error: Exception) -> None:
        """Leave without Textual's traceback, which prints the locals: patients' names."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.internal_error = self.internal_error or error
        self._return_code = 1
        self._close_messages_no_wait()


def run_desk(workstation: Workstation, caller: Caller | None = None) -> int:
    """Run the desk until it is left; the exit code. An internal error is raised after the terminal was restored.

    `caller` is whom the shell takes for the desk, where that is another process.
    """
    app = DeskApp(workstation, caller)
    code = app.run(mouse=False)
    if app.internal_error is not None:
        raise app.internal_error
    return code or 0
