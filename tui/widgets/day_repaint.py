"""Which cells of a day drawn before read otherwise now?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.widgets.day_model import DayGridModel

HEAD_ROWS: Final = 1
"""Rows above those of the day: who the providers are."""


def laid_out_alike(before: DayGridModel, after: DayGridModel) -> bool:
    """Whether every cell of the one has its counterpart in the other, at the same place on the screen."""
    return (
        before.rows == after.rows
        and [column.provider for column in before.columns] == [column.provider for column in after.columns]
        and (before.time_cells, before.column_cells) == (after.time_cells, after.column_cells)
        and (before.lens.width, before.lens.height, before.lens.ascii)
        == (after.lens.width, after.lens.height, after.lens.ascii)
    )


def changes(before: DayGridModel, after: DayGridModel) -> Iterator[Region]:
    """Where two models that are laid out alike read differently."""
    if before is after:
        return
    if before.now_row != after.now_row:
        for row in (before.now_row, after.now_row):
            if row is not None:
                yield Region(0, row + HEAD_ROWS, after.time_cells, 1)
    for at, (old, new) in enumerate(zip(before.columns, after.columns, strict=True)):
        if old is new:
            continue
        if old.head != new.head:
            yield Region(after.column_x(at), 0, after.column_cells, 1)
        for row, (was, now) in enumerate(zip(old.cells, new.cells, strict=True)):
            if was != now:
                yield cell_region(after, at, row)


def cell_region(model: DayGridModel, column: int, row: int) -> Region:
    """Where the cell of that column and row stands on the widget."""
    return Region(model.column_x(column), row + HEAD_ROWS, model.column_cells, 1)
