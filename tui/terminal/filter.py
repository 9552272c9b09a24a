"""How does text that came from outside reach the terminal without steering it?

Three guards stand one behind the other: text is cleaned where it enters (`core.text.cleaning.clean_text`), panels show
it as `Text` or spans and never as markup, and `SafeFilter` looks at every strip Textual is about to send.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.filter import LineFilter

from core.text.cleaning import UNSAFE
from tui.terminal.cells import fit, glyphs, plain

__all__ = ["SafeFilter", "fit", "plain", "show"]


def show(text: str, style: str = "") -> Text:
    """`text` for a Textual widget: one line, no markup, no control characters."""
    return Text(plain(text), style=style, no_wrap=True, end="")


class SafeFilter(LineFilter):
    """The last guard before the terminal: takes out whatever `UNSAFE` names, and no column moves.

    Return it first from `App.get_line_filters`. What had been counted with cells gives way to as many spaces.
    """

    def __eq__(self, other: object) -> bool:
        """Any two are alike, so that Textual finds strips it has filtered before."""
        return isinstance(other, SafeFilter)

    def __hash__(self) -> int:
        return hash(SafeFilter)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with safe text; those that are safe already come back as they are."""
        if all(_is_safe(segment) for segment in segments):
            return segments
        return [segment if _is_safe(segment) else Segment(_safe(segment.text), segment.style) for segment in segments]


def _is_safe(segment: Segment) -> bool:
    text = segment.text
    return bool(segment.control) or (text.isascii() and text.isprintable()) or text == _safe(text)


@lru_cache(maxsize=2048)  # lines and shades come again with every key
def _safe(text: str) -> str:
    cells = cell_len(text)
    spaced = UNSAFE.sub(lambda found: " " * cell_len(found[0]), text)
    safe = "".join(glyph for glyph, _ in glyphs(spaced))
    # A joiner hides the width of what follows it from rich: without it the text has grown.
    return safe if cell_len(safe) == cells else set_cell_size(safe, cells)
