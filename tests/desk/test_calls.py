"""Does a call change what it is to change and nothing else, and is nobody called twice or forgotten?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.access.roles import RoleAuthorization
from core.contact.call_model import CallList, CallOutcome
from core.contact.scripts import script_of
from core.desk import Desk
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound, Refused
from core.family.model import Kinship
from core.patients.model import PatientStatus, Phone
from core.schedule.model.appointment import Confirmation
from core.schedule.requests import MoveRequest
from core.settings.messages import CallSettings
from core.settings.model import Policy
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import book, register, visit_of
from tests.desk.waiting import offer, put_on

if TYPE_CHECKING:
    from pathlib import Path

    from core.clinic.ports import Store
    from core.contact.to_call import ToCall
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

CONFIRM, BACK, MISSED = CallList.CONFIRM, CallList.CALL_BACK, CallList.MISSED
TUESDAY = "2026-11-24T{hour}:00"


@pytest.fixture
def tomorrow(desk: Desk) -> ScheduledVisit:
    """Smith comes tomorrow at 11."""
    return book(desk, register(desk, phone="617 555 0117"), TUESDAY.format(hour=11))


def listed(desk: Desk, which: CallList) -> list[str]:
    """The given names on the list, in its order."""
    return [one.patient.given for one in desk.calls.listed("vic", which)]


def only(desk: Desk, which: CallList = CONFIRM) -> ToCall:
    """The one on the list."""
    (one,) = desk.calls.listed("ana", which)
    return one


def stands(desk: Desk, one: ScheduledVisit) -> Confirmation:
    """What the appointment says of its confirmation."""
    return desk.schedule.appointment("ana", one.appointment.id).appointment.confirmation


@pytest.mark.parametrize(
    ("outcome", "expected", "is_left"),
    [
        (CallOutcome.YES, Confirmation.CONFIRMED, False),
        (CallOutcome.NO, Confirmation.DECLINED, True),
        (CallOutcome.MOVE, Confirmation.CALLBACK, True),
        (CallOutcome.LEFT_WORD, Confirmation.NONE, True),
        (CallOutcome.NO_ANSWER, Confirmation.NONE, True),
        (CallOutcome.WRONG_NUMBER, Confirmation.NONE, True),
        (CallOutcome.REFUSED, Confirmation.NONE, False),
    ],
)
def test_only_who_was_reached_changes_the_confirmation(
    desk: Desk,
    tomorrow: ScheduledVisit,
    clock: FakeClock,
    outcome: CallOutcome,
    expected: Confirmation,
    *,
    is_left: bool,
) -> None:
    """Who declined or wants another time stays on the list until that is done; undo takes all of it back."""
    number = tomorrow.appointment.id
    desk.calls.log("ana", CONFIRM, number, outcome)
    assert expected is stands(desk, tomorrow)
    assert (["John"] if is_left else []) == listed(desk, CONFIRM)
    clock.forward(minutes=121)
    to_call = [one.is_due(clock.now()) for one in desk.calls.listed("ana", CONFIRM)]
    assert [outcome.is_try and outcome is not CallOutcome.WRONG_NUMBER] * is_left == to_call
    clock.forward(minutes=-121)
    assert 1 == desk.calls.made("ana")
    desk.journal.undo("ana")
    assert Confirmation.NONE is stands(desk, tomorrow)
    assert ((), "617 555 0117", 0) == (only(desk).attempts, only(desk).phone, desk.calls.made("ana"))
    desk.journal.redo("ana")
    assert expected is stands(desk, tomorrow)


def test_a_wrong_number_is_called_no_more(desk: Desk, tomorrow: ScheduledVisit) -> None:
    """The next number is called at once; an edit of the record forgets nothing of it."""
    smith = tomorrow.patient
    desk.calls.log("ana", CONFIRM, tomorrow.appointment.id, CallOutcome.WRONG_NUMBER)
    (phone,) = desk.patients.by_id("ana", smith.id).phones
    assert ("wrong number", date(2026, 11, 23)) == (phone.bad, phone.bad_since)
    assert ("", False) == (only(desk).phone, only(desk).is_due(desk.now()))
    with pytest.raises(BadInput, match="No number is known"):
        desk.calls.log("ana", CONFIRM, tomorrow.appointment.id, CallOutcome.YES)
    desk.patients.edit("ana", smith.id, {"phones": (Phone("617 555 0117"), Phone("617 555 0199"))})
    assert ("617 555 0199", True) == (only(desk).phone, only(desk).is_due(desk.now()))
    assert "wrong number" == desk.patients.by_id("ana", smith.id).phones[0].bad


def test_three_tries_at_different_hours(desk: Desk, tomorrow: ScheduledVisit, clock: FakeClock) -> None:
    """Who did not answer is called two hours later at the earliest, and after three tries written to."""
    for count in (1, 2, 3):
        assert only(desk).is_due(clock.now())
        desk.calls.log("ana", CONFIRM, tomorrow.appointment.id, CallOutcome.NO_ANSWER)
        assert (count, False) == (only(desk).tries, only(desk).is_due(clock.now()))
        clock.forward(minutes=119)
        assert not only(desk).is_due(clock.now())
        clock.forward(minutes=1)
    assert "tried 3 times: write" == only(desk).matter


def test_a_move_asks_anew(desk: Desk, tomorrow: ScheduledVisit) -> None:
    """What was answered or tried about another time says nothing of this one, nor does a call back about it."""
    number = tomorrow.appointment.id
    at = datetime.fromisoformat("2026-11-23T14:30-05:00")
    desk.calls.log("ana", CONFIRM, number, CallOutcome.CALL_BACK, again=at)
    assert [] == listed(desk, CONFIRM)
    desk.schedule.move("ana", MoveRequest(number, datetime.fromisoformat("2026-11-24T15:00")))
    assert () == only(desk).attempts
    back = only(desk, BACK)
    desk.calls.log("ana", BACK, back.subject, CallOutcome.YES)
    assert Confirmation.NONE is stands(desk, tomorrow)
    assert [] == listed(desk, BACK)


def test_who_agreed_to_another_time_on_the_phone_is_not_called_again_today(
    desk: Desk, tomorrow: ScheduledVisit, clock: FakeClock
) -> None:
    """The day after they may be."""
    number = tomorrow.appointment.id
    desk.calls.log("ana", CONFIRM, number, CallOutcome.MOVE)
    desk.schedule.move("ana", MoveRequest(number, datetime.fromisoformat("2026-11-25T15:00")))
    assert [] == listed(desk, CONFIRM)
    clock.forward(minutes=21 * 60)
    assert ["John"] == listed(desk, CONFIRM)


def test_who_asks_to_be_called_back_is(desk: Desk, tomorrow: ScheduledVisit, clock: FakeClock) -> None:
    """At that time, about what was asked, which is then answered; who is first is told to the second."""
    number = tomorrow.appointment.id
    at = datetime.fromisoformat("2026-11-23T14:30-05:00")
    with pytest.raises(BadInput, match="Say when"):
        desk.calls.log("ana", CONFIRM, number, CallOutcome.CALL_BACK)
    with pytest.raises(BadInput, match="is past"):
        desk.calls.log("ana", CONFIRM, number, CallOutcome.CALL_BACK, again=clock.now())
    desk.calls.log("ana", CONFIRM, number, CallOutcome.CALL_BACK, again=at)
    back = only(desk, BACK)
    assert not back.is_due(clock.now())
    clock.at = at
    assert only(desk, BACK).is_due(clock.now())
    desk.calls.log("ben", BACK, back.subject, CallOutcome.LEFT_WORD)
    desk.calls.log("ben", BACK, back.subject, CallOutcome.YES)
    assert Confirmation.CONFIRMED is stands(desk, tomorrow)
    with pytest.raises(ChangedElsewhere, match="Confirmed: Smith, John"):
        desk.calls.log("ana", BACK, back.subject, CallOutcome.NO)
    desk.journal.undo("ben")
    assert [1] == [one.tries for one in desk.calls.listed("ana", BACK)]


def test_of_a_child_who_decides_is_spoken_to(desk: Desk) -> None:
    """By name where that is known; the child by the given name, of whom nothing else is said."""
    mia = register(desk, "Smith", "Mia", date(2020, 3, 1), phone="617 555 0117")
    book(desk, mia, TUESDAY.format(hour=11))
    site = desk.clinic().sites["main"]
    (said, _) = script_of(only(desk), desk.clinic(), site)
    asked = "May I speak to a parent or guardian of Mia? I am calling about Mia's visit on November 24, 2026 at 11:00."
    assert asked in said
    ann = register(desk, "Jones", "Ann")
    desk.family.relate("ana", mia.id, ann.id, {"kinship": Kinship.PARENT, "guardian": True})
    (said, _) = script_of(only(desk), desk.clinic(), site)
    assert "May I speak to Ann Jones? I am calling about Mia's visit" in said


def test_people_and_answers_raise_calls_back(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """At a number of their own if they say one; the longest due first."""
    jones = register(desk, "Jones", "Ann", phone="617 555 0118")
    desk.calls.raise_back("ana", jones.id, "asks about the bill", due=clock.now() + timedelta(hours=2))
    desk.calls.raise_back("ana", smith.id, "cannot come on Friday", phone="617 555 0120")
    assert ["John", "Ann"] == listed(desk, BACK)
    assert "617 555 0120" == desk.calls.listed("ana", BACK)[0].phone
    with pytest.raises(Refused, match=r"called back already, Mon 23 Nov 10:20: cannot come on Friday\. Nothing"):
        desk.calls.raise_back("ben", smith.id, "Cannot come on friday!")
    again = clock.now() + timedelta(hours=1)
    change = desk.calls.raise_back("ben", jones.id, "asks about the bill", due=again)
    assert "was to be called back already, asks about the bill: now Mon 23 Nov 11:20." in change.sentence
    assert ["John", "Ann"] == listed(desk, BACK)
    with pytest.raises(BadInput, match="few words"):
        desk.calls.raise_back("ana", smith.id, " ")
    with pytest.raises(NotAllowed):
        desk.calls.raise_back("vic", smith.id, "asks")


def test_two_desks_do_not_call_the_same_patient(
    desk: Desk, tomorrow: ScheduledVisit, clock: FakeClock, tmp_path: Path
) -> None:
    """Who is called is told to the other, by whom; it is free with the next call, or once that time has run out."""
    smith = tomorrow.patient.id
    with SqliteStore(tmp_path / "clinic.db") as other:
        there = Desk(other, clock, Policy(), RoleAuthorization())
        held = desk.calls.lease("ana", smith, None)
        with pytest.raises(ChangedElsewhere, match="ana calls Smith, John already"):
            there.calls.lease("ben", smith, None)
        (seen,) = there.calls.listed("ben", CONFIRM)
        assert ("ana calls", False) == (seen.matter, seen.is_due(clock.now()))
        desk.calls.let_go("ana", held)
        mine = there.calls.lease("ben", smith, None)
        clock.forward(minutes=16)
        assert desk.calls.lease("ana", smith, None).number != mine.number
    assert () == desk.holds.live("ana")


def test_the_next_day_is_called_first_and_who_may_miss_it(
    desk: Desk, clock: FakeClock, store: Store[Reading, Writing]
) -> None:
    """The day that is next, households together; then whoever may well not come later in the week, and nobody else."""
    ann, bob, cat, dan = (
        register(desk, name, name, phone=f"617 555 010{at}") for at, name in enumerate(("Ann", "Bob", "Cat", "Dan"))
    )
    desk.family.relate("ana", ann.id, cat.id, {})
    clock.set("2026-10-12T10:00")
    book(desk, dan, "2026-11-25T09:00")  # booked 44 days ahead, new
    clock.set("2026-11-23T10:20")
    book(desk, ann, TUESDAY.format(hour="09"))
    book(desk, bob, TUESDAY.format(hour=10))
    book(desk, cat, TUESDAY.format(hour=11))
    book(desk, register(desk, "Eve", "Eve"), "2026-11-30T10:00")
    assert ["Ann", "Cat", "Bob", "Dan"] == listed(desk, CONFIRM)
    assert "booked 44 days ahead, new here" in desk.calls.listed("ana", CONFIRM)[-1].matter
    near = Desk(store, clock, Policy(calls=CallSettings(ahead_days=1)), RoleAuthorization())
    assert ["Ann", "Cat", "Bob"] == listed(near, CONFIRM)


@pytest.mark.parametrize(
    ("start", "days", "is_agreed"), [("30T10:40", 7, True), ("30T10:40", 6, False), ("24T10:40", 1, True)]
)
def test_who_takes_a_freed_time_has_said_what_a_call_would_ask(
    store: SqliteStore, desk: Desk, clock: FakeClock, start: str, days: int, *, is_agreed: bool
) -> None:
    """Within the days of the setting, counted as the list does; further ahead they are asked like others."""
    entry = put_on(desk, register(desk, "Ann", "Ann", phone="617 555 0100"))
    near = Desk(store, clock, Policy(calls=CallSettings(ahead_days=days)), RoleAuthorization())
    change = near.waitlist.accept("ana", entry.id, offer(f"2026-11-{start}", None), overrides={"C6": "urgent"})
    assert is_agreed == (visit_of(change).appointment.confirmation is Confirmation.CONFIRMED)


def test_who_did_not_come_is_called_until_booked_anew(desk: Desk, clock: FakeClock) -> None:
    """Twice at most; booked by any path, or come after all, they are off the list, and back on it if that is undone."""
    smith = register(desk, phone="617 555 0117")
    missed = book(desk, smith, "2026-11-23T10:40")
    clock.set("2026-11-23T11:30")
    desk.visits.do("ana", Verb.NO_SHOW, missed.appointment.id)
    assert ["John"] == listed(desk, MISSED)
    book(desk, smith, "2026-11-25T10:00")
    assert [] == listed(desk, MISSED)
    desk.journal.undo("ana")
    assert ["John"] == listed(desk, MISSED)
    desk.calls.log("ana", MISSED, missed.appointment.id, CallOutcome.NO_ANSWER)
    clock.forward(minutes=121)
    desk.calls.log("ana", MISSED, missed.appointment.id, CallOutcome.LEFT_WORD)
    assert "tried 2 times: write" == only(desk, MISSED).matter


def test_an_answer_that_comes_too_late_confirms_nothing(desk: Desk, tomorrow: ScheduledVisit, clock: FakeClock) -> None:
    """Nor does one about a visit that was cancelled, or that there is not."""
    number = tomorrow.appointment.id
    clock.set("2026-11-24T11:00")
    with pytest.raises(Refused, match="no longer to be confirmed"):
        desk.calls.log("ana", CONFIRM, number, CallOutcome.YES)
    assert Confirmation.NONE is stands(desk, tomorrow)
    with pytest.raises(NotFound):
        desk.calls.log("ana", CONFIRM, 999, CallOutcome.YES)
    with pytest.raises(NotFound):
        desk.calls.log("ana", BACK, 999, CallOutcome.YES)


def test_who_is_certain_to_come_is_called_the_day_before_and_no_sooner(desk: Desk, tomorrow: ScheduledVisit) -> None:
    """Once all of the next day have confirmed nobody else is called; who died is called by nobody."""
    for hour in ("09", "10"):
        book(desk, register(desk, "Old", f"N{hour}"), f"2026-11-30T{hour}:00")
    desk.calls.log("ana", CONFIRM, tomorrow.appointment.id, CallOutcome.YES)
    assert [] == listed(desk, CONFIRM)
    desk.journal.undo("ana")
    desk.patients.edit("ana", tomorrow.patient.id, {"status": PatientStatus.DECEASED})
    assert [] == listed(desk, CONFIRM)


def test_a_list_tells_less_of_a_restricted_record(desk: Desk, smith: Patient) -> None:
    """Neither why they are to be called back nor for what they are due."""
    desk.calls.raise_back("ana", smith.id, "about the biopsy")
    desk.patients.edit("ana", smith.id, {"restricted": True})
    assert "restricted record: open it for a reason" == only(desk, BACK).matter
