"""How do the snapshots look? `python -m tests.snapshot_svg FOLDER` draws each of them as an SVG into the folder."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from rich.color import blend_rgb
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI as THEME

from tests.snapshot import Cell, Snapshot

KEPT: Final = Path(__file__).parent / "tui" / "snapshots"
_FONT: Final = 15
_WIDTH, _HEIGHT, _BASE = 9, 19, 14
"""Of a cell, and where in it the letters stand, in pixels."""
_DIM: Final = 0.5
"""How much of the background is in dim text."""


def svg(snapshot: Snapshot) -> str:
    """The picture of a terminal that shows it."""
    width, height = len(snapshot.rows[0]) * _WIDTH, len(snapshot.rows) * _HEIGHT
    grounds = Counter(_look(Style.parse(cell.style))[1] for row in snapshot.rows for cell in row)
    ground = grounds.most_common(1)[0][0]
    rows = "\n".join(part for y, row in enumerate(snapshot.rows) for part in _row(y, row, ground))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' font-family="monospace" font-size="{_FONT}">\n'
        f'<rect width="{width}" height="{height}" fill="{ground}"/>\n{rows}\n</svg>\n'
    )


def _row(y: int, row: tuple[Cell, ...], ground: str) -> Iterator[str]:
    """The parts of a row: a run's background, unless it is the `ground` of all, then its words.

    Each stands at its own column, whatever the font.
    """
    for style, run in groupby(enumerate(row), lambda at: at[1].style):
        cells = list(run)
        color, background, weight = _look(Style.parse(style))
        left, width = cells[0][0] * _WIDTH, len(cells) * _WIDTH
        if background != ground:
            yield f'<rect x="{left}" y="{y * _HEIGHT}" width="{width}" height="{_HEIGHT}" fill="{background}"/>'
        for is_word, letters in groupby(cells, lambda at: bool(at[1].glyph.strip())):
            if is_word:
                word = list(letters)
                text = escape("".join(cell.glyph for _, cell in word))
                at = f'x="{word[0][0] * _WIDTH}" y="{y * _HEIGHT + _BASE}"'
                yield f'<text {at} fill="{color}"{weight}>{text}</text>'


def _look(style: Style) -> tuple[str, str, str]:
    """The colours of text and background, and the attributes of the text."""
    color = style.color.get_truecolor(THEME) if style.color else THEME.foreground_color
    background = style.bgcolor.get_truecolor(THEME, foreground=False) if style.bgcolor else THEME.background_color
    if style.reverse:
        color, background = background, color
    if style.dim:
        color = blend_rgb(color, background, _DIM)
    weight = ' font-weight="bold"' if style.bold else ""
    return color.hex, background.hex, weight + (' text-decoration="underline"' if style.underline else "")


def main() -> None:
    """Draw all that are kept."""
    parser = argparse.ArgumentParser(description="Draw the snapshots of the screens.")
    parser.add_argument("folder", type=Path, help="where to draw them")
    folder: Path = parser.parse_args().folder
    for kept in sorted(KEPT.rglob("*.txt")):
        picture = (folder / kept.relative_to(KEPT)).with_suffix(".svg")
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_text(svg(Snapshot.read(kept.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
