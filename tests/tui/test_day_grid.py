"""Does the day grid draw, move, follow and repaint as its model says, and no more than that?"""

from __future__ import annotations

from datetime import datetime

import pytest

from core.record_ref import AppointmentId
from core.schedule.model.visit import VisitStep
from core.structs import replace
from tests.days import at, block, day, provider, twelve, visit
from tests.sitting import NOW, SIZES, Sitting, busy, sit
from tui.selection.place import Slot
from tui.widgets.day_grid import GridSelection


def test_the_day_is_drawn() -> None:
    """Head, clock, visits, what is closed and the row of now stand where they belong."""
    view = day(
        [provider("lee", "Lee, Dana MD", closures=[block("11:00", "11:30")]), provider("ito", "Ito, Ken")],
        [visit(1, "10:00", step=VisitStep.ARRIVED), visit(2, "10:10", code="ito", family="O'Neil", given="Sean")],
    )

    async def use(_: Sitting) -> None: ...

    rows = sit(view, use).glass.text().split("\n")
    assert "       Lee, D                 ▁▃▁▁▁▁▁▁ 1/22│Ito, K                 ▁▃▁▁▁▁▁▁ 1/24" == rows[0]
    assert " 10:00 a Smith J                       fu20│b:10 O'Neil S                   fu20" == rows[9]
    assert " 10:15>▀ 20 min                    :20 free│▌" == rows[10]
    assert f" 11:00 ─ procedure {'─' * 24}│" == rows[13]


@pytest.mark.parametrize("size", SIZES)
def test_a_cursor_key_costs_at_most_200_bytes(size: tuple[int, int]) -> None:
    """Wherever the cursor is, also in the last column, a step within the page sends at most 200 bytes."""
    costs: list[int] = []

    async def use(sitting: Sitting) -> None:
        columns = len(sitting.grid.model.columns) if sitting.grid.model else 0
        for down, right in [(1, 0)] * 4 + [(0, 1)] * (2 * columns) + [(1, 0)] * 4 + [(-1, 0)] * 3 + [(0, -1)] * 3:
            if right > 0 and sitting.grid.cursor.column == columns - 1:
                continue
            costs.append(await sitting.cost(lambda: sitting.grid.move(down, right)))  # noqa: B023 - done at once

    sit(day(twelve(), busy()), use, size=size)
    assert len(costs) > 15
    assert [] == [cost for cost in costs if not 0 < cost <= 200]


@pytest.mark.parametrize("size", SIZES)
def test_moving_there_and_back_leaves_no_trace(size: tuple[int, int]) -> None:
    """After a walk through pages and groups and back each cell looks as before."""

    async def use(sitting: Sitting) -> None:
        await sitting.pilot.pause()
        before = sitting.glass.look()
        for walk in ((3, 2), (-3, 0), (0, 9), (30, 0), (-30, 0), (0, -40)):
            sitting.grid.move(*walk)
            await sitting.pilot.pause()
        for turn in (1, 1, -1, -1):
            sitting.grid.turn_group(turn)
            sitting.grid.page(turn)
            await sitting.pilot.pause()
        sitting.grid.goto_time(NOW, provider="p01")
        await sitting.pilot.pause()
        assert before == sitting.glass.look()

    sit(day(twelve(), busy()), use, size=size)


def test_one_thing_is_reversed() -> None:
    """The cursor is reversed, it alone, over the visit of a list that it is on."""
    view = day([provider()], [visit(1, "10:15", 5), visit(2, "10:20", 5, family="Jones")])

    async def use(sitting: Sitting) -> None:
        assert ["b:15 Smith J   fu20"] == sitting.styled("reverse")
        sitting.grid.move(0, 1)
        await sitting.pilot.pause()
        assert ["b:20 Jones J    fu20"] == sitting.styled("reverse")

    sit(view, use)


def test_the_cursor_without_colour() -> None:
    """With NO_COLOR the cursor is reversed all the same, and no colour is sent."""

    async def use(_: Sitting) -> None: ...

    sitting = sit(day([provider()], [visit(1, "9:00")]), use, color=False)
    assert [" " * 40] == sitting.styled("reverse")
    assert {"default"} == {cell.fg for row in sitting.glass.look() for cell in row}


def test_what_is_heard() -> None:
    """The owner hears of each thing highlighted: the visit with the time for a booking over it, or a free slot."""
    one = visit(1, "10:30", 20)
    wall = datetime(2026, 11, 23, 10)

    async def use(sitting: Sitting) -> None:
        sitting.grid.move(1, 0)
        await sitting.pilot.pause()
        sitting.grid.move(1, 0)
        await sitting.pilot.pause()

    heard = sit(day([provider()], [one]), use).app.heard
    slots = [Slot("main", "lee", wall.replace(minute=minute)) for minute in (15, 30, 50)]
    assert [GridSelection(None, slots[0]), GridSelection(one, slots[1]), GridSelection(None, slots[2])] == heard


def test_a_move_that_goes_nowhere_is_not_heard() -> None:
    """At the end of the day a further step neither repaints nor tells."""

    async def use(sitting: Sitting) -> None:
        sitting.grid.end()
        await sitting.pilot.pause()
        told = len(sitting.app.heard)
        assert 0 == await sitting.cost(lambda: sitting.grid.move(1, 0))
        assert told == len(sitting.app.heard)

    sit(day([provider()]), use)


def test_what_others_do_repaints_that_cell_alone() -> None:
    """A visit booked by another desk costs its cell and the count in the head; the cursor stays on its record."""
    one = visit(1, "10:15", code="p01")

    async def use(sitting: Sitting) -> None:
        more = [one, visit(2, "11:00", code="p03")]
        cost = await sitting.cost(lambda: sitting.grid.show_day(day(twelve(), more), NOW))
        assert 0 < cost < 120
        assert 0 == await sitting.cost(lambda: sitting.grid.show_day(day(twelve(), more), NOW))
        assert "b Smith J    fu20" in sitting.glass.text().split("\n")[13]
        assert sitting.grid.selection.scheduled is not None
        assert 1 == sitting.grid.selection.scheduled.appointment.id

    sit(day(twelve(), [one]), use)


def test_a_vanished_record_leaves_nothing_selected() -> None:
    """When the highlighted visit goes, nothing is reversed and nothing selected; its place is underlined."""

    async def use(sitting: Sitting) -> None:
        sitting.grid.goto_appointment(AppointmentId(1))
        await sitting.pilot.pause()
        sitting.grid.show_day(day([provider()], [visit(2, "9:20")]), NOW)
        await sitting.pilot.pause()
        assert ([], ["·" * 40]) == (sitting.styled("reverse"), sitting.styled("underscore"))
        assert (GridSelection(), GridSelection()) == (sitting.grid.selection, sitting.app.heard[-1])
        sitting.grid.move(1, 0)
        await sitting.pilot.pause()
        assert ([], 1) == (sitting.styled("underscore"), len(sitting.styled("reverse")))

    sit(day([provider()], [visit(1, "9:00"), visit(2, "9:20")]), use)


def test_the_cursor_follows_a_moved_visit() -> None:
    """A visit that another desk moves within view takes the cursor along."""

    async def use(sitting: Sitting) -> None:
        sitting.grid.goto_appointment(AppointmentId(1))
        await sitting.pilot.pause()
        sitting.grid.show_day(day([provider()], [visit(1, "11:30")]), NOW)
        await sitting.pilot.pause()
        assert ["b Smith J                           fu20"] == sitting.styled("reverse")
        assert sitting.grid.cursor.row == 14

    sit(day([provider()], [visit(1, "9:00")]), use)


def test_a_minute_repaints_what_it_changes() -> None:
    """Within the minute nothing is sent; a minute later the waiting time; a quarter later the row of now moves."""
    view = day([provider()], [visit(1, "10:00", step=VisitStep.ARRIVED)])

    async def use(sitting: Sitting) -> None:
        grid = sitting.grid
        assert 0 == await sitting.cost(lambda: grid.show_day(view, NOW.replace(second=59)))
        assert 0 < await sitting.cost(lambda: grid.show_day(view, at("10:21"))) < 40
        assert "21 min" in sitting.glass.text()
        await sitting.cost(lambda: grid.show_day(view, at("10:30")))
        rows = sitting.glass.text().split("\n")
        assert ("  10:15 ", "  10:30>") == (rows[10][:8], rows[11][:8])

    sit(view, use)


def test_privacy_hides_names_at_once() -> None:
    """Under privacy no name is on the screen, and the names come back."""

    async def use(sitting: Sitting) -> None:
        sitting.grid.look(replace(sitting.grid.lens, privacy=True))
        await sitting.pilot.pause()
        assert ("SJ" in sitting.glass.text(), "Smith" in sitting.glass.text()) == (True, False)
        sitting.grid.look(replace(sitting.grid.lens, privacy=False))
        await sitting.pilot.pause()
        assert "Smith J" in sitting.glass.text()

    sit(day([provider()], [visit(1, "9:00")]), use)


def test_a_resize_keeps_the_cursor_in_view() -> None:
    """From a tall terminal to a small one, the page and group with the cursor are shown, on the same record."""

    async def use(sitting: Sitting) -> None:
        sitting.grid.goto_appointment(AppointmentId(1))
        await sitting.pilot.pause()
        sitting.glass.resize(*SIZES[0])
        await sitting.pilot.resize_terminal(*SIZES[0])
        await sitting.pilot.pause()
        assert sitting.grid.selection.scheduled is not None
        assert (1, 1) == (sitting.grid.lens.group, sitting.grid.lens.page)
        assert ["b Smith J    fu20"] == sitting.styled("reverse")

    sit(day(twelve(), [visit(1, "16:00", code="p06")]), use, size=SIZES[1])


def test_going_to_what_is_not_there() -> None:
    """Going to an appointment, a slot or a time that the day does not have moves nothing and says so."""

    async def use(sitting: Sitting) -> None:
        before = sitting.grid.cursor
        wall = datetime(2026, 11, 23, 9)
        assert [False] * 3 == [
            sitting.grid.goto_appointment(AppointmentId(99)),
            sitting.grid.goto_slot(Slot("north", "lee", wall)),
            sitting.grid.goto_time(at("23:00")),
        ]
        assert before == sitting.grid.cursor

    sit(day([provider()]), use)


def test_a_day_without_providers() -> None:
    """Where nobody works every key is harmless and nothing is highlighted."""

    async def use(sitting: Sitting) -> None:
        grid = sitting.grid
        grid.move(1, 1)
        grid.page(1)
        grid.home()
        grid.end()
        grid.turn_group(1)
        assert (GridSelection(), False) == (grid.selection, grid.goto_time(NOW))

    sit(day([]), use)


def test_hostile_names_move_no_column() -> None:
    """Whatever patients are called, the lines between providers stand one below the other, and no payload is sent."""

    async def use(_: Sitting) -> None: ...

    sitting = sit(day(twelve(), busy()), use)
    for row in sitting.glass.look()[:21]:
        assert ["│"] * 3 == [row[x].data for x in (25, 43, 61)]
    assert "Smith [/]" in sitting.glass.text()
