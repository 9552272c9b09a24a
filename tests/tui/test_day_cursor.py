"""Where does the cursor of the day grid go, and on what does it stay?"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tests.days import AUTUMN, SPRING, at, day, provider, twelve, visit
from tui.selection.place import Slot
from tui.widgets.day_cursor import (
    Cursor,
    at_appointment,
    at_slot,
    at_time,
    cell_at,
    edged,
    followed,
    grouped,
    next_visit,
    paged,
    placed,
    stepped,
)
from tui.widgets.day_model import DayGridModel, Lens, build

NOW = at("10:20")


def model(visits: Sequence[ScheduledVisit] = (), **lens: int) -> DayGridModel:
    """Twelve providers, four in view, half a day a page."""
    return build(day(twelve(), visits), now=NOW, lens=replace(Lens(), **lens))  # type: ignore[arg-type]


def clock(found: DayGridModel, cursor: Cursor) -> str:
    """The wall time of the cursor's row."""
    return f"{found.rows[cursor.row].wall:%-H:%M}"


# Moving


def test_down_at_the_foot_turns_the_page() -> None:
    """Below the last row of a page is the first of the next, above it the last of the one before."""
    start = model()
    low = placed(start, 1, 99)

    below, cursor = stepped(start, low, 1, 0)
    assert (1, "13:00", 1) == (below.lens.page, clock(below, cursor), cursor.column)
    above, cursor = stepped(below, cursor, -1, 0)
    assert (0, "12:45") == (above.lens.page, clock(above, cursor))


def test_the_next_visit_is_the_provider_s_own() -> None:
    """Free time and other providers are passed over, the page turns; after the last the cursor stays."""
    visits = [
        visit(1, "9:00", code="p01"),
        visit(2, "9:20", code="p02"),
        visit(3, "9:05", 5, code="p01"),
        visit(4, "15:00", code="p01"),
    ]
    found, cursor = at_appointment(model(visits), AppointmentId(1)) or (model(), Cursor())
    order = [cursor.target]
    for _ in range(3):
        found, cursor = next_visit(found, cursor)
        order.append(cursor.target)

    assert ([1, 3, 4, 4], 1) == (order, found.lens.page)
    free = placed(found, 1, 5)
    assert (found, free) == next_visit(found, free)


def test_right_at_the_edge_turns_the_group() -> None:
    """Right of the last provider in view are the next ones, left of the first those before."""
    start = model()

    right, cursor = stepped(start, placed(start, 3, 5), 0, 1)
    assert (1, 0, "9:15") == (right.lens.group, cursor.column, clock(right, cursor))
    left, cursor = stepped(right, cursor, 0, -1)
    assert (0, 3) == (left.lens.group, cursor.column)


@pytest.mark.parametrize(("down", "right"), [(-1, 0), (0, -1), (1, 0), (0, 1)])
def test_at_the_ends_of_the_day_nothing_moves(down: int, right: int) -> None:
    """Beyond the first or last row, and the first or last provider, there is nowhere to go."""
    end = down > 0 or right > 0
    start = model(group=2 if end else 0, page=1 if end else 0)
    corner = placed(start, 99 if end else 0, 99 if end else 0)

    assert (start, corner) == stepped(start, corner, down, right)


def test_right_goes_through_the_visits_of_a_cell() -> None:
    """Several targets of a cell come one after the other, then the next provider; left goes the same way back."""
    start = model([visit(1, "9:00", 5, code="p01"), visit(2, "9:05", 5, code="p01")])
    cursor = placed(start, 0, 4)
    seen = [cursor]
    for _ in range(3):
        _, cursor = stepped(start, cursor, 0, 1)
        seen.append(cursor)

    free = Slot("main", "p01", start.rows[4].wall.replace(minute=10))
    assert [1, 2, free] == [one.target for one in seen[:3]]
    assert 1 == seen[3].column
    for expected in reversed(seen[:3]):
        _, cursor = stepped(start, cursor, 0, -1)
        assert expected == cursor


def test_down_stays_in_its_lane() -> None:
    """From the right one of two overlapping visits the cursor goes down to where that one goes on."""
    start = model([visit(1, "9:00", 40, code="p01"), visit(2, "9:00", 40, code="p01")])
    right = placed(start, 0, 4, 1)

    assert AppointmentId(2) == right.target
    assert (AppointmentId(2), 5) == (stepped(start, right, 1, 0)[1].target, stepped(start, right, 1, 0)[1].row)


def test_pages_groups_and_ends() -> None:
    """A page keeps the row and then goes to the edge, home and end are the day's, groups keep the row."""
    start = model()
    middle = placed(start, 2, 6)

    down, cursor = paged(start, middle, 1)
    assert (1, 2, 6) == (down.lens.page, cursor.column, cursor.row)
    assert "17:45" == clock(*paged(down, cursor, 1))
    assert "8:00" == clock(*paged(start, middle, -1))
    assert ("17:45", "8:00") == (clock(*edged(start, middle, last=True)), clock(*edged(down, cursor, last=False)))
    turned, cursor = grouped(start, middle, 1)
    assert (1, 2, 6) == (turned.lens.group, cursor.column, cursor.row)
    assert (start, middle) == grouped(start, middle, -1)


def test_a_day_without_providers_has_nothing_to_highlight() -> None:
    """Every move in an empty day is a move on the spot."""
    empty = build(day([]), now=NOW, lens=Lens())
    cursor = placed(empty, 3, 3)

    assert (Cursor(), None) == (cursor, cell_at(empty, cursor))
    for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        assert stepped(empty, cursor, down, right)[1].target is None


# Going to


def test_to_an_appointment_on_another_page() -> None:
    """Going to an appointment turns group and page, and the cursor is on it, also in a list of several."""
    start = model([visit(1, "15:00", 5, code="p12"), visit(2, "15:05", 5, code="p12")])
    found = at_appointment(start, AppointmentId(2))

    assert found is not None
    turned, cursor = found
    assert (2, 1, 3, "15:00", 2) == (
        turned.lens.group,
        turned.lens.page,
        cursor.column,
        clock(turned, cursor),
        cursor.target,
    )
    assert at_appointment(start, AppointmentId(99)) is None


def test_to_a_time() -> None:
    """Going to a time is going to the row that holds it, if the day has one."""
    start = model()
    found = at_time(start, "p02", at("16:44"))

    assert found is not None
    assert ("16:30", 1) == (clock(*found), found[1].column)
    assert at_time(start, "p02", at("19:00")) is None
    assert at_time(start, "p77", at("9:00")) is None


@pytest.mark.parametrize(("fold", "row"), [(0, 5), (1, 9)])
def test_to_a_slot_of_the_repeated_hour(fold: int, row: int) -> None:
    """1:15 is one row the first time and another the second time the clock shows it."""
    who = provider(hours=[("0:00", "6:00")], on=AUTUMN)
    start = build(day([who], on=AUTUMN), now=NOW, lens=Lens(height=200))
    wall = start.rows[5].wall.replace(fold=fold)
    found = at_slot(start, Slot("main", "lee", wall))

    assert found is not None
    assert row == found[1].row


def test_to_a_slot_elsewhere() -> None:
    """A slot of another day or another site is not on this page."""
    start = model()
    wall = start.rows[0].wall

    assert at_slot(start, Slot("main", "p01", wall)) is not None
    assert at_slot(start, Slot("north", "p01", wall)) is None
    assert at_slot(start, Slot("main", "p01", wall.replace(day=24))) is None


# What others do


def test_the_cursor_follows_its_appointment() -> None:
    """When somebody moves the highlighted appointment within view, the cursor goes along."""
    before = model([visit(1, "9:00", code="p01"), visit(2, "9:30", code="p01")])
    after = model([visit(1, "10:00", code="p03"), visit(2, "9:30", code="p01")])
    cursor = followed(placed(before, 0, 4), before, after)

    assert (1, 2, "10:00") == (cursor.target, cursor.column, clock(after, cursor))


def test_the_cursor_stays_in_its_row_of_a_long_visit() -> None:
    """In the second row of a visit the cursor stays in the second row when something else changes."""
    before = model([visit(1, "9:00", 60, code="p01")])
    after = model([visit(1, "9:00", 60, code="p01"), visit(2, "11:00", code="p02")])
    cursor = placed(before, 0, 6)

    assert (AppointmentId(1), cursor) == (cursor.target, followed(cursor, before, after))


def test_a_record_that_vanished_leaves_nothing_selected() -> None:
    """Cancelled by somebody else, its neighbours and its free time are there, and none of them is selected."""
    before = model([visit(1, "9:00", code="p01"), visit(2, "9:00", code="p01"), visit(3, "9:20", code="p01")])
    after = model([visit(2, "9:00", code="p01"), visit(3, "9:20", code="p01")])
    cursor = followed(placed(before, 0, 4), before, after)

    assert (None, 0, "9:00") == (cursor.target, cursor.column, clock(after, cursor))
    assert cursor == followed(cursor, after, model())


def test_arrows_start_from_where_the_record_was() -> None:
    """After the record vanished an arrow goes to the neighbour of its old place."""
    before, after = model([visit(1, "9:00", code="p02")]), model([visit(3, "9:15", code="p02")])
    lost = followed(placed(before, 1, 4), before, after)
    _, cursor = stepped(after, lost, 1, 0)

    assert (3, "9:15") == (cursor.target, clock(after, cursor))


def test_moved_out_of_view_is_vanished() -> None:
    """An appointment that somebody moves to another page takes the selection with it, and turns no page."""
    before, after = model([visit(1, "9:00", code="p01")]), model([visit(1, "16:00", code="p01")])

    assert followed(placed(before, 0, 4), before, after).target is None


def test_free_time_that_was_taken_is_not_selected() -> None:
    """Free time highlighted while somebody books it is not turned into their appointment."""
    before, after = model(), model([visit(1, "9:00", code="p01")])

    assert followed(placed(before, 0, 4), before, after).target is None
    assert placed(before, 0, 8) == followed(placed(before, 0, 8), before, after)


def test_free_time_of_the_repeated_hour_is_not_the_first_time() -> None:
    """1:15 of the second time, taken, is not mistaken for the free 1:15 an hour before."""
    who = provider(hours=[("0:00", "6:00")], on=AUTUMN)
    lens = Lens(height=200)
    before = build(day([who], on=AUTUMN), now=NOW, lens=lens)
    after = build(day([who], [visit(1, "1:15", 15, on=AUTUMN, fold=1)], on=AUTUMN), now=NOW, lens=lens)

    assert followed(placed(before, 0, 9), before, after).target is None
    assert placed(before, 0, 5) == followed(placed(before, 0, 5), before, after)


def test_another_day_starts_anew_at_the_same_hour() -> None:
    """On another day the cursor is with the same provider at the same hour, on whatever stands there."""
    before = model([visit(1, "9:00", code="p02")])
    other = build(day([provider("p02"), provider("p09")], on=SPRING), now=NOW, lens=Lens())
    cursor = followed(placed(before, 1, 4), before, other)

    assert (0, "9:00") == (cursor.column, clock(other, cursor))
    assert isinstance(cursor.target, Slot)


@given(
    moves=st.lists(
        st.sampled_from(["up", "down", "left", "right", "page", "back", "home", "end", "next", "prev"]), max_size=40
    ),
    starts=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 100), st.sampled_from([5, 10, 20, 60])), max_size=30),
)
def test_what_is_highlighted_is_always_in_the_cell(moves: list[str], starts: list[tuple[int, int, int]]) -> None:
    """After any moves over any day the cursor is within the model, on a target of its cell."""
    visits = [
        visit(number, f"{8 + minute // 12}:{minute % 12 * 5:02}", length, code=f"p{who + 1:02}")
        for number, (who, minute, length) in enumerate(starts)
    ]
    found = model(visits)
    cursor = placed(found, 0, 0)
    steps = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
    for move in moves:
        match move:
            case "page" | "back":
                found, cursor = paged(found, cursor, 1 if move == "page" else -1)
            case "home" | "end":
                found, cursor = edged(found, cursor, last=move == "end")
            case "next" | "prev":
                found, cursor = grouped(found, cursor, 1 if move == "next" else -1)
            case _:
                found, cursor = stepped(found, cursor, *steps[move])
        cell = cell_at(found, cursor)
        assert cell is not None
        assert cursor.target == cell.targets[cursor.index]
