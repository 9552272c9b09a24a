"""Which cells of the terminal must be sent again? Only those that differ from what it already shows.

Textual sends every row of a widget that was touched: 28 kB for `refresh()` of a 160x50 grid in which one
cell changed, 230-400 bytes for a cursor move with exact regions. Here the composed rows are compared, cell by
cell, with what the terminal was sent last.

This rests on private names of Textual 8.2.8: `_display`, `_batch_count`, `_running`, `_closed`, `_driver` and
`_sync_available` of App, the update classes of `textual._compositor` and two sequences of `textual._ansi_sequences`.
They are used in this module alone, and `tests/tui/test_diff.py` says so when another version is installed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, Generic

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console, RenderableType
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ReturnType
from textual.screen import Screen

from tui.terminal.caller import Caller, ThisProcess
from tui.terminal.framebuffer import Framebuffer, Piece

SUPPORTED_TEXTUAL = "8.2.8"
_AT_ONCE = 1000
"""Characters that reach a terminal in one packet, so that it shows them at once without being told to."""


class DiffApp(App[ReturnType], Generic[ReturnType]):
    """An App that sends the terminal only the cells that changed, and nothing at all when none did."""

    caller: Caller = ThisProcess()
    _front: Framebuffer | None = None

    def on_mount(self) -> None:
        """Repaint when the process comes back from the background: the terminal was cleared meanwhile."""
        self.app_resume_signal.subscribe(self, lambda _: self.repaint())

    def repaint(self) -> None:
        """Clear the terminal and send everything anew, for a screen that a foreign program wrote into."""
        self._front = None
        self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if not isinstance(renderable, LayoutUpdate | ChopsUpdate) or not self._takes_updates:
            super()._display(screen, renderable)
            return
        size = _extent(renderable)
        if self._front is None or self._front.size != size:
            self._front = Framebuffer(*size, os.environ.get("TERM", ""))
        self.send(_pieces(renderable))
        self.post_display_hook()

    @property
    def reaches_terminal(self) -> bool:
        """Whether what is sent is shown, in the place where it belongs: the screen was painted before."""
        return self._front is not None and self._takes_updates

    def send(self, pieces: Iterable[Piece]) -> None:
        """Send what of `pieces` the terminal does not show already."""
        sequence = self._front.paint(pieces, _color_system(self.console)) if self._front else ""
        if sequence:
            self._send(sequence)

    def _send(self, sequence: str) -> None:
        """In one write: each wakes the thread that writes (0.2 ms), and Textual makes three of them."""
        if self._driver is not None:
            is_long = len(sequence) > _AT_ONCE
            self._driver.write(f"{SYNC_START}{sequence}{SYNC_END}" if is_long and self._sync_available else sequence)
            self._driver.flush()

    @property
    def _takes_updates(self) -> bool:
        """Whether Textual would write the update; one that it drops must not count as shown."""
        return (
            self._running
            and not self._closed
            and not self._batch_count
            and self._driver is not None
            and not self.is_headless
            and not self.is_inline
        )


def _extent(update: LayoutUpdate | ChopsUpdate) -> tuple[int, int]:
    if isinstance(update, LayoutUpdate):
        return update.region.width, update.region.height
    return update.chop_ends[0][-1], len(update.chops)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[Piece]:
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield Piece(y, x, strip.cell_length, strip)
                x += strip.cell_length
        return
    for y in dict.fromkeys(y for y, _, _ in update.spans):
        for x, chop in update.chops[y].items():
            if chop is not None:
                yield Piece(y, x, chop.cell_length, chop)


def _color_system(console: Console) -> ColorSystem:
    return COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
