"""What is a template with its fields filled, and how is it had: as text, as a PDF?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.lazy import lazy_modules
from core.templates.model import Block
from core.templates.plain_text import as_text

if TYPE_CHECKING:
    from core.templates.paper import pages
    from core.templates.paper.fonts import FontFiles
else:
    (pages,) = lazy_modules("core.templates.paper.pages")


class Document(Struct, frozen=True):
    """What a template says with its fields filled, in a language (an ISO 639 code)."""

    title: str
    language: str
    blocks: tuple[Block, ...]

    def text(self, width: int = 72) -> str:
        """The document as lines of at most `width` cells."""
        return as_text(self, width)

    def pdf(self, fonts: FontFiles | None = None, *, paper: str = "letter") -> bytes:
        """The document as the bytes of a PDF. Raises BadInput for letters that no font here draws."""
        return pages.as_pdf([self], fonts, paper=paper)
