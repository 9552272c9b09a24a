"""Is every contact with a patient kept, whatever becomes of the record, and what follows from it not forgotten?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from core.calendar.date_order import DateOrder
from core.contact.fields import LONGEST_SUMMARY
from core.contact.model import Channel, Direction
from core.contact.typed import TypedContact, read_contact
from core.errors import BadInput, ChangedElsewhere, NotAllowed, NotFound
from core.schedule.confirming import may_be_confirmed, set_confirmation
from core.schedule.model.appointment import Confirmation
from core.schedule.requests import MoveRequest
from tests.clinics import book, register

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk import Desk
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from tests.clinics import FakeClock

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("asks for the forms", TypedContact("asks for the forms")),
        ("asks for the forms >> fri", TypedContact("asks for the forms", follow_up=date(2026, 11, 27))),
        ("@mother: asks >> 2w", TypedContact("asks", "mother", date(2026, 12, 7))),
        (
            "@ school nurse : BP > 140, call >> back >> tom",
            TypedContact("BP > 140, call >> back", "school nurse", date(2026, 11, 24)),
        ),
        ("mail me at a@b.org: new address", TypedContact("mail me at a@b.org: new address")),
    ],
)
def test_the_line_is_read(typed: str, expected: TypedContact) -> None:
    """Who spoke stands in front, when to follow it up behind the last >>; the words between are kept as they are."""
    assert expected == read_contact(typed, today=MONDAY, order=DateOrder.MDY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "in a few words"),
        (">> fri", "in a few words"),
        ("@mother: >> fri", "in a few words"),
        ("@mother asks", "then a colon"),
        ("asks >>", "leave >> out"),
        ("asks >> the day after", ">> fri"),
    ],
)
def test_a_line_that_says_too_little_is_told_what_to_write(typed: str, said: str) -> None:
    """Nothing is guessed of a follow-up or of who spoke."""
    with pytest.raises(BadInput, match=said):
        read_contact(typed, today=MONDAY, order=DateOrder.MDY)


def summaries(desk: Desk, patient: Patient) -> list[str]:
    """What the contacts with the patient were about, newest first."""
    return [one.summary for one in desk.contact.of_patient("vic", patient.id)]


def test_a_contact_is_kept_told_and_taken_back(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """It stands in the patient's history too, and neither too much is kept of a text nor the number of a card."""
    desk.contact.note("ana", smith.id, {"summary": "asks for the forms", "who": "mother"})
    clock.forward(minutes=5)
    said = {"summary": "sent them", "channel": Channel.EMAIL, "direction": Direction.OUT}
    change = desk.contact.note("ana", smith.id, said)
    assert "E-mail to Smith, John: sent them." == change.sentence
    assert ["sent them", "asks for the forms"] == summaries(desk, smith)
    assert "Call from Smith, John (mother)" in desk.journal.entries_on("ana", smith.ref)[-2].sentence
    desk.journal.undo("ana")
    assert ["asks for the forms"] == summaries(desk, smith)
    desk.journal.redo("ana")
    assert ["sent them", "asks for the forms"] == summaries(desk, smith)
    for words, why in (
        ("  ", "in a few words"),
        ("x" * (LONGEST_SUMMARY + 1), "more than 500"),
        ("4111 1111 1111 1111", "card"),
    ):
        with pytest.raises(BadInput, match=why):
            desk.contact.note("ana", smith.id, {"summary": words})
    with pytest.raises(BadInput, match="is past"):
        desk.contact.note("ana", smith.id, {"summary": "asks", "follow_up": date(2026, 11, 20)})
    with pytest.raises(NotAllowed):
        desk.contact.note("vic", smith.id, {"summary": "asks"})


def test_what_is_to_follow_stands_on_the_list_until_it_is_done(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """From its day on; ticked off once, by whoever was first, put off, and back again by an undo."""
    desk.contact.note("ana", smith.id, {"summary": "call the school", "follow_up": date(2026, 11, 24)})
    assert () == desk.contact.due("ben")
    clock.forward(minutes=2 * 24 * 60)
    (one,) = desk.contact.due("ben")
    assert ("call the school", smith.id) == (one.contact.summary, one.patient.id)

    desk.contact.tick_off("ben", one.contact.id, rev=one.contact.rev)
    assert () == desk.contact.due("ana")
    with pytest.raises(ChangedElsewhere, match="by ben"):
        desk.contact.tick_off("ana", one.contact.id)
    desk.journal.undo("ben")
    assert 1 == len(desk.contact.due("ana"))

    assert desk.contact.put_off("ana", one.contact.id, date(2026, 11, 27)) is not None
    assert () == desk.contact.due("ana")
    assert desk.contact.put_off("ana", one.contact.id, date(2026, 11, 27)) is None
    with pytest.raises(ChangedElsewhere, match="To be followed up"):
        desk.contact.tick_off("ben", one.contact.id, rev=one.contact.rev)
    with pytest.raises(NotFound):
        desk.contact.tick_off("ana", 99)


def test_contacts_go_with_a_merge_and_come_back(desk: Desk, smith: Patient) -> None:
    """What was noted of the record that goes is the other's, and its own again once they are taken apart."""
    twin = register(desk, "Smith", "Jon", actor="cy")
    desk.contact.note("ana", twin.id, {"summary": "moved house"})
    desk.contact.note("ana", smith.id, {"summary": "asks for the forms"})
    desk.merging.merge("sue", twin.id, smith.id, overrides={"MERGE": "other"})
    assert {"moved house", "asks for the forms"} == set(summaries(desk, smith))
    desk.merging.unmerge("sue", twin.id)
    assert ["moved house"] == summaries(desk, twin)
    assert ["asks for the forms"] == summaries(desk, smith)


def test_an_answer_is_kept_with_the_appointment_until_it_is_moved(
    desk: Desk, smith: Patient, store: Store[Reading, Writing], clock: FakeClock
) -> None:
    """Nothing is written for the same answer twice; who has come or is gone has none to give."""
    scheduled = book(desk, smith, "2026-11-24T11:00")
    booked = scheduled.appointment
    with store.write() as tx:
        now = clock.now()
        tx.journal.begin(at=now, actor="ana", verb="confirm")
        first = set_confirmation(tx, booked, Confirmation.CONFIRMED)
        assert first == set_confirmation(tx, first, Confirmation.CONFIRMED)
        tx.journal.end(scheduled.ref, "Confirmed.")
    assert Confirmation.CONFIRMED is desk.schedule.appointment("ana", booked.id).appointment.confirmation
    desk.schedule.move("ana", MoveRequest(booked.id, booked.start + timedelta(hours=3)))
    moved = desk.schedule.appointment("ana", booked.id).appointment
    assert Confirmation.NONE is moved.confirmation
    assert may_be_confirmed(moved, now)
    assert not may_be_confirmed(moved, moved.start)
