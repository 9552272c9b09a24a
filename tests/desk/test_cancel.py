"""How is an appointment cancelled: why, by whom, how late, and until when?"""

from datetime import timedelta

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus, Cancellation
from core.schedule.model.visit import VisitStep
from core.settings.model import BookingSettings, Policy
from core.visits.state import Verb
from tests.clinics import NOW, FakeClock, book, visit_of
from tests.desk.asking import (
    booking,
    changed_elsewhere,
    moving,
    now_of,
    refused,
    scheduled_of,
    set_step,
    status_of,
    step_of,
)

CLEARED = ("identity", "demographics")


def test_a_cancellation_keeps_why_and_by_whom(desk: Desk, smith: Patient) -> None:
    """The reason says whether the patient or the clinic cancels; the note is cleaned."""
    scheduled = book(desk, smith, "2026-11-26T10:00", provider="ito")
    change = desk.visits.do(
        "ben", Verb.CANCEL, scheduled.appointment.id, reason="provider-out", note=" will\x07 call\nback "
    )
    appointment = scheduled_of(change).appointment
    assert Cancellation("provider-out", "clinic", late=False, note="will call back") == appointment.cancellation
    assert (AppointmentStatus.CANCELLED, NOW, "ben") == (
        appointment.status, appointment.status_at, appointment.status_by
    )  # fmt: skip
    assert now_of(desk, scheduled) == visit_of(change)


def test_a_cancellation_is_told_in_one_sentence(desk: Desk, smith: Patient) -> None:
    """In the time of the site, with the reason's words; the entry has its code."""
    scheduled = book(desk, smith, "2026-11-26T10:00", provider="ito")
    change = desk.visits.do("ben", Verb.CANCEL, scheduled.appointment.id, reason="no-ride")
    assert "Cancelled Smith, John, fu20 with Ito Thu 26 Nov 10:00: No ride." == change.sentence
    assert ("cancel", "no-ride") == (change.entry.verb, change.entry.reason)


def test_next_year_is_told_with_its_number(desk: Desk, smith: Patient) -> None:
    """As when it was booked."""
    scheduled = book(desk, smith, "2027-01-12T09:00")
    assert (
        "Tue 12 Jan 2027 9:00" in desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="sick").sentence
    )


@pytest.mark.parametrize(("hours", "late"), [(25, False), (24, False), (23.98, True), (0.5, True), (-0.1, True)])
def test_late_is_fewer_than_so_many_hours_before(
    desk: Desk, clock: FakeClock, smith: Patient, hours: float, *, late: bool
) -> None:
    """By the clock, to the minute: exactly a day before is in time."""
    scheduled = book(desk, smith, "2026-11-25T10:00")
    clock.at = scheduled.appointment.start - timedelta(hours=hours)
    change = desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="sick")
    cancellation = scheduled_of(change).appointment.cancellation
    assert (late, late) == (cancellation and cancellation.late, change.sentence.endswith(": Patient is ill, late."))


def test_the_settings_say_what_late_is(
    store: Store[Reading, Writing], clock: FakeClock, desk: Desk, smith: Patient
) -> None:
    """A clinic may want two days."""
    strict = Desk(store, clock, Policy(booking=BookingSettings(late_cancel_hours=48)), RoleAuthorization())
    scheduled = book(desk, smith, "2026-11-25T10:00")
    assert "late." in strict.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="sick").sentence


def test_the_time_is_free_again(desk: Desk, smith: Patient, jones: Patient) -> None:
    """For the next patient, and for the same one."""
    scheduled = book(desk, smith, "2026-11-24T10:00")
    desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="sick")
    told = desk.schedule.assess("ana", booking(smith, "2026-11-24T10:00")).conflicts
    assert ["Smith, John cancelled this very time with Lee on 23 Nov 2026."] == [conflict.message for conflict in told]
    following = book(desk, jones, "2026-11-24T10:00").appointment
    assert (0, "R1") == (following.lane, following.room)


def test_an_unknown_reason_lists_those_there_are(desk: Desk, smith: Patient) -> None:
    """Retired ones left out; reasons to override are none to cancel."""
    desk.set_up("sue", '[[reason]]\ncode = "cost"\nfor = "cancel"\nretired = true', place="retire.toml")
    number = book(desk, smith).appointment.id
    codes = "no-ride, sick, changed-mind, weather, other, provider-out, clinic-closed, error"
    for code in ("cost", "urgent", "tired"):
        with pytest.raises(BadInput) as caught:
            desk.visits.do("ana", Verb.CANCEL, number, reason=code)
        assert f"There is no cancel reason '{code}'. Choose one of: {codes}." == caught.value.sentence
        assert "reason" == caught.value.field


def test_who_came_may_still_be_cancelled_until_in_a_room(desk: Desk, smith: Patient) -> None:
    """The visit ends with it: they left before they were seen."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    desk.visits.do("ana", Verb.ARRIVE, scheduled.appointment.id)
    desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="changed-mind")
    assert (AppointmentStatus.CANCELLED, VisitStep.LEFT) == (status_of(desk, scheduled), step_of(desk, scheduled))


def test_who_is_checked_in_may_be_cancelled_too(desk: Desk, smith: Patient) -> None:
    """Also then the visit ends."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=CLEARED)
    desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="changed-mind")
    assert (AppointmentStatus.CANCELLED, VisitStep.LEFT) == (status_of(desk, scheduled), step_of(desk, scheduled))


@pytest.mark.parametrize("step", [VisitStep.ROOMED, VisitStep.WITH_PROVIDER, VisitStep.DEPARTED])
def test_who_was_in_a_room_is_not_cancelled(
    desk: Desk, store: Store[Reading, Writing], smith: Patient, step: VisitStep
) -> None:
    """The step is named with who took it and when, not the check-in before it."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=CLEARED)
    set_step(store, scheduled, step)
    refusal = refused(lambda: desk.visits.do("ana", Verb.CANCEL, scheduled.appointment.id, reason="sick"))
    words = step.value.replace("-", " ")
    assert (
        f"Smith, John: {words} at 09:00 by other."
        " Only a booked appointment can be cancelled, and only until the patient is in a room."
    ) == refusal.sentence


def test_what_is_cancelled_stays_cancelled_once(desk: Desk, smith: Patient) -> None:
    """The second desk hears who was first, and when."""
    number = book(desk, smith, "2026-11-24T10:00").appointment.id
    desk.visits.do("ben", Verb.CANCEL, number, reason="sick")
    assert (
        "Already cancelled at 10:20 by ben."
        == refused(lambda: desk.visits.do("ana", Verb.CANCEL, number, reason="sick")).sentence
    )


def test_a_cancellation_of_what_somebody_moved_meanwhile_is_refused(desk: Desk, smith: Patient) -> None:
    """The appointment on the screen is no longer where it was."""
    seen = book(desk, smith, "2026-11-24T10:00")
    desk.schedule.move("ben", moving(seen, "2026-11-24T11:00"))
    sentence = changed_elsewhere(
        lambda: desk.visits.do("ana", Verb.CANCEL, seen.appointment.id, reason="sick", rev=seen.appointment.rev)
    )
    assert "(ben, at 10:20)" in sentence
    assert AppointmentStatus.BOOKED is status_of(desk, seen)


def test_nothing_is_cancelled_that_does_not_exist(desk: Desk) -> None:
    """A number that nobody has."""
    with pytest.raises(NotFound):
        desk.visits.do("ana", Verb.CANCEL, AppointmentId(999), reason="sick")


def test_who_may_not_cancel_does_not(desk: Desk, smith: Patient) -> None:
    """A viewer looks on."""
    number = book(desk, smith).appointment.id
    with pytest.raises(NotAllowed, match="vic may not cancel"):
        desk.visits.do("vic", Verb.CANCEL, number, reason="sick")
