"""What becomes of a visit that nobody closed, of who is in two places, and of a clock that goes back?"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit
from core.schedule.model.visit import VisitStep as Step
from core.visits.state import Verb
from tests.clinics import FakeClock, book, register
from tests.desk.asking import now_of, refused, status_of, step_of

BOTH = ("identity", "demographics")
DAYS_ON = "2026-12-04T09:00"


def _roomed(desk: Desk, patient: Patient, start: str, *, room: str | None = None) -> ScheduledVisit:
    scheduled = book(desk, patient, f"2026-11-23T{start}")
    desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, scheduled.appointment.id, room=room)
    return now_of(desk, scheduled)


@pytest.fixture
def roomed(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is in R1 since 10:20, for 10:40 with Lee."""
    return _roomed(desk, smith, "10:40")


def test_an_open_visit_stays_in_the_queue_until_it_is_closed(
    desk: Desk, clock: FakeClock, roomed: ScheduledVisit
) -> None:
    """However long ago it began; the list of those left open has it, and a check-out ends both."""
    assert () == desk.visits.left_open("ana")
    clock.set(DAYS_ON)
    numbers = [roomed.appointment.id]
    assert numbers == [one.appointment.id for one in desk.visits.queue("ana")]
    assert numbers == [one.appointment.id for one in desk.visits.left_open("ana")]
    assert [] == [one.appointment.id for one in desk.visits.queue("ana", site="west")]
    desk.visits.do("ana", Verb.CHECK_OUT, roomed.appointment.id)
    assert ((), ()) == (desk.visits.queue("ana"), desk.visits.left_open("ana"))


def test_a_booking_that_nobody_marked_is_on_the_list(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """From midnight on, for a month, until it is a no-show or moved; it is nobody of today's queue."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    clock.set("2026-11-23T23:59")
    assert () == desk.visits.left_open("ana")
    clock.set("2026-11-24T00:01")
    assert [scheduled.appointment.id] == [one.appointment.id for one in desk.visits.left_open("ana")]
    assert () == desk.visits.queue("ana")
    desk.visits.do("ana", Verb.NO_SHOW, scheduled.appointment.id)
    assert () == desk.visits.left_open("ana")


@pytest.mark.parametrize("verb", [Verb.CHECK_OUT, Verb.LEFT, Verb.DEPART])
def test_every_verb_that_ends_it_works_days_later(
    desk: Desk, clock: FakeClock, roomed: ScheduledVisit, verb: Verb
) -> None:
    """The room is free then."""
    clock.set(DAYS_ON)
    desk.visits.do("ana", verb, roomed.appointment.id)
    assert {} == desk.visits.in_rooms("ana")


def test_the_room_says_who_holds_it_since_when(
    desk: Desk, clock: FakeClock, roomed: ScheduledVisit, jones: Patient
) -> None:
    """With the day, as it was another."""
    clock.set(DAYS_ON)
    other = book(desk, jones, "2026-12-04T09:20")
    desk.visits.do("ana", Verb.CHECK_IN, other.appointment.id, verified=BOTH)
    refusal = refused(lambda: desk.visits.do("ana", Verb.ROOM, other.appointment.id, room="R1"))
    assert refusal.sentence.startswith(
        "Not taken to a room: Smith, John went to room R1 on 23 Nov 2026 at 10:20 and is"
    )
    assert ("C4", (roomed.appointment.id,)) == (refusal.conflicts[0].rule, refusal.conflicts[0].appointments)


def test_nobody_is_in_two_rooms(desk: Desk, roomed: ScheduledVisit, smith: Patient) -> None:
    """The refusal names the room, and what for; once they departed, the other room is theirs."""
    other = book(desk, smith, "2026-11-23T11:30")
    desk.visits.do("ana", Verb.CHECK_IN, other.appointment.id, verified=BOTH)
    refusal = refused(lambda: desk.visits.do("ana", Verb.ROOM, other.appointment.id, room="R2"))
    assert (
        "Not taken to a room: Smith, John went to room R1 at Main Street at 10:20, for fu20 with Lee Mon 23 Nov 10:40,"
        " and is still there. Let them depart, or check that visit out, first."
    ) == refusal.sentence
    assert [("C2", (roomed.appointment.id,))] == [(one.rule, one.appointments) for one in refusal.conflicts]
    desk.visits.do("ben", Verb.DEPART, roomed.appointment.id)
    desk.visits.do("ana", Verb.ROOM, other.appointment.id, room="R2")
    assert "is still there" in refused(lambda: desk.visits.do("ana", Verb.STEP_BACK, roomed.appointment.id)).sentence
    assert "is still there" in refused(lambda: desk.journal.undo("ben")).sentence


def test_the_store_lets_nobody_be_in_two_rooms(desk: Desk, tmp_path: Path, roomed: ScheduledVisit) -> None:
    """Hand-written SQL meets the same guard."""
    other = book(desk, roomed.patient, "2026-11-23T11:30")
    desk.visits.do("ana", Verb.CHECK_IN, other.appointment.id, verified=BOTH)
    with (
        closing(sqlite3.connect(tmp_path / "clinic.db")) as db,
        pytest.raises(sqlite3.IntegrityError, match="elsewhere"),
    ):
        db.execute("UPDATE visit SET room = 'R2', step = 'roomed' WHERE appointment = ?", (other.appointment.id,))


def test_no_step_comes_before_the_step_before(desk: Desk, clock: FakeClock, roomed: ScheduledVisit) -> None:
    """The later time is kept and said; what follows once the clock is past it has its own time."""
    clock.set("2026-11-23T09:50")
    change = desk.visits.do("ana", Verb.DEPART, roomed.appointment.id)
    assert (
        "Smith, John departed 10:20; room R1 is free."
        " The clock went back: it is at 09:50 by it, and the step before was at 10:20, which was kept."
    ) == change.sentence
    assert roomed.visit is not None
    departed = now_of(desk, roomed).visit
    assert departed is not None
    assert (roomed.visit.since, roomed.visit.since) == (departed.since, change.entry.at)
    undone = desk.journal.undo("ana")
    assert (change.entry.at, 1) == (undone.entry.at, undone.sentence.count("The clock went back: it is at 09:50"))
    desk.visits.do("ana", Verb.STEP_BACK, roomed.appointment.id)
    clock.set("2026-11-23T10:30")
    assert "The clock" not in desk.visits.do("ana", Verb.CHECK_OUT, roomed.appointment.id).sentence
    assert Step.CHECKED_OUT is step_of(desk, roomed)


def test_events_never_run_backwards(desk: Desk, clock: FakeClock, tmp_path: Path, smith: Patient) -> None:
    """Through a no-show, an arrival and steps back, while the clock goes back an hour each time."""
    coming = book(desk, smith, "2026-11-23T10:40")
    clock.set("2026-11-23T16:00")
    desk.visits.do("ana", Verb.NO_SHOW, coming.appointment.id)
    for hour, verb in enumerate((Verb.ARRIVE, Verb.STEP_BACK, Verb.ARRIVE, Verb.LEFT, Verb.STEP_BACK)):
        clock.set(f"2026-11-23T{15 - hour}:00")
        desk.visits.do("ana", verb, coming.appointment.id)
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        times = [at for (at,) in db.execute("SELECT at FROM visit_event ORDER BY id")]
    assert times == sorted(times)
    assert Status.ARRIVED is status_of(desk, coming)


def test_a_batch_says_it_once(desk: Desk, clock: FakeClock, roomed: ScheduledVisit) -> None:
    """Not with each patient."""
    second = _roomed(desk, register(desk, "Birch"), "11:20", room="R2")
    clock.set("2026-11-23T09:50")
    both = {one.appointment.id: None for one in (roomed, second)}
    assert 1 == desk.visits.act("ana", Verb.CHECK_OUT, both).sentence.count("The clock went back")
