"""How does a message stand on a sheet of paper: from whom, to whom, of which day, and what it says?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.structs import replace
from core.templates.document import Document
from core.templates.model import Block, BlockKind, Piece

if TYPE_CHECKING:
    from core.messages.outward import Outward

_GAP = Block(BlockKind.GAP)


def letter_page(outward: Outward) -> Document:
    """The letter, of which every line that came from outside is a value: none is a field, a rule or markup."""
    to = f"{outward.recipient}\n{outward.address}"
    blocks = (
        *_lines("\n".join(outward.head)),
        _GAP,
        *_lines(to),
        _GAP,
        _GAP,
        *(replace(one, kind=BlockKind.HEADING) for one in _lines(outward.title)),
        _GAP,
        *_lines(outward.text, with_gaps=True),
    )
    return Document(outward.title, outward.language or "en", blocks)


def _lines(text: str, *, with_gaps: bool = False) -> tuple[Block, ...]:
    lines = text.splitlines()
    return tuple(
        Block(BlockKind.TEXT, (Piece(line, is_value=True),)) if line.strip() else _GAP
        for line in lines
        if line.strip() or with_gaps
    )
