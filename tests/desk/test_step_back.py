"""Where does a visit stand after a step back?"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.errors import NotAllowed
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, Visit, Waiver
from core.schedule.model.visit import VisitStep as Step
from core.visits.state import Verb
from tests.clinics import FakeClock, book
from tests.desk.asking import now_of, refused, rules_met, scheduled_of, status_of, step_of

BOTH = ("identity", "demographics")


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for 10:40 today by ben."""
    return book(desk, smith, "2026-11-23T10:40", actor="ben")


@pytest.fixture
def gone(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> ScheduledVisit:
    """Smith arrived 10:20, was checked in 10:25, roomed 10:30, departed 10:35 and was checked out 10:40 by ben."""
    number = coming.appointment.id
    desk.visits.do("ben", Verb.ARRIVE, number)
    clock.forward(minutes=5)
    desk.visits.do("ben", Verb.CHECK_IN, number, verified=["identity"], waivers={"demographics": "later"})
    clock.forward(minutes=5)
    desk.visits.do("ben", Verb.ROOM, number)
    clock.forward(minutes=5)
    desk.visits.do("ben", Verb.DEPART, number)
    clock.forward(minutes=5)
    desk.visits.do("ben", Verb.CHECK_OUT, number)
    clock.forward(minutes=5)
    return now_of(desk, coming)


def visit_of(desk: Desk, scheduled: ScheduledVisit) -> Visit:
    """The visit as it is now."""
    visit = now_of(desk, scheduled).visit
    assert visit is not None
    return visit


def test_step_by_step_back_to_the_booking(desk: Desk, gone: ScheduledVisit) -> None:
    """Each step is as it was: since when, by whom, in which room; whoever took it."""
    found = []
    while status_of(desk, gone) is not Status.BOOKED:
        change = desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
        here = scheduled_of(change)
        visit = here.visit
        found.append(
            (
                here.appointment.status,
                visit and visit.step,
                visit and f"{visit.since:%M}",
                visit and visit.step_by,
                visit and visit.room,
                change.sentence,
            )
        )
    assert [
        (Status.CHECKED_IN, Step.DEPARTED, "35", "ben", None, "departed again, no longer checked out."),
        (Status.CHECKED_IN, Step.ROOMED, "30", "ben", "R1", "roomed again, no longer departed."),
        (Status.CHECKED_IN, Step.CHECKED_IN, "25", "ben", None, "checked in again, no longer roomed."),
        (Status.ARRIVED, Step.ARRIVED, "20", "ben", None, "arrived again, no longer checked in."),
        (Status.BOOKED, None, None, None, None, "booked again, no longer arrived."),
    ] == [(*rest, sentence.removeprefix("Smith, John is ")) for *rest, sentence in found]
    assert now_of(desk, gone).visit is None


def test_what_belongs_to_the_step_goes_with_it(desk: Desk, gone: ScheduledVisit) -> None:
    """The time of the check-in and its waivers; who set the status is who set it then."""
    for _ in range(3):
        desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    checked_in = now_of(desk, gone)
    assert checked_in.visit is not None
    assert (None, (Waiver("demographics", "later"),)) == (
        checked_in.visit.checked_out_at, checked_in.visit.waivers
    )  # fmt: skip
    assert ("ben", "25") == (checked_in.appointment.status_by, f"{checked_in.appointment.status_at:%M}")
    desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    assert (None, ()) == (visit_of(desk, gone).checked_in_at, visit_of(desk, gone).waivers)


def test_nothing_is_deleted(desk: Desk, tmp_path: Path, gone: ScheduledVisit) -> None:
    """A step back is an event like the others."""
    desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        events = [event for (event,) in db.execute("SELECT event FROM visit_event ORDER BY id")]
    assert ["arrived", "checked-in", "roomed", "departed", "checked-out", "stepped-back"] == events


def test_forward_again_and_back_again(desk: Desk, clock: FakeClock, gone: ScheduledVisit) -> None:
    """The step taken anew has its own time, and the step before it still its old one."""
    number = gone.appointment.id
    desk.visits.do("ana", Verb.STEP_BACK, number)
    desk.visits.do("ana", Verb.STEP_BACK, number)
    desk.visits.do("ana", Verb.DEPART, number)
    assert clock.at == visit_of(desk, gone).since
    desk.visits.do("ana", Verb.STEP_BACK, number)
    assert (Step.ROOMED, "30") == (visit_of(desk, gone).step, f"{visit_of(desk, gone).since:%M}")


def test_a_change_of_rooms_is_no_step(desk: Desk, coming: ScheduledVisit) -> None:
    """Back from the second room is back to the waiting room."""
    number = coming.appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, number)
    desk.visits.do("ana", Verb.ROOM, number, room="R2")
    desk.visits.do("ana", Verb.STEP_BACK, number)
    assert (Step.CHECKED_IN, None) == (visit_of(desk, coming).step, visit_of(desk, coming).room)


def test_a_step_back_may_be_undone_and_redone(desk: Desk, gone: ScheduledVisit) -> None:
    """As every act."""
    desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    desk.journal.undo("ana")
    assert Step.DEPARTED is step_of(desk, gone)
    desk.journal.undo("ana")
    assert (Status.FULFILLED, Step.CHECKED_OUT) == (status_of(desk, gone), step_of(desk, gone))
    desk.journal.redo("ana")
    desk.journal.redo("ana")
    assert Step.ROOMED is step_of(desk, gone)
    desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    assert (Step.CHECKED_IN, "25") == (step_of(desk, gone), f"{visit_of(desk, gone).since:%M}")


def test_back_to_a_room_needs_one(desk: Desk, coming: ScheduledVisit, jones: Patient) -> None:
    """The old one if nobody is in it, else the next; a room may be named."""
    number = coming.appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, number)
    desk.visits.do("ana", Verb.DEPART, number)
    other = book(desk, jones, "2026-11-23T11:00").appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, other, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, other, room="R1")
    desk.visits.do("ana", Verb.STEP_BACK, number)
    assert "R2" == visit_of(desk, coming).room
    desk.visits.do("ana", Verb.DEPART, number)
    refusal = refused(lambda: desk.visits.do("ana", Verb.STEP_BACK, number, room="R1"))
    assert refusal.sentence.startswith("Not gone a step back: Jones, Ann went to room R1 at 10:20")


def test_who_left_is_back_where_they_sat(desk: Desk, coming: ScheduledVisit, jones: Patient) -> None:
    """The appointment is theirs again; the time that was given away is taken beside, for a reason."""
    number = coming.appointment.id
    desk.visits.do("ben", Verb.ARRIVE, number)
    desk.visits.do("ana", Verb.LEFT, number)
    book(desk, jones, "2026-11-23T10:40")
    assert ["C3"] == rules_met(lambda: desk.visits.do("ana", Verb.STEP_BACK, number))
    back = scheduled_of(desk.visits.do("ana", Verb.STEP_BACK, number, overrides={"C3": "urgent"}))
    assert (Status.ARRIVED, None, 1, "R2", "ben") == (
        back.appointment.status, back.appointment.cancellation, back.appointment.lane, back.appointment.room,
        back.appointment.status_by,
    )  # fmt: skip
    assert Step.ARRIVED is step_of(desk, coming)


def test_a_no_show_is_booked_again(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """Lane and room are free still."""
    clock.set("2026-11-23T10:51")
    desk.visits.do("ben", Verb.NO_SHOW, coming.appointment.id)
    change = desk.visits.do("ana", Verb.STEP_BACK, coming.appointment.id)
    assert "Smith, John is booked again, no longer no-show." == change.sentence
    again = now_of(desk, coming).appointment
    assert (Status.BOOKED, 0, "R1", "ana") == (again.status, again.lane, again.room, again.status_by)


def test_who_is_elsewhere_by_now_does_not_go_back(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit, smith: Patient
) -> None:
    """Nobody is at two appointments at once."""
    clock.set("2026-11-23T10:51")
    desk.visits.do("ben", Verb.NO_SHOW, coming.appointment.id)
    book(desk, smith, "2026-11-23T10:45", provider="ito", overrides={"C10": "other"}, actor="sue")
    refusal = refused(lambda: desk.visits.do("ana", Verb.STEP_BACK, coming.appointment.id))
    assert ("Not gone a step back: Smith, John already has fu20 with Ito at Main Street, 10:45-11:05.", ["C2"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip


def test_a_booking_has_no_step_before(desk: Desk, coming: ScheduledVisit) -> None:
    """Nor has a cancelled one: an undo takes those back."""
    needs = "Only a visit or a no-show can go a step back."
    assert refused(lambda: desk.visits.do("ana", Verb.STEP_BACK, coming.appointment.id)).sentence.endswith(needs)
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    assert refused(lambda: desk.visits.do("ana", Verb.STEP_BACK, coming.appointment.id)).sentence.endswith(needs)


def test_another_day_s_visit_needs_a_supervisor(desk: Desk, clock: FakeClock, gone: ScheduledVisit) -> None:
    """What is over is over, but for somebody who answers for it."""
    clock.set("2026-11-24T09:00")
    with pytest.raises(NotAllowed, match=r"ana may not step back on another day\. Ask a supervisor\."):
        desk.visits.do("ana", Verb.STEP_BACK, gone.appointment.id)
    desk.visits.do("sue", Verb.STEP_BACK, gone.appointment.id)
    assert Step.DEPARTED is step_of(desk, gone)
