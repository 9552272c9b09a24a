"""How is a cell, a head or a time written into exactly so many terminal cells?"""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.calendar.interval import Interval
from core.schedule.model.day import ClosureKind, ProviderDay
from core.schedule.model.hold import Hold
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.structs import replace
from core.text.cleaning import UNSAFE
from tests.days import AUTUMN, at, away, block, day, provider, visit
from tui.text.lines import Line
from tui.widgets.day_cells import Cell, column_cells
from tui.widgets.day_paint import cell_line, head_line, time_line
from tui.widgets.day_rows import day_rows


def cell(
    *visits: ScheduledVisit,
    row: str = "9:00",
    who: ProviderDay | None = None,
    minutes: int = 15,
    now: str = "9:30",
    holds: Sequence[Hold] = (),
) -> Cell:
    """One cell of a provider's day."""
    who = who or provider()
    rows = day_rows(day([who], visits), minutes)
    found = column_cells(who, visits, rows, now=at(now), grace_minutes=60, privacy=False, holds=holds)
    return next(one for one, at_ in zip(found, rows, strict=True) if f"{at_.wall:%-H:%M}" == row)


def text(line: Line) -> str:
    """What the line reads."""
    return "".join(part for part, _ in line)


def cursor_text(line: Line) -> str:
    """What of the line is highlighted."""
    return "".join(part for part, names in line if "cursor" in names.split())


LUNCHING = provider(hours=[("9:00", "12:00"), ("13:00", "17:00")])
VERBOSE = provider(closures=[block("9:00", "10:00", "a very long label")])
JOHN = visit(1, "9:00")
LONG = visit(2, "9:00", family="Okonkwo-Fitzgerald", given="Ngozi")


@pytest.mark.parametrize(
    ("one", "width", "expected"),
    [
        (JOHN, 17, "b Smith J    fu20"),
        (JOHN, 18, "b Smith J     fu20"),
        (LONG, 17, "b Okonkwo-F… fu20"),
        (LONG, 30, "b Okonkwo-Fitzgerald N    fu20"),
        (JOHN, 14, "b Smith J     "),
        (JOHN, 8, "b Smith "),
        (LONG, 8, "b Okonkw"),
        (visit(3, "9:00", 10, step=VisitStep.ARRIVED, since="9:10"), 17, "a Smith J     20m"),
        (visit(3, "9:00", 10, step=VisitStep.ARRIVED, since="9:10"), 20, "a Smith J     20 min"),
        (visit(3, "9:00", 10, step=VisitStep.ARRIVED, since="9:10"), 28, "a Smith J        20 min fu20"),
        (visit(3, "9:05", 10, step=VisitStep.ARRIVED, since="7:10"), 17, "a:05 Smith J   2h"),
        (visit(4, "9:00", step=VisitStep.ARRIVED, since="9:10"), 8, "a Smith "),
        (visit(5, "9:05"), 17, "b:05 Smith J fu20"),
        (visit(6, "9:05", visit_type="procedure90"), 17, "b:05 Smith J     "),
        (visit(7, "9:00", family="山田", given="太郎"), 17, "b 山田 太    fu20"),
        (visit(8, "9:00", family="山田山田山田山田", given="太郎"), 17, "b 山田山田…  fu20"),
    ],
)
def test_a_visit(one: ScheduledVisit, width: int, expected: str) -> None:
    """State, name and type at the right; a narrow place drops the type, then what belongs to the letter."""
    line = text(cell_line(cell(one), width))

    assert (expected, width) == (line, cell_len(line))


@pytest.mark.parametrize(
    ("one", "row", "expected"),
    [
        (visit(3, "9:00", step=VisitStep.ARRIVED, since="9:10"), "9:00", "a Smith J    fu20"),
        (visit(3, "9:00", step=VisitStep.ARRIVED, since="9:10"), "9:15", "▀ 20 min         "),
        (visit(3, "9:00", 60, step=VisitStep.ARRIVED, since="7:10"), "9:15", "▌ 2 h            "),
        (visit(3, "9:00", 60, step=VisitStep.ARRIVED, since="7:10"), "9:30", "▌                "),
        (visit(3, "9:00", 60, step=VisitStep.ROOMED, room="R2"), "9:15", "▌ R2             "),
        (visit(3, "9:00", 60, step=VisitStep.CHECKED_OUT, room="R2"), "9:15", "▌                "),
    ],
)
def test_what_is_measured_stands_below(one: ScheduledVisit, row: str, expected: str) -> None:
    """Of a visit that has a row below its first: how long somebody waits, or the room they are in, beside the type."""
    assert expected == text(cell_line(cell(one, row=row), 17))


def test_what_is_measured_stands_before_the_type_where_another_begins_below() -> None:
    """Nothing of who waits goes unsaid because of the next visit."""
    waiting = visit(3, "9:00", step=VisitStep.ARRIVED, since="9:10")
    assert "a Smith J     20m" == text(cell_line(cell(waiting, visit(4, "9:20"), row="9:00"), 17))
    assert "b:20 Smith J fu20" == text(cell_line(cell(waiting, visit(4, "9:20"), row="9:15"), 17))


@pytest.mark.parametrize(
    ("one", "width", "expected"),
    [(JOHN, 17, "b*Smith J    fu20"), (JOHN, 8, "b*Smith "), (visit(5, "9:05"), 17, "b:05*Smith J fu20")],
)
def test_a_marked_visit(one: ScheduledVisit, width: int, expected: str) -> None:
    """A star stands where the blank was: nothing else moves, and no colour is needed."""
    marked = replace(cell(one), entries=tuple(replace(entry, marked=True) for entry in cell(one).entries))

    assert expected == text(cell_line(marked, width))


def test_a_late_visit_keeps_its_mark_where_it_is_narrow() -> None:
    """'b!' is two cells even where there is room for little: that a patient is late is never dropped."""
    late = replace(cell(JOHN), entries=(replace(cell(JOHN).entries[0], state="b!", style="late"),))

    assert (("b", "ground-late late tab"), ("! Smith", "ground-late late name")) == cell_line(late, 8)


@pytest.mark.parametrize(
    ("visits", "row", "width", "expected"),
    [
        ((visit(1, "9:00", 5), visit(2, "9:05", 5)), "9:00", 17, "b:00 Smi b:05 Smi"),
        ((visit(1, "9:00", 5), visit(2, "9:05", 5), visit(3, "9:10", 5)), "9:00", 17, "b:00 Sm b:05 Sm+1"),
        ((visit(1, "9:00", 5), visit(2, "9:05", 5), visit(3, "9:10", 5)), "9:00", 24, "b:00 Sm b:05 Sm b:10 Smi"),
        ((visit(1, "9:00", 20), visit(2, "9:20", 20)), "9:15", 17, "b:20 Smith J fu20"),
        ((visit(1, "9:00", 20), visit(2, "9:00", 20)), "9:00", 17, "b Smith  b Smith "),
        ((visit(1, "9:00", 20), visit(2, "9:00", 20)), "9:15", 17, "▀        ▀       "),
        ((visit(1, "9:00", 40), visit(2, "9:20", 20)), "9:15", 17, "▌        b:20 Smi"),
        ((visit(1, "9:00", 20), visit(2, "9:00", 40)), "9:15", 17, "▀        ▌       "),
        ((visit(1, "9:00", 20), visit(2, "9:00", 40)), "9:30", 17, "         ▀       "),
        ((visit(1, "9:00"), visit(2, "9:00"), visit(3, "9:00")), "9:00", 17, "b Smith b Smith+1"),
        ((visit(1, "9:00"), visit(2, "9:00"), visit(3, "9:00")), "9:00", 30, "b Smith J b Smith J b Smith J "),
    ],
)
def test_several_visits(visits: tuple[ScheduledVisit, ...], row: str, width: int, expected: str) -> None:
    """What follows within a row is listed with its minutes, what overlaps is side by side, the rest is counted."""
    line = text(cell_line(cell(*visits, row=row), width))

    assert (expected, width) == (line, cell_len(line))


def test_the_cursor_covers_one_visit() -> None:
    """Of several visits in a cell the highlighted one alone is reversed, and comes into view if it was counted."""
    three = cell(visit(1, "9:00", 5), visit(2, "9:05", 5), visit(3, "9:10", 5))

    assert ["b:00 Sm", "b:05 Sm", "b:10 Sm"] == [cursor_text(cell_line(three, 17, cursor=index)) for index in range(3)]
    lanes = cell(visit(1, "9:00"), visit(2, "9:00"), visit(3, "9:00", family="Third"))
    assert "b Third" == cursor_text(cell_line(lanes, 17, cursor=2))


def test_the_cursor_on_free_time_beside_a_visit() -> None:
    """Free time after a visit shows from which minute, and only while it is highlighted."""
    found = cell(visit(1, "9:00", 20), row="9:15")

    assert ("▀" + " " * 16, "") == (text(cell_line(found, 17)), cursor_text(cell_line(found, 17)))
    assert ("▀        :20 free", ":20 free") == (
        text(cell_line(found, 17, cursor=0)),
        cursor_text(cell_line(found, 17, cursor=0)),
    )


def test_the_cursor_on_an_empty_cell() -> None:
    """An empty cell is reversed from edge to edge, and tells the minute where it begins after the row."""
    assert ((" " * 17, "free cursor"),) == cell_line(cell(now="9:00"), 17, cursor=0)
    assert (("·" * 17, "past cursor"),) == cell_line(cell(now="9:15"), 17, cursor=0)
    late_start = cell(who=provider(hours=[("9:10", "12:00")]), now="9:00")
    assert ((":10 free".ljust(17), "free cursor"),) == cell_line(late_start, 17, cursor=0)


@pytest.mark.parametrize(
    ("who", "row", "expected", "in_ascii", "style"),
    [
        (provider(), "8:00", "·················", ".................", "closed"),
        (LUNCHING, "12:00", "· lunch ·········", ". lunch .........", "closed"),
        (provider(closures=[block("9:00", "10:00")]), "9:00", "─ procedure ─────", "- procedure -----", "block"),
        (provider(closures=[block("9:00", "10:00")]), "9:15", "─" * 17, "-" * 17, "block"),
        (provider(closures=[away(ClosureKind.LEAVE)]), "8:00", f"╱ leave {'╱' * 9}", f"/ leave {'/' * 9}", "away"),
        (VERBOSE, "9:00", "─ a very long … ─", "- a very long ~ -", "block"),
        (provider(), "9:00", "·" * 17, "." * 17, "past"),
        (provider(), "9:30", " " * 17, " " * 17, "free"),
    ],
)
def test_time_without_visits(who: ProviderDay, row: str, expected: str, in_ascii: str, style: str) -> None:
    """Open time is blank, closed time shaded, and what closes it is named; ASCII has its own shades."""
    empty = cell(row=row, who=who)

    assert (expected, in_ascii) == (text(cell_line(empty, 17)), text(cell_line(empty, 17, ascii=True)))
    assert {style} == {names.removesuffix(" label") for _, names in cell_line(empty, 17)}


@pytest.mark.parametrize(
    ("minutes", "width", "row", "expected"),
    [
        (3, 30, "10:00", "~ held by ana, 3 min ~~~~~~~~~"),
        (3, 22, "10:00", "~ held by ana, 3 min ~"),
        (3, 17, "10:00", "held ana 3 min   "),
        (3, 17, "10:15", "~" * 17),
        (3, 17, "10:30", " " * 17),
        (240, 24, "10:00", "~ held by ana, 4 h ~~~~~"),
        (0, 17, "10:00", " " * 17),
    ],
)
def test_held_time(minutes: int, width: int, row: str, expected: str) -> None:
    """Whose it is and for how long stands once, however narrow the column; what ran out is free time."""
    held = Hold(
        "lee", "main", Interval(at("10:00"), at("10:30")), "ana", at("9:00"), at("9:30") + timedelta(minutes=minutes)
    )
    assert expected == text(cell_line(cell(row=row, holds=[held]), width))


@pytest.mark.parametrize(
    ("who", "visits", "expected"),
    [
        (provider(), [visit(1, "9:00"), visit(2, "10:00")], "Lee, D  ▃▁▁▁ 2/24"),
        (provider(name="Novak"), [], "Novak  ▁▁▁▁▁ 0/24"),
        (provider(hours=[("9:00", "10:00"), ("12:00", "13:00")]), [visit(1, "12:00", 60)], "Lee, D  ▁▁ ██ 1/6"),
        (provider(name="Okonkwo-Fitzgerald, N"), [], "Okonkwo-Fit… 0/24"),
        (provider(closures=[away(ClosureKind.LEAVE)]), [], "Lee, D      leave"),
        (provider(closures=[away(ClosureKind.LEAVE)]), [visit(1, "9:00")], "Lee, D    1 leave"),
        (provider(closures=[away(ClosureKind.HOLIDAY, "Christmas")]), [], "Lee, D    holiday"),
        (provider(closures=[away(ClosureKind.CANCELLED)]), [], "Lee, D  cancelled"),
    ],
)
def test_heads(who: ProviderDay, visits: list[ScheduledVisit], expected: str) -> None:
    """A head has the short name and booked of places, or why there are none, and whom that leaves stranded."""
    assert expected == text(head_line(who, visits, 17, usual=20))


def test_times() -> None:
    """The clock stands to the right; '>' marks the row of now, '+' the second time of a repeated hour."""
    rows = day_rows(day([provider(hours=[("0:00", "4:00")], on=AUTUMN)], on=AUTUMN), 30)

    assert (("   0:00 ", "hour"),) == time_line(rows[0], 8, is_now=False)
    assert (("   0:30 ", "time"),) == time_line(rows[1], 8, is_now=False)
    assert (("   0:00>", "now"),) == time_line(rows[0], 8, is_now=True)
    assert (("   1:00+", "hour"),) == time_line(rows[4], 8, is_now=False)
    assert ((" 16:00 ", "hour"),) == time_line(next(row for row in rows if row.wall.hour == 16), 7, is_now=False)


HOSTILE = st.one_of(
    st.text(max_size=30),
    st.text("ab \u0301\u200d\ufe0f\u00ad\u202e\x1b\x07\t\n\u200b\ufeff山田ｱ가🙂👩🏽🇺नि\u0e33\u1160", max_size=20),
    st.just("e" + "\u0301" * 500),
    st.just("Smith [/]"),
)


@given(
    names=st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4),
    starts=st.lists(st.integers(0, 14), min_size=4, max_size=4),
    width=st.integers(1, 45),
    cursor=st.none() | st.integers(0, 3),
    glyphs=st.sampled_from(["ascii", "unicode"]),
)
def test_every_cell_is_exactly_as_wide_as_asked(
    names: list[tuple[str, str]], starts: list[int], width: int, cursor: int | None, glyphs: str
) -> None:
    """Whatever the names, and however many visits: the line takes the width given, as rich counts."""
    visits = [
        visit(number, f"9:{starts[number]:02}", 10, family=family, given=given_)
        for number, (family, given_) in enumerate(names)
    ]
    found = cell(*visits)
    if cursor is not None and cursor >= len(found.targets):
        cursor = None

    line = text(cell_line(found, width, cursor=cursor, ascii=glyphs == "ascii"))

    assert width == cell_len(line)
    assert UNSAFE.search(line) is None
