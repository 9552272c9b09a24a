"""Does the terminal show with the diff what it shows without, cell by cell, for fewer bytes?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.painting import Glass, RecordingDriver
from tui.terminal.diff import SUPPORTED_TEXTUAL, DiffApp

WORDS = ("Smith, J", "山田太郎", "Zoe\u0308 Ne\u0301", "", "ﾊﾝｶｸ한글", "O'Neil", "Nuñez", "a" * 40)
STYLES = (Style(), Style(bold=True), Style(color="red", bgcolor="blue"), Style(reverse=True), Style(color="#10ab20"))


class Rows(Widget, can_focus=True):
    """Rows of words in changing styles and widths; a cell is highlighted, and `turn` changes them all."""

    def __init__(self) -> None:
        super().__init__()
        self.at = (0, 0)
        self.turned = 0

    def render_line(self, y: int) -> Strip:
        """Words of 9 and 10 cells, so that wide characters fall on both sides of every edge."""
        segments: list[Segment] = []
        for x in range(8):
            word = WORDS[(x + y + self.turned) % len(WORDS)]
            style = STYLES[(x * y + self.turned) % len(STYLES)]
            if (y, x) == self.at:
                style += Style(reverse=True)
            segments.append(Segment(f"{word:<{9 + x % 2}}", style))
        return Strip(segments).adjust_cell_length(self.size.width)

    def go(self, down: int, right: int) -> None:
        """Move the highlight; the rows it leaves and comes to are repainted."""
        before, self.at = self.at, (self.at[0] + down, self.at[1] + right)
        self.refresh(*(Region(0, y, self.size.width, 1) for y in {before[0], self.at[0]}))


class Overlay(Widget):
    """A box over the middle of the rows, its edges in the middle of wide characters."""

    DEFAULT_CSS = "Overlay { layer: above; width: 21; height: 3; offset: 7 2; background: green; display: none; }"

    def render_line(self, y: int) -> Strip:
        """Wide text, cut at the edge."""
        return Strip([Segment("予約" * 6, Style(bold=True))]).adjust_cell_length(self.size.width)


class Other(Screen[None]):
    """Another screen with a few words in the same places."""

    def compose(self) -> ComposeResult:
        """Rows of its own."""
        rows = Rows()
        rows.turned = 3
        yield rows


class CommandContext:
    """What an app of the tests is made of, whatever App it is."""

    CSS = "Screen { layers: below above; } Rows { layer: below; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Rows, and the box over them."""
        yield Rows()
        yield Overlay()


class PlainScene(CommandContext, App[None]):
    """Painted as Textual does."""


class DiffScene(CommandContext, DiffApp[None]):
    """Painted by the cell."""


def toggle(app: App[Any]) -> None:
    """Show or hide the box."""
    overlay = app.query_one(Overlay)
    overlay.display = not overlay.display


def turn(app: App[Any]) -> None:
    """Other words in every row."""
    app.query_one(Rows).turned = 1
    app.query_one(Rows).refresh()


def theme(name: str) -> Callable[[App[Any]], object]:
    """Another theme."""
    return lambda app: setattr(app, "theme", name)


STEPS: tuple[tuple[str, Callable[[App[Any]], object] | tuple[int, int]], ...] = (
    ("the first paint", lambda _: None),
    ("down", lambda app: app.query_one(Rows).go(1, 0)),
    ("right", lambda app: app.query_one(Rows).go(0, 1)),
    ("right into wide text", lambda app: app.query_one(Rows).go(1, 1)),
    ("box on", toggle),
    ("moved beneath the box", lambda app: app.query_one(Rows).go(1, 0)),
    ("box off", toggle),
    ("all rows new", turn),
    ("the same again", lambda app: app.query_one(Rows).refresh()),
    ("theme", theme("nord")),
    ("native colours", theme("ansi-dark")),
    ("another screen", lambda app: app.push_screen(Other())),
    ("and back", lambda app: app.pop_screen()),
    ("box on again", toggle),
    ("narrower", (61, 12)),
    ("wider", (90, 20)),
    ("up", lambda app: app.query_one(Rows).go(-1, 0)),
)
"""What is done to the app, or the size its terminal is given."""

Seen = list[tuple[list[list[Any]], int]]


def played(app: App[Any]) -> Seen:
    """What the terminal shows after each step, and the bytes the step cost."""

    async def play() -> Seen:
        seen: Seen = []
        async with app.run_test(headless=False, size=(80, 16)) as pilot:
            glass = Glass(app, 80, 16)
            for _, step in STEPS:
                if isinstance(step, tuple):
                    glass.resize(*step)
                    await pilot.resize_terminal(*step)
                else:
                    step(app)
                await pilot.pause()
                cost = glass.feed()
                seen.append((glass.look(), cost))
        return seen

    return asyncio.run(play())


@pytest.fixture(scope="module")
def both() -> tuple[Seen, Seen]:
    """The same steps, painted as Textual does and by the cell."""
    return played(PlainScene(driver_class=RecordingDriver)), played(DiffScene(driver_class=RecordingDriver))


def test_textual_is_the_version_this_was_written_for() -> None:
    """tui/terminal/diff.py and input.py use private names of one version of Textual: look at them before a bump."""
    assert version("textual") == SUPPORTED_TEXTUAL


@pytest.mark.parametrize("name", ["_display", "_batch_count", "_running", "_closed", "_driver"])
def test_the_private_names_are_there(name: str) -> None:
    """Each private name of App that tui/terminal/diff.py relies on exists."""
    assert hasattr(PlainScene(), name)


def test_the_updates_are_what_they_were() -> None:
    """The two kinds of update still carry the rows that are compared."""
    assert {"strips", "region"} <= set(vars(LayoutUpdate([], Region(0, 0, 1, 1))))
    assert {"chops", "spans", "chop_ends"} <= set(vars(ChopsUpdate([], [], [])))


@pytest.mark.parametrize("step", range(len(STEPS)), ids=[name for name, _ in STEPS])
def test_the_same_screen(both: tuple[Seen, Seen], step: int) -> None:
    """After every step each cell of the terminal has the same character and attributes, wide ones and marks too."""
    plain, diff = both

    for y, (wanted, shown) in enumerate(zip(plain[step][0], diff[step][0], strict=True)):
        assert wanted == shown, f"row {y}"


def test_fewer_bytes(both: tuple[Seen, Seen]) -> None:
    """A moved highlight costs less than half of what it did, and painting the same again costs nothing."""
    plain, diff = ({name: cost for (name, _), (_, cost) in zip(STEPS, seen, strict=True)} for seen in both)

    assert 0 == diff["the same again"]
    assert [] == [name for name in ("down", "right", "up") if 2 * diff[name] >= plain[name]]
    assert [] == [name for name in plain if diff[name] > plain[name]]


def test_repaint_sends_everything() -> None:
    """After a foreign program wrote over the screen, `repaint` makes it whole, without anything having changed."""

    async def play() -> tuple[str, str]:
        app = DiffScene(driver_class=RecordingDriver)
        async with app.run_test(headless=False, size=(80, 16)) as pilot:
            glass = Glass(app, 80, 16)
            await pilot.pause()
            before = glass.text()
            glass.disturb("\x1b[5;10Hwall: the system goes down at noon\r\n" * 3)
            assert before != glass.text()
            app.repaint()
            await pilot.pause()
            return before, glass.text()

    before, after = asyncio.run(play())
    assert before == after


def test_coming_back_from_the_background_repaints() -> None:
    """The terminal was cleared while the process was stopped: all is sent again."""

    async def play() -> tuple[str, str]:
        app = DiffScene(driver_class=RecordingDriver)
        async with app.run_test(headless=False, size=(80, 16)) as pilot:
            glass = Glass(app, 80, 16)
            await pilot.pause()
            before = glass.text()
            glass.disturb("\x1b[2J")
            app.app_resume_signal.publish(app)
            await pilot.pause()
            return before, glass.text()

    before, after = asyncio.run(play())
    assert before == after


def test_what_textual_drops_is_not_taken_as_shown() -> None:
    """An update within a batch is not written; afterwards the terminal still gets what it lacks."""

    async def play() -> tuple[str, str]:
        app = DiffScene(driver_class=RecordingDriver)
        async with app.run_test(headless=False, size=(80, 16)) as pilot:
            glass = Glass(app, 80, 16)
            await pilot.pause()
            with app.batch_update():
                turn(app)
                app._display(app.screen, app.screen._compositor.render_update(full=True))
            turn(app)
            await pilot.pause()
            shown = glass.text()
            app.repaint()
            await pilot.pause()
            return shown, glass.text()

    shown, repainted = asyncio.run(play())
    assert repainted == shown


def test_headless_apps_paint_nothing() -> None:
    """Under Pilot without a terminal the diff keeps out of the way."""

    async def play() -> object:
        app = DiffScene()
        async with app.run_test(size=(80, 16)) as pilot:
            await pilot.pause()
            return app._front

    assert asyncio.run(play()) is None
