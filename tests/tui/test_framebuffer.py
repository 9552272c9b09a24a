"""Do the bytes sent turn what the terminal shows into what it should show, and no byte more than needed?"""

import unicodedata

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from wcwidth import wcwidth

from tests.painting import seen
from tui.terminal.cells import fit
from tui.terminal.framebuffer import CARET, Framebuffer, Piece

WIDTH, HEIGHT = 24, 4
COLORS = ColorSystem.TRUECOLOR
BOLD, RED, REVERSE = Style(bold=True), Style(color="red"), Style(reverse=True)
PAINTED = Style(color="#102030", bgcolor="#ffffff")
STYLES = {"": Style.null(), "1": BOLD, "31": RED, "7": REVERSE, "38;2;16;32;48;48;2;255;255;255": PAINTED}
"""By the parameters they are sent with."""

# Characters on whose width rich and the terminal of the tests agree.
TEXTS = st.text(st.sampled_from("ab .-│山田가ｱ\u0301\u0308éß"), max_size=12)
SPANS = st.lists(st.tuples(TEXTS, st.sampled_from(list(STYLES.values()))), min_size=1, max_size=4)
FRAMES = st.lists(
    st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), SPANS), max_size=4),
    min_size=1,
    max_size=6,
)


class Shown:
    """A terminal of `WIDTH` x `HEIGHT` in memory."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.screen.reset_mode(7, private=True)
        self._stream = pyte.Stream(self.screen)

    def feed(self, sequence: str) -> str:
        """Take in a sequence, and give it back."""
        self._stream.feed(sequence)
        return sequence

    def cells(self) -> list[list[pyte.screens.Char]]:
        """Every cell with its attributes."""
        return [[seen(self.screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def piece(y: int, x: int, *texts: tuple[str, Style]) -> Piece:
    """Texts from a place on; what leaves the row is cut."""
    segments = [Segment(text, style) for text, style in texts]
    return Piece(y, x, sum(cell_len(text) for text, _ in texts), segments)


def plain(text: str, *, x: int = 0, y: int = 0) -> Piece:
    """A piece of plain text."""
    return piece(y, x, (text, Style.null()))


def everything(front: Framebuffer) -> list[Piece]:
    """All that a front believes to be shown, glyph by glyph."""
    return [
        Piece(y, x, cell_len(glyph), [Segment(glyph, STYLES[parameters])])
        for y, row in enumerate(front._rows)
        for x, (glyph, parameters) in enumerate(zip(row.glyphs, row.styles, strict=True))
        if glyph
    ]


@pytest.mark.parametrize("term", ["screen-256color", "xterm-256color"])
@given(frames=FRAMES)
def test_painting_by_steps_is_painting_at_once(
    term: str, frames: list[list[tuple[int, int, list[tuple[str, Style]]]]]
) -> None:
    """After each frame the terminal shows what one does that is sent everything anew, as far as it is seen."""
    front, terminal = Framebuffer(WIDTH, HEIGHT, term), Shown()
    for frame in frames:
        terminal.feed(front.paint([piece(y, x, *spans) for y, x, spans in frame], COLORS))
        fresh = Shown()
        fresh.feed(Framebuffer(WIDTH, HEIGHT).paint(everything(front), COLORS))
        assert fresh.cells() == terminal.cells()


@given(text=TEXTS, before=TEXTS)
def test_a_row_reads_as_it_was_given(text: str, before: str) -> None:
    """Whatever stood in a row, afterwards it reads what was painted."""
    front, terminal = Framebuffer(WIDTH, HEIGHT), Shown()
    terminal.feed(front.paint([plain(fit(before, WIDTH))], COLORS))
    terminal.feed(front.paint([plain(fit(text, WIDTH))], COLORS))

    shown = "".join(cell.data for cell in terminal.cells()[0])
    assert unicodedata.normalize("NFC", fit(text, WIDTH)) == shown


def test_a_cell_is_sent_alone() -> None:
    """One changed letter costs a jump and the letter."""
    front = Framebuffer(WIDTH, HEIGHT)
    front.paint([plain("Smith, John")], COLORS)

    assert "\x1b[1;8HA" == front.paint([plain("Smith, Aohn")], COLORS)


def test_nothing_is_sent_for_nothing() -> None:
    """What the terminal shows already costs no byte, whichever way its styles are said."""
    front = Framebuffer(WIDTH, HEIGHT)
    front.paint([piece(0, 0, ("Smith", BOLD), ("Jones", BOLD))], COLORS)

    assert "" == front.paint([piece(0, 0, ("Smi", Style(bold=True)), ("thJones", Style(bold=True, link="x")))], COLORS)
    assert "" == front.paint([], COLORS)


def test_styles_are_said_once() -> None:
    """A style is set where it begins and left where it ends, not around each segment."""
    front = Framebuffer(WIDTH, HEIGHT)
    front.paint([plain("")], COLORS)

    assert "\x1b[1H\x1b[1mabcd\x1b[0;31mef\x1b[m" == front.paint(
        [piece(0, 0, ("ab", BOLD), ("cd", BOLD), ("ef", RED))], COLORS
    )


def test_small_gaps_are_bridged_and_large_ones_jumped() -> None:
    """Up to four equal cells between two changes are sent again, more are jumped over."""
    front = Framebuffer(WIDTH, HEIGHT)
    front.paint([plain("a....b.....c")], COLORS)

    assert "\x1b[1HA....B\x1b[12GC" == front.paint([plain("A....B.....C")], COLORS)


def test_the_first_paint_clears_and_skips_blanks() -> None:
    """A terminal that was cleared is blank, so blanks need not be sent."""
    front = Framebuffer(WIDTH, HEIGHT)

    assert "\x1b[m\x1b[2J\x1b[?25l\x1b[2;3Hx" == front.paint(
        [plain(" " * WIDTH), plain("  x" + " " * (WIDTH - 3), y=1)], COLORS
    )


def test_erasing_to_the_end_of_the_row() -> None:
    """A row that becomes blank at its end is erased, not overwritten with spaces; coloured blanks are not."""
    front = Framebuffer(WIDTH, HEIGHT)
    front.paint([plain("x" * WIDTH), piece(1, 0, ("x" * WIDTH, REVERSE))], COLORS)

    assert f"\x1b[1;{WIDTH - 2}H   " == front.paint([plain("x" * (WIDTH - 3) + " " * 3)], COLORS)
    assert "\x1b[1;3H\x1b[K" == front.paint([plain("xx" + " " * (WIDTH - 2))], COLORS)
    assert "\x1b[2H\x1b[7m" + " " * WIDTH + "\x1b[m" == front.paint([piece(1, 0, (" " * WIDTH, REVERSE))], COLORS)


@pytest.mark.parametrize(
    ("before", "after", "x", "shown"),
    [
        ("山田", "ab", 0, "ab田"),
        ("山田", "x", 1, " x田"),
        ("山田", "xy", 1, " xy "),
        ("abcd", "山", 1, "a山d"),
        ("山田", "田", 1, " 田 "),
        ("a\u0301b", "a", 0, "ab"),
        ("ab", "a\u0301", 0, "áb"),
    ],
)
def test_wide_characters_are_never_halved(before: str, after: str, x: int, shown: str) -> None:
    """What covers half of a double-width character blanks the other half; a mark comes and goes with its letter."""
    front, terminal = Framebuffer(WIDTH, HEIGHT), Shown()
    terminal.feed(front.paint([plain(before)], COLORS))
    terminal.feed(front.paint([plain(after, x=x)], COLORS))

    assert unicodedata.normalize("NFC", shown) == terminal.screen.display[0].rstrip() + " " * shown.endswith(" ")


# Rich counts these otherwise than the terminal of the tests, as happens with any terminal of another Unicode version.
DISPUTED = [chr(code) for code in (0x5C8, 0xB53, 0x1ADE, 0x18CD6) if wcwidth(chr(code)) != cell_len(chr(code))]


@pytest.mark.parametrize("disputed", [*DISPUTED, "\u0e33", "नि", "🇺"])
def test_columns_hold_where_terminals_disagree(disputed: str) -> None:
    """Right of a character that the terminal gives another width, everything stays in its column, step after step."""
    front, terminal = Framebuffer(WIDTH, HEIGHT), Shown()
    column = cell_len("ab" + disputed)
    for name in ("ab" + disputed, "cb" + disputed, "c" * column):
        for rule in ("|", "!", "|"):
            terminal.feed(front.paint([plain(f"{name}{rule}Jones|")], COLORS))
            assert f"{rule}Jones|" == "".join(cell.data for cell in terminal.cells()[0][column : column + 7])
    assert f"{'c' * column}|Jones|" == terminal.screen.display[0].rstrip()


TOO_WIDE = next(chr(code) for code in (0x18CD6, 0x18CD7) if wcwidth(chr(code)) > cell_len(chr(code)))
TOO_NARROW = next(chr(code) for code in (0x5C8, 0xB53, 0x1ADE) if wcwidth(chr(code)) < cell_len(chr(code)))


def test_what_a_terminal_draws_too_wide_does_not_cover_its_neighbour() -> None:
    """The cell behind such a character is sent again, although it did not change."""
    front, terminal = Framebuffer(WIDTH, HEIGHT), Shown()
    terminal.feed(front.paint([plain("abX|Jones")], COLORS))
    terminal.feed(front.paint([plain(f"ab{TOO_WIDE}|Jones")], COLORS))

    assert "|Jones" == "".join(cell.data for cell in terminal.cells()[0][3:9])


def test_what_a_terminal_draws_too_narrow_leaves_nothing_behind() -> None:
    """The cell that such a character should fill is blanked first, so that nothing old shows through."""
    front, terminal = Framebuffer(WIDTH, HEIGHT), Shown()
    terminal.feed(front.paint([plain("abX|Jones")], COLORS))
    terminal.feed(front.paint([plain(f"ab{TOO_NARROW}|Jones")], COLORS))

    assert ("ab", "|Jones") == (terminal.screen.display[0][:2], terminal.screen.display[0][3:9])
    assert "X" not in terminal.screen.display[0]


def test_a_disputed_character_at_the_edge_stays_in_its_row() -> None:
    """In the last column a character that the terminal finds too wide does not spill into the next row."""
    for disputed in DISPUTED:
        front, terminal = Framebuffer(WIDTH, HEIGHT), Shown()
        row = "x" * (WIDTH - cell_len(disputed)) + disputed
        terminal.feed(front.paint([plain(row), plain("y" * WIDTH, y=1)], COLORS))
        terminal.feed(front.paint([plain("z" + row[1:])], COLORS))
        assert "y" * WIDTH == terminal.screen.display[1]


@pytest.mark.parametrize(
    ("colors", "expected"),
    [
        (ColorSystem.STANDARD, "31"),
        (ColorSystem.EIGHT_BIT, "38;5;196"),
        (ColorSystem.TRUECOLOR, "38;2;255;0;0"),
    ],
)
def test_colours_are_those_the_terminal_has(colors: ColorSystem, expected: str) -> None:
    """A colour is sent in the nearest form that the terminal understands."""
    sequence = Framebuffer(WIDTH, HEIGHT).paint([piece(0, 0, ("x", Style(color="#ff0000")))], colors)

    assert f"\x1b[{expected}mx" in sequence.replace("\x1b[91m", "\x1b[31m")


def test_links_are_not_sent() -> None:
    """Text from outside never becomes a link of the terminal."""
    sequence = Framebuffer(WIDTH, HEIGHT).paint([piece(0, 0, ("x", Style(link="https://example.org")))], COLORS)

    assert "]8" not in sequence


def test_pieces_outside_are_ignored() -> None:
    """A piece beyond the terminal's edge, as in the moment of a resize, does no harm."""
    front = Framebuffer(WIDTH, HEIGHT)

    assert "\x1b[m\x1b[2J\x1b[?25l" == front.paint([plain("x", y=HEIGHT), plain("x", x=WIDTH)], COLORS)
    assert f"\x1b[1;{WIDTH}Hx" == front.paint([plain("xyz", x=WIDTH - 1)], COLORS)


def test_the_terminals_cursor_stands_where_text_is_typed() -> None:
    """It comes with the caret, goes back there after whatever else is drawn, and goes when nothing is asked."""
    shown, front = Shown(), Framebuffer(WIDTH, HEIGHT)

    def paint(*pieces: Piece) -> tuple[int, int, bool]:
        shown.feed(front.paint(pieces, COLORS))
        cursor = shown.screen.cursor
        return cursor.y, cursor.x, not cursor.hidden

    assert not paint(plain("day"))[2]
    assert (2, 5, True) == paint(piece(2, 0, ("find: ", BOLD)), piece(2, 5, (" ", Style(underline=True) + CARET)))
    assert (2, 5, True) == paint(plain("clock", y=3))
    assert (2, 7, True) == paint(piece(2, 5, ("山", Style.null()), (" ", CARET)))
    assert "" == front.paint((plain("clock", y=3),), COLORS)
    assert not paint(piece(2, 0, (" " * WIDTH, Style.null())))[2]
    fresh = Framebuffer(WIDTH, HEIGHT)
    assert "\x1b[?25l" in fresh.paint((plain("day"),), COLORS)
