"""Does a series come to what its visits come to one by one, and does an undo leave nothing of it?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.calendar.recurrence import read_rule
from core.conflict import Severity
from core.errors import Refused
from core.schedule.model.linked import Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.series.requests import OccurrenceState, SeriesRequest
from core.structs import replace
from storage.sqlite.doctor import examine
from tests.clinics import MAIN, make_desk, register
from tests.depth import SOAKING
from tests.desk.asking import booking, moving, now_of

if TYPE_CHECKING:
    from pathlib import Path

    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.model.appointment import Appointment

FIRST = date(2026, 11, 24)
TAKEN = st.lists(st.tuples(st.integers(0, 27), st.sampled_from(["09:40", "10:00", "10:10", "14:00"])), max_size=8)
"""On which day after the first, and when, somebody else is booked with Lee."""
RULES = st.sampled_from(
    ["FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=5", "FREQ=DAILY;INTERVAL=3;COUNT=6"]
)
HOURS = st.sampled_from([9, 10, 11, 14])
EXAMPLES = 100 if SOAKING else 8


def a_clinic(folder: Path, taken: list[tuple[int, str]]) -> tuple[Desk, Patient]:
    """Somebody new, in a clinic where these times are given away as far as they can be."""
    desk = make_desk(folder)
    other = register(desk, "Park", actor="mei")
    for days, at in taken:
        wanted = booking(other, f"{FIRST + timedelta(days=days)}T{at}", site="main")
        try:
            desk.schedule.book("mei", wanted)
        except Refused:
            continue
    return desk, register(desk, actor="mei")


def kept(visits: tuple[ScheduledVisit, ...]) -> list[Appointment]:
    """The appointments without what says that they belong together."""
    return [replace(one.appointment, link=None) for one in visits]


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(taken=TAKEN, rule=RULES)
def test_accepted_is_booked_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[int, str]], rule: str
) -> None:
    """The rows that are ok are what can be booked one after the other; the others are what cannot; undo leaves none."""
    folder = tmp_path_factory.mktemp("whole")
    whole, smith = a_clinic(folder, taken)
    single, same = a_clinic(tmp_path_factory.mktemp("single"), taken)
    request = SeriesRequest(booking(smith, f"{FIRST}T10:00", site="main"), read_rule(rule))
    grid = whole.schedule.series("ana", request)
    one_by_one: list[ScheduledVisit] = []
    for row in grid:
        wanted = booking(same, f"{row.on}T10:00", site="main")
        if row.state is OccurrenceState.OK:
            one_by_one += single.schedule.book("ana", wanted).all_of(ScheduledVisit)
        else:
            with pytest.raises(Refused):
                single.schedule.book("ana", wanted)
    if not one_by_one:
        return
    skipped = frozenset(row.on for row in grid if row.state is not OccurrenceState.OK)
    made = whole.schedule.book_series("ana", replace(request, skipped=skipped)).all_of(ScheduledVisit)
    assert kept(tuple(one_by_one)) == kept(made)
    whole.journal.undo("ana")
    assert grid == whole.schedule.series("ana", request)
    whole.journal.redo("ana")
    assert kept(made) == [replace(one, rev=1) for one in kept(tuple(now_of(whole, each) for each in made))]
    assert () == examine(folder / "clinic.db")


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    taken=TAKEN, days=st.integers(-1, 9), hour=st.sampled_from([9, 10, 11, 14]), scope=st.sampled_from(list(Scope)[1:3])
)
def test_moved_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[int, str]], days: int, hour: int, scope: Scope
) -> None:
    """What a move would meet is what it meets; refused it changes nothing, done and undone neither."""
    folder = tmp_path_factory.mktemp("moved")
    desk, smith = a_clinic(folder, taken)
    request = SeriesRequest(booking(smith, f"{FIRST}T15:00", site="main"), read_rule("FREQ=WEEKLY;COUNT=4"))
    made = desk.schedule.book_series("ana", request).all_of(ScheduledVisit)
    target = made[1].appointment.start.astimezone(MAIN).date() + timedelta(days=days)
    wanted = moving(made[1], datetime(target.year, target.month, target.day, hour).isoformat())
    met = desk.schedule.assess_together("ana", wanted, scope).conflicts
    if any(conflict.severity is not Severity.WARN for conflict in met):
        with pytest.raises(Refused) as refusal:
            desk.schedule.move_together("ana", wanted, scope)
        assert met == refusal.value.conflicts
        assert made == tuple(now_of(desk, one) for one in made)
    else:
        moved = desk.schedule.move_together("ana", wanted, scope).all_of(ScheduledVisit)
        assert {hour} == {one.appointment.start.astimezone(MAIN).hour for one in moved}
        desk.journal.undo("ana")
        again = [replace(now_of(desk, one).appointment, rev=1) for one in made]
        assert [one.appointment for one in made] == again
    assert () == examine(folder / "clinic.db")
