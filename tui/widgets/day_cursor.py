"""Where does the cursor of the day grid stand, and where does it go? Never, by itself, to another record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from core.calendar.wall import resolve
from core.record_ref import AppointmentId
from core.structs import replace
from tui.selection.place import Slot
from tui.widgets.day_cells import Cell, Target
from tui.widgets.day_model import DayGridModel
from tui.widgets.day_rows import Row, page_of


class Cursor(Struct, frozen=True):
    """A place in the model's columns and rows, the index within the cell, and what is highlighted there.

    `target` is None when what was highlighted has gone: the place is kept, and nothing is selected.
    """

    column: int = 0
    row: int = 0
    index: int = 0
    target: Target | None = None


StaleRow = tuple[DayGridModel, Cursor]
"""Where a move ends; the model is another one where it turned the page or the group."""


def cell_at(model: DayGridModel, cursor: Cursor) -> Cell | None:
    """The cell under the cursor; None in a day without providers."""
    if cursor.column >= len(model.columns):
        return None
    return model.columns[cursor.column].cells[cursor.row]


def placed(model: DayGridModel, column: int, row: int, index: int = 0) -> Cursor:
    """The cursor on that cell, each number brought into range."""
    if not model.columns:
        return Cursor()
    column = min(max(column, 0), len(model.columns) - 1)
    row = min(max(row, 0), len(model.rows) - 1)
    targets = model.columns[column].cells[row].targets
    index = min(max(index, 0), max(len(targets) - 1, 0))
    return Cursor(column, row, index, targets[index] if targets else None)


def stepped(model: DayGridModel, cursor: Cursor, down: int, right: int) -> StaleRow:
    """One row or target further (`down`, `right`: -1, 0 or 1); at the edge the page or group turns."""
    if down:
        return _stepped_down(model, cursor, down)
    if right:
        return _stepped_right(model, cursor, right)
    return model, cursor


def paged(model: DayGridModel, cursor: Cursor, by: int) -> StaleRow:
    """The same row of another page; beyond the last page its last row, before the first its first."""
    page = model.lens.page + by
    if 0 <= page < len(model.sheets):
        turned = model.through(replace(model.lens, page=page))
        return turned, placed(turned, cursor.column, cursor.row)
    return model, placed(model, cursor.column, len(model.rows) if by > 0 else 0)


def edged(model: DayGridModel, cursor: Cursor, *, last: bool) -> StaleRow:
    """The first or last row of the day, in the same column."""
    turned = model.through(replace(model.lens, page=len(model.sheets) - 1 if last else 0))
    return turned, placed(turned, cursor.column, len(turned.rows) if last else 0)


def grouped(model: DayGridModel, cursor: Cursor, by: int) -> StaleRow:
    """The next providers, or those before; at the ends nothing changes."""
    group = model.lens.group + by
    if not 0 <= group < model.groups:
        return model, cursor
    turned = model.through(replace(model.lens, group=group))
    return turned, placed(turned, cursor.column, cursor.row)


def next_visit(model: DayGridModel, cursor: Cursor) -> StaleRow:
    """The visit after this one with the same provider, on the next page too; where it is, after the last."""
    here = model.scheduled(cursor.target) if cursor.target and not isinstance(cursor.target, Slot) else None
    if here is None:
        return model, cursor
    provider = model.columns[cursor.column].provider
    visits = (one.appointment for one in model.view.appointments if provider in one.appointment.providers)
    order = sorted((one.span_of(provider)[0], one.id) for one in visits)
    after = order.index((here.appointment.span_of(provider)[0], here.appointment.id)) + 1
    moved = at_appointment(model, order[after][1]) if after < len(order) else None
    return moved or (model, cursor)


def at_appointment(model: DayGridModel, appointment: AppointmentId) -> StaleRow | None:
    """The cursor on that appointment, wherever in the day it is; None when the day does not have it."""
    one = model.scheduled(appointment)
    turned = model.turned_to(one.appointment.provider, one.appointment.start) if one else None
    if turned is None:
        return None
    place = next(_places(turned, appointment), None)
    return (turned, Cursor(*place, appointment)) if place else None


def at_time(model: DayGridModel, provider: str, instant: datetime, *, anew: bool = False) -> StaleRow | None:
    """The cursor on that provider's cell of that instant (UTC); None when no page has it.

    Chosen `anew`, the page is the one that shows best what is around it, whichever is in view.
    """
    turned = model.turned_to(provider, instant, anew=anew)
    column = turned.column_of(provider, turned.day_of(instant)) if turned else None
    row = page_of([turned.rows], turned.on_first_day(instant)) if turned else None
    if turned is None or column is None or row is None:
        return None
    return turned, placed(turned, column, row[1])


def at_slot(model: DayGridModel, slot: Slot) -> StaleRow | None:
    """The cursor on the cell in which that slot begins; None when the day has no such place."""
    if slot.site != model.view.site.code or not model.view.has(slot.start.date()):
        return None
    wall = slot.start.replace(fold=0)
    return at_time(model, slot.provider, resolve(wall, model.view.site.tz, fold=slot.start.fold).at)


def followed(cursor: Cursor, before: DayGridModel, after: DayGridModel) -> Cursor:
    """The cursor after a change of the day: on the same appointment or free time, wherever in view it is now.

    When it has gone nothing is selected, and the cursor keeps its place; it is never on a neighbour. On
    another day or site it starts anew at the same hour.
    """
    column, row = _same_place(cursor, before, after)
    if _whose(before) != _whose(after):
        return placed(after, column, row)
    if cursor.target is None or not after.columns:
        return Cursor(column, row, cursor.index)
    places = list(_places(after, cursor.target))
    if not places:
        return Cursor(column, row, cursor.index)
    nearest = min(places, key=lambda place: (place[:2] != (column, row), place[0] != column))
    return Cursor(*nearest, cursor.target)


def _whose(model: DayGridModel) -> tuple[object, ...]:
    """Of which day the schedule is, or of which week of whom."""
    view = model.view
    return view.on, view.site.code, view.provider_codes if view.is_week else ()


def _places(model: DayGridModel, target: Target) -> Iterator[tuple[int, int, int]]:
    """Column, row and index of every place where `target` can be highlighted; it begins in the first."""
    for column, one in enumerate(model.columns):
        for row, cell in enumerate(one.cells):
            if _is_there(cell, target):
                yield column, row, cell.targets.index(target)


def _is_there(cell: Cell, target: Target) -> bool:
    if not isinstance(target, Slot):
        return target in cell.targets
    # Naive times that differ in `fold` alone are equal, and on one day of the year they are an hour apart.
    return cell.slot == target and cell.slot.start.fold == target.start.fold


def _same_place(cursor: Cursor, before: DayGridModel, after: DayGridModel) -> tuple[int, int]:
    """The old place in the new model, by provider and wall time, or else as near as it gets."""
    if not before.columns or not after.columns:
        return 0, 0
    here = before.columns[cursor.column]
    column = cursor.column if after.view.is_week else after.column_of(here.provider, after.view.on)
    wall = before.rows[cursor.row].wall
    rows = [at for at, row in enumerate(after.rows) if (row.wall.time(), row.wall.fold) == (wall.time(), wall.fold)]
    return (
        min(cursor.column if column is None else column, len(after.columns) - 1),
        rows[0] if rows else min(cursor.row, len(after.rows) - 1),
    )


def _stepped_down(model: DayGridModel, cursor: Cursor, down: int) -> StaleRow:
    row = cursor.row + down
    page = model.lens.page + (row >= len(model.rows)) - (row < 0)
    if not 0 <= page < len(model.sheets):
        return model, placed(model, cursor.column, cursor.row, cursor.index)
    turned = model.through(replace(model.lens, page=page))
    if turned is not model:
        row = _row_beside(turned, model.rows[cursor.row], down)
    return turned, placed(turned, cursor.column, row, _index_in_lane(model, cursor, turned, row))


def _row_beside(model: DayGridModel, row: Row, down: int) -> int:
    """The row of the page after or before `row`, which may be on that page too."""
    edge = row.span.end if down > 0 else row.span.start
    return next(at for at, one in enumerate(model.rows) if edge == (one.span.start if down > 0 else one.span.end))


def _stepped_right(model: DayGridModel, cursor: Cursor, right: int) -> StaleRow:
    cell = cell_at(model, cursor)
    if cell is None:
        return model, cursor
    if 0 <= cursor.index + right < len(cell.targets):
        return model, placed(model, cursor.column, cursor.row, cursor.index + right)
    column = cursor.column + right
    group = model.lens.group + (column >= len(model.columns)) - (column < 0)
    if not 0 <= group < model.groups:
        return model, placed(model, cursor.column, cursor.row, cursor.index)
    turned = model.through(replace(model.lens, group=group))
    if turned is not model:
        column = 0 if right > 0 else len(turned.columns) - 1
    last = len(turned.columns[column].cells[cursor.row].targets)
    return turned, placed(turned, column, cursor.row, 0 if right > 0 else last)


def _index_in_lane(model: DayGridModel, cursor: Cursor, turned: DayGridModel, row: int) -> int:
    """The index in the new row that stands below or above the old one: in the same lane, else the first."""
    cell = cell_at(model, cursor)
    if cell is None:
        return 0
    lane = next((entry.lane for entry in cell.entries if entry.appointment == cursor.target), 0)
    below = turned.columns[cursor.column].cells[row]
    beside = [entry.appointment for entry in below.entries if entry.lane == lane]
    return next((at for at, target in enumerate(below.targets) if target in beside), 0)
