"""The desk as a terminal program: what is set before Textual starts, and what happens when anything goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import time
from typing import TYPE_CHECKING, Final, Protocol, cast

os.environ.setdefault("TEXTUAL_FPS", "1000")  # a key that paints twice would else wait for a 16.7 ms tick

from textual.message import Message

from tui.burst import GATHER_SECONDS, Burst
from tui.display import DiffApp
from tui.filter import SafeFilter
from tui.theme import TRUECOLOR_DARK, palette, truecolor_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from textual import events
    from textual.filter import LineFilter
    from textual.screen import Screen

    from tui.bootstrap import Session
    from tui.prompts.prompt import GoTo
    from tui.screens.day import DayScreen

_POLL_SECONDS = 0.25
_TICK_SECONDS = 1.0
_HUNG_UP = 128 + signal.SIGHUP
_TERMINATED = 128 + signal.SIGTERM


class DeskScreen(Protocol):
    """What the program asks of each of its screens."""

    @property
    def is_asking(self) -> bool:
        """Whether a question is open, so that printable keys are text."""
        ...

    def press(self, key: str, character: str | None) -> None:
        """A key was pressed; `character` is what it types, if anything."""
        ...

    def pasted(self, text: str | None) -> None:
        """Text was pasted; None when it came as keys and was dropped."""
        ...

    def clinic_changed(self) -> None:
        """Somebody committed something."""
        ...

    def minute_passed(self, now: datetime) -> None:
        """The clock shows another minute."""
        ...


class DeskApp(DiffApp[int], inherit_bindings=False):
    """One desk on one terminal."""

    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    CSS_PATH = "clinicdesk.tcss"

    class Gathered(Message):
        """Printable keys were gathered for long enough."""

    BINDINGS = []  # every key comes from tui.actions  # noqa: RUF012 - Textual's own type

    def __init__(self, session: Session) -> None:
        super().__init__(ansi_color=session.settings.display.theme != TRUECOLOR_DARK)
        self.session = session
        self.internal_error: BaseException | None = None
        self._burst = Burst()
        self._shown, self._before = "", ""
        self._changes = session.changes()
        self._minute = _minute_of(session.desk.now())
        self.palette = palette(session.settings.display.theme, color="NO_COLOR" not in os.environ)

    def on_mount(self) -> None:
        """Open the day."""
        if self.session.settings.display.theme == TRUECOLOR_DARK:
            self.register_theme(truecolor_theme())
            self.theme = TRUECOLOR_DARK
        else:
            self.theme = "ansi-dark"
        self.animation_level = "none"
        loop = asyncio.get_running_loop()
        for number, code in ((signal.SIGTERM, _TERMINATED), (signal.SIGHUP, _HUNG_UP)):
            with contextlib.suppress(RuntimeError, NotImplementedError, ValueError):
                loop.add_signal_handler(number, self.exit, code)
        self.show("day")
        self.set_interval(_POLL_SECONDS, self._poll)
        self.set_interval(_TICK_SECONDS, self._tick)
        gc.freeze()

    def show(self, name: str) -> None:
        """Show a screen by its name in `SCREENS`, made on its first visit and kept; "" is the one before."""
        name = name or self._before
        if not name or name == self._shown:
            return
        first = not self.is_screen_installed(name)
        if first:
            self.install_screen(cast("Screen[None]", SCREENS[name](self)), name)
        self._before, self._shown = self._shown, name
        if self._before:
            self.switch_screen(name)
        else:
            self.push_screen(name)
        if not first:
            self._desk_screen.clinic_changed()

    def go(self, place: GoTo) -> None:
        """Show a day, and an appointment on it, from whatever screen."""
        self.show("day")
        cast("DayScreen", self.screen).go(place)

    def on_key(self, event: events.Key) -> None:
        """Every key ends here. Outside a prompt printable ones wait a moment, to tell a paste from typing."""
        event.stop()
        character = event.character if event.is_printable else None
        if self._desk_screen.is_asking or (character is None and not self._burst.waiting):
            self._desk_screen.press(event.key, character)
        elif self._burst.add(event.key, character, time.monotonic()):
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self.post_message, self.Gathered())

    def on_desk_app_gathered(self) -> None:
        """Act on the keys gathered, unless they were pasted."""
        keys, pasted = self._burst.take()
        for key, character in keys:
            self._desk_screen.press(key, character)
        if pasted:
            self._desk_screen.pasted(None)

    def on_paste(self, event: events.Paste) -> None:
        """Text pasted with brackets."""
        event.stop()
        self._desk_screen.pasted(event.text)

    @property
    def _desk_screen(self) -> DeskScreen:
        return cast("DeskScreen", self.screen)

    def _poll(self) -> None:
        if self._changes.poll():
            self._desk_screen.clinic_changed()

    def _tick(self) -> None:
        now = self.session.desk.now()
        if _minute_of(now) != self._minute:
            self._minute = _minute_of(now)
            self._desk_screen.minute_passed(now)

    def get_line_filters(self) -> list[LineFilter]:
        """The guard against hostile text comes before any other filter."""
        return [SafeFilter(), *super().get_line_filters()]

    def _handle_exception(self, error: Exception) -> None:
        """Leave without Textual's traceback, which prints the locals: patients' names."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.internal_error = self.internal_error or error
        self._return_code = 1
        self._close_messages_no_wait()


def _day(app: DeskApp) -> DeskScreen:
    from tui.screens.day import DayScreen

    return DayScreen(app.session, app.palette)


SCREENS: Final[Mapping[str, Callable[[DeskApp], DeskScreen]]] = {"day": _day}
"""How each screen is made, by name."""


def _minute_of(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def run_desk(session: Session) -> int:
    """Run the desk until it is left; the exit code. An internal error is raised after the terminal was restored."""
    app = DeskApp(session)
    code = app.run(mouse=False)
    if app.internal_error is not None:
        raise app.internal_error
    return code or 0
