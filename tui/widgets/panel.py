"""How is a list of lines put on the screen so that a change repaints the rows that changed and no other?"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip

from tui.terminal.cell_widget import CellWidget
from tui.terminal.cells import fit, width_of
from tui.text.lines import Line
from tui.text.theme import Palette

_MOST_STRIPS = 256


class LinePanel(CellWidget):
    """Lines of styled spans, one a row, cut or padded to the width; the cursor's row is reversed.

    More lines than rows are turned by the page, so that the cursor is seen. With `height: auto` the panel is
    as high as its lines.
    """

    ALLOW_SELECT = False

    def __init__(self, palette: Palette, *, ascii: bool = False, ground: str = "panel", id: str | None = None) -> None:
        """`ground` is the style under every line, from end to end."""
        super().__init__(id=id)
        self._palette = palette
        self._ground = ground
        self._ascii = ascii
        self._lines: tuple[Line, ...] = ()
        self._cursor: int | None = None
        self._held: int | None = None
        self._strips: dict[tuple[Line, int, int], Strip] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """All the lines, those on other pages included."""
        return self._lines

    def show(self, lines: Sequence[Line], *, cursor: int | None = None, held: int | None = None) -> None:
        """Show `lines`, the one of index `cursor` reversed; only rows that differ are repainted.

        Of a wide row only the first `held` cells are: from end to end in one colour it would be sent twice with every
        key, 320 cells at 160 columns.
        """
        if (self._lines, self._cursor, self._held) == (tuple(lines), cursor, held):
            return
        before = self._rows()
        grown = len(lines) != len(self._lines)
        self._lines, self._cursor, self._held = tuple(lines), cursor, held
        if grown and self.styles.is_auto_height:
            self.refresh(layout=True)
            return
        after = self._rows()
        changed = [y for y, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Draw one row, or take it from those drawn before."""
        line, under_cursor = self._row(y, max(self.size.height, 1))
        marked = (self._held or self.size.width) if under_cursor else 0
        key = (line, marked, self.size.width)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = line_strip(
                line,
                self.size.width,
                self._palette,
                ascii=self._ascii,
                ground=self._ground,
                under_cursor=marked,
            )
        return strip

    def _rows(self) -> list[tuple[Line, bool]]:
        height = self.size.height  # asked once: it costs 20 us, and a card has 46 rows
        return [self._row(y, height) for y in range(height)]

    def _row(self, y: int, height: int) -> tuple[Line, bool]:
        at = (self._cursor or 0) // height * height + y
        return (self._lines[at], at == self._cursor) if at < len(self._lines) else ((), False)


def line_strip(
    line: Line,
    width: int,
    palette: Palette,
    *,
    ascii: bool = False,
    ground: str = "panel",
    under_cursor: int = 0,
) -> Strip:
    """`line` as a strip of exactly `width` cells on the style `ground`, so many of the first reversed."""
    segments: list[Segment] = []
    left = width
    for text, names in line:
        cells = min(width_of(text), left)
        if cells > 0:
            segments.append(Segment(fit(text, cells, ascii=ascii), palette[f"{ground} {names}"]))
            left -= cells
    if left > 0:
        segments.append(Segment(" " * left, palette[ground]))
    strip = Strip(segments, width)
    marked = min(under_cursor, width)
    if marked in {0, width}:
        return strip.apply_style(palette["cursor"]) if marked else strip
    first, rest = strip.divide([marked, width])
    return Strip.join([first.apply_style(palette["cursor"]), rest])
