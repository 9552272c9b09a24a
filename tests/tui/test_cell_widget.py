"""Does what is sent past the composed screen come to what composing it would show, and never to more?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.screen import Screen

from tests.painting import Glass, RecordingDriver
from tui.terminal.cell_widget import DrawingApp
from tui.terminal.filter import SafeFilter
from tui.text.theme import palette
from tui.widgets.panel import LinePanel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.filter import LineFilter
    from textual.geometry import Region

    from tui.terminal.cell_widget import CellWidget

WIDTH, HEIGHT = 30, 8
HOSTILE = "\x1b[31mred\u202e"


class Board(DrawingApp[None]):
    """A head, a list and a foot; over them a panel that is shown now and then."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layers: base overlay; layout: vertical; overflow: hidden; }
    #head, #foot { height: 1; }
    #list { height: 1fr; }
    #panel { layer: overlay; dock: bottom; margin-bottom: 1; height: auto; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(driver_class=RecordingDriver)
        self.composed = 0
        look = palette("ansi-dark")
        self.head, self.list, self.foot, self.panel = (
            LinePanel(look, id=name) for name in ("head", "list", "foot", "panel")
        )

    def compose(self) -> ComposeResult:
        """All of it."""
        yield from (self.head, self.list, self.foot, self.panel)

    def on_mount(self) -> None:
        """The theme whose colours are the terminal's."""
        self.theme = "ansi-dark"

    def get_line_filters(self) -> list[LineFilter]:
        """As the desk does."""
        return [SafeFilter(), *super().get_line_filters()]

    def lay_over(self, words: Sequence[str]) -> None:
        """Show the panel with these lines; without any there is no panel."""
        self.panel.display = bool(words)
        self.panel.show([((word, ""),) for word in words])

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        self.composed += 1
        super()._display(screen, renderable)


class ComposedBoard(Board):
    """The same, and Textual composes whatever changes."""

    def draw(self, widget: CellWidget, regions: Iterable[Region]) -> None:
        """Never past it."""
        widget.compose_again(regions)


class Sitting:
    """A board, and the terminal it is painted on."""

    def __init__(self, app: Board, pause: Callable[[], Awaitable[None]]) -> None:
        self.app, self.pause, self.glass = app, pause, Glass(app, WIDTH, HEIGHT)

    async def show(self, words: Sequence[str]) -> int:
        """Show these lines in the list, the last of them at the foot too; how often the screen was composed for it."""
        before = self.app.composed
        self.app.list.show([((f"{word:<12}", ""),) for word in words], cursor=len(words) // 2)
        self.app.foot.show([((words[-1], "bold"),)])
        await self.pause()
        return self.app.composed - before


def sit(app: Board, use: Callable[[Sitting], Awaitable[None]]) -> None:
    """Look at the board, with five lines in the list."""

    async def run() -> None:
        async with app.run_test(headless=False, size=(WIDTH, HEIGHT)) as pilot:
            sitting = Sitting(app, pilot.pause)
            await pilot.pause()
            await sitting.show("abcde")
            await use(sitting)

    asyncio.run(run())


def test_what_lies_open_is_sent_without_composing_the_screen() -> None:
    """In one write; what did not change is not sent."""

    async def look(here: Sitting) -> None:
        here.glass.feed()
        assert 0 == await here.show("abCdE")
        assert "C" in here.glass.text()
        assert here.glass.text().endswith("E")

    sit(Board(), look)


def test_nothing_is_drawn_over_what_lies_above() -> None:
    """While the panel is there, as it comes and as it goes, Textual composes the screen."""

    async def look(here: Sitting) -> None:
        here.app.lay_over(["over", "all"])
        assert 0 < await here.show("fghij")
        assert ["over", "all", "j"] == here.glass.text().splitlines()[-3:]
        assert 0 < await here.show("klmno")
        assert ["over", "all", "o"] == here.glass.text().splitlines()[-3:]
        here.app.lay_over([])
        assert 0 < await here.show("pqrst")
        assert list("pqrst") == here.glass.text().split()[:5]
        assert 0 == await here.show("uvwxy")
        assert list("uvwxy") == here.glass.text().split()[:5]

    sit(Board(), look)


def test_a_screen_that_is_not_shown_is_not_drawn() -> None:
    """What changes on it is there when it comes back."""

    async def look(here: Sitting) -> None:
        await here.app.push_screen(Screen())
        await here.pause()
        await here.show("fghij")
        assert "f" not in here.glass.text()
        here.app.pop_screen()
        await here.pause()
        assert list("fghij") == here.glass.text().split()[:5]

    sit(Board(), look)


def test_what_is_sent_has_passed_the_filters() -> None:
    """The last guard before the terminal stands on this way too."""

    async def look(here: Sitting) -> None:
        driver = here.app._driver
        assert isinstance(driver, RecordingDriver)
        driver.written.clear()
        assert 0 == await here.show(["a", HOSTILE, "c", "d", "e"])
        sent = "".join(driver.written)
        assert "[31mred" in sent
        assert "\x1b[31mred" not in sent
        assert "\u202e" not in sent

    sit(Board(), look)


def test_an_error_while_drawing_is_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not left to the loop, which would only note it."""
    app, met = Board(), list[Exception]()

    async def look(here: Sitting) -> None:
        monkeypatch.setattr(here.app.list, "pieces", lambda _: 1 / 0)
        monkeypatch.setattr(here.app, "_handle_exception", met.append)
        await here.show("fghij")

    sit(app, look)
    assert [ZeroDivisionError] == [type(error) for error in met]


WORDS = st.lists(st.sampled_from(("a", "bc", "\u5c71\u7530", "z" * 40, HOSTILE, "")), min_size=1, max_size=7)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(("", "", "over", "two lines")))))
def test_it_comes_to_what_composing_it_shows(steps: list[tuple[list[str], str]]) -> None:
    """Whatever is shown after whatever, with and without a panel over it."""
    seen: list[list[Any]] = [[], []]

    async def play(here: Sitting, shown: list[Any]) -> None:
        for words, over in steps:
            here.app.lay_over(over.split())
            await here.show(words)
            shown.append(here.glass.look())

    for app, shown in zip((Board(), ComposedBoard()), seen, strict=True):
        sit(app, lambda here, shown=shown: play(here, shown))  # type: ignore[misc]
    assert seen[1] == seen[0]
