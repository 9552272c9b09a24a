"""How are documents set on pages, and written as a PDF?"""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.structs import replace
from core.templates import sentences as say
from core.templates.cells import fitted, wrapped
from core.templates.model import BlockKind, Piece, words_of
from core.templates.paper.direction import is_right_to_left
from core.templates.paper.fonts import FontFiles
from core.templates.paper.glyphs import Typeface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from core.templates.model import Block, Content

PAPERS: Final = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height in points."""
MARGIN: Final = 64.0
BODY: Final = 11.0
_HEAD: Final = 16.0
_SUBHEAD: Final = 12.5
_FOOT: Final = 8.0
_LEADING: Final = 1.4
_HIGH: Final = BODY * _LEADING
_SMALL: Final = 9.0
_COLUMN_GAP: Final = 12.0
_BOX: Final = 9.0
_BOX_ROOM: Final = 18.0
_SIGNATURE_ROOM: Final = 40.0
_SIGNATURE_LINE: Final = 240.0
_BESIDE: Final = "; "
"""Between the things that a cell of a table tells one beside the other."""


class Item(Struct, frozen=True):
    """What is drawn on one line: pieces at a distance from where lines begin, or from where they end."""

    pieces: tuple[Piece, ...]
    typeface: Typeface
    indent: float = 0.0
    at_end: bool = False


class Row(Struct, frozen=True):
    """A line of a page, so many points high, with `rule` points of a stroke above it, or a `box` in front.

    One that `leads` stands on no page without the row after it, as a heading does, and the room to sign in.
    """

    height: float
    items: tuple[Item, ...] = ()
    rule: float = 0.0
    box: bool = False
    leads: bool = False


def as_pdf(documents: Sequence[Content], fonts: FontFiles | None = None, *, paper: str = "letter") -> bytes:
    """The documents in one PDF, each beginning on a page of its own; the same documents are the same bytes.

    Raises BadInput for letters that no font here draws.
    """
    from reportlab.pdfgen.canvas import Canvas

    found = fonts or FontFiles()
    size = PAPERS[paper]
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1, lang=documents[0].language)
    canvas.setTitle(documents[0].title)
    canvas.setProducer("clinicdesk")
    for document in documents:
        _set(canvas, document, found, size)
    canvas.save()
    return file.getvalue()


def _set(canvas: Canvas, document: Content, fonts: FontFiles, size: tuple[float, float]) -> None:
    width, height = size
    room = width - 2 * MARGIN
    from_right = is_right_to_left(document.language)
    foot = Typeface(fonts, _FOOT)
    rows = [row for block in document.blocks for row in _rows(block, fonts, room)]
    pages = list(_pages(rows, height - 2 * MARGIN))
    for number, page in enumerate(pages, 1):
        top = height - MARGIN
        for row in page:
            top -= row.height
            _draw(canvas, row, top, room, from_right=from_right)
        if len(pages) > 1:
            told = (Piece(document.title), Piece(f"   {say.PAGE_OF.format(page=number, pages=len(pages))}"))
            item = Item(told, foot, at_end=True)
            _draw(canvas, Row(0, (item,)), MARGIN / 2, room, from_right=from_right)
        canvas.showPage()


def _pages(rows: Sequence[Row], room: float) -> Iterator[list[Row]]:
    """Rows by page; at least one page. Rows that lead go on to the next page together with what they lead to."""
    page: list[Row] = []
    left = room
    for row in rows:
        if row.height > left and page:
            stays = len(page)
            while stays and page[stays - 1].leads:
                stays -= 1
            stays = stays or len(page)  # a page of nothing else
            yield page[:stays]
            page = page[stays:]
            left = room - sum(other.height for other in page)
        page.append(row)
        left -= row.height
    yield page


def _rows(block: Block, fonts: FontFiles, room: float) -> Iterator[Row]:
    body = Typeface(fonts, BODY)
    match block.kind:
        case BlockKind.GAP:
            yield Row(_HIGH * 0.7)
        case BlockKind.RULE:
            yield Row(_HIGH * 0.8, rule=room)
        case BlockKind.TITLE:
            yield from _leading(_text(block.pieces, Typeface(fonts, _HEAD, is_bold=True), room))
            yield Row(_HIGH * 0.5, leads=True)
        case BlockKind.HEADING:
            yield Row(_HIGH * 0.4, leads=True)
            yield from _leading(_text(block.pieces, Typeface(fonts, _SUBHEAD, is_bold=True), room))
        case BlockKind.ENDS:
            yield from _ends(block, body, room)
        case BlockKind.TABLE:
            yield from _table(block.rows, body, room)
        case BlockKind.BOX:
            first, *others = _text(block.pieces, body, room - _BOX_ROOM, indent=_BOX_ROOM)
            yield from (replace(first, box=True), *others)
        case BlockKind.SIGNATURE:
            yield Row(_SIGNATURE_ROOM, leads=True)
            first, *others = _text(block.pieces, Typeface(fonts, _SMALL), room)
            yield from (replace(first, rule=_SIGNATURE_LINE), *others)
        case _:
            yield from _text(block.pieces, body, room)


def _text(
    pieces: Sequence[Piece], typeface: Typeface, room: float, *, indent: float = 0.0, at_end: bool = False
) -> Iterator[Row]:
    for line in lines_of(pieces, typeface, room):
        yield Row(typeface.size * _LEADING, (Item(line, typeface, indent, at_end),))


def _leading(rows: Iterable[Row]) -> Iterator[Row]:
    return (replace(row, leads=True) for row in rows)


def _cell(text: str) -> tuple[Piece, ...]:
    """What a cell says, each thing of it by itself, so that none turns what stands beside it."""
    first, *others = (Piece(part, is_value=True) for part in text.split(_BESIDE))
    return first, *(piece for other in others for piece in (Piece(_BESIDE), other))


def lines_of(pieces: Sequence[Piece], typeface: Typeface, room: float) -> Iterator[tuple[Piece, ...]]:
    """The pieces broken into lines that are at most `room` points wide."""
    for start, end in wrapped(words_of(pieces), room, typeface.width):
        line, at = [], 0
        for piece in pieces:
            part = piece.text[max(0, start - at) : max(0, end - at)]
            at += len(piece.text)
            if part:
                line.append(Piece(part, piece.is_value))
        yield tuple(line)


def _ends(block: Block, typeface: Typeface, room: float) -> Iterator[Row]:
    both = [typeface.width(words_of(pieces)) for pieces in (block.pieces, block.right)]
    if sum(both) + _COLUMN_GAP <= room:
        items = (Item(block.pieces, typeface), Item(block.right, typeface, at_end=True))
        yield Row(typeface.size * _LEADING, items)
        return
    yield from _text(block.pieces, typeface, room)
    yield from _text(block.right, typeface, room, at_end=True)


def _table(rows: Sequence[Sequence[str]], typeface: Typeface, room: float) -> Iterator[Row]:
    """Columns as wide as their widest cell, the last ending where lines end; where they are too wide, broken."""
    count = max(len(row) for row in rows)
    filled = [(*row, *[""] * (count - len(row))) for row in rows]
    whole = [max(typeface.width(row[at]) for row in filled) for at in range(count)]
    widths = fitted(whole, room - _COLUMN_GAP * (count - 1))
    indents = [sum(widths[:at]) + _COLUMN_GAP * at for at in range(count)]
    ends = count > 1 and widths[-1] == whole[-1]
    for row in filled:
        broken = [list(lines_of(_cell(cell), typeface, widths[at] + 1)) for at, cell in enumerate(row)]
        for line in zip_longest(*broken, fillvalue=()):
            items = tuple(
                Item(pieces, typeface, 0.0 if ends and at == count - 1 else indents[at], ends and at == count - 1)
                for at, pieces in enumerate(line)
                if pieces
            )
            yield Row(typeface.size * _LEADING, items)


def _draw(canvas: Canvas, row: Row, top: float, room: float, *, from_right: bool) -> None:
    """Draw a row whose lower edge is at `top`; documents that begin at the right are the other way round."""
    base = top + BODY * 0.3
    if row.rule:
        start = MARGIN + (room - row.rule if from_right else 0)
        edge = top + (row.height if row.items else row.height / 2)
        canvas.setLineWidth(0.6)
        canvas.line(start, edge, start + row.rule, edge)
    if row.box:
        canvas.rect(MARGIN + (room - _BOX if from_right else 0), base - 1, _BOX, _BOX)
    for item in row.items:
        left = item.indent
        if item.at_end != from_right:
            width = sum(item.typeface.width(piece.text) for piece in item.pieces)
            left = room - width - (0 if item.at_end else item.indent)
        item.typeface.draw(canvas, MARGIN + left, base, item.pieces, from_right=from_right)
