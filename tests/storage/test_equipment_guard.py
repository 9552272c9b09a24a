"""Does the database itself never let more of a pool be used at once than there is?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clinic.dated import Outage
from core.clinic.model import Equipment, VisitType
from core.schedule.model.appointment import Appointment, AppointmentStatus, Cancellation, Mode
from core.schedule.occupied import Occupied
from core.structs import replace
from storage.sqlite import doctor
from storage.store import SqliteStore
from tests.storage.records import CLINIC, act, book, draft, make_store, register

POOLED = replace(
    CLINIC,
    visit_types={**CLINIC.visit_types, "ecg20": VisitType("ecg20", "Heart", 20, equipment=("ecg", "couch"))},
    equipment={
        ("main", "ecg"): Equipment("ecg", "main", 2),
        ("main", "couch"): Equipment("couch", "main", 9),
        ("west", "couch"): Equipment("couch", "west", 9),
    },
)


@pytest.fixture
def pooled(tmp_path: Path) -> Iterator[SqliteStore]:
    """A clinic with two ECGs at main, and none at west."""
    with closing(make_store(tmp_path)) as store:
        with act(store, "set-up") as doing:
            doing.tx.replace_clinic(POOLED)
        yield store


def using(store: SqliteStore, start: int, length: int = 20) -> Appointment:
    """A new patient's visit that uses one of each, `start` minutes after nine; nothing else is in its way."""
    patient = register(store)
    return replace(draft(patient, start, length, room=None, lane=patient.id), visit_type="ecg20")


def test_the_third_at_once_is_refused(pooled: SqliteStore) -> None:
    """By name, with the type that asked for it."""
    for start in (0, 10):
        book(pooled, using(pooled, start))
    with pytest.raises(Occupied) as refusal:
        book(pooled, using(pooled, 15))
    assert ("equipment", "ecg20") == (refusal.value.kind, refusal.value.resource)
    book(pooled, using(pooled, 20))  # the first is over
    with pytest.raises(Occupied):
        book(pooled, using(pooled, 20))
    assert [] == [finding.sentence for finding in doctor.examine(pooled._path)]


def test_pieces_have_no_names(pooled: SqliteStore) -> None:
    """A long visit beside two short ones, whichever piece those had: two at once is all there ever are."""
    first = book(pooled, using(pooled, 0, 30))
    book(pooled, using(pooled, 10, 20))  # the second piece, were they named
    book(pooled, using(pooled, 30, 30))  # the first one again
    with act(pooled) as doing:
        cancelled = replace(
            first, status=AppointmentStatus.CANCELLED, cancellation=Cancellation("sick", "patient", late=False)
        )
        doing.tx.schedule.save(cancelled)
    book(pooled, using(pooled, 0, 60))


def test_who_uses_nothing_is_in_nobody_s_way(pooled: SqliteStore) -> None:
    """By telehealth, of another type, or gone."""
    for start in (0, 0):
        book(pooled, using(pooled, start))
    wanted = using(pooled, 0)
    sick = Cancellation("sick", "patient", late=False)
    book(pooled, replace(wanted, mode=Mode.TELEHEALTH))
    book(pooled, replace(using(pooled, 0), visit_type="fu20"))
    book(pooled, replace(using(pooled, 0), status=AppointmentStatus.CANCELLED, cancellation=sick))


def test_what_a_site_does_not_have_is_not_used_there(pooled: SqliteStore) -> None:
    """However free."""
    with pytest.raises(Occupied):
        book(pooled, replace(using(pooled, 0), site="west"))


def test_who_comes_back_or_moves_meets_it_too(pooled: SqliteStore) -> None:
    """A cancellation that is undone, a move, a longer visit; any other change takes nothing anew."""
    sick = Cancellation("sick", "patient", late=False)
    cancelled = book(pooled, replace(using(pooled, 0), status=AppointmentStatus.CANCELLED, cancellation=sick))
    later = book(pooled, using(pooled, 30))
    here = book(pooled, using(pooled, 0))
    book(pooled, using(pooled, 0))
    moved = draft(register(pooled), 10)
    for changed in (
        replace(cancelled, status=AppointmentStatus.BOOKED, cancellation=None),
        replace(later, start=moved.start, provider_start=moved.start),
    ):
        with pytest.raises(Occupied), act(pooled) as doing:
            doing.tx.schedule.save(changed)
    with act(pooled, "set-up") as doing:
        fewer = {**POOLED.equipment, ("main", "ecg"): Equipment("ecg", "main", 1)}
        doing.tx.replace_clinic(replace(POOLED, equipment=fewer))
    with act(pooled) as doing:
        doing.tx.schedule.save(replace(here, note="Fasting"))
    assert [] == [finding.sentence for finding in doctor.examine(pooled._path)]  # fewer by set-up is no damage


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8)), min_size=1, max_size=9)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans)
def test_any_order_is_refused_exactly_where_too_many_are_at_once(
    tmp_path_factory: pytest.TempPathFactory, wanted: Sequence[tuple[int, int]]
) -> None:
    """The guard and a count of every minute agree."""
    with closing(make_store(tmp_path_factory.mktemp("pool"))) as store:
        with act(store, "set-up") as doing:
            doing.tx.replace_clinic(POOLED)
        used = [0] * 40
        for start, length in wanted:
            is_full = any(count >= 2 for count in used[start : start + length])
            try:
                book(store, using(store, start * 5, length * 5))
            except Occupied:
                assert is_full
                continue
            assert not is_full
            for at in range(start, start + length):
                used[at] += 1
        assert [] == [finding.check for finding in doctor.examine(store._path)]


def test_an_outage_lets_fewer_in(pooled: SqliteStore) -> None:
    """On its days at the site, whatever the rules say; what was booked before stays."""
    book(pooled, using(pooled, 0))
    book(pooled, using(pooled, 0))
    on = using(pooled, 0).start.date()
    with act(pooled, "set-up") as doing:
        doing.tx.replace_clinic(replace(POOLED, outages=(Outage("ecg", "main", on, count=1),)))
    book(pooled, using(pooled, 60))
    with pytest.raises(Occupied):
        book(pooled, using(pooled, 70))
    assert [] == [finding.sentence for finding in doctor.examine(pooled._path)]
    with act(pooled, "set-up") as doing:
        doing.tx.replace_clinic(replace(POOLED, outages=(Outage("ecg", "main", on + timedelta(days=1)),)))
    book(pooled, using(pooled, 70))


def test_the_doctor_finds_what_was_put_there_past_the_guard(pooled: SqliteStore) -> None:
    """A third user whom no trigger saw, and who came in its place."""
    for _ in range(2):
        book(pooled, using(pooled, 0))
    third = using(pooled, 10)
    with closing(sqlite3.connect(pooled._path, isolation_level=None)) as hand:
        hand.execute("DROP TRIGGER appointment_equipment_insert")
    book(pooled, third)
    told = [finding.sentence for finding in doctor.examine(pooled._path) if finding.check == "pools"]
    assert ["Appointment 3 uses ecg at main while all of it, 2 at most, is in use. Move it."] == told
