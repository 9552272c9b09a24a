"""Do messages follow the schedule, and is everybody told once, in time, where they agreed to it?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import BadInput, NotFound
from core.messages.model import Message, MessageState, Way
from core.messages.outward import NotSent
from core.patients.model import PatientStatus, Phone, ReachBy
from core.schedule.model.appointment import Confirmation
from core.schedule.requests import MoveRequest
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import book, register
from tests.jobs import NoLeases
from tests.outbox import MAILS, MOBILE, TELLS, Killed, TellingClinic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit

TUESDAY: Final = "2026-12-08T10:00"
"""Fifteen days after the clinic's today."""
ASKED: Final = "Tue Dec 8 at 10:00 AM."
OTHER: Final = Phone("617-555-0172", voice=False, text=True)
CALL: Final = "call 617-555-0100. STOP ends texts."


@pytest.fixture
def clinic(tmp_path: Path) -> TellingClinic:
    """A clinic that tells its patients things."""
    return TellingClinic(tmp_path)


def _smith(clinic: TellingClinic, **values: object) -> Patient:
    """Somebody who may be texted."""
    return clinic.change(register(clinic.desk).id, **{"phones": (MOBILE,), **values})


def _move(clinic: TellingClinic, visit: ScheduledVisit, start: str) -> None:
    clinic.desk.schedule.move("ana", MoveRequest(visit.appointment.id, datetime.fromisoformat(start)))


def _confirmation(clinic: TellingClinic, visit: ScheduledVisit) -> Confirmation:
    return clinic.desk.schedule.appointment("ana", visit.appointment.id).appointment.confirmation


def test_a_visit_is_asked_about_and_reminded_of_once(clinic: TellingClinic) -> None:
    """Seven and two days ahead, at its hour, by the first channel agreed to; the visit says that it was asked about."""
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    assert ["7d planned", "2d planned"] == clinic.states(smith)
    clinic.work_until("2026-12-01T09:59")
    assert [] == clinic.texts.handed
    clinic.work_until("2026-12-01T10:00")
    assert Confirmation.SENT is _confirmation(clinic, visit)
    clinic.work_until("2026-12-08T12:00")
    assert ["6175550171"] * 2 == [one.address for one in clinic.texts.handed]
    assert [
        f"Main Street: your visit is {ASKED} Reply C to confirm, R to reschedule, or {CALL}",
        f"Main Street: reminder of your visit {ASKED} To change it reply R or {CALL}",
    ] == [one.text for one in clinic.texts.handed]
    assert ["7d sent", "2d sent"] == clinic.states(smith)


def _cancel(clinic: TellingClinic, visit: ScheduledVisit, reason: str = "sick") -> None:
    clinic.desk.visits.act("ana", Verb.CANCEL, {visit.appointment.id: None}, VerbOptions(reason=reason))


def _undo(clinic: TellingClinic, _: ScheduledVisit | None = None) -> None:
    clinic.desk.journal.undo("ana")


def _redo(clinic: TellingClinic, _: ScheduledVisit | None = None) -> None:
    clinic.desk.journal.redo("ana")


def _to(start: str) -> Callable[[TellingClinic, ScheduledVisit], None]:
    return lambda clinic, visit: _move(clinic, visit, start)


PATHS: Final[dict[str, tuple[list[Callable[[TellingClinic, ScheduledVisit], None]], list[str]]]] = {
    "moved": (
        [_to("2026-12-10T11:00")],
        ["7d superseded moved", "2d superseded moved", "7d planned", "2d planned"],
    ),
    "moved inside the lead": (
        [_to("2026-11-27T11:00")],
        ["7d superseded moved", "2d superseded moved", "7d suppressed too-late", "2d planned"],
    ),
    "cancelled": ([_cancel], ["7d superseded cancelled", "2d superseded cancelled"]),
    "booking undone": (
        [_undo],
        ["7d superseded cancelled", "2d superseded cancelled"],
    ),
    "booking undone and done again": (
        [_undo, _redo],
        ["7d superseded cancelled", "2d superseded cancelled", "7d planned", "2d planned"],
    ),
    "cancellation undone": (
        [_cancel, _undo],
        ["7d superseded cancelled", "2d superseded cancelled", "7d planned", "2d planned"],
    ),
    "move undone": (
        [_to("2026-12-10T11:00"), _undo],
        [
            *("7d superseded moved", "2d superseded moved"),
            *("7d superseded moved", "2d superseded moved"),
            *("7d planned", "2d planned"),
        ],
    ),
}


@pytest.mark.parametrize("name", PATHS)
def test_messages_follow_every_path_in_its_own_transaction(clinic: TellingClinic, name: str) -> None:
    """What no longer holds is superseded, and what replaces it planned, before anybody else can read the act."""
    acts, expected = PATHS[name]
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    for act in acts:
        act(clinic, visit)
    assert expected == clinic.states(smith)


def test_who_was_told_is_told_of_a_change_once(clinic: TellingClinic) -> None:
    """Of a move, of one back to the first time, and of a cancellation; not of one taken back within minutes."""
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    clinic.work_until("2026-12-01T10:30")
    _move(clinic, visit, "2026-12-10T11:00")
    _undo(clinic)
    clinic.work_until("2026-12-01T11:00")
    assert 1 == len(clinic.texts.handed)
    _move(clinic, visit, "2026-12-10T11:00")
    clinic.work_until("2026-12-01T12:00")
    _move(clinic, visit, TUESDAY)
    clinic.work_until("2026-12-01T13:00")
    _cancel(clinic, visit)
    clinic.work_until("2026-12-11T12:00")
    assert [
        "Main Street: your visit is now Thu Dec 10 at 11:00 AM. Questions: 617-555-0100. STOP ends texts.",
        "Main Street: your visit is now Tue Dec 8 at 10:00 AM. Questions: 617-555-0100. STOP ends texts.",
        f"Main Street: your visit of {ASKED[:-1]} does not take place. To book again {CALL}",
    ] == [one.text for one in clinic.texts.handed[1:]]


def test_nobody_is_texted_at_night(clinic: TellingClinic) -> None:
    """By the patient's own clocks, also where these change: in Los Angeles it is six when the clinic opens."""
    smith = _smith(clinic, zone="America/Los_Angeles")
    book(clinic.desk, smith, "2026-12-08T09:00")
    clinic.work_until("2026-12-01T11:45", hours=0.25)
    assert ["7d held quiet", "2d planned"] == clinic.states(smith)
    clinic.work_until("2026-12-01T12:00", hours=0.25)
    assert ["7d sent", "2d planned"] == clinic.states(smith)


def test_what_was_agreed_to_decides_where(clinic: TellingClinic) -> None:
    """Each row is what the record says, and by which channel and where the message goes, or why it does not."""
    landline, asked = Phone("617-555-0188", "home"), Phone("617-555-0171", voice=False)
    rows: list[tuple[dict[str, object], tuple[Way | None, str, str]]] = [
        ({"phones": (MOBILE,), "email": "j@x.example", "email_consent": MAILS}, (Way.TEXT, "6175550171", "")),
        (
            {"phones": (MOBILE,), "email": "J@x.example", "email_consent": MAILS, "reach_by": ReachBy.EMAIL},
            (Way.EMAIL, "j@x.example", ""),
        ),
        ({"phones": (landline,)}, (Way.VOICE, "6175550188", "")),
        ({"phones": (asked,)}, (None, "", "opted-out")),
        ({"phones": (replace(asked, voice=None),)}, (None, "", "consent-unknown")),
        ({"phones": (MOBILE,), "no_message": True}, (None, "", "contact-rule")),
        ({"phones": (MOBILE,), "contact_rule": "Ask for Kim"}, (None, "", "contact-rule")),
        ({"phones": (MOBILE,), "status": PatientStatus.DECEASED}, (None, "", "deceased")),
        ({"email": "j@x.example"}, (None, "", "consent-unknown")),
        ({}, (None, "", "no-number")),
    ]
    for at, (values, _) in enumerate(rows):
        patient = register(clinic.desk, f"Number{at}")
        book(clinic.desk, patient, f"2026-12-08T{(9, 10, 11, 13)[at // 3]:02}:{at % 3 * 20:02}")
        clinic.change(patient.id, **values)
    clinic.work_until("2026-12-01T13:00")
    found = []
    with clinic.store.read() as reading:
        for number in range(1, len(rows) + 1):
            (asks, _) = reading.messages.about(f"appointment:{number}")
            found.append((asks.way, asks.address, asks.why.value))
    assert [expected for _, expected in rows] == found


def test_a_number_has_so_many_messages_a_day_and_no_more(clinic: TellingClinic) -> None:
    """The second of a day waits for the next one; two days' worth of visits are two days' worth of texts."""
    clinic.settings = replace(TELLS, household=False, remind_days=0)
    smith = _smith(clinic)
    for hour in (10, 11):
        book(clinic.desk, smith, f"2026-12-0{hour - 2}T10:00")
    book(clinic.desk, smith, "2026-12-08T15:00")
    clinic.work_until("2026-12-01T20:00")
    assert ["7d sent", "7d planned", "7d held limit"] == clinic.states(smith)
    clinic.work_until("2026-12-04T20:00")
    days = [one.status_at.date().isoformat() for one in clinic.messages(smith)]
    assert ["2026-12-01", "2026-12-02", "2026-12-03"] == sorted(days)


def test_a_household_is_told_at_once(clinic: TellingClinic) -> None:
    """Who share a number have one text for visits of one day; it asks for a call, as C could mean any of them."""
    smith, jones = _smith(clinic), clinic.change(register(clinic.desk, "Jones").id, phones=(MOBILE,))
    book(clinic.desk, smith, "2026-12-08T10:00")
    book(clinic.desk, jones, "2026-12-08T10:20")
    clinic.work_until("2026-12-02T12:00")
    assert [f"Main Street: 2 visits on Tue Dec 8, at 10:00 AM, 10:20 AM. To confirm or change them {CALL}"] == [
        one.text for one in clinic.texts.handed
    ]
    assert (["7d sent", "2d planned"], ["7d sent", "2d planned"]) == (clinic.states(smith), clinic.states(jones))


def test_a_failure_is_tried_again_then_told_and_another_channel_has_its_own_consent(clinic: TellingClinic) -> None:
    """Outages are sat out; a number at which nothing arrives is marked, and the e-mail goes out in its place."""
    smith = _smith(clinic, email="j@x.example", email_consent=MAILS)
    jones = clinic.change(
        register(clinic.desk, "Jones").id, phones=(replace(MOBILE, number="617-555-0172", voice=False),)
    )
    clinic.texts.failing = lambda _: NotSent("The gateway is away.")
    book(clinic.desk, smith, TUESDAY)
    visit = book(clinic.desk, jones, "2026-12-08T11:00")
    clinic.work_until("2026-12-01T13:00")
    assert ["7d queued retry", "2d planned"] == clinic.states(smith)
    clinic.texts.failing = lambda _: NotSent("No such number.", is_bad_address=True, code="unknown-number")
    clinic.work_until("2026-12-01T16:00")
    assert (["7d failed bad-number", "2d planned", "7d sent"], 1) == (clinic.states(smith), len(clinic.mails.handed))
    assert ["7d failed bad-number", "2d planned", "7d suppressed bad-number"] == clinic.states(jones)
    assert Confirmation.FAILED is _confirmation(clinic, visit)
    with clinic.store.read() as reading:
        point = reading.messages.point("6175550171")
    assert point is not None
    assert ("unknown-number", True) == (point.bad_code, point.bad_since is not None)


def test_a_worker_that_is_killed_sends_nothing_twice(clinic: TellingClinic) -> None:
    """What a gateway takes twice as one is handed to it again; an e-mail that may have gone out is told to a person."""
    smith = _smith(clinic)
    jones = clinic.change(register(clinic.desk, "Jones").id, email="j@x.example", email_consent=MAILS)
    book(clinic.desk, smith, TUESDAY)
    book(clinic.desk, jones, "2026-12-08T10:20")
    clinic.clock.set("2026-12-01T10:30")
    clinic.texts.deadly = True
    with pytest.raises(Killed):
        clinic.outbox(NoLeases(worker="dying")).turn()
    clinic.texts.deadly, clinic.mails.deadly = False, True
    beside = NoLeases(worker="beside", living={"dying"})  # for all that one knows, the other lives
    with pytest.raises(Killed):
        clinic.outbox(beside).turn()
    assert ["6175550171", "j@x.example"] == [one.address for one in (*clinic.texts.handed, *clinic.mails.handed)]
    assert (["7d queued", "2d planned"], ["7d queued", "2d planned"]) == (clinic.states(smith), clinic.states(jones))
    clinic.mails.deadly = False
    clinic.work(clinic.outbox(NoLeases(worker="next")))
    assert (["7d sent", "2d planned"], 1) == (clinic.states(smith), len(clinic.texts.handed))
    assert (["7d failed unsure", "2d planned"], 1) == (clinic.states(jones), len(clinic.mails.handed))
    again = clinic.desk.messages.send("ana", clinic.messages(jones)[0].id)
    clinic.work()
    assert "To go out now" in again.sentence
    assert (["7d failed unsure", "2d planned", "7d sent"], 2) == (clinic.states(jones), len(clinic.mails.handed))


def test_nothing_leaves_a_clinic_that_was_not_armed(clinic: TellingClinic) -> None:
    """A copy tells nobody anything: its messages are due, and stay."""
    smith = _smith(clinic)
    book(clinic.desk, smith, TUESDAY)
    with clinic.store._connections.plain() as db:
        db.execute(f"VACUUM INTO '{clinic.path / 'copy.db'}'")
    clinic.clock.set("2026-12-01T10:30")
    original, clinic.store = clinic.store, SqliteStore(clinic.path / "copy.db")
    clinic.work()
    assert (["7d planned", "2d planned"], []) == (clinic.states(smith), clinic.texts.handed)
    clinic.store = original
    clinic.work()
    assert (["7d sent", "2d planned"], 1) == (clinic.states(smith), len(clinic.texts.handed))


def test_a_stranded_booking_is_told_to_nobody(clinic: TellingClinic) -> None:
    """Where its provider is away by then the reminder waits until somebody has moved it."""
    smith = _smith(clinic)
    visit = book(clinic.desk, smith, TUESDAY)
    leave = '[[exception]]\nprovider = "lee"\ndate = 2026-12-08\nkind = "leave"\n'
    clinic.desk.set_up("sue", leave, place="leave.toml")
    clinic.work_until("2026-12-01T14:00")
    assert ["7d held stranded", "2d planned"] == clinic.states(smith)
    _move(clinic, visit, "2026-12-09T10:00")
    clinic.work_until("2026-12-02T12:00")
    assert ["7d superseded moved", "2d superseded moved", "7d sent", "2d planned"] == clinic.states(smith)


def test_visits_of_before_are_planned_for_once_messages_are_set_up(clinic: TellingClinic) -> None:
    """A worker finds those to come; what is too late for them is said to be."""
    smith = _smith(clinic)
    clinic.clock.at += timedelta(seconds=7.5)
    usual, clinic.settings = clinic.settings, replace(TELLS, spool="", server="")
    book(clinic.desk, smith, "2026-11-27T10:00")
    assert [] == clinic.states(smith)
    clinic.settings = usual
    clinic.work()
    assert ["7d suppressed too-late", "2d planned"] == clinic.states(smith)


def test_by_hand(clinic: TellingClinic) -> None:
    """One that waits is taken back and undone; what went out, or does not exist, is refused with what to do."""
    smith = _smith(clinic)
    book(clinic.desk, smith, TUESDAY)
    (asks, reminds) = clinic.messages(smith)
    clinic.desk.messages.cancel("ana", asks.id)
    assert ["7d suppressed by-hand", "2d planned"] == clinic.states(smith)
    _undo(clinic)
    assert ["7d planned", "2d planned"] == clinic.states(smith)
    clinic.work_until("2026-12-08T09:00")
    for act in (clinic.desk.messages.cancel, clinic.desk.messages.send):
        with pytest.raises(BadInput, match=f"message {reminds.id}, the reminder to Smith, John"):
            act("ana", reminds.id)
        with pytest.raises(NotFound, match="There is no message 99"):
            act("ana", 99)
    failed = clinic.desk.messages.list_all("ana", states=(MessageState.SENT,))
    assert [asks.id, reminds.id] == [one.message.id for one in failed]
    assert timedelta(0) < min(one.message.until - one.message.due for one in failed)
    assert Message is type(failed[0].message)
