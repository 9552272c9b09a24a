"""What does the day grid show: which providers, how wide, which hours, and where is an instant?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clinic.model import Site
from core.record_ref import RecordRef
from core.schedule.model.day import DayView
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.structs import replace
from tests.days import AUTUMN, SPRING, at, day, provider, twelve, visit
from tests.test_architecture import in_fresh_interpreter
from tui.widgets.day_model import DayGridModel, Lens, build

NOW = at("10:20")


def model(view: DayView | None = None, **lens: int | bool) -> DayGridModel:
    """The model of a day of twelve providers at 10:20."""
    return build(view or day(twelve()), now=NOW, lens=replace(Lens(), **lens))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "providers", "columns", "cells"),
    [
        (80, 12, 4, 17),
        (100, 12, 5, 18),
        (120, 12, 6, 18),
        (160, 12, 8, 18),
        (200, 12, 10, 18),
        (240, 12, 12, 18),
        (80, 3, 3, 24),
        (160, 2, 2, 40),
        (20, 12, 1, 17),
        (80, 0, 1, 40),
    ],
)
def test_how_many_columns_of_which_width(width: int, providers: int, columns: int, cells: int) -> None:
    """Four providers at 80 cells and eight at 160, alike in width; fewer providers have wider columns."""
    found = model(day(twelve()[:providers]), width=width)

    assert (columns, cells) == (found.per_group, found.column_cells)
    assert min(columns, providers) == len(found.columns)


@given(width=st.integers(23, 300), providers=st.integers(0, 12))
def test_columns_fit_the_width(width: int, providers: int) -> None:
    """Clock, columns and the lines between them never take more than the width."""
    found = model(day(twelve()[:providers]), width=width)

    assert found.column_x(len(found.columns)) - 1 <= width
    assert all(found.column_cells == sum(len(text) for text, _ in column.head) for column in found.columns)


@pytest.mark.parametrize(("height", "pages"), [(21, 2), (24, 2), (41, 1), (46, 1), (2, 40), (0, 40)])
def test_a_half_day_at_24_lines_the_whole_day_at_46(height: int, pages: int) -> None:
    """The 40 rows of a day from 8 to 18 are two pages in a terminal of 24 lines, and one in a tall terminal."""
    assert pages == len(model(height=height).sheets)


def test_rows_are_never_finer_than_the_grid() -> None:
    """Where a site books by the half hour, a setting of 15 minutes still gives rows of 30."""
    site = Site("main", "Main", "America/New_York", grid=30)

    assert 20 == len(model(day([], site=site), height=60).rows)


def test_groups_follow_each_other() -> None:
    """Each provider is in one group, in order; the last group may be smaller, its columns as wide as the others."""
    first, second = model(width=160), model(width=160, group=1)

    assert [f"p{number:02}" for number in range(1, 13)] == [
        column.provider for one in (first, second) for column in one.columns
    ]
    assert ((1, 8, 12), (9, 12, 12)) == (first.providers_shown, second.providers_shown)
    assert first.column_cells == second.column_cells


def test_group_and_page_come_into_range() -> None:
    """A group or page beyond the last one is the last, so a smaller day never leaves an empty screen."""
    found = model(group=99, page=99)

    assert (2, 1) == (found.lens.group, found.lens.page)
    assert (0, 0) == (model(group=-1, page=-1).lens.group, model(group=-1, page=-1).lens.page)


def test_a_day_without_providers() -> None:
    """Nobody works: there are rows, and no columns."""
    empty = model(day([]))

    assert ((), (0, 0, 0), 1) == (empty.columns, empty.providers_shown, empty.groups)


def test_a_page_of_a_column_has_a_cell_a_row() -> None:
    """Each column of each page has exactly the page's rows."""
    for page in (0, 1):
        found = model(page=page)
        assert all(len(found.rows) == len(column.cells) for column in found.columns)


def test_the_row_of_now() -> None:
    """Now has its row on the page that holds it, and none on another page or another day."""
    tomorrow = build(day(twelve()), now=at("34:00"), lens=Lens())

    assert (9, None, None) == (model().now_row, model(page=1).now_row, tomorrow.now_row)


@pytest.mark.parametrize(
    ("on", "rows", "row"),
    [(SPRING, 23 * 4, 12), (AUTUMN, 25 * 4, 20)],
)
def test_days_of_23_and_25_hours(on: date, rows: int, row: int) -> None:
    """On the days the clocks change, the grid has a row a quarter of an hour, and 4:00 is where it belongs."""
    view = day([provider(hours=[("0:00", "24:00")], on=on)], on=on)
    found = build(view, now=at("4:00", on=on), lens=Lens(height=200))

    assert (rows, row) == (len(found.rows), found.now_row)


def test_a_visit_across_the_repeated_hour() -> None:
    """A visit of 90 minutes from 1:30 takes six rows: two of the first time and four of the second."""
    who = provider(hours=[("0:00", "6:00")], on=AUTUMN)
    view = day([who], [visit(1, "1:30", 90, on=AUTUMN)], on=AUTUMN)
    found = build(view, now=NOW, lens=Lens(height=200))
    taken = [row.wall for row, cell in zip(found.rows, found.columns[0].cells, strict=True) if cell.entries]

    assert [("1:30", 0), ("1:45", 0), ("1:00", 1), ("1:15", 1), ("1:30", 1), ("1:45", 1)] == [
        (f"{wall:%-H:%M}", wall.fold) for wall in taken
    ]


def test_a_visit_across_the_skipped_hour() -> None:
    """A visit of 45 minutes from 1:30 goes on to 3:15 on the clock, in three rows."""
    who = provider(hours=[("0:00", "6:00")], on=SPRING)
    view = day([who], [visit(1, "1:30", 45, on=SPRING)], on=SPRING)
    found = build(view, now=NOW, lens=Lens(height=200))
    taken = [row.wall for row, cell in zip(found.rows, found.columns[0].cells, strict=True) if cell.entries]

    assert ["1:30", "1:45", "3:00"] == [f"{wall:%-H:%M}" for wall in taken]


def test_turning_to_a_provider_and_an_instant() -> None:
    """Turning goes to the group and page that have both, stays where they are seen, and knows what no page has."""
    start = model()
    turned = start.turned_to("p12", at("16:00"))

    assert turned is not None
    assert (2, 1) == (turned.lens.group, turned.lens.page)
    assert start.turned_to("p04", at("8:00")) is start
    assert start.turned_to("p99", at("8:00")) is None
    assert start.turned_to("p01", at("7:00")) is None


def test_privacy_shows_initials_alone() -> None:
    """Under privacy no name is anywhere in the model's cells."""
    view = day([provider()], [visit(1, "9:00", family="Smith", given="John")])
    found = model(view, privacy=True)
    names = {entry.name for cell in found.columns[0].cells for entry in cell.entries}

    assert {"SJ", ""} == names


@pytest.mark.parametrize(
    ("now", "rows"),
    [
        ("10:20", []),
        ("10:21", ["10:45"]),
        ("11:10", ["10:15", "10:30", "10:45"]),
        ("11:11", ["10:15", "10:30", "10:45", "11:00", "11:15"]),
    ],
)
def test_time_passing_changes_only_the_cells_that_read_differently(now: str, rows: list[str]) -> None:
    """With the minutes who waits waits longer, who is late becomes late, time is over; other cells are equal."""
    visits = [
        visit(1, "9:00", step=VisitStep.ROOMED),
        visit(2, "10:30", step=VisitStep.ARRIVED, since="10:00"),
        visit(3, "11:00"),
    ]
    before, after = (build(day([provider()], visits), now=at(clock), lens=Lens()) for clock in ("10:20", now))
    pairs = zip(before.rows, before.columns[0].cells, after.columns[0].cells, strict=True)

    assert rows == [f"{row.wall:%-H:%M}" for row, was, is_ in pairs if was != is_]


def test_the_model_needs_no_textual() -> None:
    """The model and what it is made of are plain values: Textual is not loaded for them."""
    program = "import sys, tui.widgets.day_cursor; print('textual' in sys.modules)"

    assert ["False"] == in_fresh_interpreter(program)


VISITS = st.lists(
    st.builds(
        visit,
        st.integers(1, 6),
        st.sampled_from(("9:00", "10:05", "10:15", "12:30")),
        code=st.sampled_from(("p01", "p02", "p09")),
        step=st.sampled_from((None, VisitStep.ARRIVED, VisitStep.ROOMED)),
    ),
    unique_by=lambda one: one.appointment.id,
)
LENSES = st.builds(
    Lens,
    width=st.sampled_from((80, 160)),
    group=st.integers(0, 2),
    page=st.integers(0, 1),
    privacy=st.booleans(),
    marked=st.frozensets(st.builds(RecordRef, st.just("appointment"), st.integers(1, 6)), max_size=2),
)
CLOCKS = st.sampled_from(("10:10", "10:11", "12:30"))


@given(was=st.tuples(VISITS, LENSES, CLOCKS), then=st.tuples(VISITS, LENSES, CLOCKS))
def test_what_is_kept_of_the_model_before_is_as_it_would_be_made(
    was: tuple[list[ScheduledVisit], Lens, str], then: tuple[list[ScheduledVisit], Lens, str]
) -> None:
    """Whatever was shown before: other visits, another page or width, hidden names, marks, an earlier minute."""
    before, after = (
        {"view": day(twelve(), visits), "lens": lens, "now": at(clock)} for visits, lens, clock in (was, then)
    )
    assert build(**after) == build(**after, before=build(**before))  # type: ignore[arg-type]


def test_a_column_is_kept_for_as_long_as_its_visits_are_the_same() -> None:
    """Of three columns with visits the one is made anew whose visit has changed, also as the next minute begins."""
    lens, visits = Lens(width=160), [visit(number, "9:00", code=f"p0{number}") for number in (1, 2, 3)]
    before = build(day(twelve(), visits), now=NOW, lens=lens)
    arrived = [visits[0], visit(2, "9:00", code="p02", step=VisitStep.ARRIVED), visits[2]]
    after = build(day(twelve(), arrived), now=NOW, lens=lens, before=before)
    kept = [new is old for new, old in zip(after.columns, before.columns, strict=True)]
    assert [True, False, *[True] * 6] == kept
    assert after is build(day(twelve(), arrived), now=NOW, lens=lens, before=after)
    later = build(day(twelve(), arrived), now=at("10:21"), lens=lens, before=after)
    assert not any(new is old for new, old in zip(later.columns, after.columns, strict=True))
