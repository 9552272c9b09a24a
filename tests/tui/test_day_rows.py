"""Which rows does a day have, and where are its pages cut?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clinic.model import Site
from core.schedule.model.day import DayView
from tests.days import AUTUMN, MAIN, SPRING, at, day, provider, visit
from tui.widgets.day_rows import Row, day_rows, page_of, pages

LORD_HOWE = Site("lh", "Lord Howe", "Australia/Lord_Howe", grid=5)  # its clocks change by half an hour


def clocks(rows: tuple[Row, ...]) -> list[str]:
    """The wall times of rows, a '+' behind those that the clock shows for the second time."""
    return [f"{row.wall:%-H:%M}{'+' * row.wall.fold}" for row in rows]


def test_an_empty_day_is_shown_from_8_to_18() -> None:
    """Without sessions or appointments the rows run from 8:00 to 18:00."""
    rows = day_rows(day([]), 30)

    assert (20, "8:00", "17:30") == (len(rows), clocks(rows)[0], clocks(rows)[-1])


@pytest.mark.parametrize(
    ("view", "first", "last"),
    [
        (day([provider(hours=[("6:30", "12:00")])]), "6:00", "17:30"),
        (day([provider(hours=[("12:00", "20:10")])]), "8:00", "20:30"),
        (day([provider()], [visit(1, "7:50")]), "7:00", "17:30"),
        (day([provider()], [visit(1, "17:50", 20)]), "8:00", "18:30"),
        (day([provider()], [visit(1, "23:30", 60)]), "8:00", "23:30"),
        (day([provider(hours=[("0:00", "24:00")])]), "0:00", "23:30"),
    ],
)
def test_sessions_and_appointments_widen_the_day(view: DayView, first: str, last: str) -> None:
    """Whatever begins before 8 or ends after 18 is in the rows, by full hours and within the day."""
    rows = clocks(day_rows(view, 30))

    assert (first, last) == (rows[0], rows[-1])


def test_rows_join_without_gap() -> None:
    """Each row ends where the next begins, so every minute of the day has one row."""
    rows = day_rows(day([provider()]), 15)

    assert [row.span.start for row in rows[1:]] == [row.span.end for row in rows[:-1]]


def test_the_skipped_hour_has_no_rows() -> None:
    """When the clocks go forward, 1:45 is followed by 3:00, and that takes no more than a row's time."""
    rows = day_rows(day([provider(hours=[("0:00", "24:00")], on=SPRING)], on=SPRING), 15)
    shown = clocks(rows)
    last = shown.index("1:45")

    assert (23 * 4, "3:00") == (len(rows), shown[last + 1])
    assert timedelta(minutes=15) == rows[last].span.end - rows[last].span.start


def test_the_repeated_hour_has_its_rows_twice() -> None:
    """When the clocks go back, 1:45 is followed by 1:00 of the second time, and then by 2:00."""
    rows = day_rows(day([provider(hours=[("0:00", "24:00")], on=AUTUMN)], on=AUTUMN), 15)
    shown = clocks(rows)

    assert 25 * 4 == len(rows)
    assert ["1:45", "1:00+", "1:15+", "1:30+", "1:45+", "2:00"] == shown[7:13]
    assert sorted(row.span.start for row in rows) == [row.span.start for row in rows]


def test_a_change_by_half_an_hour() -> None:
    """Where clocks go back by 30 minutes, rows of 20 stay on the clock, and every minute still has one row."""
    on = datetime(2026, 4, 5, tzinfo=UTC).date()
    whole = provider(hours=[("0:00", "24:00")], on=on, site=LORD_HOWE)
    rows = day_rows(day([whole], on=on, site=LORD_HOWE), 20)

    assert {"00", "20", "40"} == {clock.rstrip("+")[-2:] for clock in clocks(rows)}
    assert [row.span.start for row in rows[1:]] == [row.span.end for row in rows[:-1]]
    assert timedelta(hours=24, minutes=30) == rows[-1].span.end - rows[0].span.start


@pytest.mark.parametrize(
    ("begin", "finish", "capacity", "cuts"),
    [
        ("9:00", "17:00", 40, ["8:00"]),
        ("9:00", "17:00", 46, ["8:00"]),
        ("9:00", "17:00", 20, ["8:00", "13:00"]),
        ("9:00", "17:00", 23, ["8:00", "12:15"]),
        ("7:00", "17:00", 22, ["7:00", "12:30"]),
        ("7:00", "15:00", 24, ["7:00", "12:00"]),
        ("6:00", "18:00", 24, ["6:00", "12:00"]),
        ("7:00", "19:00", 20, ["7:00", "11:00", "14:00"]),
        ("8:00", "18:00", 16, ["8:00", "11:00", "14:00"]),
        ("8:00", "18:00", 12, ["8:00", "10:00", "13:00", "15:00"]),
    ],
)
def test_where_pages_are_cut(begin: str, finish: str, capacity: int, cuts: list[str]) -> None:
    """A day in two pages is cut at 13:00 or as near as fits, in more pages at full hours."""
    rows = day_rows(day([provider(hours=[(begin, finish)])]), 15)
    sheets = pages(rows, capacity)

    assert cuts == [clocks(sheet)[0] for sheet in sheets]


@given(
    begin=st.integers(0, 8),
    finish=st.integers(18, 24),
    row_minutes=st.sampled_from([5, 10, 15, 20, 30]),
    capacity=st.integers(-1, 200),
)
def test_pages_hold_every_row(begin: int, finish: int, row_minutes: int, capacity: int) -> None:
    """Pages are the rows in order, each as long as asked for where the day is, and as few as that allows."""
    rows = day_rows(day([provider(hours=[(f"{begin}:00", f"{finish}:00")])]), row_minutes)
    sheets = pages(rows, capacity)

    assert list(rows) == sorted({row for sheet in sheets for row in sheet}, key=lambda row: row.span.start)
    assert {min(max(capacity, 1), len(rows))} == {len(sheet) for sheet in sheets}
    assert -(-len(rows) // max(capacity, 1)) == len(sheets)


def test_an_instant_on_two_pages() -> None:
    """The page in view stays; else it is the one that shows what was just before, and more of what comes."""
    sheets = pages(day_rows(day([provider(hours=[("7:00", "18:00")])]), 15), 20)

    assert ["7:00", "10:00", "13:00"] == [clocks(sheet)[0] for sheet in sheets]
    assert [(0, 12), (1, 2), (2, 1), (2, 7)] == [
        page_of(sheets, at(clock)) for clock in ("10:05", "10:30", "13:15", "14:50")
    ]
    assert [(1, 0), (1, 19)] == [page_of(sheets, at(clock), at_first=1) for clock in ("10:05", "14:50")]


def test_page_of_an_instant() -> None:
    """An instant is in the row that has begun and not ended, and in none before or after the day."""
    sheets = pages(day_rows(day([provider()]), 15), 20)

    assert (0, 9) == page_of(sheets, at("10:29"))
    assert (1, 0) == page_of(sheets, at("13:00"))
    assert page_of(sheets, at("7:59")) is None
    assert page_of(sheets, at("18:00")) is None


def test_midnight_of_another_zone() -> None:
    """The day is the site's own: late in the evening in New York it is tomorrow in UTC."""
    rows = day_rows(day([provider(hours=[("9:00", "23:00")])]), 30)

    assert (at("22:30"), MAIN.tz) == (rows[-1].span.start, MAIN.tz)
    assert rows[-1].span.start.date() != rows[-1].wall.date()
