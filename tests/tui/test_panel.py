"""Does a panel of lines show them to the cell, and repaint no other row than those that changed?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from rich.color import Color
from rich.style import Style
from textual.app import ComposeResult

from tests.painting import Glass, RecordingDriver
from tui.terminal.diff import DiffApp
from tui.text.lines import Line, in_sight
from tui.text.theme import palette
from tui.widgets.panel import LinePanel, line_strip

COLORS = palette("ansi-dark")


class Board(DiffApp[None]):
    """A panel of five rows, and one as high as its lines."""

    CSS = "#fixed { height: 5; } #auto { height: auto; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Both panels."""
        yield LinePanel(COLORS, id="fixed")
        yield LinePanel(COLORS, ascii=True, id="auto")


def show(use: Callable[[LinePanel, LinePanel, Glass, Callable[[], Awaitable[None]]], Awaitable[None]]) -> None:
    """Use the two panels on a terminal of 20 x 10."""

    async def run() -> None:
        app = Board(driver_class=RecordingDriver)
        async with app.run_test(headless=False, size=(20, 10)) as pilot:
            await pilot.pause()
            fixed, auto = app.query_one("#fixed", LinePanel), app.query_one("#auto", LinePanel)

            async def pause() -> None:
                await pilot.pause()

            await use(fixed, auto, Glass(app, 20, 10), pause)

    asyncio.run(run())


def lines(*texts: str) -> list[Line]:
    """Lines of one plain span each."""
    return [((text, "text"),) for text in texts]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ((), "        "),
        ((("ab", "text"), ("cd", "warn")), "abcd    "),
        ((("abcdefghij", "text"),), "abcdefg…"),
        ((("abcdef", "text"), ("ghij", "warn")), "abcdefg…"),
        ((("abcdefgh", "text"), ("ij", "warn")), "abcdefgh"),
        ((("山田太郎!", "text"),), "山田太… "),
        ((("a\x1b[31mb", "text"),), "a[31mb  "),
    ],
)
def test_a_line_takes_the_width(line: Line, text: str) -> None:
    """Spans are cut and padded to exactly the width, and never hold a control character."""
    strip = line_strip(line, 8, COLORS)

    assert (text, 8) == (strip.text, strip.cell_length)


def test_the_row_of_the_cursor_is_reversed_as_far_as_is_asked() -> None:
    """So many of its first cells are, over the styles of its spans: all of them, or those that hold a wide row."""
    for under, reversed_ in ((5, [True, True]), (9, [True, True]), (1, [True, False, False]), (0, [False, False])):
        strip = line_strip((("ab", "warn"),), 5, COLORS, under_cursor=under)

        assert reversed_ == [bool(one.style and one.style.reverse) for one in strip], under
        assert ("ab   ", 5) == (strip.text, strip.cell_length)
        assert {COLORS["warn"].color, None} == {one.style.color if one.style else None for one in strip}


def test_only_changed_rows_are_sent() -> None:
    """Of three lines the one that changed is sent, and of it the letters that differ; the same lines cost nothing."""

    async def use(fixed: LinePanel, _: LinePanel, glass: Glass, pause: Callable[[], Awaitable[None]]) -> None:
        fixed.show(lines("one", "two", "three"))
        await pause()
        assert ["one", "two", "three"] == glass.text().split("\n")[:3]
        fixed.show(lines("one", "two", "three"))
        await pause()
        assert 0 == glass.feed()
        fixed.show(lines("one", "tWo", "three"))
        await pause()
        assert len("\x1b[2;2HW") == glass.feed()
        assert "tWo" == glass.text().split("\n")[1]

    show(use)


def test_the_cursor_turns_the_page() -> None:
    """Lines that find no room are on further pages, and the page with the cursor is shown."""

    async def use(fixed: LinePanel, _: LinePanel, glass: Glass, pause: Callable[[], Awaitable[None]]) -> None:
        fixed.show(lines(*map(str, range(12))), cursor=4)
        await pause()
        assert ["0", "1", "2", "3", "4"] == glass.text().split("\n")[:5]
        fixed.show(lines(*map(str, range(12))), cursor=5)
        await pause()
        assert ["5", "6", "7", "8", "9"] == glass.text().split("\n")[:5]
        assert [True] * 20 == [cell.reverse for cell in glass.look()[0]]
        assert (12, False) == (len(fixed.lines), glass.look()[1][0].reverse)

    show(use)


def test_a_panel_as_high_as_its_lines() -> None:
    """With automatic height a panel grows and shrinks with its lines."""

    async def use(_: LinePanel, auto: LinePanel, glass: Glass, pause: Callable[[], Awaitable[None]]) -> None:
        auto.show(lines("one", "x" * 30))
        await pause()
        assert (2, "x" * 19 + "~") == (auto.size.height, glass.text().split("\n")[6])
        auto.show(lines("one"))
        await pause()
        assert (1, "") == (auto.size.height, glass.text().split("\n")[6])

    show(use)


def test_a_bar_has_one_ground() -> None:
    """Whatever stands in it, from end to end."""
    styles = palette("truecolor-dark")
    strip = line_strip((("Main", "title"), (" 1 parked ", "warn"), ("10:20", "head")), 40, styles, ground="bar")

    assert {styles["bar"].bgcolor} == {segment.style.bgcolor for segment in strip if segment.style}


def _luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["panel", "bar"])
def test_text_can_be_read_in_true_colour(ground: str) -> None:
    """The contrast of what is read is at least 4.5:1; lines and dots are not read."""
    styles = palette("truecolor-dark")
    faint = {}
    for name in styles.names - {"rule", "closed", "past", "load"}:
        style = styles[f"{ground} {name}"]
        assert style.color is not None
        assert style.bgcolor is not None
        light, dark = sorted((_luminance(style.color), _luminance(style.bgcolor)), reverse=True)
        if (light + 0.05) / (dark + 0.05) < 4.5:
            faint[name] = round((light + 0.05) / (dark + 0.05), 2)

    assert {} == faint


def test_what_stands_on_a_visit_can_be_read_in_true_colour() -> None:
    """The same on the ground of each state, as bright as the name or as the type; the letter and the cursor reverse it.

    The grounds of what is closed, free and taken are three depths.
    """
    styles = palette("truecolor-dark")
    states = [name.removeprefix("ground-") for name in styles.names if name.startswith("ground-")]
    faint = {}
    for name in (
        *(f"panel ground-{state} {state}" for state in states),
        "panel closed label",
        "panel away",
        "panel block",
    ):
        color, ground = styles[name].color, styles[name].bgcolor
        assert color is not None
        assert ground is not None
        if (_luminance(color) + 0.05) / (_luminance(ground) + 0.05) < 4.5:
            faint[name] = color
    assert {} == faint
    assert len(states) == 11
    depths = [_luminance(ground) for name in ("closed", "free", "ground-booked") if (ground := styles[name].bgcolor)]
    assert depths == sorted(depths)
    assert len(set(depths)) == 3


@pytest.mark.parametrize("theme", ["ansi-dark", "truecolor-dark"])
def test_every_name_has_a_style_in_every_theme(theme: str) -> None:
    """No style name is missing from a theme, and unknown names look like text."""
    styles = palette(theme)

    assert palette("ansi-dark").names <= styles.names
    assert styles["text"] == styles["no-such-name"]


def test_sixteen_colours_are_sixteen() -> None:
    """The theme for 16 colours uses the terminal's own and no background of its own."""
    styles = palette("ansi-dark")

    assert [] == [name for name in styles.names if styles[name].bgcolor is not None]
    assert [] == [name for name in styles.names if (color := styles[name].color) and (color.number or 0) > 15]


def test_no_colour_has_none() -> None:
    """Without colour, styles are bold, underlined or reversed and nothing else."""
    styles = palette("truecolor-dark", color=False)
    allowed = {Style(), Style(bold=True), Style(underline=True), Style(bold=True, underline=True), Style(reverse=True)}

    assert {styles[name].clear_meta_and_links() for name in palette("ansi-dark").names} <= allowed
    assert styles["warn"] != styles["error"]


def test_names_lie_over_each_other() -> None:
    """Two names give one style, the later over the earlier."""
    style = COLORS["late cursor"]

    assert (COLORS["late"].color, True, True) == (style.color, style.bold, style.reverse)


@pytest.mark.parametrize(
    ("chosen", "rows", "first"), [(None, 3, 0), (2, 3, 0), (3, 3, 3), (9, 3, 7), (4, 1, 4), (5, 20, 0)]
)
def test_the_line_chosen_is_in_sight(chosen: int | None, rows: int, first: int) -> None:
    """However few rows a small terminal leaves to a question."""
    lines = [((f"{at}", "cursor" if at == chosen else "panel"),) for at in range(10)]
    assert lines[first : first + rows] == list(in_sight(lines, rows))
