"""What happens to an appointment that is moved, and when is it not?"""

from datetime import UTC, datetime

import pytest

from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus, Confirmation
from core.schedule.requests import MoveRequest
from tests.clinics import book
from tests.desk.asking import (
    changed_elsewhere,
    moving,
    now_of,
    refused,
    rules_met,
    scheduled_of,
    set_confirmation,
    set_status,
)


def test_a_move_keeps_the_appointment_and_changes_its_time(desk: Desk, smith: Patient) -> None:
    """The same number, one rev further, booked by whom it was; length, room and the rest stay."""
    before = book(desk, smith, "2026-11-24T10:00", minutes=30, room="R2").appointment
    change = desk.schedule.move("ben", moving(desk.schedule.appointment("ana", before.id), "2026-11-25T13:30"))
    after = scheduled_of(change).appointment
    assert after == desk.schedule.appointment("ana", before.id).appointment
    assert (before.id, 2, "R2", 30) == (after.id, after.rev, after.room, after.minutes)
    assert datetime(2026, 11, 25, 18, 30, tzinfo=UTC) == after.start
    assert (before.status, before.status_at, "ana") == (after.status, after.status_at, after.status_by)


def test_a_move_is_told_with_where_it_came_from(desk: Desk, smith: Patient) -> None:
    """The journal's sentence is the history of the appointment."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    change = desk.schedule.move("ben", moving(scheduled, "2027-01-12T13:30"))
    sentence = "Moved Smith, John, fu20 to Tue 12 Jan 2027 13:30 with Lee, room R1 (was Tue 24 Nov 10:00)."
    assert (sentence, sentence, "move") == (change.sentence, change.entry.sentence, change.entry.verb)


def test_where_it_came_from_is_told_in_its_own_zone(desk: Desk, smith: Patient) -> None:
    """From 9:00 in Chicago to 9:00 in New York is an hour earlier, and 9:00 both times."""
    scheduled = book(desk, smith, "2026-11-26T09:00", provider="ito")
    change = desk.schedule.move("ana", moving(scheduled, "2026-11-25T09:00"))
    assert "Moved Smith, John, fu20 to Wed 25 Nov 9:00 with Ito, room R1 (was Thu 26 Nov 9:00)." == change.sentence


def test_a_move_to_where_it_is_changes_nothing(desk: Desk, store: Store[Reading, Writing], smith: Patient) -> None:
    """What was confirmed of this very time stays so, and there is nothing to undo or to tell."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    set_confirmation(store, scheduled, Confirmation.CONFIRMED)
    before = now_of(desk, scheduled)
    (conflict,) = refused(lambda: desk.schedule.move("ana", moving(before, "2026-11-24T10:00"))).conflicts
    said = "Smith, John has fu20 Tue 24 Nov 10:00 with Lee, room R1 already: nothing was changed."
    assert ("STATE", said) == (conflict.rule, conflict.message)
    assert before == now_of(desk, scheduled)


def test_an_appointment_does_not_stand_in_its_own_way(desk: Desk, smith: Patient) -> None:
    """Five minutes later overlaps itself, and nobody else."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    assert () == desk.schedule.move("ana", moving(scheduled, "2026-11-24T10:05")).warnings


def test_all_rules_are_asked_again(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A move meets what a booking would."""
    book(desk, jones, "2026-11-24T10:00")
    scheduled = book(desk, smith, "2026-11-24T14:00")
    refusal = refused(lambda: desk.schedule.move("ana", moving(scheduled, "2026-11-24T09:50")))
    assert refusal.sentence.startswith("Not moved: Lee has Jones, Ann 10:00-10:20 (fu20). Give a reason")
    assert ["C3"] == [conflict.rule for conflict in refusal.conflicts]
    assert scheduled == now_of(desk, scheduled)


def test_a_changed_length_is_checked_too(desk: Desk, smith: Patient, jones: Patient) -> None:
    """In ERPNext (#16068) a length changed after the slot was picked slipped past the check."""
    book(desk, jones, "2026-11-24T10:20")
    scheduled = book(desk, smith, "2026-11-24T10:00")
    assert ["C3"] == rules_met(lambda: desk.schedule.move("ana", moving(scheduled, "2026-11-24T10:00", minutes=30)))
    assert (
        10
        == scheduled_of(
            desk.schedule.move("ana", moving(scheduled, "2026-11-24T10:00", minutes=10))
        ).appointment.minutes
    )


def test_a_length_of_nought_is_not_left_out(desk: Desk, smith: Patient) -> None:
    """Nor is it an appointment."""
    scheduled = book(desk, smith)
    with pytest.raises(BadInput):
        desk.schedule.move("ana", moving(scheduled, "2026-11-24T10:00", minutes=0))


def test_a_room_that_is_taken_gives_way_to_the_next(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Unless it was asked for by name."""
    book(desk, jones, "2026-11-25T10:00", provider="ito", room="R1")
    scheduled = book(desk, smith, "2026-11-24T10:00", room="R1")
    assert ["C4"] == rules_met(lambda: desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00", room="R1")))
    assert "R2" == scheduled_of(desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00"))).appointment.room


def test_a_room_chosen_by_hand_stays(desk: Desk, smith: Patient) -> None:
    """Also one that the type would not have asked for, with a reason each time."""
    agreed = {"C11": "other"}
    scheduled = book(desk, smith, "2026-11-24T10:00", visit_type="proc", room="R2", overrides=agreed)
    to = moving(scheduled, "2026-11-25T10:00", overrides=agreed)
    assert "R2" == scheduled_of(desk.schedule.move("ana", to)).appointment.room


def test_a_retired_room_gives_way(desk: Desk, smith: Patient) -> None:
    """Nobody is moved into a room that is no more."""
    scheduled = book(desk, smith, "2026-11-24T10:00", room="R1")
    desk.set_up("sue", '[[room]]\ncode = "R1"\nretired = true', place="retire.toml")
    assert "R2" == scheduled_of(desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00"))).appointment.room


def test_another_day_may_be_at_another_site(desk: Desk, smith: Patient) -> None:
    """Ito is at West on Thursdays; a room there is found, and the wall time is Chicago's."""
    scheduled = book(desk, smith, "2026-11-25T10:00", provider="ito")
    moved = scheduled_of(desk.schedule.move("ana", moving(scheduled, "2026-11-26T10:00"))).appointment
    assert ("west", "W1", datetime(2026, 11, 26, 16, tzinfo=UTC)) == (moved.site, moved.room, moved.start)


def test_a_site_that_is_not_said_stays_where_nothing_speaks_against_it(desk: Desk, smith: Patient) -> None:
    """Lee has no session on a Saturday anywhere: it stays Main, with a reason."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    assessment = desk.schedule.assess("ana", moving(scheduled, "2026-11-28T10:00"))
    assert ("main", ["C6"]) == (assessment.site.code, [conflict.rule for conflict in assessment.conflicts])


def test_an_appointment_at_a_retired_site_is_moved_away_from_it(desk: Desk, smith: Patient) -> None:
    """West is closed for good: the only site left is taken, and West cannot be named."""
    scheduled = book(desk, smith, "2026-11-26T10:00", provider="ito")
    desk.set_up("sue", '[[site]]\ncode = "west"\nretired = true', place="retire.toml")
    assert "main" == desk.schedule.assess("ana", moving(scheduled, "2026-11-27T10:00")).site.code
    with pytest.raises(BadInput, match="no longer in use"):
        desk.schedule.assess("ana", moving(scheduled, "2026-11-27T10:00", site="west"))


def test_another_provider_may_take_over(desk: Desk, smith: Patient) -> None:
    """At the same time, or another."""
    scheduled = book(desk, smith, "2026-11-25T10:00")
    moved = scheduled_of(desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00", provider="ito"))).appointment
    assert ("ito", "main") == (moved.provider, moved.site)


def test_a_visit_type_that_is_retired_by_now_can_still_be_moved(desk: Desk, smith: Patient) -> None:
    """The appointment was made while it was in use."""
    scheduled = book(desk, smith, "2026-11-24T10:00", visit_type="new40")
    desk.set_up("sue", '[[visit_type]]\ncode = "new40"\nretired = true', place="retire.toml")
    assert (
        "new40" == scheduled_of(desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00"))).appointment.visit_type
    )


@pytest.mark.parametrize(("keep", "expected"), [(False, Confirmation.NONE), (True, Confirmation.CONFIRMED)])
def test_a_move_resets_the_confirmation_unless_it_is_kept(
    desk: Desk, store: Store[Reading, Writing], smith: Patient, *, keep: bool, expected: Confirmation
) -> None:
    """Who confirmed Tuesday has not confirmed Wednesday."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    set_confirmation(store, scheduled, Confirmation.CONFIRMED)
    moved = desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00", keep_confirmation=keep))
    assert expected is scheduled_of(moved).appointment.confirmation


def test_an_overbooked_appointment_comes_back_to_the_first_lane(desk: Desk, smith: Patient, jones: Patient) -> None:
    """It lies beside another only as long as it must."""
    book(desk, jones, "2026-11-24T10:00")
    scheduled = book(desk, smith, "2026-11-24T10:00", overrides={"C3": "double-ok"})
    assert 1 == scheduled.appointment.lane
    alone = scheduled_of(desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00")))
    again = moving(alone, "2026-11-24T10:10", overrides={"C3": "urgent"})
    assert (0, 1) == (alone.appointment.lane, scheduled_of(desk.schedule.move("ana", again)).appointment.lane)


def test_the_overrides_of_a_move_join_those_there_were(desk: Desk, smith: Patient) -> None:
    """Nothing that was gone over is forgotten."""
    scheduled = book(desk, smith, "2026-11-24T12:10", overrides={"C6": "urgent"})
    moved = desk.schedule.move("ben", moving(scheduled, "2026-11-24T12:20", overrides={"C6": "other"}))
    assert [("C6", "urgent", "ana"), ("C6", "other", "ben")] == [
        (one.rule, one.reason, one.user) for one in scheduled_of(moved).appointment.overrides
    ]


def test_what_was_free_before_is_free_after(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The time left behind can be booked, in its first lane."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00"))
    following = book(desk, jones, "2026-11-24T10:00").appointment
    assert (0, "R1") == (following.lane, following.room)


@pytest.mark.parametrize(
    "status",
    [AppointmentStatus.CANCELLED, AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW, AppointmentStatus.WAITLIST],
)
def test_only_what_is_booked_is_moved(
    desk: Desk, store: Store[Reading, Writing], smith: Patient, status: AppointmentStatus
) -> None:
    """The state is named, in the refusal and in the assessment alike."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    set_status(store, scheduled, status)
    refusal = refused(lambda: desk.schedule.move("ana", moving(scheduled, "2026-11-25T10:00")))
    assert ["STATE"] == [conflict.rule for conflict in refusal.conflicts]
    assert refusal.sentence.endswith("at 09:00 by other. Only a booked appointment can be moved.")
    assert "STATE" in [one.rule for one in desk.schedule.assess("ana", moving(scheduled, "2026-11-25T10:00")).conflicts]


def test_a_move_of_what_somebody_changed_meanwhile_is_refused(desk: Desk, smith: Patient) -> None:
    """The rev that was seen is asked for; who was first is named, and when at the appointment's site."""
    seen = book(desk, smith, "2026-11-26T10:00", provider="ito")
    desk.schedule.move("ben", moving(seen, "2026-11-26T11:00"))
    assert (
        "Somebody was first: Moved Smith, John, fu20 to Thu 26 Nov 11:00 with Ito, room W1 (was Thu 26 Nov 10:00)."
        " (ben, at 09:20) Look again, then repeat if it still fits."
    ) == changed_elsewhere(
        lambda: desk.schedule.move("ana", moving(seen, "2026-11-26T12:00", rev=seen.appointment.rev))
    )


def test_nothing_is_moved_that_does_not_exist(desk: Desk) -> None:
    """A number that nobody has."""
    with pytest.raises(NotFound, match=r"There is no appointment 999\."):
        desk.schedule.move("ana", MoveRequest(AppointmentId(999), datetime(2026, 11, 24, 10)))


def test_who_may_not_move_may_not_assess_a_move_either(desk: Desk, smith: Patient) -> None:
    """The refusal names the act."""
    scheduled = book(desk, smith)
    for act in (desk.schedule.move, desk.schedule.assess):
        with pytest.raises(NotAllowed, match=r"vic may not move\. Ask a supervisor\."):
            act("vic", moving(scheduled, "2026-11-24T10:00"))


def test_the_one_moved_is_not_among_the_others_of_that_day(desk: Desk, smith: Patient) -> None:
    """Only a second appointment is in the patient's way."""
    scheduled = book(desk, smith, "2026-11-25T10:00")
    assert () == desk.schedule.assess("ana", moving(scheduled, "2026-11-25T15:00")).conflicts
    second = book(desk, smith, "2026-11-25T15:00", provider="ito")
    assert ["C2"] == rules_met(lambda: desk.schedule.move("ana", moving(second, "2026-11-25T09:50")))


def test_a_move_over_the_change_of_the_clocks_keeps_its_length(desk: Desk, smith: Patient) -> None:
    """Minutes are minutes, whatever the wall says."""
    scheduled = book(desk, smith, "2026-11-24T10:00", minutes=40)
    request = moving(scheduled, "2027-03-14T01:40", overrides={"C6": "urgent"})
    moved = scheduled_of(desk.schedule.move("ana", request)).appointment
    assert (40, datetime(2027, 3, 14, 7, 20, tzinfo=UTC)) == (moved.minutes, moved.end)
