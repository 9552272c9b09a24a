"""How is a day drawn, moved over, and repainted cell by cell?

The widget draws a `DayGridModel` through Textual's Line API and knows nothing of the desk. Whoever owns it
gives it days, tells it where to go, and hears by `CursorMoved` what is highlighted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct
from textual import events
from textual.message import Message
from textual.strip import Strip

from core.calendar.wall import local
from core.record_ref import AppointmentId
from core.schedule.model.day import DayView
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.selection.place import Slot
from tui.terminal.cell_widget import CellWidget
from tui.text.lines import Line, Span
from tui.text.theme import Palette
from tui.widgets import day_cursor
from tui.widgets.day_cursor import Cursor, StaleRow
from tui.widgets.day_model import DayGridModel, Lens, build
from tui.widgets.day_paint import cell_line, rule_span, time_line
from tui.widgets.day_repaint import HEAD_ROWS, cell_region, changes, laid_out_alike
from tui.widgets.panel import line_strip


class GridSelection(Struct, frozen=True):
    """What is highlighted: a visit, and the time that a booking made here would have. Both None: nothing."""

    scheduled: ScheduledVisit | None = None
    slot: Slot | None = None


class DayGrid(CellWidget, can_focus=True):
    """A day of a site: providers across, time down, a page at a time."""

    ALLOW_SELECT = False

    @dataclass
    class CursorMoved(Message):
        """Something else is highlighted, or another page or group is shown."""

        selection: GridSelection

    def __init__(self, palette: Palette, lens: Lens, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._lens = lens
        self._model: DayGridModel | None = None
        self._cursor = Cursor()
        self._strips: dict[int, dict[Cursor | None, Strip]] = {}

    @property
    def model(self) -> DayGridModel | None:
        """What is drawn; None before the first day was given."""
        return self._model

    @property
    def lens(self) -> Lens:
        """How days are looked at: as asked for, with the widget's size and the group and page turned to."""
        return self._model.lens if self._model else self._lens

    @property
    def cursor(self) -> Cursor:
        """Where the cursor stands."""
        return self._cursor

    @property
    def selection(self) -> GridSelection:
        """What is highlighted."""
        if self._model is None or self._cursor.target is None:
            return GridSelection()
        if isinstance(self._cursor.target, Slot):
            return GridSelection(slot=self._cursor.target)
        scheduled = self._model.scheduled(self._cursor.target)
        if scheduled is None:
            return GridSelection()
        return GridSelection(scheduled, _slot_under(self._model, self._cursor, scheduled))

    def show_day(self, view: DayView, now: datetime) -> None:
        """Show that day as it is at `now` (UTC), in the group and on the page turned to.

        The cells are repainted that read differently; as time passes, none does within a minute.
        """
        self.set_model(build(view, now=now, lens=self.lens, before=self._model))

    def set_model(self, model: DayGridModel) -> None:
        """Show a model; the cursor stays on its record, or selects nothing when that has gone."""
        before = self._model
        if model is before:
            return
        if before is None:
            self._turn(model, day_cursor.placed(model, 0, model.now_row or 0))
        else:
            self._turn(model, day_cursor.followed(self._cursor, before, model))

    def look(self, lens: Lens) -> None:
        """Look at the same day through another lens: privacy, ASCII, longer rows."""
        self._lens = lens
        if self._model:
            self.set_model(self._through(self._model, lens))

    def move(self, down: int, right: int) -> None:
        """By so many rows, and so many places to the right: visits of the cell, then the next provider."""
        for _ in range(abs(down)):
            if self._model:
                self._turn(*day_cursor.stepped(self._model, self._cursor, 1 if down > 0 else -1, 0))
        for _ in range(abs(right)):
            if self._model:
                self._turn(*day_cursor.stepped(self._model, self._cursor, 0, 1 if right > 0 else -1))

    def page(self, by: int) -> None:
        """Turn the page; the cursor stays in its row, and goes to the edge where there is no further page."""
        if self._model:
            self._turn(*day_cursor.paged(self._model, self._cursor, by))

    def home(self) -> None:
        """To the first row of the day."""
        if self._model:
            self._turn(*day_cursor.edged(self._model, self._cursor, last=False))

    def end(self) -> None:
        """To the last row of the day."""
        if self._model:
            self._turn(*day_cursor.edged(self._model, self._cursor, last=True))

    def goto_next_visit(self) -> None:
        """To the provider's next visit."""
        if self._model:
            self._turn(*day_cursor.next_visit(self._model, self._cursor))

    def turn_group(self, by: int) -> None:
        """To the next providers, or those before."""
        if self._model:
            self._turn(*day_cursor.grouped(self._model, self._cursor, by))

    def goto_appointment(self, appointment: AppointmentId) -> bool:
        """Put the cursor on that appointment; False when the day does not have it."""
        return self._go(day_cursor.at_appointment(self._model, appointment) if self._model else None)

    def goto_slot(self, slot: Slot) -> bool:
        """Put the cursor on the cell in which that slot begins; False when the day does not have it."""
        return self._go(day_cursor.at_slot(self._model, slot) if self._model else None)

    def goto_free(self, slot: Slot) -> bool:
        """Put the cursor on that slot; False, and it stays, where something else is highlighted first there."""
        moved = day_cursor.at_slot(self._model, slot) if self._model else None
        return self._go(moved if moved and isinstance(moved[1].target, Slot) else None)

    def goto_left(self, slot: Slot) -> None:
        """Put the cursor where that slot begins, on the free time there; on nothing where there is none."""
        if not self.goto_slot(slot) or self._model is None:
            return
        cell = day_cursor.cell_at(self._model, self._cursor)
        free = [at for at, target in enumerate(cell.targets if cell else ()) if isinstance(target, Slot)]
        index = free[0] if free else 0
        target = cell.targets[index] if cell and free else None
        self._turn(self._model, replace(self._cursor, index=index, target=target))

    def goto_now(self, provider: str = "") -> None:
        """Put the cursor on now, in the column of `provider` where there is one.

        On nothing once the day is over: no slot of the past offers to be booked.
        """
        model = self._model
        is_there = model and ((provider and self.goto_time(model.now, provider=provider)) or self.goto_time(model.now))
        if model is None or is_there or not model.columns:
            return
        if model.sheets[-1][-1].span.end <= model.now:
            self.end()
            self.highlight_nothing()

    def highlight_nothing(self) -> None:
        """Highlight nothing, where the cursor is."""
        if self._model:
            self._turn(self._model, replace(self._cursor, target=None))

    def goto_time(self, instant: datetime, *, provider: str = "") -> bool:
        """Put the cursor on the row of `instant` (UTC), with what is around it; under its provider if none is named."""
        if self._model is None or not self._model.columns:
            return False
        code = provider or self._model.columns[self._cursor.column].provider
        return self._go(day_cursor.at_time(self._model, code, instant, anew=True))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the day out anew, the cursor's place in view."""
        if not event.size.width or not event.size.height:
            return
        self._lens = replace(self.lens, width=event.size.width, height=event.size.height)
        if self._model:
            self.set_model(self._through(self._model, self._lens))

    def render_line(self, y: int) -> Strip:
        """The head, then a row of the day; drawn once for each place of the cursor in it."""
        cursor = self._cursor if self._cursor.row == y - HEAD_ROWS else None
        drawn, ground = self._strips.setdefault(y, {}), "panel" if y else "bar"
        strip = drawn.get(cursor)
        if strip is None:
            strip = drawn[cursor] = line_strip(self._line(y, cursor), self.size.width, self._palette, ground=ground)
        return strip

    def _line(self, y: int, cursor: Cursor | None) -> Line:
        model = self._model
        if model is None or y - HEAD_ROWS >= len(model.rows):
            return ()
        if y < HEAD_ROWS:
            return tuple(self._head(model))
        return tuple(self._row(model, y - HEAD_ROWS, cursor))

    def _head(self, model: DayGridModel) -> Iterator[Span]:
        yield " " * model.time_cells, "head"
        for at, column in enumerate(model.columns):
            if at:
                yield rule_span(ascii=model.lens.ascii)
            yield from column.head

    def _row(self, model: DayGridModel, at: int, cursor: Cursor | None) -> Iterator[Span]:
        yield from time_line(model.rows[at], model.time_cells, is_now=at == model.now_row)
        for place, column in enumerate(model.columns):
            if place:
                yield rule_span(ascii=model.lens.ascii)
            here = cursor if cursor and cursor.column == place else None
            index = here.index if here and here.target is not None else None
            lens = model.lens
            line = cell_line(column.cells[at], model.column_cells, cursor=index, ascii=lens.ascii, grounds=lens.grounds)
            yield from (line if here is None or index is not None else ((t, f"{n} lost") for t, n in line))

    def _through(self, model: DayGridModel, lens: Lens) -> DayGridModel:
        """The model through another lens, turned to where the cursor stands."""
        seen = model.through(lens)
        if not model.columns:
            return seen
        column = model.columns[self._cursor.column]
        return seen.turned_to(column.provider, column.source.rows[self._cursor.row].span.start) or seen

    def _go(self, moved: StaleRow | None) -> bool:
        if moved is None:
            return False
        self._turn(*moved)
        return True

    def _turn(self, model: DayGridModel, cursor: Cursor) -> None:
        """Show `model` with the cursor there; repaint what differs, and tell when something else is shown."""
        before, was, selected = self._model, self._cursor, self.selection
        self._model, self._cursor = model, cursor
        if before is None or not laid_out_alike(before, model):
            self._strips.clear()
            self.refresh()
        else:
            changed = set(changes(before, model))
            for region in changed:
                self._strips.pop(region.y, None)
            if cursor != was:
                changed.add(cell_region(before, was.column, was.row))
                changed.add(cell_region(model, cursor.column, cursor.row))
            if changed:
                self.refresh(*changed)
        if before is None or selected != self.selection or _seen(before) != _seen(model):
            self.post_message(self.CursorMoved(self.selection))


def _slot_under(model: DayGridModel, cursor: Cursor, scheduled: ScheduledVisit) -> Slot | None:
    """The time the visit begins, or the row's own where it only goes on."""
    cell = day_cursor.cell_at(model, cursor)
    if cell is None:
        return None
    start = local(scheduled.appointment.start, model.view.site.tz)
    begins = any(e.appointment == scheduled.appointment.id and e.minute is not None for e in cell.entries)
    return replace(cell.row_slot, start=start.replace(tzinfo=None)) if begins else cell.row_slot


def _seen(model: DayGridModel) -> tuple[object, ...]:
    return model.view.site.code, model.view.on, model.lens.group, model.lens.page, model.per_group
