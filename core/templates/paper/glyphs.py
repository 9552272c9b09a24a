"""How wide is a text in the fonts that draw it, and how is it drawn?"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from core.templates.model import Piece
from core.templates.paper.direction import Run, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from core.templates.paper.fonts import FontFiles

_FEATURES: Final = {"kern": True, "liga": True}
"""What shaping does besides what each script must have: joined letters that a font thinks beautiful are left out."""
_ARABIC_DIGITS: Final = "".join(map(chr, (*range(0x660, 0x66A), *range(0x6F0, 0x6FA))))
_BY_DIGITS: Final = re.compile(f"([{_ARABIC_DIGITS}]+)")
_STRONG: Final = frozenset({"L", "R", "AL"})


class Typeface:
    """Fonts in one size, bold or not."""

    def __init__(self, fonts: FontFiles, size: float, *, is_bold: bool = False) -> None:
        self.size = size
        self._fonts = fonts
        self._is_bold = is_bold

    def width(self, text: str) -> float:
        """In points, as it is drawn: each part of it in its own direction. Raises BadInput for a letter no font has."""
        runs = in_order([Piece(text, is_value=True)], from_right=False)
        return sum(width for run in runs for part in _turned(run) for *_, width in self._shaped(part))

    def draw(self, canvas: Canvas, left: float, base: float, pieces: Sequence[Piece], *, from_right: bool) -> None:
        """Draw a line, beginning at `left` points."""
        for run in in_order(pieces, from_right=from_right):
            parts = [shaped for part in _turned(run) for shaped in self._shaped(part)]
            for name, shaped, width in reversed(parts) if run.is_right_to_left else parts:
                written = canvas.beginText(left, base)
                written.setFont(name, self.size)
                written.textOut(shaped)
                canvas.drawText(written)
                left += width

    def _shaped(self, text: str) -> list[tuple[str, str, float]]:
        """Font, glyphs from left to right, and points, for each part of the text in the order it is read."""
        from reportlab.lib.abag import ABag
        from reportlab.pdfbase.ttfonts import shapeFragWord

        found = []
        for face, part in self._fonts.runs(text):
            name = (face.bold if self._is_bold else face.regular).fontName
            word = [0, (ABag(fontName=name, fontSize=self.size), part)]
            shaped = shapeFragWord(word, features=_FEATURES, force=True)[1][1]
            width = sum(glyph.x_advance for glyph in shaped.__shapeData__) * self.size / 1000
            found.append((name, shaped, width))
        return found


def _turned(run: Run) -> list[str]:
    """The run in parts as shaping wants them: that turns letters round by their script, but not signs that have none.

    It would turn round the digits of Arabic too, which are read from left to right as any others.
    """
    if not run.is_right_to_left:
        return [part[::-1] if part[0] in _ARABIC_DIGITS else part for part in _BY_DIGITS.split(run.text) if part]
    if any(unicodedata.bidirectional(sign) in _STRONG for sign in run.text):
        return [run.text]
    from bidi.mirror import MIRRORED

    return ["".join(MIRRORED.get(sign, sign) for sign in reversed(run.text))]
