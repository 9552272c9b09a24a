"""Does the day view find what overlaps it, in order, by one index?"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DatabaseUnusable
from core.patients.model import Patient
from core.schedule.model.appointment import Appointment, AppointmentStatus
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from storage.remembered import Answers, Remembered
from storage.schedule import between
from storage.store import SqliteStore
from storage.tables import APPOINTMENT
from tests.storage.records import NINE, act, arrival, book, draft, make_store, register

MINUTE = timedelta(minutes=1)


def numbers(found: tuple[ScheduledVisit, ...]) -> list[int]:
    """The appointments' numbers in the order found."""
    return [scheduled.appointment.id for scheduled in found]


@pytest.fixture
def patients(store: SqliteStore) -> list[Patient]:
    """Three to book."""
    return [register(store) for _ in range(3)]


def test_each_comes_with_its_patient_and_visit(store: SqliteStore, patients: list[Patient]) -> None:
    """A visit where the patient came, None where not yet."""
    first = book(store, draft(patients[0]))
    second = book(store, draft(patients[1], 20))
    with act(store) as doing:
        visit = doing.tx.visits.save(arrival(first), event="arrived")
    expected = (ScheduledVisit(first, patients[0], visit), ScheduledVisit(second, patients[1]))
    with store.read() as reading:
        assert expected == reading.schedule.between(NINE, second.end, site="main")
        assert expected[0] == reading.schedule.by_id(first.id)
        assert expected[1] == reading.schedule.by_id(second.id)


def test_they_come_by_start_and_then_by_provider(store: SqliteStore, patients: list[Patient]) -> None:
    """Not in the order they were booked."""
    late = book(store, draft(patients[0], 30, provider="ito", room=None))
    park = book(store, draft(patients[1], 0, provider="park", room=None))
    ito = book(store, draft(patients[2], 0, provider="ito", room=None))
    with store.read() as reading:
        assert [ito.id, park.id, late.id] == numbers(reading.schedule.between(NINE, late.end, site="main"))


def test_filters_narrow_each_other(store: SqliteStore, patients: list[Patient]) -> None:
    """Site, provider and patient alone or together."""
    one = book(store, draft(patients[0]))
    two = book(store, replace(draft(patients[0], 20, provider="ito", room=None), site="west"))
    end = two.end
    with store.read() as reading:
        find = reading.schedule.between
        assert [one.id, two.id] == numbers(find(NINE, end, patient=patients[0].id))
        assert [] == numbers(find(NINE, end, patient=patients[1].id))
        assert [two.id] == numbers(find(NINE, end, patient=patients[0].id, site="west"))
        assert [one.id] == numbers(find(NINE, end, provider="lee"))
        assert [] == numbers(find(NINE, end, provider="lee", site="west"))


def test_without_a_filter_no_index_serves(store: SqliteStore) -> None:
    """Everybody's appointments everywhere are asked for by mistake only."""
    with store.read() as reading, pytest.raises(ValueError, match=r"\(\)"):
        reading.schedule.between(NINE, NINE + MINUTE)


def test_live_only_leaves_out_what_takes_no_time(store: SqliteStore, patients: list[Patient]) -> None:
    """Exactly the statuses of which the model says so."""
    for status in AppointmentStatus:
        made = replace(draft(patients[0], room=None), status=status)
        book(store, replace(made, lane=1) if not status.takes_time else _apart(made, status))
    with store.read() as reading:
        live = reading.schedule.between(NINE, NINE + timedelta(days=1), provider="lee", live_only=True)
        every = reading.schedule.between(NINE, NINE + timedelta(days=1), provider="lee")
    assert {status for status in AppointmentStatus if status.takes_time} == {
        scheduled.appointment.status for scheduled in live
    }
    assert len(AppointmentStatus) == len(every)


def _apart(made: Appointment, status: AppointmentStatus) -> Appointment:
    """The same at a time of its own."""
    later = timedelta(minutes=30 * list(AppointmentStatus).index(status))
    return replace(
        made,
        start=made.start + later,
        end=made.end + later,
        provider_start=made.provider_start + later,
        provider_end=made.provider_end + later,
    )


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """One day with the longest and the shortest appointments there are, in lanes of one provider."""
    folder: Path = tmp_path_factory.mktemp("day")
    lengths = (720, 1, 719, 20, 5, 300)
    with closing(make_store(folder)) as made:
        for lane, minutes in enumerate(lengths):
            patient = register(made)
            book(made, draft(patient, 37 * lane, minutes, room=None, lane=lane))
        yield made


@given(
    begin=st.integers(-800 * 4, 1600 * 4).map(lambda quarter: NINE + quarter * MINUTE / 4),
    length=st.timedeltas(timedelta(seconds=1), timedelta(days=2)),
)
def test_what_overlaps_is_found_whatever_its_length(day: SqliteStore, begin: datetime, length: timedelta) -> None:
    """The bound on the start leaves nothing out, and instants between minutes round to neither side."""
    end = begin + length
    with day.read() as reading:
        every = reading.schedule.between(NINE, NINE + timedelta(days=2), site="main")
        found = reading.schedule.between(begin, end, site="main")
    met = [one for one in every if one.appointment.start < end and begin < one.appointment.end]
    assert 6 == len(every)
    assert met == list(found)


def test_a_free_lane_is_the_smallest(store: SqliteStore, patients: list[Patient]) -> None:
    """Free for all of the interval; the appointment that is being moved does not count."""
    first = book(store, draft(patients[0]))
    book(store, draft(patients[1], 10, room=None, lane=1))
    with act(store) as doing:
        free = doing.tx.schedule.free_lane
        assert 0 == free("lee", NINE + 20 * MINUTE, NINE + 40 * MINUTE, ignoring=None)
        assert 1 == free("lee", NINE, NINE + 5 * MINUTE, ignoring=None)
        assert 2 == free("lee", NINE, NINE + 20 * MINUTE, ignoring=None)
        assert 0 == free("lee", NINE, NINE + 20 * MINUTE, ignoring=first.id)
        assert 0 == free("ito", NINE, NINE + 20 * MINUTE, ignoring=None)


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        (("site",), "appointment_by_site (site=? AND start>? AND start<?)"),
        (("provider", "site"), "appointment_by_provider (provider=? AND start>? AND start<?)"),
        (("patient",), "appointment_by_patient (patient=? AND start>? AND start<?)"),
    ],
)
@pytest.mark.parametrize("live_only", [True, False])
def test_a_span_is_a_range_of_one_index(
    store: SqliteStore, filters: tuple[str, ...], index: str, *, live_only: bool
) -> None:
    """One range of the index, one record for each row of it, no sorting: flat however many are booked."""
    wanted = {"site": "main", "provider": "lee", "patient": 1, "start": 1, "end": 2}
    plan = store._connections.idle[0].execute(f"EXPLAIN QUERY PLAN {between(filters, live_only=live_only)}", wanted)
    further = {
        "COMPOUND QUERY",
        "LEFT-MOST SUBQUERY",
        "UNION ALL",
        "SEARCH appointment USING INDEX appointment_with_further (start>? AND start<?)",
        "SCAN one VIRTUAL TABLE INDEX 1:",
    }
    assert {
        f"SEARCH appointment USING INDEX {index}",
        "SEARCH patient USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH visit USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
        "SEARCH coverage USING COVERING INDEX coverage_by_patient (patient=?)",
        "SEARCH ledger USING COVERING INDEX ledger_by_appointment (appointment=? AND kind=?)",
        "SEARCH form_note USING COVERING INDEX form_note_by_patient (patient=?)",
        "SEARCH work_case USING COVERING INDEX work_case_of_patient (patient=? AND kind=?)",
        "SEARCH other USING INDEX appointment_by_patient (patient=?)",  # where the patient has papers alone
        *(further if "provider" in filters else ()),
    } == {row[3] for row in plan if not row[3].startswith("CORRELATED SCALAR SUBQUERY")}


@pytest.mark.parametrize("of", ["site", "provider"])
def test_what_was_over_before_is_told_by_the_index(store: SqliteStore, of: str) -> None:
    """A span is asked for from half a day before it: rows that ended by then are not looked up for that."""
    columns = store._connections.idle[0].execute(f"PRAGMA index_info(appointment_by_{of})").fetchall()
    assert [of, "start", "finish"] == [name for _, _, name in columns]


def test_records_seen_before_are_not_read_again(store: SqliteStore, patients: list[Patient]) -> None:
    """The same revs are answered with the very same records."""
    made = book(store, draft(patients[0]))
    with store.read() as reading:
        (first,) = reading.schedule.between(made.start, made.end, site="main")
    with store.read() as reading:
        (second,) = reading.schedule.between(made.start, made.end, provider="lee")
    assert first is second


def test_what_was_asked_stands_until_something_is_written(store: SqliteStore, patients: list[Patient]) -> None:
    """In another snapshot the same answer; whatever is written, it is asked anew."""
    made = book(store, draft(patients[0]))
    found = []
    for _ in range(2):
        with store.read() as reading:
            found.append(reading.schedule.between(made.start, made.end, provider="lee"))
    assert found[0] is found[1]
    other = book(store, draft(patients[1], 20))
    with store.read() as reading:
        assert (made, other) == tuple(
            one.appointment for one in reading.schedule.between(made.start, other.end, provider="lee")
        )
        assert found[0] == reading.schedule.between(made.start, made.end, provider="lee")
        assert found[0] is not reading.schedule.between(made.start, made.end, provider="lee")


def test_what_is_remembered_has_its_room(store: SqliteStore, patients: list[Patient]) -> None:
    """Room for two pairs: of the four that are asked for the older ones go, and every answer stays whole."""
    made = [book(store, draft(patients[0], 20 * number)) for number in range(8)]
    revs = [(one.id, 1, 1, None, 0, 0, 0, 0) for one in made]
    remembered, db = Remembered(room=4 * 1500), store._connections.idle[0]
    reads: list[str] = []
    db.set_trace_callback(reads.append)
    for first in (0, 2, 4, 6):
        assert [one.id for one in made[first : first + 2]] == numbers(remembered.all(db, revs[first : first + 2]))
    assert 4 == len(reads)
    remembered.all(db, revs[4:])
    assert 4 == len(reads)
    assert [one.id for one in made] == numbers(remembered.all(db, revs))
    assert 5 == len(reads)


def test_what_is_asked_for_again_stays(store: SqliteStore, patients: list[Patient]) -> None:
    """A large view is read once, however many others are looked at in between: none of them pushes it out."""
    made = [book(store, draft(patients[0], 20 * number)) for number in range(20)]
    revs = [(one.id, 1, 1, None, 0, 0, 0, 0) for one in made]
    remembered, db = Remembered(room=2 * 11 * 1700), store._connections.idle[0]
    large = remembered.all(db, revs[:10])
    for one in revs[10:]:
        remembered.all(db, [one])
        again = remembered.all(db, revs[:10])
        assert all(now is then for now, then in zip(again, large, strict=True))


def test_a_record_takes_the_memory_that_is_counted(store: SqliteStore, patients: list[Patient]) -> None:
    """Within a fifth, however long its texts: the room is bytes and not a wish."""
    made = [book(store, replace(draft(patients[0], 20 * number), note="n" * 400)) for number in range(60)]
    revs = [(one.id, 1, 1, None, 0, 0, 0, 0) for one in made]
    remembered, db = Remembered(), store._connections.idle[0]
    remembered.all(db, revs[:10])
    counted = remembered._bytes
    gc.collect()
    tracemalloc.start()
    try:
        remembered.all(db, revs[10:])
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert 0.8 < taken / (remembered._bytes - counted) < 1.2


def test_many_are_read_as_each_alone(store: SqliteStore, patients: list[Patient]) -> None:
    """Column by column or row by row; the row in which something else stands is named either way."""
    made = [book(store, replace(draft(patients[0], 20 * number), note="n" * (number % 2))) for number in range(6)]
    rows = [tuple(APPOINTMENT.table.to_row(one).values()) for one in made]
    assert made == APPOINTMENT.table.from_many(list(zip(*rows, strict=True)))
    ways = (APPOINTMENT.table.from_many, lambda given: [*map(APPOINTMENT.table.from_row, zip(*given, strict=True))])
    for at, name in enumerate(APPOINTMENT.table.names):
        broken = list(zip(*rows[:3], (*rows[3][:at], b"?", *rows[3][at + 1 :]), *rows[4:], strict=True))
        said: list[object] = []
        for read in ways:
            try:
                said.append(read(broken))
            except DatabaseUnusable as error:
                said.append(str(error))
        assert said[0] == said[1], name


def test_answers_of_two_moments_never_meet() -> None:
    """Also where another thread asks of another snapshot just then: neither is given what the other one found."""
    answers = Answers()
    answers.at((61, 1))

    class AskedMeanwhile(tuple[int, int]):
        """The moment of a snapshot, as it is compared the other one asks."""

        __slots__ = ()

        def __ne__(self, other: object) -> bool:
            answers.at((61, 2))
            return super().__ne__(other)

        __eq__, __hash__ = tuple.__eq__, tuple.__hash__

    early = answers.at(AskedMeanwhile((61, 1)))
    answers.note(early, "a day", ())
    assert {} == answers.at((61, 2))
