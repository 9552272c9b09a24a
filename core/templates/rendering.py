"""Which document is a template with its fields filled?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.templates.document import Document
from core.templates.model import Block, BlockKind, Piece, words_of
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.templates.model import Facts, Rows
    from core.templates.template import Field, Line, Template

LONGEST_VALUE: Final = 2_000


def render(template: Template, facts: Facts) -> Document:
    """The document. A value is text whatever it says: no markup, no control, no direction of its own.

    A field of which there is no fact is empty.
    """
    blocks: list[Block] = []
    for line in template.lines:
        block = _block(line, facts)
        if block is not None:
            if block.kind is not BlockKind.GAP or (blocks and blocks[-1].kind is not BlockKind.GAP):
                blocks.append(block)  # of lines that are left out no double blank stays
        elif line.kind is BlockKind.TABLE and blocks and blocks[-1].kind is BlockKind.HEADING:
            blocks.pop()  # over a table without rows stands no heading
    while blocks and blocks[-1].kind is BlockKind.GAP:
        blocks.pop()
    title = next((words_of(block.pieces) for block in blocks if block.kind is BlockKind.TITLE), template.kind)
    return Document(title, template.language, tuple(blocks))


def _block(line: Line, facts: Facts) -> Block | None:
    if line.kind is BlockKind.TABLE:
        rows = _rows(facts.get(line.fields[0].name, ()))
        return Block(line.kind, rows=rows) if rows else None
    optional = [field for field in line.fields if field.is_optional]
    if optional and not any(_value(field, facts) for field in optional):
        return None
    return Block(line.kind, tuple(_pieces(line.parts, facts)), tuple(_pieces(line.right, facts)))


def _pieces(parts: Sequence[str | Field], facts: Facts) -> Iterator[Piece]:
    for part in parts:
        if isinstance(part, str):
            yield Piece(part)
        elif value := _value(part, facts):
            yield Piece(value, is_value=True)


def _value(field: Field, facts: Facts) -> str:
    found = facts.get(field.name, "")
    return clean_text(found, limit=LONGEST_VALUE) if isinstance(found, str) else ""


def _rows(found: str | Rows) -> tuple[tuple[str, ...], ...]:
    if isinstance(found, str):
        return ()
    return tuple(tuple(clean_text(cell, limit=LONGEST_VALUE) for cell in row) for row in found)
