"""How is the queue put on the screen, a page at a time, so that only the cells that changed are repainted?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.terminal.cell_widget import CellWidget
from tui.terminal.cells import width_of
from tui.text.lines import Line
from tui.text.theme import Palette
from tui.widgets.panel import line_strip
from tui.widgets.queue_columns import under_cursor
from tui.widgets.queue_groups import Groups, Heading, Page, pages, places_on
from tui.widgets.queue_model import Cursor, QueueModel, at_row, followed, moved

_HEAD_ROWS = 1
_MOST_STRIPS = 512


class QueueList(CellWidget):
    """Today's queue: one visit a row. It draws a `QueueModel` and knows nothing of the desk.

    Of a thousand visits only the page shown is ever written or drawn; scrolling is by the page, as a line at a
    time would send 24 KB a step.
    """

    ALLOW_SELECT = False

    def __init__(self, palette: Palette, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._ascii = ascii
        self._model: QueueModel | None = None
        self._cursor = Cursor()
        self._head: Line = ()
        self._given: QueueModel | None = None
        self._rows: dict[AppointmentId, tuple[ScheduledVisit, Line]] = {}
        self._groups: Groups | None = None
        self._pages: tuple[Page, ...] = ((),)
        self._places: Mapping[int, tuple[int, int]] = {}
        self._shown: tuple[Line, ...] = ()
        self._strips: dict[tuple[Line, int], Strip] = {}

    @property
    def model(self) -> QueueModel | None:
        """What is shown; None before the first."""
        return self._model

    @property
    def cursor(self) -> Cursor:
        """Where the cursor stands."""
        return self._cursor

    @property
    def selection(self) -> ScheduledVisit | None:
        """What is highlighted."""
        if self._model is None or self._cursor.target is None:
            return None
        return self._model.visits[self._cursor.row]

    @property
    def is_low(self) -> bool:
        """Whether the cursor stands in the lower half of the page."""
        return self._place[1] >= self._page_rows // 2

    def show_queue(self, model: QueueModel) -> None:
        """Show these visits; the cursor stays on its record, or selects nothing when that has gone.

        Where nobody was shown before, it is on the first: no key can have meant another.
        The model shown already is shown; of another one the rows are written that read otherwise.
        """
        if model is self._given:
            return
        self._given, before = model, self._model
        self._model = model.sized(self.size.width)
        self._head = self._model.head()
        self._groups = self._model.groups
        self._pages = pages(self._groups.keys, len(self._model.visits), self._page_rows)
        self._places = places_on(self._pages)
        if before is None or not self._model.writes_as(before):
            self._rows.clear()
        is_first = before is None or not before.visits
        self._cursor = at_row(self._model.visits, 0) if is_first else followed(self._cursor, self._model)
        self._repaint()

    def move(self, by: int) -> None:
        """So many rows down, or up."""
        if self._model:
            self._put(moved(self._cursor, self._model, by))

    def page(self, by: int) -> None:
        """Turn the page; the cursor stays in its place on it."""
        if self._model:
            page, line = self._place
            at = min(max(page + by, 0), len(self._pages) - 1)
            rows = self._pages[at]
            last = len(rows) - 1
            wanted = 0 if page + by < 0 else last if page + by > at else min(line, last)
            beside = (one for one in rows[wanted:] if isinstance(one, int))
            self._put(at_row(self._model.visits, next(beside, self._cursor.row)))

    def turn_group(self, by: int) -> bool:
        """To the first row of another group; False where the order has none."""
        if not self._groups:
            return False
        if self._model and self._model.visits:
            self._put(at_row(self._model.visits, self._groups.turned(self._cursor.row, by)))
        return True

    def home(self) -> None:
        """To the first row."""
        if self._model:
            self._put(at_row(self._model.visits, 0))

    def end(self) -> None:
        """To the last row."""
        if self._model:
            self._put(at_row(self._model.visits, len(self._model.visits) - 1))

    def goto(self, appointment: AppointmentId) -> bool:
        """Put the cursor on that appointment; False when the queue does not have it."""
        row = self._model.index_of(appointment) if self._model else None
        if row is None:
            return False
        self._put(Cursor(row, appointment))
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew."""
        if self._model and event.size.width:
            self.show_queue(replace(self._model))

    def render_line(self, y: int) -> Strip:
        """Draw one row, or take it from those drawn before."""
        line = self._shown[y] if y < len(self._shown) else ()
        key = (line, self.size.width)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = line_strip(line, self.size.width, self._palette, ascii=self._ascii)
        return strip

    @property
    def _place(self) -> tuple[int, int]:
        """The page and line of the cursor."""
        return self._places.get(self._cursor.row, (0, 0))

    @property
    def _page_rows(self) -> int:
        return max(self.size.height - _HEAD_ROWS, 1)

    def _put(self, cursor: Cursor) -> None:
        if cursor != self._cursor:
            self._cursor = cursor
            self._repaint()

    def _repaint(self) -> None:
        """Refresh the cells that read differently from what is shown."""
        before, self._shown = self._shown, tuple(self._lines())
        if len(before) != len(self._shown):
            self.refresh()
            return
        changed = [
            region
            for y, (was, now) in enumerate(zip(before, self._shown, strict=True))
            if was != now
            for region in _changes(was, now, y, self.size.width)
        ]
        if changed:
            self.refresh(*changed)

    def _lines(self) -> Iterator[Line]:
        model = self._model
        if model is None:
            return
        yield self._head
        page = self._pages[self._place[0]]
        for one in page:
            if self._groups and isinstance(one, Heading):
                yield self._groups.line(one, self.size.width, ascii=self._ascii)
            elif isinstance(one, int):
                yield self._line(model, one)
        yield from [()] * (self._page_rows - len(page))

    def _line(self, model: QueueModel, at: int) -> Line:
        scheduled = model.visits[at]
        written, line = self._rows.get(scheduled.appointment.id, (None, ()))
        if written is not scheduled:
            line = model.line(at)
            self._rows[scheduled.appointment.id] = scheduled, line
        if at != self._cursor.row:
            return line
        return under_cursor(line, "cursor" if self._cursor.target is not None else "lost")


def _changes(before: Line, after: Line, y: int, width: int) -> Iterator[Region]:
    """Where two rows read differently: span by span if they have the same columns, else from end to end."""
    widths = [width_of(text) for text, _ in after]
    if [width_of(text) for text, _ in before] != widths:
        yield Region(0, y, width, 1)
        return
    starts = accumulate(widths, initial=0)
    for x, cells, was, now in zip(starts, widths, before, after, strict=False):
        if was != now:
            yield Region(x, y, cells, 1)
