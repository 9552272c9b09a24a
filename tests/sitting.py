"""How do the tests sit at a day grid: a desk that is all grid, its terminal, and the bytes each act costs?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from textual.app import ComposeResult
from textual.filter import LineFilter
from textual.pilot import Pilot

from core.schedule.model.day import DayView
from core.schedule.model.visit import ScheduledVisit
from tests.days import at, visit
from tests.painting import Glass, RecordingDriver
from tui.terminal.diff import DiffApp
from tui.terminal.filter import SafeFilter
from tui.text.theme import palette
from tui.widgets.day_grid import DayGrid, GridSelection
from tui.widgets.day_model import Lens

NOW: Final = at("10:20")
SIZES: Final = ((80, 21), (160, 47))
"""What a terminal of 80x24 and one of 160x50 leave for the grid."""


class Desk(DiffApp[None]):
    """A screen that is all day grid."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, view: DayView, *, color: bool = True) -> None:
        super().__init__(driver_class=RecordingDriver)
        self._view = view
        self._palette = palette("ansi-dark", color=color)
        self.heard: list[GridSelection] = []

    def compose(self) -> ComposeResult:
        """The grid."""
        yield DayGrid(self._palette, Lens())

    def on_mount(self) -> None:
        """Show the day at 10:20."""
        self.theme = "ansi-dark"
        self.grid.show_day(self._view, NOW)

    def get_line_filters(self) -> list[LineFilter]:
        """As the desk does."""
        return [SafeFilter(), *super().get_line_filters()]

    @property
    def grid(self) -> DayGrid:
        """The grid."""
        return self.query_one(DayGrid)

    def on_day_grid_cursor_moved(self, message: DayGrid.CursorMoved) -> None:
        """Keep what the grid tells."""
        self.heard.append(message.selection)


class Sitting:
    """A desk in use, and the terminal it paints on."""

    def __init__(self, app: Desk, glass: Glass, pilot: Pilot[Any]) -> None:
        self.app, self.grid, self.glass, self.pilot = app, app.grid, glass, pilot

    async def cost(self, act: Callable[[], object]) -> int:
        """Do something, and count the bytes it sends."""
        await self.pilot.pause()
        self.glass.feed()
        act()
        await self.pilot.pause()
        return self.glass.feed()

    def styled(self, attribute: str) -> list[str]:
        """The text of the cells, run by run, that have an attribute such as reverse."""
        runs: list[str] = []
        for row in self.glass.look():
            run = ""
            for cell in [*row, None]:
                if cell is not None and getattr(cell, attribute):
                    run += cell.data
                elif run:
                    runs.append(run)
                    run = ""
        return runs


def sit(
    view: DayView, use: Callable[[Sitting], Awaitable[None]], *, size: tuple[int, int] = SIZES[0], color: bool = True
) -> Sitting:
    """Open a desk on a terminal of that size, and use it."""
    app = Desk(view, color=color)
    kept: list[Sitting] = []

    async def run() -> None:
        async with app.run_test(headless=False, size=size) as pilot:
            await pilot.pause()
            sitting = Sitting(app, Glass(app, *size), pilot)
            kept.append(sitting)
            await use(sitting)
            await pilot.pause()
            sitting.glass.feed()

    asyncio.run(run())
    return kept[0]


def busy() -> list[ScheduledVisit]:
    """Visits of every kind for twelve providers, wide and hostile names among them."""
    names = [
        ("Smith", "John"),
        ("山田", "太郎"),
        ("Zoe\u0308", "Ne\u0301"),
        ("Smith [/]", "\x1b[31m"),
        ("e" + "\u0301" * 500, "x"),
    ]
    return [
        visit(
            who * 100 + number,
            f"{9 + number * 30 // 60}:{number * 30 % 60:02}",
            (20, 40, 10, 5)[(who + number) % 4],
            code=f"p{who:02}",
            family=names[(who + number) % 5][0],
            given=names[(who + number) % 5][1],
        )
        for who in range(1, 13)
        for number in range(14)
    ]
