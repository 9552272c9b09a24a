"""Who did not come, who left before being seen, and what becomes of their time?"""

from collections.abc import Callable

import pytest

from core.desk import Desk
from core.errors import NotAllowed
from core.patients.model import Patient
from core.schedule.model.appointment import LEFT_BEFORE_SEEN, AppointmentStatus, Cancellation
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.visits.state import Verb
from tests.clinics import FakeClock, book
from tests.desk.asking import now_of, refused, scheduled_of, status_of, step_of

BOTH = ("identity", "demographics")


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for 10:40 today, and it is 10:20."""
    return book(desk, smith, "2026-11-23T10:40")


def test_a_no_show_frees_the_time(desk: Desk, clock: FakeClock, coming: ScheduledVisit, jones: Patient) -> None:
    """With time and person; the provider and the room can be booked for the rest of it."""
    clock.set("2026-11-23T10:51")
    change = desk.visits.do("ben", Verb.NO_SHOW, coming.appointment.id)
    gone = now_of(desk, coming).appointment
    assert (AppointmentStatus.NOSHOW, clock.at, "ben") == (gone.status, gone.status_at, gone.status_by)
    assert ("No-show: Smith, John, fu20 with Lee Mon 23 Nov 10:40.", "no-show") == (
        change.sentence, change.entry.verb
    )  # fmt: skip
    instead = book(desk, jones, "2026-11-23T10:40").appointment
    assert (0, "R1") == (instead.lane, instead.room)


def test_who_may_still_come_is_no_no_show(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """Nothing is written before the grace is over."""
    clock.set("2026-11-23T10:50")
    refusal = refused(lambda: desk.visits.do("ana", Verb.NO_SHOW, coming.appointment.id))
    assert ("Smith, John may still come: a no-show is noted after 10:50.", ["STATE"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip
    assert AppointmentStatus.BOOKED is status_of(desk, coming)


def test_a_no_show_arrives_after_all_in_a_free_room(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit, jones: Patient
) -> None:
    """Lane and room were given away: for a reason a further lane is taken, and the next room."""
    clock.set("2026-11-23T10:51")
    desk.visits.do("ana", Verb.NO_SHOW, coming.appointment.id)
    book(desk, jones, "2026-11-23T10:40")
    change = desk.visits.do("ben", Verb.ARRIVE, coming.appointment.id, overrides={"C3": "double-ok"})
    here = scheduled_of(change)
    assert (AppointmentStatus.ARRIVED, 1, "R2") == (
        here.appointment.status, here.appointment.lane, here.appointment.room
    )  # fmt: skip
    assert "Smith, John arrived 10:51, late." == change.sentence


@pytest.mark.parametrize("step", ["arrived", "checked-in", "roomed"])
def test_who_left_was_cancelled_by_the_patient(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit, jones: Patient, step: str
) -> None:
    """Until the patient is seen; the reason says so, and the time is free."""
    number = coming.appointment.id
    desk.visits.do("ana", Verb.ARRIVE, number)
    if step != "arrived":
        desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    if step == "roomed":
        desk.visits.do("ana", Verb.ROOM, number)
    clock.forward(minutes=30)
    change = desk.visits.do("ben", Verb.LEFT, number)
    gone = now_of(desk, coming)
    assert gone.visit is not None
    assert (AppointmentStatus.CANCELLED, Cancellation(LEFT_BEFORE_SEEN, "patient", late=True), "ben") == (
        gone.appointment.status, gone.appointment.cancellation, gone.appointment.status_by
    )  # fmt: skip
    assert (VisitStep.LEFT, None, clock.at) == (gone.visit.step, gone.visit.room, gone.visit.since)
    assert change.sentence.startswith("Smith, John left before being seen 10:50")
    assert 0 == book(desk, jones, "2026-11-23T10:40").appointment.lane


def test_who_was_seen_does_not_leave(desk: Desk, coming: ScheduledVisit) -> None:
    """From the departure on there is only the check-out."""
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, coming.appointment.id)
    desk.visits.do("ben", Verb.DEPART, coming.appointment.id)
    assert (
        "Smith, John: departed at 10:20 by ben. Only a patient who came, and was not seen yet, can leave."
        == refused(lambda: desk.visits.do("ana", Verb.LEFT, coming.appointment.id)).sentence
    )
    assert VisitStep.DEPARTED is step_of(desk, coming)


def test_leaving_is_undone_as_any_act(desk: Desk, coming: ScheduledVisit) -> None:
    """Back in the room."""
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, coming.appointment.id)
    before = now_of(desk, coming)
    desk.visits.do("ana", Verb.LEFT, coming.appointment.id)
    desk.journal.undo("ana")
    after = now_of(desk, coming)
    assert before.visit is not None
    assert after.visit is not None
    assert (AppointmentStatus.CHECKED_IN, None, "R1", before.visit.since) == (
        after.appointment.status, after.appointment.cancellation, after.visit.room, after.visit.since
    )  # fmt: skip


ACTS: list[tuple[Callable[[Desk, ScheduledVisit], object], str]] = [
    (lambda desk, one: desk.visits.do("vic", Verb.LEFT, one.appointment.id), "vic may not note who left"),
    (lambda desk, one: desk.visits.do("vic", Verb.NO_SHOW, one.appointment.id), "vic may not note no-shows"),
]


@pytest.mark.parametrize(("act", "sentence"), ACTS)
def test_who_looks_on_notes_nothing(
    desk: Desk, coming: ScheduledVisit, act: Callable[[Desk, ScheduledVisit], object], sentence: str
) -> None:
    """Each act has its name in the refusal."""
    with pytest.raises(NotAllowed, match=sentence):
        act(desk, coming)
