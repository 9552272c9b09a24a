"""Has the program acted on every key that was handed to it? Until then no more is read, and the terminal waits.

A flood of keys, such as a file sent into the line, would else be held in memory, and acted on when its sender has
gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from textual import events
from textual.app import App
from textual.message import Message

_MOST: Final = 256
"""Messages that may wait: more than a hand types while a machine is slow."""
_LOOK_SECONDS: Final = 0.1


class Backlog:
    """Counts what is handed to the program, and waits once that is much. `send` posts a message to it."""

    def __init__(self, app: App[Any], send: Callable[[Message], None], exiting: threading.Event) -> None:
        """Nobody waits any more once `exiting` is set."""
        self._app = app
        self._send = send
        self._exiting = exiting
        self._handed = 0
        self._has_waited = False

    def hand(self, message: Message) -> None:
        """Hand it over, if need be after all those before were acted on."""
        if self._handed >= _MOST:
            self._wait()
        self._send(message)
        self._handed += 1

    def has_waited(self) -> bool:
        """Whether somebody had to wait since this was asked last: what is there by now may have come meanwhile."""
        had_to, self._has_waited = self._has_waited, False
        return had_to

    def _wait(self) -> None:
        acted_on = threading.Event()
        self._send(events.Callback(callback=lambda: self._to_screen(acted_on)))
        while not (acted_on.wait(_LOOK_SECONDS) or self._exiting.is_set()):
            pass
        self._handed, self._has_waited = 0, True

    def _to_screen(self, acted_on: threading.Event) -> None:
        """A key goes from the program to the screen shown and comes back to the program: so does this, behind it."""

        def back() -> None:
            if not self._app.call_later(acted_on.set):
                acted_on.set()

        screen = self._app.screen if self._app.screen_stack else self._app
        if not screen.call_later(back):
            acted_on.set()
