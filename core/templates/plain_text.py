"""How is a document written as lines of text, as a receipt printer or a terminal takes them?"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from core.templates.cells import cells, fitted, wrapped
from core.templates.model import Block, BlockKind, Content, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP: Final = "  "
_SIGN: Final = "_"
_BOX: Final = "[ ] "


def as_text(document: Content, width: int) -> str:
    """Lines of at most `width` cells, each ended."""
    return "".join(f"{line}\n" for block in document.blocks for line in _lines(block, width))


def _lines(block: Block, width: int) -> Iterator[str]:
    words = words_of(block.pieces)
    match block.kind:
        case BlockKind.GAP:
            yield ""
        case BlockKind.RULE:
            yield "-" * width
        case BlockKind.TITLE:
            lines = list(_wrap(words, width))
            yield from lines
            yield "=" * max(map(cells, lines))
        case BlockKind.ENDS:
            yield from _ends(words, words_of(block.right), width)
        case BlockKind.TABLE:
            yield from _table(block.rows, width)
        case BlockKind.BOX:
            first, *others = _wrap(words, width - len(_BOX))
            yield f"{_BOX}{first}"
            yield from (f"{' ' * len(_BOX)}{line}" for line in others)
        case BlockKind.SIGNATURE:
            yield from ("", "", _SIGN * min(width, 40), *_wrap(words, width))
        case _:
            yield from _wrap(words, width)


def _wrap(words: str, width: int) -> Iterator[str]:
    for start, end in wrapped(words, width, cells):
        yield words[start:end]


def _ends(left: str, right: str, width: int) -> Iterator[str]:
    """Both at their ends of one line, or in two where they are too long for one."""
    room = width - cells(left) - cells(right)
    if room > 0:
        yield f"{left}{' ' * room}{right}".rstrip()
        return
    yield from _wrap(left, width)
    yield from (f"{' ' * max(0, width - cells(line))}{line}" for line in _wrap(right, width))


def _table(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Columns as wide as their widest cell; where they are too wide together, the widest are broken into lines."""
    count = max(len(row) for row in rows)
    filled = [(*row, *[""] * (count - len(row))) for row in rows]
    whole = [max(cells(row[at]) for row in filled) for at in range(count)]
    widths = [max(int(one), 1) for one in fitted(whole, width - len(_GAP) * (count - 1))]
    is_cut = widths[-1] < whole[-1]
    for row in filled:
        broken = [list(_wrap(cell, widths[at])) for at, cell in enumerate(row)]
        for line in zip_longest(*broken, fillvalue=""):
            ends = count > 1 and not is_cut
            padded = [_fit(cell, widths[at], is_last=ends and at == count - 1) for at, cell in enumerate(line)]
            yield _GAP.join(padded).rstrip()


def _fit(cell: str, width: int, *, is_last: bool) -> str:
    """The last column ends where its widest ends, as amounts do."""
    blank = " " * max(0, width - cells(cell))
    return f"{blank}{cell}" if is_last else f"{cell}{blank}"
