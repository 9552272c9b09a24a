"""What is taken back, what is not, and who is named when it cannot be?"""

from collections.abc import Callable

import pytest

from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import NotAllowed, NotFound, Refused
from core.patients.model import Patient, PatientStatus
from core.schedule.model.appointment import AppointmentStatus, Confirmation
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import FakeClock, book, patient_of, register, visit_of
from tests.desk.asking import (
    booking,
    changed_elsewhere,
    moving,
    now_of,
    refused,
    scheduled_of,
    set_confirmation,
    status_of,
    step_of,
)

BOTH = ("identity", "demographics")


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for 10:40 today by ben, with Lee in R1."""
    return book(desk, smith, "2026-11-23T10:40", actor="ben")


def test_an_undone_booking_was_entered_in_error(desk: Desk, smith: Patient, jones: Patient) -> None:
    """It is no cancellation by anybody, and its time is free."""
    scheduled = book(desk, smith)
    change = desk.journal.undo("ana")
    appointment = now_of(desk, scheduled).appointment
    assert (AppointmentStatus.ENTERED_IN_ERROR, None, "ana") == (
        appointment.status, appointment.cancellation, appointment.status_by
    )  # fmt: skip
    assert now_of(desk, scheduled) == visit_of(change)
    assert 0 == book(desk, jones).appointment.lane


def test_an_undo_says_what_it_took_back(desk: Desk, smith: Patient) -> None:
    """Its entry points at the one undone."""
    booked = desk.schedule.book("ana", booking(smith))
    change = desk.journal.undo("ana")
    assert "Undone: Booked Smith, John, fu20 with Lee Tue 24 Nov 10:00, room R1." == change.sentence
    assert (change.sentence, "undo", booked.entry.id) == (change.entry.sentence, change.entry.verb, change.entry.undoes)


def test_an_undone_move_is_back_where_it_was(
    desk: Desk, store: Store[Reading, Writing], coming: ScheduledVisit
) -> None:
    """Time, length, provider, room and confirmation."""
    set_confirmation(store, coming, Confirmation.CONFIRMED)
    before = now_of(desk, coming).appointment
    desk.schedule.move("ana", moving(coming, "2026-11-25T14:00", provider="ito", minutes=40, room="R2"))
    desk.journal.undo("ana")
    after = now_of(desk, coming).appointment
    assert (before.start, before.end, "lee", "R1", Confirmation.CONFIRMED) == (
        after.start, after.end, after.provider, after.room, after.confirmation
    )  # fmt: skip
    assert before.rev + 2 == after.rev


def test_an_undone_cancellation_books_again(desk: Desk, coming: ScheduledVisit) -> None:
    """As it was, by whom it was."""
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    desk.journal.undo("ana")
    after = now_of(desk, coming).appointment
    assert (AppointmentStatus.BOOKED, None, "ben", coming.appointment.lane) == (
        after.status, after.cancellation, after.status_by, after.lane
    )  # fmt: skip


def test_an_undone_cancellation_brings_the_visit_back(desk: Desk, coming: ScheduledVisit) -> None:
    """Who had arrived has arrived again."""
    desk.visits.do("ben", Verb.ARRIVE, coming.appointment.id)
    before = now_of(desk, coming)
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="changed-mind")
    assert VisitStep.LEFT is step_of(desk, coming)
    desk.journal.undo("ana")
    after = now_of(desk, coming)
    assert (AppointmentStatus.ARRIVED, VisitStep.ARRIVED) == (status_of(desk, coming), step_of(desk, coming))
    assert before.visit is not None
    assert after.visit is not None
    assert (before.visit.since, before.visit.step_by) == (after.visit.since, after.visit.step_by)
    desk.visits.do("ben", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)


def test_an_undone_arrival_leaves_no_visit(desk: Desk, coming: ScheduledVisit) -> None:
    """The patient is expected again."""
    desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
    desk.journal.undo("ana")
    assert (AppointmentStatus.BOOKED, None) == (status_of(desk, coming), step_of(desk, coming))


def test_an_arrival_undone_can_be_made_again_and_undone_again(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit
) -> None:
    """The second arrival has a time of its own."""
    for _ in range(3):
        desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
        clock.forward(minutes=1)
        desk.journal.undo("ana")
        assert (AppointmentStatus.BOOKED, None) == (status_of(desk, coming), step_of(desk, coming))
    visit = scheduled_of(desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)).visit
    assert clock.at == (visit and visit.arrived_at)


def test_an_undone_check_in_of_who_had_arrived_has_arrived(desk: Desk, coming: ScheduledVisit) -> None:
    """And what was verified in that act is not verified any more."""
    desk.visits.do("ben", Verb.ARRIVE, coming.appointment.id)
    desk.visits.do(
        "ana", Verb.CHECK_IN, coming.appointment.id, verified=["identity"], waivers={"demographics": "later"}
    )
    desk.journal.undo("ana")
    after = now_of(desk, coming)
    assert after.visit is not None
    assert (AppointmentStatus.ARRIVED, VisitStep.ARRIVED, None, (), None) == (
        after.appointment.status, after.visit.step, after.visit.checked_in_at, after.visit.waivers,
        after.patient.identity_verified_at,
    )  # fmt: skip


def test_an_undone_check_in_of_who_was_only_booked_is_booked(desk: Desk, coming: ScheduledVisit) -> None:
    """Arriving and checking in was one act, and is taken back as one."""
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    desk.journal.undo("ana")
    assert (AppointmentStatus.BOOKED, None) == (status_of(desk, coming), step_of(desk, coming))


def test_an_undone_check_out_is_checked_in(desk: Desk, coming: ScheduledVisit) -> None:
    """And can be checked out once more."""
    desk.visits.do("ben", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    desk.visits.do("ana", Verb.CHECK_OUT, coming.appointment.id)
    desk.journal.undo("ana")
    assert (AppointmentStatus.CHECKED_IN, VisitStep.CHECKED_IN) == (status_of(desk, coming), step_of(desk, coming))
    desk.visits.do("ben", Verb.CHECK_OUT, coming.appointment.id)


def test_an_undone_registration_was_entered_in_error(desk: Desk) -> None:
    """The record is found no more, and its MRN is free."""
    patient = register(desk, mrn="A-1")
    change = desk.journal.undo("ana")
    assert PatientStatus.ENTERED_IN_ERROR is patient_of(change).status
    assert () == desk.patients.find("ana", "smith").hits
    assert "A-1" == register(desk, mrn="A-1").mrn
    assert PatientStatus.ENTERED_IN_ERROR is desk.patients.by_id("ana", patient.id).status


def test_three_acts_on_one_appointment_are_undone_one_after_the_other(desk: Desk, smith: Patient) -> None:
    """What an undo wrote does not stand in the way of the next."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00"))
    desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="sick")
    found = []
    for _ in range(3):
        desk.journal.undo("ana")
        after = now_of(desk, scheduled).appointment
        found.append((after.status, after.start.day))
    assert [
        (AppointmentStatus.BOOKED, 25),
        (AppointmentStatus.BOOKED, 24),
        (AppointmentStatus.ENTERED_IN_ERROR, 24),
    ] == found
    with pytest.raises(NotFound, match=r"There is nothing of yours to undo\."):
        desk.journal.undo("ana")


def test_a_whole_visit_is_undone_step_by_step(desk: Desk) -> None:
    """Back to before the patient was registered at all."""
    patient = register(desk, "Novel", actor="ana")
    scheduled = book(desk, patient, "2026-11-23T10:40")
    number = scheduled.appointment.id
    desk.visits.do("ana", Verb.ARRIVE, number)
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    desk.visits.do("ana", Verb.CHECK_OUT, number)
    found = []
    for _ in range(4):
        desk.journal.undo("ana")
        found.append((status_of(desk, scheduled), step_of(desk, scheduled)))
    assert [
        (AppointmentStatus.CHECKED_IN, VisitStep.CHECKED_IN),
        (AppointmentStatus.ARRIVED, VisitStep.ARRIVED),
        (AppointmentStatus.BOOKED, None),
        (AppointmentStatus.ENTERED_IN_ERROR, None),
    ] == found
    undone = desk.journal.undo("ana").only(Patient)
    assert PatientStatus.ENTERED_IN_ERROR is (undone and undone.status)


def test_an_undo_is_not_itself_undone(desk: Desk, smith: Patient) -> None:
    """The next undo takes back the act before."""
    first, second = book(desk, smith, "2026-11-24T10:00"), book(desk, smith, "2026-11-25T10:00")
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    error = AppointmentStatus.ENTERED_IN_ERROR
    assert (error, error) == (status_of(desk, first), status_of(desk, second))


def test_after_an_undo_a_new_act_is_the_newest(desk: Desk, smith: Patient) -> None:
    """Undo and act take turns."""
    first = book(desk, smith, "2026-11-24T10:00")
    book(desk, smith, "2026-11-25T10:00")
    desk.journal.undo("ana")
    third = book(desk, smith, "2026-11-25T11:00")
    desk.journal.undo("ana")
    assert (AppointmentStatus.BOOKED, AppointmentStatus.ENTERED_IN_ERROR) == (
        status_of(desk, first), status_of(desk, third)
    )  # fmt: skip


def test_nobody_takes_back_what_somebody_else_did(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Of two desks each takes back its own, also when the other's is newer."""
    mine = book(desk, smith, "2026-11-24T10:00", actor="ben")
    hers = book(desk, jones, "2026-11-24T11:00", actor="ana")
    desk.journal.undo("ben")
    assert (AppointmentStatus.ENTERED_IN_ERROR, AppointmentStatus.BOOKED) == (
        status_of(desk, mine), status_of(desk, hers)
    )  # fmt: skip
    with pytest.raises(NotFound):
        desk.journal.undo("ben")


def test_setting_up_is_no_act_of_the_desk(desk: Desk) -> None:
    """It is not undone by a key."""
    desk.set_up("sue", '[[room]]\ncode = "R9"\nsite = "main"', place="more.toml")
    with pytest.raises(NotFound):
        desk.journal.undo("sue")


OTHERS: list[tuple[Callable[[Desk, ScheduledVisit], object], str]] = [
    (
        lambda desk, one: desk.schedule.move("ben", moving(one, "2026-11-23T11:00")),
        "Moved Smith, John, fu20 to Mon 23 Nov 11:00 with Lee, room R1 (was Mon 23 Nov 10:40).",
    ),
    (
        lambda desk, one: desk.visits.do("ben", Verb.CANCEL, one.appointment.id, reason="sick"),
        "Cancelled Smith, John, fu20 with Lee Mon 23 Nov 10:40: Patient is ill, late.",
    ),
    (lambda desk, one: desk.visits.do("ben", Verb.ARRIVE, one.appointment.id), "Smith, John arrived 10:22."),
]


@pytest.mark.parametrize(("act", "sentence"), OTHERS)
def test_what_somebody_changed_since_is_not_undone(
    desk: Desk, clock: FakeClock, smith: Patient, act: Callable[[Desk, ScheduledVisit], object], sentence: str
) -> None:
    """Who it was and when is said, and their change stays."""
    scheduled = book(desk, smith, "2026-11-23T10:40", actor="ana")
    clock.forward(minutes=2)
    act(desk, scheduled)
    before = now_of(desk, scheduled)
    clock.forward(minutes=2)
    assert f"Somebody was first: {sentence} (ben, at 10:22) Look again, then repeat if it still fits." == (
        changed_elsewhere(lambda: desk.journal.undo("ana"))
    )
    assert before == now_of(desk, scheduled)


def test_who_was_first_is_told_in_the_time_of_the_record_s_site(desk: Desk, smith: Patient) -> None:
    """10:20 at Main is 9:20 at West, where the appointment is."""
    scheduled = book(desk, smith, "2026-11-26T10:00", provider="ito")
    desk.schedule.move("ben", moving(scheduled, "2026-11-26T11:00"))
    assert "(ben, at 09:20)" in changed_elsewhere(lambda: desk.journal.undo("ana"))


def test_a_later_step_of_the_visit_by_another_desk_stands(desk: Desk, coming: ScheduledVisit) -> None:
    """An arrival is not taken from under a check-in."""
    desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
    desk.visits.do("ben", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    assert "demographics verified. (ben, at 10:20)" in changed_elsewhere(lambda: desk.journal.undo("ana"))
    assert VisitStep.CHECKED_IN is step_of(desk, coming)


def test_what_somebody_changed_and_took_back_does_not_stand_in_the_way(desk: Desk, smith: Patient) -> None:
    """The appointment is again as ana left it."""
    scheduled = book(desk, smith)
    desk.schedule.move("ben", moving(scheduled, "2026-11-25T10:00"))
    desk.journal.undo("ben")
    desk.journal.undo("ana")
    assert AppointmentStatus.ENTERED_IN_ERROR is status_of(desk, scheduled)


def test_a_cancellation_whose_room_is_taken_comes_back_to_another(
    desk: Desk, coming: ScheduledVisit, jones: Patient
) -> None:
    """As with every booking; where none that fits is left, it is not undone."""
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    book(desk, jones, "2026-11-23T10:50", provider="ito", room="R1", actor="ben")
    change = desk.journal.undo("ana")
    assert change.sentence.endswith("Smith, John has room R2 now, as R1 was given away.")
    assert ("R2", AppointmentStatus.BOOKED) == (
        now_of(desk, coming).appointment.room, status_of(desk, coming)
    )  # fmt: skip
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    for family, room in (("Birch", "R2"), ("Cole", "P1")):
        one = register(desk, family, actor="cy")
        book(desk, one, "2026-11-23T10:40", provider="ito", room=room, actor="ben", overrides={"C3": "urgent"})
    refusal = refused(lambda: desk.journal.undo("ana"))
    assert ("Not undone: No fitting room is free at Main Street 10:40-11:00.", ["C4"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip
    assert AppointmentStatus.CANCELLED is status_of(desk, coming)


def test_a_cancellation_whose_provider_is_taken_is_not_undone(
    desk: Desk, coming: ScheduledVisit, jones: Patient
) -> None:
    """Double-booking is for somebody to decide, not for a key; the reason is kept with appointment and journal."""
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    book(desk, jones, "2026-11-23T10:50", room="R2", actor="ben")
    refusal = refused(lambda: desk.journal.undo("ana"))
    met = "Lee has Jones, Ann 10:50-11:10 (fu20)."
    assert (f"Not undone: {met} Give a reason to go ahead: urgent, provider-asked, double-ok, other.", ["C3"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip
    change = desk.journal.undo("ana", overrides={"C3": "urgent"})
    again = now_of(desk, coming).appointment
    assert (AppointmentStatus.BOOKED, 1, "R1") == (again.status, again.lane, again.room)
    assert [("C3", "urgent", "ana", met)] == [(o.rule, o.reason, o.user, o.message) for o in again.overrides]
    assert "urgent" == change.entry.reason


def test_a_cancellation_of_who_is_elsewhere_by_now_is_not_undone(
    desk: Desk, coming: ScheduledVisit, smith: Patient
) -> None:
    """The patient has another appointment."""
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    book(desk, smith, "2026-11-23T10:50", provider="ito", room="R2", actor="ben")
    refusal = refused(lambda: desk.journal.undo("ana"))
    assert ("Not undone: Smith, John already has fu20 with Ito at Main Street, 10:50-11:10.", ["C2"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip


def test_a_move_whose_old_time_is_taken_is_not_undone(desk: Desk, coming: ScheduledVisit, jones: Patient) -> None:
    """It stays where it was moved to."""
    desk.schedule.move("ana", moving(coming, "2026-11-25T10:00"))
    book(desk, jones, "2026-11-23T10:40", actor="ben")
    assert refused(lambda: desk.journal.undo("ana")).sentence.startswith("Not undone: ")
    assert 25 == now_of(desk, coming).appointment.start.day


def test_a_registration_that_somebody_booked_on_is_not_undone(desk: Desk) -> None:
    """No appointment is left with a record in error; once it is cancelled, the registration may go."""
    patient = register(desk, actor="ana")
    scheduled = book(desk, patient, "2026-11-24T10:00", actor="ben")
    sentence = changed_elsewhere(lambda: desk.journal.undo("ana"))
    assert sentence.startswith("Somebody was first: Booked Smith, John, fu20 with Lee Tue 24 Nov 10:00, room R1. (ben,")
    assert PatientStatus.ACTIVE is desk.patients.by_id("ana", patient.id).status
    desk.visits.do("ben", Verb.CANCEL, scheduled.appointment.id, reason="error")
    desk.journal.undo("ana")
    assert PatientStatus.ENTERED_IN_ERROR is desk.patients.by_id("ana", patient.id).status


def test_a_refused_undo_can_be_tried_again(desk: Desk, coming: ScheduledVisit, jones: Patient) -> None:
    """Once the time is free, the same act is still the newest."""
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="sick")
    taken = book(desk, jones, "2026-11-23T10:40", actor="ben")
    refused(lambda: desk.journal.undo("ana"))
    desk.visits.do("ben", Verb.CANCEL, taken.appointment.id, reason="error")
    desk.journal.undo("ana")
    assert AppointmentStatus.BOOKED is status_of(desk, coming)


def test_who_looks_on_undoes_nothing(desk: Desk) -> None:
    """A viewer has no acts anyway."""
    with pytest.raises(NotAllowed):
        desk.journal.undo("vic")


def test_a_step_of_another_day_is_a_supervisors_to_take_back(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit
) -> None:
    """By undo as by a step back, and to bring back as well; on its own day it is anybody's."""
    desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
    clock.set("2026-11-24T09:00")
    with pytest.raises(NotAllowed, match=r"ana may not step back on another day\. Ask a supervisor\."):
        desk.journal.undo("ana")
    clock.set("2026-11-23T17:00")
    desk.journal.undo("ana")
    clock.set("2026-11-24T09:00")
    with pytest.raises(NotAllowed, match="another day"):
        desk.journal.redo("ana")
    assert status_of(desk, coming) is AppointmentStatus.BOOKED


def test_where_one_of_several_is_of_another_day_all_are_a_supervisors_to_take_back(
    desk: Desk, clock: FakeClock, smith: Patient, jones: Patient
) -> None:
    """Past midnight in New York, while it is still the day of the earlier visit in Chicago."""
    west, main = book(desk, smith, "2026-11-26T09:00", provider="ito"), book(desk, jones, "2026-11-26T11:00")
    clock.set("2026-11-26T09:00")
    desk.visits.act("ana", Verb.ARRIVE, {one.appointment.id: None for one in (west, main)}, VerbOptions())
    clock.set("2026-11-27T00:30")
    with pytest.raises(NotAllowed, match="another day"):
        desk.journal.undo("ana")
    assert [AppointmentStatus.ARRIVED] * 2 == [status_of(desk, west), status_of(desk, main)]


def test_an_act_of_another_day_is_told_with_its_day(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """A booking for later may be taken back the day after it was made, and nobody takes it for one of today."""
    later = book(desk, smith, "2026-11-26T10:00")
    clock.set("2026-11-24T09:00")
    change = desk.journal.undo("ana")
    assert change.sentence.startswith("Undone: (of Mon 23 Nov 2026) Booked Smith, John")
    assert status_of(desk, later) is AppointmentStatus.ENTERED_IN_ERROR
    clock.set("2026-11-25T09:00")
    assert desk.journal.redo("ana").sentence.startswith("Redone: (of Mon 23 Nov 2026) Booked Smith, John")


def _undone(desk: Desk, _: ScheduledVisit) -> Callable[[], object]:
    desk.journal.undo("ben")
    return lambda: desk.journal.redo("ben")


def _cancelled(desk: Desk, scheduled: ScheduledVisit) -> Callable[[], object]:
    desk.visits.do("ben", Verb.CANCEL, scheduled.appointment.id, reason="sick")
    return lambda: desk.journal.undo("ben")


def _not_come(desk: Desk, scheduled: ScheduledVisit) -> Callable[[], object]:
    desk.visits.do("ben", Verb.NO_SHOW, scheduled.appointment.id)
    return lambda: desk.visits.do("ben", Verb.STEP_BACK, scheduled.appointment.id)


def _came_after_all(desk: Desk, scheduled: ScheduledVisit) -> Callable[[], object]:
    desk.visits.do("ben", Verb.NO_SHOW, scheduled.appointment.id)
    return lambda: desk.visits.do("ben", Verb.ARRIVE, scheduled.appointment.id)


@pytest.mark.parametrize("gone", [_undone, _cancelled, _not_come, _came_after_all])
def test_nothing_comes_back_for_a_patient_whose_registration_was_taken_back(
    desk: Desk, clock: FakeClock, gone: Callable[[Desk, ScheduledVisit], Callable[[], object]]
) -> None:
    """On no way there is an appointment of a record made by mistake."""
    kay = register(desk, "Kay", "Ann")
    scheduled = book(desk, kay, "2026-11-23T10:40", actor="ben")
    clock.set("2026-11-23T11:30")
    again = gone(desk, scheduled)
    before = now_of(desk, scheduled)
    desk.journal.undo("ana")
    with pytest.raises(Refused, match="entered in error") as refusal:
        again()
    arrives = gone is _came_after_all
    assert (["STATE"] if arrives else ["C1"]) == [conflict.rule for conflict in refusal.value.conflicts]
    assert before.appointment == now_of(desk, scheduled).appointment
