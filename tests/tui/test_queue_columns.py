"""What stands in a row of the queue, in which columns, in exactly how many cells?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.settings.model import Policy, QueueSettings
from core.structs import replace
from core.visits.clearance.item import ClearanceState
from core.visits.waiting import Delay, QueueStep, Waited
from tests.queues import CLINIC, a_morning, a_queue, queued, seen_at
from tui.terminal.cells import width_of
from tui.widgets.queue_cells import STEP_STYLES, STEP_WORDS, Column, clearance_letters, minutes
from tui.widgets.queue_columns import columns
from tui.widgets.queue_model import Look

BASE = (
    Column.MARK, Column.TIME, Column.FLAG, Column.NAME, Column.BORN, Column.TYPE, Column.PROVIDER, Column.STEP,
    Column.ROOM, Column.IN_STEP, Column.IN_ALL, Column.CLEARANCE,
)  # fmt: skip


def cells(
    one: ScheduledVisit, *, width: int = 80, policy: Policy | None = None, look: Look | None = None
) -> dict[Column, str]:
    """What each column says of one visit."""
    model = a_queue((one,), width=width, policy=policy, look=look)
    texts = [text.strip() for text, _ in model.line(0)]
    return dict(zip([placed.column for placed in model.columns], texts, strict=True))


def styles(one: ScheduledVisit, look: Look | None = None) -> dict[Column, str]:
    """In which style each column is written."""
    model = a_queue((one,), look=look)
    return dict(zip([placed.column for placed in model.columns], [style for _, style in model.line(0)], strict=True))


def test_eighty_columns_hold_what_is_needed() -> None:
    """Who, when, born, why, with whom, where, how long and what is due: on the smallest terminal."""
    assert BASE == tuple(placed.column for placed in columns(80, CLINIC, all_sites=False))


def test_all_sites_name_the_site() -> None:
    """Whoever looks at several sites sees which, at 80 columns too."""
    named = {placed.column for placed in columns(80, CLINIC, all_sites=True)}

    assert {*BASE, Column.SITE} == named


def test_wider_rows_have_more_columns_and_never_fewer() -> None:
    """Phone tail, MRN, mode and note join as there is room; none that a narrower row has goes again."""
    before: set[Column] = set()
    for width in range(80, 220):
        now = {placed.column for placed in columns(width, CLINIC, all_sites=False)}
        assert before <= now
        before = now
    assert {*Column} - {Column.SITE} == before


@pytest.mark.parametrize("all_sites", [False, True])
@pytest.mark.parametrize("width", [80, 81, 90, 100, 113, 120, 140, 200])
def test_every_row_has_the_cells_of_its_columns(width: int, *, all_sites: bool) -> None:
    """Heads and rows, wide and marked names among them: each column exactly as wide as it is placed, all within."""
    odd = queued(12, "9:00", family="e" + "\u0301" * 9, given="👩\u200d👧 x" * 9, note="山" * 80)
    model = a_queue((*a_morning(), odd), width=width, look=Look(all_sites=all_sites))
    x = 0
    for at, placed in enumerate(model.columns):
        assert x == placed.x
        lines = (model.head(), *(model.line(row) for row in range(len(model.visits))))
        (wide,) = {width_of(line[at][0]) for line in lines}
        assert wide == placed.cells + placed.gap
        x += wide
    assert x <= width


@given(family=st.text(max_size=60), first=st.text(max_size=60), width=st.integers(40, 220), ascii=st.booleans())
def test_any_name_leaves_the_columns_where_they_are(family: str, first: str, width: int, *, ascii: bool) -> None:
    """Whatever stands in a name, and in a terminal of any width, every column keeps its cells."""
    model = a_queue((queued(1, "9:00", family=family, given=first),), width=width, look=Look(ascii=ascii))

    assert [placed.cells + placed.gap for placed in model.columns] == [width_of(text) for text, _ in model.line(0)]


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (Waited(), ""),
        (Waited(0), "  0  "),
        (Waited(68, Delay.LONG), " 68! "),
        (Waited(999, Delay.TOO_LONG), "999!!"),
        (Waited(1000, Delay.TOO_LONG), "16h!!"),
    ],
)
def test_minutes_are_marked_as_well_as_coloured(waited: Waited, expected: str) -> None:
    """! is beyond what the settings allow, !! beyond twice that; from 1,000 minutes on hours are shown."""
    assert expected == minutes(waited)


@pytest.mark.parametrize(
    ("fixed", "ascii", "expected"), [(False, False, "IS"), (True, False, "Id·Sw·"), (True, True, "Id.Sw.")]
)
def test_letters_of_what_is_due(*, fixed: bool, ascii: bool, expected: str) -> None:
    """Capitals are due; with a place each, small is settled, w waived, a dot not asked for here."""
    states = {
        "identity": ClearanceState.DUE,
        "demographics": ClearanceState.OK,
        "forms": ClearanceState.NA,
        "insurance": ClearanceState.DUE,
        "authorization": ClearanceState.WAIVED,
        "copay": ClearanceState.NA,
    }
    assert expected == clearance_letters(states, fixed=fixed, ascii=ascii)


def test_a_row_of_who_waits() -> None:
    """Time, late flag, name, birth date, type, provider, step, minutes in step and in all, and what is due."""
    row = cells(queued(8, "9:40", step=VisitStep.ARRIVED, since="10:03", late=True, known=False))

    assert ("9:40", "L", "Smith, John", "14Mar1984") == tuple(
        row[one] for one in (Column.TIME, Column.FLAG, Column.NAME, Column.BORN)
    )
    assert ("fu20", "Lee", "arrived", "", "17!", "17", "ID") == tuple(
        row[one]
        for one in (
            Column.TYPE, Column.PROVIDER, Column.STEP, Column.ROOM, Column.IN_STEP, Column.IN_ALL, Column.CLEARANCE,
        )
    )  # fmt: skip


def test_a_wide_row_tells_more() -> None:
    """The birth date in full with sex and age, phone tail, MRN, mode and note."""
    one = queued(8, "9:40", known=False, note="brings her mother")
    tele = replace(one, appointment=replace(one.appointment, mode=Mode.TELEHEALTH))
    row = cells(tele, width=140)

    assert ("m 14 Mar 1984 (42)", "0008", "100008", "tel", "brings her mother", "ID····") == tuple(
        row[one] for one in (Column.BORN, Column.PHONE, Column.MRN, Column.MODE, Column.NOTE, Column.CLEARANCE)
    )


def test_privacy_leaves_initials_and_age() -> None:
    """No name, no birth date, no phone and no note; the initials and the age remain."""
    row = cells(queued(8, "9:40", note="brings her mother"), width=140, look=Look(privacy=True))

    assert ("SJ", "m (42)", "", "") == tuple(row[one] for one in (Column.NAME, Column.BORN, Column.PHONE, Column.NOTE))


def test_limits_come_from_the_settings() -> None:
    """With another limit the same minutes have another mark."""
    one = queued(8, "9:40", step=VisitStep.ARRIVED, since="10:03")

    assert "17!!" == cells(one, policy=Policy(queue=QueueSettings(arrived_minutes=8)))[Column.IN_STEP]
    assert "17" == cells(one, policy=Policy(queue=QueueSettings(arrived_minutes=0)))[Column.IN_STEP]


def test_alerts_are_coloured_by_how_long() -> None:
    """Beyond the limit as a warning, beyond twice as an error."""
    soon, long, too_long = (
        styles(queued(1, "9:00", step=VisitStep.ARRIVED, since=since))[Column.IN_STEP]
        for since in ("10:10", "10:00", "9:40")
    )
    assert ("panel", "warn", "error") == (soon, long, too_long)


def test_who_has_gone_is_dim_and_owes_nothing() -> None:
    """A visit that is over is dim in all its columns, and nothing is due any more."""
    one = queued(1, "8:00", step=VisitStep.CHECKED_OUT, since="9:00", arrived="8:00", known=False)

    assert {"done", "panel"} == {*styles(one).values()}
    assert ("out", "", "60", "") == tuple(
        cells(one)[each] for each in (Column.STEP, Column.IN_STEP, Column.IN_ALL, Column.CLEARANCE)
    )


def test_who_has_been_here_since_yesterday_shows_the_day() -> None:
    """A start of another day would read like one of today's: the weekday stands in its place."""
    one = queued(1, "9:00", step=VisitStep.ARRIVED)
    begins = one.appointment.start - timedelta(days=1)
    yesterday = replace(one, appointment=replace(one.appointment, start=begins))

    assert "Sun" == cells(yesterday)[Column.TIME]


def test_an_hour_that_the_clocks_show_twice_is_told_apart() -> None:
    """The second has a sign, as on the schedule, in the same cells."""
    one = queued(1, "9:00")
    for fold, expected in ((0, "1:30"), (1, "1:30+")):
        begins = datetime(2026, 11, 1, 1, 30, fold=fold, tzinfo=CLINIC.sites["main"].tz).astimezone(UTC)
        scheduled = replace(one, appointment=replace(one.appointment, start=begins))
        model = replace(a_queue((scheduled,)), view=seen_at(begins)).sized(80)
        (text,) = [text for text, _ in model.line(0)][1:2]
        assert expected == text.strip()


def test_times_are_those_of_the_site() -> None:
    """With all sites shown each start is the wall time at its own."""
    assert ("9:00", "west") == tuple(
        cells(queued(1, "9:00", site="west", provider="novak"), look=Look(all_sites=True))[one]
        for one in (Column.TIME, Column.SITE)
    )


def test_every_step_has_a_word_and_a_style() -> None:
    """The words fit their column, and no two are alike."""
    assert {*QueueStep} == {*STEP_WORDS} == {*STEP_STYLES}
    assert len(QueueStep) == len({*STEP_WORDS.values()})
    assert 10 >= max(map(len, STEP_WORDS.values()))


@pytest.mark.parametrize(
    ("width", "dropped"),
    [(80, ""), (72, "born"), (62, "born type"), (56, "born type with"), (50, "born type with room")],
)
def test_what_a_narrow_screen_drops(width: int, dropped: str) -> None:
    """The birth date first; who it is, the step and how long somebody has waited never."""
    usual = {"time", "patient", "born", "type", "with", "step", "room", "min", "all", "due"}
    shown = {one.column.value.strip() for one in columns(width, CLINIC, all_sites=False)}

    assert set(dropped.split()) == usual - shown


@pytest.mark.parametrize("width", range(35, 120))
def test_a_row_fits(width: int) -> None:
    """No column reaches beyond the screen, from the least width on."""
    last = columns(width, CLINIC, all_sites=True)[-1]

    assert last.x + last.cells <= width
