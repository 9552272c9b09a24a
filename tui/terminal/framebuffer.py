"""What does the terminal show, and which bytes turn that into what it should show?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tui.terminal.cells import glyphs
from tui.terminal.sgr import change, ground, parameters

CARET = Style(meta={"caret": True})
"""Marks the cell in which the next letter typed will stand: the terminal's own cursor goes there."""
_SHOW, _HIDE = "\x1b[?25h", "\x1b[?25l"

_BRIDGE = 4  # cells sent again rather than jumped over: `ESC [ 1 2 3 G` takes six bytes
_LONG_BLANK, _LONG_GAP = 3, 5  # from here on, erasing to the end of the row is shorter, or erasing so many cells
_ERASE_IN_COLOR = (
    *("xterm", "tmux", "linux", "putty", "rxvt", "konsole"),
    *("vte", "gnome", "kitty", "alacritty", "foot", "st-"),
)
"""How the names of terminals begin that erase in the ground of the pen (`bce` of terminfo)."""

# Characters that every terminal gives the same width: Latin, Greek, Cyrillic, marks upon them, punctuation,
# lines and blocks, kana, Han, Hangul, full and half-width forms. After any other the column is set again by hand.
_AGREED = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u0377\u037a-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e"
    "\u2190-\u2193\u2500-\u25fc\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
).fullmatch


class Piece(NamedTuple):
    """Part of a row to show: `cells` terminal cells from column `x` of row `y`, counted from 0."""

    y: int
    x: int
    cells: int
    segments: Iterable[Segment]


class _Caret(str):
    """The SGR parameters of a cell that is marked as `CARET`."""

    __slots__ = ()


class _Row:
    """A row: the glyph of each cell ('' for the right half of the one before), its SGR parameters, and its caret."""

    __slots__ = ("caret", "glyphs", "styles")

    def __init__(self, glyphs: list[str], styles: list[str], caret: int | None = None) -> None:
        self.glyphs = glyphs
        self.styles = styles
        self.caret = caret

    def put(self, x: int, glyphs: list[str], styles: list[str], caret: int | None) -> None:
        """Lay cells over the row from column `x`; a double-width glyph that loses a half becomes a space.

        `caret` counts from `x`.
        """
        end = x + len(glyphs)
        if caret is not None:
            self.caret = x + caret
        elif self.caret is not None and x <= self.caret < end:
            self.caret = None
        if x and self.glyphs[x] == "":
            self.glyphs[x - 1] = " "
        self.glyphs[x:end] = glyphs
        self.styles[x:end] = styles
        if end < len(self.glyphs) and self.glyphs[end] == "":
            self.glyphs[end] = " "


class Framebuffer:
    """The terminal, `term` in TERM, as it was last painted. It begins by clearing it: what is blank costs nothing."""

    def __init__(self, width: int, height: int, term: str = "") -> None:
        self.size = (width, height)
        self._erases_in_color = term.startswith(_ERASE_IN_COLOR)
        self._rows = [_Row([" "] * width, [""] * width) for _ in range(height)]
        self._cleared = False
        self._caret: tuple[int, int] | None = None

    def paint(self, pieces: Iterable[Piece], colors: ColorSystem) -> str:
        """The sequence that makes the terminal show `pieces`, '' when it shows them already.

        Style and position are known at the start (plain; anywhere) and left plain at the end, the terminal's cursor
        where text is typed: an input method writes there, and a screen reader reads.
        """
        width, height = self.size
        wanted: dict[int, _Row] = {}
        for y, x, cells, segments in pieces:
            if not 0 <= y < height or not 0 <= x < width:
                continue
            row = wanted.get(y)
            if row is None:
                shown = self._rows[y]
                row = wanted[y] = _Row(shown.glyphs.copy(), shown.styles.copy(), shown.caret)
            row.put(x, *_cells_of(segments, min(cells, width - x), colors))
        writer = _Pen(erases_in_color=self._erases_in_color)
        if not self._cleared:
            writer.write(f"\x1b[m\x1b[2J{_HIDE}")
            self._cleared = True
        for y, row in wanted.items():
            shown = self._rows[y]
            if row.glyphs != shown.glyphs or row.styles != shown.styles:
                self._rows[y] = row
                for start, end in _runs(shown, row):
                    writer.draw(y, row, start, end)
        caret = next(((y, row.caret) for y, row in enumerate(self._rows) if row.caret is not None), None)
        before, self._caret = self._caret, caret
        return writer.finish(before, caret)


class _Pen:
    """Writes runs of cells, remembering row and style so as not to say them twice."""

    def __init__(self, *, erases_in_color: bool) -> None:
        self._erases_in_color = erases_in_color
        self._out: list[str] = []
        self._y = -1
        self._style = ""

    def write(self, sequence: str) -> None:
        self._out.append(sequence)

    def draw(self, y: int, row: _Row, start: int, end: int) -> None:
        """Send the cells [start, end) of a row."""
        self.write(self._way_to(y, start))
        self._y = y
        solid = _solid_end(row, start, end, in_color=self._erases_in_color)
        x = start
        while x < solid:
            style = row.styles[x]
            if row.glyphs[x] == " " and ground(style) == ground(self._style):
                style = self._style
            stop = x + 1
            while stop < solid and _looks(row, stop, style):
                stop += 1
            self._set(style)
            self._text(row, x, stop)
            x = stop
        if solid < end:
            seen = ground(row.styles[solid])
            self._set(self._style if ground(self._style) == seen else seen)
            is_rest = _blank_end(row, solid, seen) == len(row.glyphs)
            self.write("\x1b[K" if is_rest else f"\x1b[{end - solid}X")

    def finish(self, before: tuple[int, int] | None, caret: tuple[int, int] | None) -> str:
        """Everything written, the style plain again, and the terminal's cursor at the caret or hidden without one."""
        self._set("")
        if caret and (self._out or caret != before):
            self.write(self._way_to(*caret) if before else f"{self._way_to(*caret)}{_SHOW}")
        elif before and not caret:
            self.write(_HIDE)
        return "".join(self._out)

    def _way_to(self, y: int, x: int) -> str:
        """The shortest sequence that goes there, and counts on no width of what was drawn before."""
        if y == self._y:
            return f"\x1b[{x + 1}G"
        if x == 0:
            return "\r\n" if 0 <= self._y == y - 1 else f"\x1b[{y + 1}H"
        return f"\x1b[{y + 1};{x + 1}H"

    def _set(self, style: str) -> None:
        if style != self._style:
            self.write(change(self._style, style))
            self._style = style

    def _text(self, row: _Row, start: int, end: int) -> None:
        text = "".join(row.glyphs[start:end])
        if _AGREED(text):
            self.write(text)
            return
        for x in range(start, end):
            glyph = row.glyphs[x]
            if not glyph:
                continue
            if _AGREED(glyph):
                self.write(glyph)
                continue
            # Blank the cells that the layout gave it, draw it over them, and go to where the next one starts.
            after = x + _cells_at(row, x) + 1
            self.write(f"{' ' * (after - x - 1)}\x1b[{x + 1}G{glyph}\x1b[{after}G")


def _cells_of(segments: Iterable[Segment], cells: int, colors: ColorSystem) -> tuple[list[str], list[str], int | None]:
    """Glyphs and styles of exactly `cells` cells, and in which of them the caret is."""
    found: list[str] = []
    styles: list[str] = []
    caret: int | None = None
    for text, style, control in segments:
        if control:
            continue
        sgr = _sgr(style, colors) if style else ""
        if type(sgr) is _Caret and len(found) < cells:
            caret = len(found)
        if text.isascii() and text.isprintable():
            found.extend(text)
        else:
            found.extend(_spread(text))
        styles.extend([sgr] * (len(found) - len(styles)))
    lacking = cells - len(found)
    if lacking < 0 and found[cells] == "":
        found[cells - 1] = " "
    return (found + [" "] * lacking)[:cells], (styles + [""] * lacking)[:cells], caret


@lru_cache(maxsize=2048)  # shades and rules come again in every row
def _spread(text: str) -> tuple[str, ...]:
    """The glyph of each cell, '' for the right half of the one before."""
    return tuple(cell for glyph, width in glyphs(text) for cell in ((glyph, "") if width == 2 else (glyph,)))


def _runs(shown: _Row, row: _Row) -> Iterator[tuple[int, int]]:
    """The stretches [start, end) to send so that every cell that differs is sent, and no glyph halved."""
    differing = [
        x
        for x, (was, now, had, has) in enumerate(zip(shown.glyphs, row.glyphs, shown.styles, row.styles, strict=True))
        if was != now or (had != has and (now != " " or ground(had) != ground(has)))
    ]
    if not differing:
        return
    start, end = differing[0], differing[0] + 1
    for x in differing:
        if x == end or (x - end <= _BRIDGE and all(_looks(row, at, row.styles[end - 1]) for at in range(end, x))):
            end = x + 1
            continue
        yield start, _whole(row, end)
        start, end = x, x + 1
    yield start, _whole(row, end)


def _whole(row: _Row, end: int) -> int:
    """The end of a run moved on to that of a glyph, and past the neighbour of one that may be drawn too wide."""
    end = _glyph_end(row, end)
    while end < len(row.glyphs) and not _AGREED(row.glyphs[end - 1] or row.glyphs[end - 2]):
        end = _glyph_end(row, end + 1)
    return end


def _looks(row: _Row, x: int, style: str) -> bool:
    """Whether the cell looks the same in that style: a blank does wherever the ground is."""
    had = row.styles[x]
    return had == style or (row.glyphs[x] == " " and ground(had) == ground(style))


def _glyph_end(row: _Row, end: int) -> int:
    while end < len(row.glyphs) and row.glyphs[end] == "":
        end += 1
    return end


def _cells_at(row: _Row, x: int) -> int:
    return 2 if x + 1 < len(row.glyphs) and row.glyphs[x + 1] == "" else 1


def _solid_end(row: _Row, start: int, end: int, *, in_color: bool) -> int:
    """Where in a run the blanks begin that go on to its end, if erasing them takes fewer bytes.

    On a plain ground, or on any where the terminal erases in the colour of the pen; those to the row's end go at once.
    """
    width, solid = len(row.glyphs), end
    seen = ground(row.styles[end - 1])
    if seen and not (in_color and seen.startswith("48;")):
        return end
    while solid > start and row.glyphs[solid - 1] == " " and ground(row.styles[solid - 1]) == seen:
        solid -= 1
    return solid if end - solid > (_LONG_GAP if _blank_end(row, end, seen) < width else _LONG_BLANK) else end


def _blank_end(row: _Row, start: int, seen: str) -> int:
    """How far blanks on that ground go on from there."""
    end = start
    while end < len(row.glyphs) and row.glyphs[end] == " " and ground(row.styles[end]) == seen:
        end += 1
    return end


@lru_cache(maxsize=4096)
def _sgr(style: Style, colors: ColorSystem) -> str:
    """The SGR parameters of a style for a plain pen."""
    said = parameters(style, colors)
    return _Caret(said) if "caret" in style.meta else said
