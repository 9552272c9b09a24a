"""Which room does a patient go to, and who is in it?"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register
from tests.desk.asking import booking, changed_elsewhere, now_of, refused, scheduled_of

BOTH = ("identity", "demographics")


def inside(
    desk: Desk, patient: Patient, start: str, *, provider: str = "lee", room: str | None = None
) -> ScheduledVisit:
    """The patient, booked for today and checked in."""
    scheduled = book(desk, patient, f"2026-11-23T{start}", provider=provider, room=room)
    return scheduled_of(desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH))


@pytest.fixture
def smiths(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is checked in for 10:40 with Lee; R1 is booked."""
    return inside(desk, smith, "10:40")


def room_of(scheduled: ScheduledVisit) -> str | None:
    """Where the patient is now."""
    return scheduled.visit.room if scheduled.visit else None


def test_the_room_booked_is_the_room_taken(desk: Desk, clock: FakeClock, smiths: ScheduledVisit) -> None:
    """With time and person; the appointment's status does not change."""
    clock.forward(minutes=5)
    change = desk.visits.do("ben", Verb.ROOM, smiths.appointment.id)
    there = now_of(desk, smiths)
    assert there.visit is not None
    assert ("R1", VisitStep.ROOMED, clock.at, "ben", AppointmentStatus.CHECKED_IN) == (
        there.visit.room, there.visit.step, there.visit.since, there.visit.step_by, there.appointment.status
    )  # fmt: skip
    assert ("Smith, John went to room R1 10:25.", "room") == (change.sentence, change.entry.verb)


def test_a_room_that_is_not_free_yet_gives_way_to_the_next(desk: Desk, smiths: ScheduledVisit, jones: Patient) -> None:
    """Smith runs over in R1, which Jones has booked for later: she goes to R2."""
    desk.visits.do("ana", Verb.ROOM, smiths.appointment.id)
    other = inside(desk, jones, "11:00")
    assert "R1" == other.appointment.room
    assert "R2" == room_of(scheduled_of(desk.visits.do("ana", Verb.ROOM, other.appointment.id)))


def test_a_room_can_be_named(desk: Desk, smiths: ScheduledVisit) -> None:
    """Whatever its kind: whoever stands at the door knows best."""
    assert "P1" == room_of(scheduled_of(desk.visits.do("ana", Verb.ROOM, smiths.appointment.id, room="p1")))


def test_nobody_goes_into_a_room_in_which_somebody_is(desk: Desk, smiths: ScheduledVisit, jones: Patient) -> None:
    """Who is there and since when is said; nothing is written."""
    desk.visits.do("ben", Verb.ROOM, smiths.appointment.id)
    other = inside(desk, jones, "11:00")
    refusal = refused(lambda: desk.visits.do("ana", Verb.ROOM, other.appointment.id, room="R1"))
    assert (
        "Not taken to a room: Smith, John went to room R1 at 10:20 and is still there."
        " Choose another, or let them depart." == refusal.sentence
    )
    assert [("C4", (smiths.appointment.id,))] == [(one.rule, one.appointments) for one in refusal.conflicts]
    assert VisitStep.CHECKED_IN is (now_of(desk, other).visit or other.visit).step  # type: ignore[union-attr]


def test_when_every_fitting_room_is_taken_everybody_in_them_is_named(desk: Desk) -> None:
    """The one procedure room has somebody in it; an exam room would not do."""
    first, second = (register(desk, name) for name in ("Alder", "Birch"))
    one = scheduled_of(desk.schedule.book("ana", booking(first, "2026-11-23T11:00", provider="ito", visit_type="proc")))
    two = scheduled_of(
        desk.schedule.book("ana", booking(second, "2026-11-23T12:00", provider="ito", visit_type="proc"))
    )
    for scheduled in (one, two):
        desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, one.appointment.id)
    refusal = refused(lambda: desk.visits.do("ana", Verb.ROOM, two.appointment.id))
    assert (
        "Not taken to a room: No procedure room is free at Main Street now (P1: Alder, John at 10:20)."
        == refusal.sentence
    )
    assert ["C4"] == [conflict.rule for conflict in refusal.conflicts]


def test_a_patient_changes_rooms(desk: Desk, clock: FakeClock, smiths: ScheduledVisit) -> None:
    """To the one named, else to the next that is free; `since` is when the patient came there."""
    desk.visits.do("ana", Verb.ROOM, smiths.appointment.id)
    clock.forward(minutes=3)
    change = desk.visits.do("ben", Verb.ROOM, smiths.appointment.id)
    assert "Smith, John changed from room R1 to R2 10:23." == change.sentence
    visit = now_of(desk, smiths).visit
    assert ("R2", clock.at) == (visit and (visit.room), visit and visit.since)
    assert "R1" == room_of(scheduled_of(desk.visits.do("ana", Verb.ROOM, smiths.appointment.id, room="R1")))


def test_who_was_roomed_in_between_is_not_moved_on(desk: Desk, smiths: ScheduledVisit) -> None:
    """Two desks press the same key: the second hears of the first, and no room is changed by it."""
    seen = now_of(desk, smiths).seen
    desk.visits.do("ben", Verb.ROOM, smiths.appointment.id, rev=seen)
    assert changed_elsewhere(lambda: desk.visits.do("ana", Verb.ROOM, smiths.appointment.id, rev=seen)).startswith(
        "Somebody was first: Smith, John went to room R1 10:20. (ben, at 10:20)"
    )
    assert "R1" == room_of(now_of(desk, smiths))


def test_the_room_one_is_in_is_no_change(desk: Desk, smiths: ScheduledVisit) -> None:
    """When and by whom is said."""
    desk.visits.do("ben", Verb.ROOM, smiths.appointment.id)
    refusal = refused(lambda: desk.visits.do("ana", Verb.ROOM, smiths.appointment.id, room="R1"))
    assert ("Already in room R1 at 10:20 by ben.", ["STATE"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip


def test_departing_frees_the_room(desk: Desk, smiths: ScheduledVisit, jones: Patient) -> None:
    """The next one goes straight in."""
    desk.visits.do("ana", Verb.ROOM, smiths.appointment.id)
    change = desk.visits.do("ben", Verb.DEPART, smiths.appointment.id)
    gone = now_of(desk, smiths).visit
    assert (VisitStep.DEPARTED, None, "ben") == (gone and (gone.step), gone and gone.room, gone and gone.step_by)
    assert "Smith, John departed 10:20; room R1 is free." == change.sentence
    assert "R1" == room_of(scheduled_of(desk.visits.do("ana", Verb.ROOM, inside(desk, jones, "11:00").appointment.id)))


def test_checking_out_and_leaving_free_the_room_too(desk: Desk, smiths: ScheduledVisit, jones: Patient) -> None:
    """Whoever forgets the departure does not block a room."""
    desk.visits.do("ana", Verb.ROOM, smiths.appointment.id)
    assert (
        "Smith, John checked out 10:20; room R1 is free."
        == desk.visits.do("ana", Verb.CHECK_OUT, smiths.appointment.id).sentence
    )
    other = inside(desk, jones, "11:00")
    desk.visits.do("ana", Verb.ROOM, other.appointment.id, room="R1")
    left = desk.visits.do("ana", Verb.LEFT, other.appointment.id)
    assert "Jones, Ann left before being seen 10:20; room R1 is free." == left.sentence
    assert {} == desk.visits.in_rooms("ana")


def test_telehealth_goes_to_no_room(desk: Desk, smith: Patient) -> None:
    """Who is ready to join may also be checked out at once."""
    request = replace(booking(smith, "2026-11-23T10:40"), mode=Mode.TELEHEALTH)
    number = scheduled_of(desk.schedule.book("ana", request)).appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, number)
    assert {} == desk.visits.in_rooms("ana")
    desk.visits.do("ana", Verb.CHECK_OUT, number)


def test_a_site_may_have_no_room(tmp_path: Path) -> None:
    """Then nobody is taken to one."""
    without = SETUP.replace('[[room]]\ncode = "W1"\nsite = "west"\nkind = "exam"\n', "") + USERS
    desk = make_desk(tmp_path, setup=without)
    scheduled = book(desk, register(desk), "2026-11-23T10:40", provider="novak")
    desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
    assert (
        "Not taken to a room: West Side has no fitting room. Check out when the visit is over."
        == refused(lambda: desk.visits.do("ana", Verb.ROOM, scheduled.appointment.id)).sentence
    )


def test_a_room_must_exist_here(desk: Desk, smiths: ScheduledVisit) -> None:
    """A mistyped one is not guessed, and the other site is named."""
    with pytest.raises(NotFound, match="There is no room 'R9'"):
        desk.visits.do("ana", Verb.ROOM, smiths.appointment.id, room="R9")
    with pytest.raises(BadInput, match="Room W1 is at west, not at main"):
        desk.visits.do("ana", Verb.ROOM, smiths.appointment.id, room="W1")


def test_an_undone_departure_needs_the_room(desk: Desk, smiths: ScheduledVisit, jones: Patient) -> None:
    """Once somebody else is in there it stays done."""
    desk.visits.do("ben", Verb.ROOM, smiths.appointment.id)
    desk.visits.do("ben", Verb.DEPART, smiths.appointment.id)
    desk.visits.do("ana", Verb.ROOM, inside(desk, jones, "11:00").appointment.id, room="R1")
    refusal = refused(lambda: desk.journal.undo("ben"))
    held = "Jones, Ann went to room R1 at 10:20 and is still there. Choose another, or let them depart."
    assert (f"Not undone: {held}", ["C4"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip


def test_the_store_lets_nobody_into_a_room_twice(
    desk: Desk, tmp_path: Path, smiths: ScheduledVisit, jones: Patient
) -> None:
    """Hand-written SQL meets the same guard."""
    desk.visits.do("ana", Verb.ROOM, smiths.appointment.id)
    other = inside(desk, jones, "11:00").appointment.id
    with closing(sqlite3.connect(tmp_path / "clinic.db", isolation_level=None)) as db:
        for statement in (
            f"UPDATE visit SET room = 'R1', step = 'roomed', rev = rev + 1 WHERE appointment = {other}",
            f"UPDATE OR REPLACE visit SET room = 'R1', step = 'roomed', rev = rev + 1 WHERE appointment = {other}",
        ):
            with pytest.raises(sqlite3.IntegrityError, match=r"^in-room: "):
                db.execute(statement)
        with pytest.raises(sqlite3.IntegrityError, match="only a patient who is in a room has one"):
            db.execute(f"UPDATE visit SET room = 'R2', rev = rev + 1 WHERE appointment = {other}")


def test_who_looks_on_takes_nobody_anywhere(desk: Desk, smiths: ScheduledVisit) -> None:
    """Each act has its name in the refusal."""
    with pytest.raises(NotAllowed, match="vic may not take patients to rooms"):
        desk.visits.do("vic", Verb.ROOM, smiths.appointment.id)
    with pytest.raises(NotAllowed, match="vic may not let patients depart"):
        desk.visits.do("vic", Verb.DEPART, smiths.appointment.id)
