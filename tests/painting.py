"""How do the tests see what an app paints, without a terminal? A driver that records, and a terminal in memory."""

from __future__ import annotations

from typing import Any, Final

import pyte
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver


class RecordingDriver(HeadlessDriver):
    """Takes everything the app writes; for the app it is a real terminal."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.written: list[str] = []

    @property
    def is_headless(self) -> bool:
        """Painted for."""
        return False

    def write(self, data: str) -> None:
        """Keep what was written."""
        self.written.append(data)


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """The cell with no more than is seen of it: a blank has no colour and weight of text, unless that is its ground."""
    if cell.data != " ":
        return cell
    bare = cell._replace(bold=False, italics=False, blink=False)
    return bare if cell.reverse or cell.underscore or cell.strikethrough else bare._replace(fg="default")


class Glass:
    """A terminal in memory, fed by what an app has written since the last look."""

    def __init__(self, app: App[Any], width: int, height: int) -> None:
        self._app = app
        self._screen = pyte.Screen(width, height)
        self._screen.reset_mode(_AUTOWRAP, private=True)  # as Textual's driver for Linux does
        self._stream = pyte.Stream(self._screen)
        self._seen = 0

    def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        self._screen.resize(height, width)

    def look(self) -> list[list[pyte.screens.Char]]:
        """Every cell with its attributes, row by row."""
        self.feed()
        screen = self._screen
        return [[seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]

    def text(self) -> str:
        """The rows as text."""
        self.feed()
        return "\n".join(row.rstrip() for row in self._screen.display)

    def disturb(self, sequence: str) -> None:
        """Let a foreign program write."""
        self._stream.feed(sequence)

    def feed(self) -> int:
        """Take in what was written meanwhile; how many bytes that is on the wire."""
        driver = self._app._driver
        if not isinstance(driver, RecordingDriver):
            raise TypeError(driver)
        fresh = "".join(driver.written[self._seen :])
        self._seen = len(driver.written)
        self._stream.feed(fresh)
        return len(fresh.encode())


_AUTOWRAP: Final = 7
