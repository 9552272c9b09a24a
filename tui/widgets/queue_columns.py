"""Which columns does the queue have at a width, and how is a row set out in them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from core.clinic.model import Clinic
from core.visits.clearance.items import ITEMS
from tui.terminal.cells import fit
from tui.text.lines import Line, Span
from tui.widgets.queue_cells import BORN_IN_FULL, EVERY_LETTER, WRITERS, Column, Told


class Placed(Struct, frozen=True):
    """A column of `cells` cells from cell `x` of the row, and `gap` empty ones after it."""

    column: Column
    x: int
    cells: int
    gap: int


_CLINGING: Final = frozenset({Column.MARK, Column.TIME})
"""Columns with no gap after them."""
_RIGHT: Final = frozenset({Column.TIME, Column.IN_STEP, Column.IN_ALL})
_ALWAYS: Final[Mapping[Column, int]] = {
    Column.MARK: 1, Column.TIME: 5, Column.FLAG: 1, Column.NAME: 10, Column.STEP: 10, Column.IN_STEP: 5,
}  # fmt: skip
"""Who is where, and for how long: however narrow a terminal is."""
_WHO: Final = [*Column].index(Column.NAME) + 1
"""The columns that say who it is, and when; every row begins with them."""
_LEAST_NOTE: Final = 12
_MOST_NAME: Final = 28


def columns(width: int, clinic: Clinic, *, all_sites: bool) -> tuple[Placed, ...]:
    """The columns that a row of `width` cells has room for.

    Which they are depends on the width and the set-up alone, never on who is in the queue: nothing shifts while
    one looks.
    """
    types = _longest(clinic.visit_types)
    families = _longest(provider.family for provider in clinic.providers.values())
    cells = dict(_ALWAYS)
    for column, wanted in (
        (Column.SITE, min(max(_longest(clinic.sites), 4), 6) if all_sites else 0),
        (Column.IN_ALL, 5),
        (Column.CLEARANCE, 4),
        (Column.ROOM, min(max(_longest(clinic.rooms), 4), 6)),
        (Column.PROVIDER, min(max(families, 4), 8)),
        (Column.TYPE, min(max(types, 4), 6)),
        (Column.BORN, 9),
        (Column.NAME, 18),
        (Column.CLEARANCE, EVERY_LETTER),
        (Column.PHONE, 5),
        (Column.MRN, 7),
        (Column.BORN, BORN_IN_FULL),
        (Column.PROVIDER, min(families, 12)),
        (Column.TYPE, min(types, 10)),
        (Column.MODE, 3),
        (Column.NAME, 24),
        (Column.NOTE, _LEAST_NOTE),
        (Column.NAME, _MOST_NAME),
        (Column.NOTE, 60),
    ):
        _widen(cells, column, wanted, width)
    return tuple(_placed(cells))


def head(placed: Iterable[Placed]) -> Line:
    """The heads of the columns."""
    return tuple(_span(one, _head(one), "time", ascii=False) for one in placed)


def row(placed: Iterable[Placed], told: Told) -> Line:
    """One visit, a span a column."""
    is_over = told.waiting.step.is_over
    spans: list[Span] = []
    for one in placed:
        text, style = WRITERS[one.column](told, one.cells)
        spans.append(_span(one, text, ("done" if is_over else style) if text.strip() else "panel", ascii=told.ascii))
    return tuple(spans)


def under_cursor(line: Line, style: str) -> Line:
    """The same row with when it is and who it is in `style`; what stands behind them keeps its colours.

    In one colour from end to end it would be sent twice with every key: 160 cells at 80 columns, 230 at 160.
    """
    return (*((who, style) for who, _ in line[:_WHO]), *line[_WHO:])


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)


def _widen(cells: dict[Column, int], column: Column, wanted: int, width: int) -> None:
    """Give the column as many cells as it wants, or as there are; one that is new needs them all."""
    has = cells.get(column, 0)
    left = width - sum(cells.values()) - sum(column not in _CLINGING for column in cells) + 1
    grown = min(wanted - has, left if has else left - 1)
    if grown > 0 and (has or grown == wanted):
        cells[column] = has + grown


def _placed(cells: Mapping[Column, int]) -> Iterator[Placed]:
    x = 0
    last = max(cells, key=[*Column].index)
    for column in Column:
        if column in cells:
            gap = 0 if column in _CLINGING or column is last else 1
            yield Placed(column, x, cells[column], gap)
            x += cells[column] + gap


def _span(placed: Placed, text: str, style: str, *, ascii: bool) -> Span:
    """The text in exactly the column's cells, and the gap after it."""
    written = f"{text:>{placed.cells}}" if placed.column in _RIGHT else text
    return fit(written, placed.cells, ascii=ascii) + " " * placed.gap, style


def _head(placed: Placed) -> str:
    if placed.column is Column.CLEARANCE and placed.cells >= EVERY_LETTER:
        return "".join(item.letter for item in ITEMS)
    if placed.column in {Column.IN_STEP, Column.IN_ALL}:
        return f"{placed.column.value}  "
    return str(placed.column.value)
