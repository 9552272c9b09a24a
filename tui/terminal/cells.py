"""How many terminal cells does a text take, and how is it brought to exactly so many?

Widths are those that rich and Textual count, so that layout and paint agree. Characters that a terminal
obeys, that nobody sees, or that take another width in each terminal are left out before anything is counted.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from core.text.cleaning import UNSAFE

_MOST_MARKS = 4  # of a glyph: as many as stored text may have
_CUT, _CUT_ASCII = "…", "~"


def plain(text: str) -> str:
    """`text` without what `UNSAFE` names (control, bidi, invisible); line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(lambda found: " " if found[0].isspace() else "", text)


def glyphs(text: str) -> list[tuple[str, int]]:
    """The glyphs of `text` with their cells: a character and the marks upon it, 1 or 2 cells wide.

    A mark with nothing before it, or after four others, is left out: it would ride on a neighbour, or cover
    the rows above. So is what `UNSAFE` names, if it takes no cell.
    """
    found: list[tuple[str, int]] = []
    marks = _MOST_MARKS
    for char in text:
        width = get_character_cell_size(char)
        if width:
            found.append((char, width))
            marks = 0
        elif marks < _MOST_MARKS and not UNSAFE.match(char):
            base, taken = found[-1]
            found[-1] = (base + char, taken)
            marks += 1
    return found


def width_of(text: str) -> int:
    """The cells that `fit` counts for `text`."""
    return len(text) if text.isascii() and text.isprintable() else _width_of(text)


def fit(text: str, cells: int, *, ascii: bool = False) -> str:
    """`text` cut or padded with spaces to exactly `cells` terminal cells.

    What was cut ends with '…' ('~' in ASCII). A double-width character is never halved: a space stands in for
    its missing half.
    """
    if text.isascii() and text.isprintable() and len(text) <= cells:  # most are: asked a thousand times a page
        return text.ljust(cells)
    if width_of(text) <= cells:
        return clip(text, cells)
    return clip(clip(text, cells - 1, pad=False) + (_CUT_ASCII if ascii else _CUT), cells)


def clip(text: str, cells: int, *, pad: bool = True) -> str:
    """`text` cut without a mark to at most `cells` terminal cells, and padded to exactly so many."""
    if text.isascii() and text.isprintable():
        cut = text[: max(cells, 0)]
        return cut.ljust(cells) if pad else cut
    kept, left = _clipped(text, cells)
    return kept + " " * (left if pad else 0)


@lru_cache(maxsize=2048)  # rules, edges, shades and names come again in every row
def _width_of(text: str) -> int:
    return cell_len(plain(text))


@lru_cache(maxsize=2048)
def _clipped(text: str, cells: int) -> tuple[str, int]:
    """What of the text finds room, and how many cells are left."""
    kept: list[str] = []
    left = cells
    for glyph, width in glyphs(plain(text)):
        if width > left:
            break
        kept.append(glyph)
        left -= width
    return "".join(kept), left
