"""What stands in each cell of the day grid, and what can be highlighted there?"""

from collections.abc import Sequence
from datetime import datetime

import pytest

from core.clinic.model import Site
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus, FurtherProvider
from core.schedule.model.day import Closure, ClosureKind, ProviderDay
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.structs import replace
from tests.days import AUTUMN, at, away, block, day, provider, visit
from tui.selection.place import Slot
from tui.widgets.day_cells import Cell, column_cells, lanes_of
from tui.widgets.day_grounds import away_word, room_for
from tui.widgets.day_marks import Mark, mark_of, name_of
from tui.widgets.day_rows import day_rows

NOON = at("12:00")


def cells(
    visits: Sequence[ScheduledVisit] = (), who: ProviderDay | None = None, *, now: datetime = NOON, minutes: int = 15
) -> dict[str, Cell]:
    """A provider's cells by the wall time of their row."""
    who = who or provider()
    rows = day_rows(day([who], visits), minutes)
    found = column_cells(who, visits, rows, now=now, grace_minutes=10, privacy=False)
    return {f"{row.wall:%-H:%M}": cell for row, cell in zip(rows, found, strict=True)}


def free_at(cell: Cell) -> str | None:
    """The wall time of a cell's slot."""
    return f"{cell.slot.start:%-H:%M}" if cell.slot else None


# States and names


@pytest.mark.parametrize(
    ("one", "now", "expected"),
    [
        (visit(1, "10:00"), "9:00", ("b", "booked")),
        (visit(1, "10:00"), "10:10", ("b", "booked")),
        (visit(1, "10:00"), "10:11", ("b!", "late")),
        (visit(1, "10:00", step=VisitStep.ARRIVED, since="9:50"), "10:10", ("a", "waits-long", 20)),
        (visit(1, "10:00", step=VisitStep.ARRIVED, since="9:50"), "9:49", ("a", "arrived", 0)),
        (visit(1, "10:00", step=VisitStep.ARRIVED, since="9:50"), "10:04", ("a", "arrived", 14)),
        (visit(1, "10:00", step=VisitStep.ARRIVED, since="9:50"), "10:20", ("a", "waits-too-long", 30)),
        (visit(1, "10:00", step=VisitStep.CHECKED_IN), "10:10", ("c", "checked-in")),
        (visit(1, "10:00", step=VisitStep.ROOMED), "10:10", ("r", "roomed")),
        (visit(1, "10:00", step=VisitStep.WITH_PROVIDER), "10:10", ("p", "with-provider")),
        (visit(1, "10:00", step=VisitStep.DEPARTED), "10:10", ("d", "departed")),
        (visit(1, "10:00", step=VisitStep.CHECKED_OUT), "10:10", ("o", "done")),
        (visit(1, "10:00", status=AppointmentStatus.NOSHOW), "12:00", ("n", "noshow")),
        (visit(1, "10:00", status=AppointmentStatus.PENDING), "12:00", ("?", "booked")),
    ],
)
def test_each_state_has_its_letter(
    one: ScheduledVisit, now: str, expected: tuple[str, str] | tuple[str, str, int]
) -> None:
    """The state is told by a letter, a late one by '!' and a waiting one by its minutes; the style comes second."""
    assert Mark(*expected) == mark_of(one, at(now), grace_minutes=10, long_wait_minutes=15)


def test_nobody_waits_long_where_the_settings_say_so() -> None:
    """0 minutes is never long."""
    one = visit(1, "10:00", step=VisitStep.ARRIVED, since="9:50")
    assert Mark("a", "arrived", 120) == mark_of(one, at("11:50"), grace_minutes=10)


@pytest.mark.parametrize(
    ("family", "given", "shown", "initials"),
    [
        ("Smith", "John", "Smith J", "SJ"),
        ("de la Cruz", "Ana Maria", "de la Cruz A", "dlCAM"),
        ("O'Neil", "", "O'Neil", "O"),
        ("", "Prince", "P", "P"),
        ("山田", "太郎", "山田 太", "山太"),
        ("!!!", "???", "!!!", "?"),
    ],
)
def test_names_are_short(family: str, given: str, shown: str, initials: str) -> None:
    """A name is the family name and the first letter of the given one; under privacy only initials are left."""
    patient = visit(1, "9:00", family=family, given=given).patient

    assert (shown, initials) == (name_of(patient, privacy=False), name_of(patient, privacy=True))


# Where a visit stands


def test_a_visit_begins_and_goes_on() -> None:
    """A visit of 40 minutes is named in its first row and goes on, without name, in the next two."""
    found = cells([visit(1, "9:00", 40)])

    assert [0, None, None] == [found[row].entries[0].minute for row in ("9:00", "9:15", "9:30")]
    assert ["Smith J", "", ""] == [found[row].entries[0].name for row in ("9:00", "9:15", "9:30")]
    assert () == found["9:45"].entries


def test_a_visit_that_goes_on_is_named_at_the_top_of_a_page() -> None:
    """On the first row of a page the name of what goes on is told again."""
    one = visit(1, "12:30", 60)
    rows = day_rows(day([provider()], [one]), 15)
    page = [row for row in rows if row.wall.hour >= 13]
    found = column_cells(provider(), [one], page, now=NOON, grace_minutes=10, privacy=False)

    assert [("Smith J", None), ("", None)] == [(cell.entries[0].name, cell.entries[0].minute) for cell in found[:2]]


def test_several_short_visits_in_one_row() -> None:
    """Visits that follow each other within a row are all there, in one lane, each with its minute."""
    found = cells([visit(1, "9:00", 5), visit(2, "9:05", 5), visit(3, "9:10", 5)])["9:00"]

    assert [(1, 0, 0), (2, 0, 5), (3, 0, 10)] == [(e.appointment, e.lane, e.minute) for e in found.entries]
    assert ((1, 2, 3), None) == (found.targets, found.slot)


def test_overlapping_visits_stand_in_lanes() -> None:
    """What overlaps takes the first free lane, and a lane is used again once it is free."""
    visits = [visit(1, "9:00", 60), visit(2, "9:10", 20), visit(3, "9:20", 20), visit(4, "9:30", 20)]

    assert {1: 0, 2: 1, 3: 2, 4: 1} == lanes_of(visits)


def test_back_to_back_visits_share_a_lane() -> None:
    """Intervals are half-open: a visit that begins when another ends does not overlap it."""
    assert {1: 0, 2: 0} == lanes_of([visit(1, "9:00", 20), visit(2, "9:20", 20)])


def test_a_no_show_makes_way() -> None:
    """Who was booked in place of a no-show stands first, and the no-show beside."""
    visits = [visit(1, "9:00", status=AppointmentStatus.NOSHOW), visit(2, "9:00")]

    assert {2: 0, 1: 1} == lanes_of(visits)


# Free time


@pytest.mark.parametrize(
    ("visits", "row", "expected"),
    [
        ([], "9:00", "9:00"),
        ([visit(1, "9:00", 20)], "9:00", None),
        ([visit(1, "9:00", 20)], "9:15", "9:20"),
        ([visit(1, "9:00", 5)], "9:00", "9:05"),
        ([visit(1, "9:05", 5)], "9:00", "9:00"),
        ([visit(1, "9:00", 15)], "9:00", None),
        ([visit(1, "9:00", 13)], "9:00", None),
        ([visit(1, "9:00", 12)], "9:00", None),
        ([visit(1, "9:00", 10)], "9:00", "9:10"),
        ([visit(1, "9:00", 20), visit(2, "9:20", 5)], "9:15", "9:25"),
        ([visit(1, "9:00", 20, status=AppointmentStatus.NOSHOW)], "9:00", "9:00"),
    ],
)
def test_the_first_free_minute_of_a_row(visits: Sequence[ScheduledVisit], row: str, expected: str | None) -> None:
    """A row's slot is its first minute of the site's grid that nobody holds; a no-show holds none."""
    assert expected == free_at(cells(visits)[row])


def test_open_time_comes_before_closed_time() -> None:
    """Where a session begins within a row, the slot is the first open minute, not the row's."""
    found = cells(who=provider(hours=[("9:10", "12:00")]))

    assert ("9:10", "9:00") == (free_at(found["9:00"]), f"{found['9:00'].row_slot.start:%-H:%M}")
    assert "8:45" == free_at(found["8:45"])


def test_slots_are_on_the_sites_grid() -> None:
    """With a grid of 20 minutes, the row of 9:15 offers 9:20."""
    coarse = Site("main", "Main Street", "America/New_York", grid=20)
    found = cells(who=provider(site=coarse))

    assert ["9:00", "9:20", "9:40"] == [free_at(found[row]) for row in ("9:00", "9:15", "9:30")]


def test_slots_of_a_repeated_hour_say_which() -> None:
    """In the hour that the clock shows twice, rows and slots of the second time have fold 1."""
    who = provider(hours=[("0:00", "4:00")], on=AUTUMN)
    rows = day_rows(day([who], on=AUTUMN), 15)
    found = column_cells(who, [], rows, now=NOON, grace_minutes=10, privacy=False)[:16]

    assert [0] * 8 + [1] * 4 + [0] * 4 == [cell.row_slot.start.fold for cell in found]
    assert [0] * 8 + [1] * 4 + [0] * 4 == [cell.slot.start.fold for cell in found if cell.slot]


# What can be highlighted


def test_targets_of_a_cell() -> None:
    """First the visits that begin, then free time; visits that only go on where there is neither."""
    found = cells([visit(1, "9:00", 20), visit(2, "9:45", 5)])

    assert (AppointmentId(1),) == found["9:00"].targets
    assert (found["9:15"].slot,) == found["9:15"].targets
    assert (AppointmentId(2), found["9:45"].slot) == found["9:45"].targets
    assert (AppointmentId(3),) == cells([visit(3, "9:00", 40)])["9:15"].targets


def test_a_slot_names_site_provider_and_wall_time() -> None:
    """A slot is what a booking needs: the codes, and naive time on the site's clock."""
    assert Slot("main", "lee", datetime(2026, 11, 23, 9, 30)) == cells()["9:30"].slot


# Closed time


def grounds(found: dict[str, Cell], *rows: str) -> list[tuple[str, str]]:
    """Ground and label of those rows."""
    return [(found[row].ground, found[row].label) for row in rows]


def test_time_outside_sessions_is_closed_and_lunch_is_named() -> None:
    """Before and after work nothing is named; a gap around noon is lunch, another one a break, named once."""
    who = provider(hours=[("9:00", "10:00"), ("10:15", "12:00"), ("13:00", "17:00")])

    assert [
        ("closed", ""),
        ("free", ""),
        ("closed", "break"),
        ("closed", "lunch"),
        ("closed", ""),
        ("free", ""),
        ("closed", ""),
    ] == grounds(cells(who=who, now=at("8:00")), "8:00", "9:00", "10:00", "12:00", "12:15", "13:00", "17:00")


def test_time_that_is_over_looks_past() -> None:
    """Free time before the row of now; what is closed and who came stay as they are."""
    who = provider(hours=[("9:00", "12:00"), ("13:00", "17:00")])
    found = cells([visit(1, "9:15", 15)], who, now=at("12:20"))

    assert [("closed", ""), ("past", ""), ("past", ""), ("closed", "lunch"), ("free", "")] == grounds(
        found, "8:45", "9:00", "11:45", "12:00", "13:00"
    )
    assert ("b!", "late") == (found["9:15"].entries[0].state, found["9:15"].entries[0].style)
    assert "free" == cells(who=who, now=at("9:14"))["9:00"].ground


def test_half_days_far_apart_have_no_break() -> None:
    """Four hours between two sessions are no break, and are not named."""
    who = provider(hours=[("8:00", "10:00"), ("14:00", "18:00")])

    assert [("closed", ""), ("closed", "")] == grounds(cells(who=who), "10:00", "12:00")


def test_a_block_is_named_in_its_first_empty_row() -> None:
    """A block under a visit is named in the first of its rows that shows it, and in that one alone."""
    found = cells([visit(1, "10:00", 20)], provider(closures=[block("10:00", "11:00")]), now=at("8:00"))

    assert [("block", ""), ("block", ""), ("block", "procedure"), ("block", ""), ("free", "")] == grounds(
        found, "10:00", "10:15", "10:30", "10:45", "11:00"
    )


def test_two_blocks_in_a_row_are_both_named() -> None:
    """Each closure has its own name, also where one follows another."""
    who = provider(closures=[block("10:00", "10:30"), block("10:30", "11:00", "huddle")])

    assert ["procedure", "", "huddle", ""] == [
        label for _, label in grounds(cells(who=who), "10:00", "10:15", "10:30", "10:45")
    ]


@pytest.mark.parametrize(
    ("closure", "label", "word"),
    [
        (away(ClosureKind.LEAVE), "leave", "leave"),
        (away(ClosureKind.LEAVE, "conference"), "leave: conference", "leave"),
        (away(ClosureKind.HOLIDAY, "Christmas"), "Christmas", "holiday"),
        (away(ClosureKind.CANCELLED), "cancelled", "cancelled"),
        (away(ClosureKind.LEAVE, hours=("8:00", "17:00")), "leave", "leave"),
    ],
)
def test_whole_days_away(closure: Closure, label: str, word: str) -> None:
    """Leave, a holiday and a cancellation are named in the first row, and by a word in the column's head."""
    who = replace(provider(), closures=(closure,))
    found = cells(who=who)

    assert ("away", label) == (found["8:00"].ground, found["8:00"].label)
    assert ("away", "") == (found["9:00"].ground, found["9:00"].label)
    assert word == away_word(who)


def test_part_of_a_day_away() -> None:
    """Leave in the afternoon closes the afternoon; the head goes on counting."""
    who = provider(closures=[away(ClosureKind.LEAVE, hours=("13:00", "17:00"))])

    assert [("free", ""), ("away", "leave")] == grounds(cells(who=who), "12:45", "13:00")
    assert "" == away_word(who)


def test_the_gravest_closure_counts() -> None:
    """Where leave and a block fall together, leave is what is shown."""
    who = provider(closures=[block("9:00", "17:00"), away(ClosureKind.LEAVE)])

    assert ("away", "leave") == (cells(who=who)["8:00"].ground, cells(who=who)["8:00"].label)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (provider(hours=[("9:00", "12:00")]), 9),
        (provider(hours=[("9:00", "12:00")], capacity=2), 18),
        (provider(hours=[("9:00", "12:00"), ("13:00", "13:50")]), 11),
        (provider(hours=[("9:00", "12:00")], closures=[block("10:00", "10:30")]), 7),
        (provider(hours=[]), 0),
    ],
)
def test_how_many_visits_fit(who: ProviderDay, expected: int) -> None:
    """Places are visits of 20 minutes in open time, times the session's capacity."""
    assert expected == room_for(who, 20)


def test_a_further_provider_has_their_part_of_a_visit() -> None:
    """In the column of who is there besides it lies where they are needed, and tells with whom it is."""
    one = visit(1, "10:00", 60)
    further = FurtherProvider("kim", at("10:15"), at("10:45"))
    one = replace(one, appointment=replace(one.appointment, further=(further,)))
    shown = cells([one], provider("kim"))
    entries = {clock: cell.entries for clock, cell in shown.items() if cell.entries}
    assert ["10:15", "10:30"] == list(entries)
    assert ("+lee", "b!") == (entries["10:15"][0].visit_type, entries["10:15"][0].state)
    assert ["10:00", "10:15", "10:30", "10:45"] == [clock for clock, cell in cells([one]).items() if cell.entries]
    assert {1: 0, 2: 0} == lanes_of([one, visit(2, "10:45", 15, code="kim")], "kim")
