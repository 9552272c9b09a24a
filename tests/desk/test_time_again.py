"""Which rules does time meet that is taken again, by whatever path?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput
from core.journal.change import Change
from core.patients.model import Patient, PatientStatus
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from tests.clinics import FakeClock, book, register
from tests.desk.asking import moving, now_of, refused, rules_met, set_patient_status, status_of

LATER = "2026-11-23T11:05"
Again = Callable[[Mapping[str, str]], Change]


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for 10:40-11:00 today with Lee by ben."""
    return book(desk, smith, "2026-11-23T10:40", actor="ben")


@dataclass(frozen=True, slots=True)
class Today:
    """A desk with its clock, and who is coming."""

    desk: Desk
    clock: FakeClock
    coming: ScheduledVisit


@pytest.fixture
def again(desk: Desk, clock: FakeClock, coming: ScheduledVisit, request: pytest.FixtureRequest) -> Again:
    """The time of who is coming was given up, and is taken again by one of the paths."""
    path: Callable[[Today], Again] = request.param
    return path(Today(desk, clock, coming))


def _after_no_show(today: Today) -> Again:
    today.clock.set(LATER)
    today.desk.visits.do("ben", Verb.NO_SHOW, today.coming.appointment.id)
    return lambda overrides: today.desk.visits.do("ana", Verb.ARRIVE, today.coming.appointment.id, overrides=overrides)


def _no_show_stepped_back(today: Today) -> Again:
    today.clock.set(LATER)
    today.desk.visits.do("ben", Verb.NO_SHOW, today.coming.appointment.id)
    return lambda overrides: today.desk.visits.do(
        "ana", Verb.STEP_BACK, today.coming.appointment.id, overrides=overrides
    )


def _left_stepped_back(today: Today) -> Again:
    today.desk.visits.do("ben", Verb.ARRIVE, today.coming.appointment.id)
    today.desk.visits.do("ben", Verb.LEFT, today.coming.appointment.id)
    return lambda overrides: today.desk.visits.do(
        "ana", Verb.STEP_BACK, today.coming.appointment.id, overrides=overrides
    )


def _no_show_undone(today: Today) -> Again:
    today.clock.set(LATER)
    today.desk.visits.do("ana", Verb.NO_SHOW, today.coming.appointment.id)
    return lambda overrides: today.desk.journal.undo("ana", overrides=overrides)


def _left_undone(today: Today) -> Again:
    today.desk.visits.do("ben", Verb.ARRIVE, today.coming.appointment.id)
    today.desk.visits.do("ana", Verb.LEFT, today.coming.appointment.id)
    return lambda overrides: today.desk.journal.undo("ana", overrides=overrides)


def _cancellation_undone(today: Today) -> Again:
    today.desk.visits.do("ana", Verb.CANCEL, today.coming.appointment.id, reason="sick")
    return lambda overrides: today.desk.journal.undo("ana", overrides=overrides)


def _move_undone(today: Today) -> Again:
    today.desk.schedule.move("ana", moving(today.coming, "2026-11-25T10:00"))
    return lambda overrides: today.desk.journal.undo("ana", overrides=overrides)


def _booking_redone(today: Today) -> Again:
    today.desk.journal.undo("ben")
    return lambda overrides: today.desk.journal.redo("ben", overrides=overrides)


PATHS = (
    _after_no_show,
    _no_show_stepped_back,
    _left_stepped_back,
    _no_show_undone,
    _left_undone,
    _cancellation_undone,
    _move_undone,
    _booking_redone,
)
paths = pytest.mark.parametrize("again", PATHS, indirect=True, ids=lambda path: path.__name__.strip("_"))


@paths
def test_time_given_away_is_taken_for_a_reason_only(
    desk: Desk, again: Again, coming: ScheduledVisit, jones: Patient
) -> None:
    """What a booking would confirm is asked for, and recorded with the appointment and in the journal."""
    book(desk, jones, "2026-11-23T10:50", actor="sue", overrides={"C10": "other"})
    refusal = refused(lambda: again({}))
    met = "Lee has Jones, Ann 10:50-11:10 (fu20)."
    assert [("C3", met)] == [(one.rule, one.message) for one in refusal.conflicts]
    assert refusal.sentence.endswith("Give a reason to go ahead: urgent, provider-asked, double-ok, other.")
    change = again({"C3": "urgent"})
    kept = now_of(desk, coming).appointment
    assert (True, 1, ["C3"]) == (kept.status.takes_time, kept.lane, [one.rule for one in kept.overrides])
    assert ("urgent", met) == (change.entry.reason, kept.overrides[-1].message)


@paths
def test_time_that_is_free_still_needs_no_reason(desk: Desk, again: Again, coming: ScheduledVisit) -> None:
    """Also where it is over by now: nobody chooses it anew. A reason that nothing asks for is refused."""
    with pytest.raises(BadInput, match="Nothing here asks for a reason to go over C3"):
        again({"C3": "urgent"})
    change = again({})
    assert ("", ()) == (change.entry.reason, now_of(desk, coming).appointment.overrides)


@paths
def test_a_leave_that_came_meanwhile_is_asked_about(desk: Desk, again: Again, coming: ScheduledVisit) -> None:
    """The set-up is that of now, with what closes and what is set aside."""
    desk.set_up(
        "sue",
        '[[exception]]\nprovider = "lee"\ndate = 2026-11-23\nkind = "leave"\n'
        '[[block]]\nprovider = "lee"\nstart = "2026-11-23T10:30"\nend = "2026-11-23T11:00"\nkind = "team"\n',
        place="leave.toml",
    )
    assert ["C6", "C8"] == rules_met(lambda: again({"C6": "urgent"}))
    again({"C6": "urgent", "C8": "other"})
    assert ["C6", "C8"] == [one.rule for one in now_of(desk, coming).appointment.overrides]


@pytest.fixture
def beside_jones(desk: Desk, again: Again, jones: Patient) -> Again:
    """The way back, once Jones has been given a part of the time."""
    book(desk, jones, "2026-11-23T10:50", actor="sue", overrides={"C10": "other"})
    return again


@paths
def test_hard_rules_refuse_with_all_that_is_met(
    store: Store[Reading, Writing], beside_jones: Again, coming: ScheduledVisit, request: pytest.FixtureRequest
) -> None:
    """A patient who died meanwhile gets nothing back, whatever the reason; who would arrive is asked that first."""
    set_patient_status(store, coming.patient, PatientStatus.DECEASED)
    refusal = refused(lambda: beside_jones({"C3": "urgent"}))
    arrives = "after_no_show" in request.node.callspec.id
    assert (["STATE"] if arrives else ["C1", "C3"]) == [one.rule for one in refusal.conflicts]
    assert "deceased" in refusal.sentence


@paths
def test_nobody_is_at_two_appointments_at_once(desk: Desk, again: Again, smith: Patient) -> None:
    """C2 is hard by every path."""
    book(desk, smith, "2026-11-23T10:50", provider="ito", actor="sue", overrides={"C10": "other"})
    assert ["C2"] == rules_met(lambda: again({}))


@paths
def test_a_room_given_away_gives_way_to_the_next(
    desk: Desk, again: Again, coming: ScheduledVisit, jones: Patient
) -> None:
    """As it does for every booking."""
    book(desk, jones, "2026-11-23T10:50", provider="ito", room="R1", actor="sue", overrides={"C10": "other"})
    again({})
    assert "R2" == now_of(desk, coming).appointment.room


def test_what_was_agreed_to_is_not_asked_again(desk: Desk, coming: ScheduledVisit, jones: Patient) -> None:
    """Neither of who was booked over another, nor of who was booked over."""
    over = book(desk, jones, "2026-11-23T10:40", actor="ben", overrides={"C3": "double-ok"})
    for one in (coming, over):
        desk.visits.do("ana", Verb.CANCEL, one.appointment.id, reason="error")
        desk.journal.undo("ana")
        assert Status.BOOKED is status_of(desk, one)


def test_a_batch_says_of_each_what_it_meets(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit, jones: Patient
) -> None:
    """All of them or none; those of the batch meet each other too, and each keeps its own overrides."""
    other = book(desk, jones, "2026-11-23T10:50", actor="ben", overrides={"C3": "double-ok"})
    clock.set("2026-11-23T11:10")
    for one in (coming, other):
        desk.visits.do("ben", Verb.NO_SHOW, one.appointment.id)
    book(desk, register(desk, "Birch"), "2026-11-23T10:45", actor="sue", overrides={"C10": "other"})
    both = {one.appointment.id: None for one in (coming, other)}
    refusal = refused(lambda: desk.visits.act("ana", Verb.ARRIVE, both))
    assert refusal.sentence.startswith("None of the 2 was done. Smith, John: Lee has Birch, John 10:45-11:05 (fu20).")
    assert ["Smith, John", "Jones, Ann"] == [one.message.partition(":")[0] for one in refusal.conflicts]
    assert Status.NOSHOW is status_of(desk, coming)
    desk.visits.act("ana", Verb.ARRIVE, both, VerbOptions(overrides={"C3": "urgent"}))
    assert [(1, 1), (2, 2)] == [
        (kept.lane, len(kept.overrides)) for kept in (now_of(desk, one).appointment for one in (coming, other))
    ]
    desk.journal.undo("ana")
    desk.journal.redo("ana")
    assert [Status.ARRIVED] * 2 == [status_of(desk, one) for one in (coming, other)]


def test_an_act_before_one_that_came_back_to_another_room_is_still_taken_back(
    desk: Desk, coming: ScheduledVisit, jones: Patient, tmp_path: Path
) -> None:
    """What an undo put beside somebody else stays where it is free, through each undo before it; the doctor agrees."""
    desk.schedule.move("ana", moving(coming, "2026-11-24T10:00"))
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    book(desk, jones, "2026-11-24T10:00", actor="ben")
    desk.journal.undo("ana", overrides={"C3": "urgent"})
    book(desk, register(desk, "Birch", actor="cy"), "2026-11-23T10:40", actor="ben")
    assert ["C3"] == rules_met(lambda: desk.journal.undo("ana"))
    desk.journal.undo("ana", overrides={"C3": "urgent"})
    kept = now_of(desk, coming).appointment
    assert (1, "R2", 23) == (kept.lane, kept.room, kept.start.day)
    assert () == examine(tmp_path / "clinic.db")


def test_visits_of_other_days_that_come_back_together_are_not_of_the_same_day(desk: Desk, smith: Patient) -> None:
    """Two cancelled as one act, a week apart, say nothing of each other."""
    both = [book(desk, smith, at) for at in ("2026-11-24T10:00", "2026-12-01T10:00")]
    desk.visits.act("ana", Verb.CANCEL, {one.appointment.id: one.seen for one in both}, VerbOptions(reason="sick"))
    assert () == desk.journal.undo("ana").warnings


@pytest.mark.parametrize("verb", [Verb.ARRIVE, Verb.STEP_BACK])
def test_time_that_is_taken_again_is_freed_no_more(
    desk: Desk, clock: FakeClock, store: Store[Reading, Writing], verb: Verb
) -> None:
    """Who was a no-show comes all the same, or never was one; undo of that frees it again."""

    def still_open() -> list[str]:
        with store.read() as reading:
            return [slot.why for slot in reading.waitlist.open_slots(clock.now())]

    late = book(desk, register(desk, "Late", "L"), "2026-11-23T10:40", minutes=60)
    clock.set("2026-11-23T10:53")
    desk.visits.do("ana", Verb.NO_SHOW, late.appointment.id)
    assert ["no-show"] == still_open()
    desk.visits.do("ana", verb, late.appointment.id)
    assert [] == still_open()
    desk.journal.undo("ana")
    assert ["no-show"] == still_open()
