"""The desk as a terminal program: what is set before Textual starts, and what happens when anything goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from typing import TYPE_CHECKING

os.environ.setdefault("TEXTUAL_FPS", "1000")  # a key that paints twice would else wait for a 16.7 ms tick

from tui.display import DiffApp
from tui.filter import SafeFilter
from tui.theme import TRUECOLOR_DARK, palette, truecolor_theme

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from tui.bootstrap import Session

_HUNG_UP = 128 + signal.SIGHUP
_TERMINATED = 128 + signal.SIGTERM


class DeskApp(DiffApp[int], inherit_bindings=False):
    """One desk on one terminal."""

    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    CSS_PATH = "clinicdesk.tcss"
    BINDINGS = []  # every key comes from tui.actions  # noqa: RUF012 - Textual's own type

    def __init__(self, session: Session) -> None:
        super().__init__(ansi_color=session.settings.display.theme != TRUECOLOR_DARK)
        self.session = session
        self.internal_error: BaseException | None = None
        self.palette = palette(session.settings.display.theme, color="NO_COLOR" not in os.environ)

    def on_mount(self) -> None:
        """Open the day."""
        from tui.screens.day import DayScreen

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
        self.push_screen(DayScreen(self.session, self.palette))
        gc.freeze()

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


def run_desk(session: Session) -> int:
    """Run the desk until it is left; the exit code. An internal error is raised after the terminal was restored."""
    app = DeskApp(session)
    code = app.run(mouse=False)
    if app.internal_error is not None:
        raise app.internal_error
    return code or 0
