"""Does the queue follow its records, and repaint what changed and nothing else?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from statistics import median
from typing import Any, Final

import pytest
from textual.app import ComposeResult
from textual.filter import LineFilter
from textual.pilot import Pilot

from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.structs import replace
from tests.painting import Glass, RecordingDriver
from tests.queues import CLINIC, a_morning, a_queue, queued
from tui.terminal.diff import DiffApp
from tui.terminal.filter import SafeFilter
from tui.text.theme import palette
from tui.widgets.queue_columns import under_cursor
from tui.widgets.queue_list import QueueList
from tui.widgets.queue_model import Cursor, QueueModel
from tui.widgets.queue_order import Order, arranged

SIZES: Final = pytest.mark.parametrize("size", [(80, 20), (113, 46)], ids=["80x24", "160x50"])
"""What a terminal of 80x24, and one of 160x50, leave for the list."""
MANY: Final = 1000
KEY_BUDGET: Final = 110
"""Bytes of a cursor key that the list sends by itself, as the median, however wide it is."""
MINUTE_BUDGET: Final = 24
"""Bytes of a minute, for each row on the page: two places to go to, and a few digits."""


class ListDesk(DiffApp[None]):
    """A screen that is all queue."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, model: QueueModel) -> None:
        super().__init__(driver_class=RecordingDriver)
        self._first = model

    def compose(self) -> ComposeResult:
        """The list."""
        yield QueueList(palette("ansi-dark"))

    def on_mount(self) -> None:
        """Show the queue."""
        self.theme = "ansi-dark"
        self.list.show_queue(self._first)

    def get_line_filters(self) -> list[LineFilter]:
        """As the desk does."""
        return [SafeFilter(), *super().get_line_filters()]

    @property
    def list(self) -> QueueList:
        """The list."""
        return self.query_one(QueueList)


class Sitting:
    """A queue in use, and the terminal it is painted on."""

    def __init__(self, app: ListDesk, glass: Glass, pilot: Pilot[Any]) -> None:
        self.list, self.glass, self.pilot = app.list, glass, pilot

    async def cost(self, act: Callable[[], object]) -> int:
        """Do something, and count the bytes it sends."""
        await self.pilot.pause()
        self.glass.feed()
        act()
        await self.pilot.pause()
        return self.glass.feed()

    def reversed(self) -> str:
        """The cells in reverse video: the cursor."""
        return "".join(cell.data for row in self.glass.look() for cell in row if cell.reverse).strip()


def sit(
    visits: tuple[ScheduledVisit, ...], use: Callable[[Sitting], Awaitable[None]], *, size: tuple[int, int] = (80, 20)
) -> None:
    """Open a queue on a terminal of that size, and use it."""
    app = ListDesk(a_queue(visits))

    async def run() -> None:
        async with app.run_test(headless=False, size=size) as pilot:
            await pilot.pause()
            await use(Sitting(app, Glass(app, *size), pilot))

    asyncio.run(run())


def crowd(count: int = MANY) -> tuple[ScheduledVisit, ...]:
    """So many visits at every step, with wide names among them."""
    steps = (None, VisitStep.ARRIVED, VisitStep.CHECKED_IN, VisitStep.ROOMED, None)
    return tuple(
        queued(
            number, f"{8 + number * 9 // MANY}:{number % 60:02}", step=steps[number % 5], since="9:50",
            family=("Smith", "山田", "Garcia-Lopez", "O'Neil")[number % 4], given=f"Given{number}",
            provider=("lee", "ito")[number % 2],
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def top(sitting: Sitting) -> str:
    """The first row of the page."""
    return "".join(text for text, _ in sitting.list._shown[1])


def ident(number: int) -> AppointmentId:
    """An appointment's number."""
    return AppointmentId(number)


@SIZES
def test_a_cursor_key_is_cheap_among_a_thousand(size: tuple[int, int]) -> None:
    """Down and up over a thousand visits, page turns among them, a key sends a few cells."""

    async def use(sitting: Sitting) -> None:
        costs = [await sitting.cost(lambda: sitting.list.move(1)) for _ in range(60)]
        costs += [await sitting.cost(lambda: sitting.list.move(-1)) for _ in range(10)]
        assert KEY_BUDGET >= median(costs)

    sit(crowd(), use, size=size)


@SIZES
def test_a_minute_repaints_the_minutes_alone(size: tuple[int, int]) -> None:
    """When the clock goes on, nothing but the digits of the rows on the page is sent."""

    async def use(sitting: Sitting) -> None:
        model = sitting.list.model
        assert model is not None
        later = replace(model, view=replace(model.view, now=model.view.now + timedelta(minutes=1)))
        cost = await sitting.cost(lambda: sitting.list.show_queue(later))
        assert 0 < cost <= MINUTE_BUDGET * size[1]
        assert 0 == await sitting.cost(lambda: sitting.list.show_queue(replace(later, view=replace(later.view))))

    sit(crowd(), use, size=size)


def test_only_the_page_is_written() -> None:
    """Of a thousand visits no more rows are ever written than were shown."""

    async def use(sitting: Sitting) -> None:
        assert 19 == len(sitting.list._rows)
        sitting.list.page(1)
        assert 38 == len(sitting.list._rows)

    sit(crowd(), use)


def test_a_change_repaints_its_own_row() -> None:
    """Somebody else checks one in: that row is sent, the others are not."""
    before = crowd(15)
    one = before[3]
    after = (*before[:3], queued(one.appointment.id, "8:04", step=VisitStep.ARRIVED, since="10:19"), *before[4:])

    async def use(sitting: Sitting) -> None:
        assert 160 >= await sitting.cost(lambda: sitting.list.show_queue(a_queue(after)))

    sit(before, use)


@SIZES
def test_the_cursor_holds_the_beginning_of_the_row(size: tuple[int, int]) -> None:
    """When and who it is, in one colour, which is no alarm; what is told behind that keeps its own."""

    async def use(sitting: Sitting) -> None:
        sitting.list.move(7)
        await sitting.pilot.pause()
        selection = sitting.list.selection
        assert selection is not None
        assert "Haddad" == selection.patient.family
        row = sitting.glass.look()[8]
        assert "10:00L Haddad, Nora" == "".join(cell.data for cell in row if cell.reverse).strip()
        assert {"default"} == {cell.fg for cell in row if cell.reverse}
        assert {"brown"} <= {cell.fg for cell in row if not cell.reverse}

    sit(a_morning(), use, size=size)


def test_a_row_under_the_cursor_keeps_what_it_tells() -> None:
    """It reads as it did, to the last cell, with no cell more."""
    for note in ("n" * 200, "山" * 100):
        model = a_queue((queued(1, "9:00", note=note),), width=160)
        for width in (159, 160, 161):
            line = model.sized(width).line(0)
            row = under_cursor(line, "cursor")
            assert [text for text, _ in line] == [text for text, _ in row]
            assert ["cursor"] * 4 == [style for _, style in row[:4]]


def test_the_cursor_follows_its_record_through_sorting() -> None:
    """In another order, and with others come before it, the same visit is highlighted."""

    async def use(sitting: Sitting) -> None:
        sitting.list.goto(ident(8))
        for order in Order:
            sitting.list.show_queue(a_queue(arranged(a_morning(), order, CLINIC)))
            assert ident(8) == sitting.list.cursor.target
            await sitting.pilot.pause()
            assert "Haddad" in sitting.reversed()

    sit(a_morning(), use)


def test_nothing_is_selected_where_a_record_has_gone() -> None:
    """The place is kept and marked, never the neighbour; down is then the row that took the place, up the one above."""
    visits = a_morning()

    async def use(sitting: Sitting) -> None:
        without = a_queue((*visits[:4], *visits[5:]))
        for by, number in ((1, 6), (-1, 4)):
            sitting.list.show_queue(a_queue(visits))
            sitting.list.goto(ident(5))
            sitting.list.show_queue(without)
            await sitting.pilot.pause()
            assert (None, "") == (sitting.list.selection, sitting.reversed())
            sitting.list.show_queue(without)
            assert sitting.list.selection is None
            sitting.list.move(by)
            assert ident(number) == sitting.list.cursor.target

    sit(visits, use)


def test_a_record_gone_from_the_end_leaves_a_place_within() -> None:
    """The last row has gone: the place is the last there is now. An empty queue has none, then the first."""
    visits = a_morning()

    async def use(sitting: Sitting) -> None:
        sitting.list.end()
        sitting.list.show_queue(a_queue(visits[:5]))
        assert Cursor(4) == sitting.list.cursor
        sitting.list.show_queue(a_queue(()))
        assert Cursor() == sitting.list.cursor
        sitting.list.move(1)
        assert sitting.list.selection is None
        sitting.list.show_queue(a_queue(visits))
        assert ident(1) == sitting.list.cursor.target

    sit(visits, use)


def test_pages_turn_whole() -> None:
    """Beyond the last row of a page comes the next page; page keys keep the place on the page; home and end."""

    async def use(sitting: Sitting) -> None:
        sitting.list.move(18)
        assert "Given1 " in top(sitting)
        sitting.list.move(1)
        assert "Given20" in top(sitting)
        sitting.list.page(1)
        assert 38 == sitting.list.cursor.row
        sitting.list.end()
        assert MANY - 1 == sitting.list.cursor.row
        sitting.list.page(1)
        assert MANY - 1 == sitting.list.cursor.row
        sitting.list.home()
        assert 0 == sitting.list.cursor.row
        assert not sitting.list.goto(ident(MANY + 1))

    sit(crowd(), use)


def in_groups(visits: tuple[ScheduledVisit, ...], order: Order = Order.PROVIDER) -> QueueModel:
    """The same in groups."""
    return a_queue(arranged(visits, order, CLINIC), order=order)


def rows_of(sitting: Sitting) -> list[str]:
    """What the list shows below the heads of its columns."""
    return [row.rstrip() for row in sitting.glass.text().splitlines()[1:]]


def test_by_provider_each_has_a_heading_with_counts() -> None:
    """A rule with name, how many, and how many of them are here; the cursor is on the first visit, never on a rule."""

    async def use(sitting: Sitting) -> None:
        sitting.list.show_queue(in_groups(a_morning()))
        sitting.list.home()
        await sitting.pilot.pause()
        sitting.glass.feed()
        shown = rows_of(sitting)
        assert shown[0].startswith(f" {CLINIC.providers['ito'].name}  4, 1 here ───")
        assert shown[5].startswith(f" {CLINIC.providers['lee'].name}  7, 4 here ───")
        assert 11 == sum(bool(row) for row in shown) - 2
        assert sitting.reversed().startswith("8:40")
        walked = [sitting.list.cursor.target]
        for _ in range(12):
            sitting.list.move(1)
            walked.append(sitting.list.cursor.target)
        assert [3, 5, 9, 11, 1, 2, 4, 6, 7, 8, 10, 10, 10] == walked

    sit(a_morning(), use)


@SIZES
def test_a_cursor_key_among_headings_is_as_cheap(size: tuple[int, int]) -> None:
    """Headings are not sent again when the cursor passes them."""

    async def use(sitting: Sitting) -> None:
        sitting.list.show_queue(in_groups(crowd(), Order.STEP))
        sitting.list.home()
        costs = [await sitting.cost(lambda: sitting.list.move(1)) for _ in range(40)]
        assert KEY_BUDGET >= median(costs)

    sit(crowd(), use, size=size)


def test_a_heading_stands_over_what_goes_on_on_the_next_page() -> None:
    """A page that begins within a group says whose it is; pages turn to the same place, and beyond them to the ends."""

    async def use(sitting: Sitting) -> None:
        sitting.list.show_queue(in_groups(crowd(60)))
        sitting.list.home()
        sitting.list.page(1)
        await sitting.pilot.pause()
        sitting.glass.feed()
        assert rows_of(sitting)[0].startswith(f" {CLINIC.providers['ito'].name}  30, 18 here, more ──")
        assert (18, 1) == (sitting.list.cursor.row, sitting.list._place[1])
        for _ in range(9):
            sitting.list.page(1)
        assert 59 == sitting.list.cursor.row
        for _ in range(9):
            sitting.list.page(-1)
        assert 0 == sitting.list.cursor.row

    sit(crowd(), use)


def test_left_and_right_go_from_group_to_group() -> None:
    """To the first of the next one, and of the one before; at the ends the cursor stays."""

    async def use(sitting: Sitting) -> None:
        sitting.list.show_queue(in_groups(a_morning(), Order.STEP))
        sitting.list.home()
        seen = []
        for by in (1, 1, 2, -1, -9, -1, 99, 1):
            assert sitting.list.turn_group(by)
            seen.append(sitting.list.cursor.target)
        assert [8, 7, 5, 6, 9, 9, 3, 3] == seen
        sitting.list.show_queue(a_queue(a_morning()))
        assert not sitting.list.turn_group(1)

    sit(a_morning(), use)


def test_another_width_writes_the_rows_anew() -> None:
    """A terminal made wider shows more columns at once, the cursor on its record."""

    async def use(sitting: Sitting) -> None:
        sitting.list.goto(ident(8))
        await sitting.pilot.resize_terminal(140, 20)
        await sitting.pilot.pause()
        sitting.glass.resize(140, 20)
        assert ident(8) == sitting.list.cursor.target
        assert "phone" in sitting.glass.text()

    sit(a_morning(), use)
