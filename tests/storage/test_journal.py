"""Does the journal hold every act, and does taking one back put its rows where they were?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.journal.model import Entry, EntryId
from core.journal.refusals import StaleRow
from core.patients.model import PatientStatus
from core.record_ref import RecordRef
from core.schedule.model.appointment import Appointment, AppointmentStatus
from core.schedule.model.visit import Visit, VisitStep
from core.schedule.occupied import Occupied
from core.structs import replace
from storage.store import SqliteStore
from tests.storage.records import CLINIC, NOW, act, arrival, book, draft, register


def take_back(store: SqliteStore, entry: Entry, *, actor: str = "ana") -> Entry:
    """Undo one entry as an act of its own, a minute later."""
    with store.write() as tx:
        at = NOW + timedelta(minutes=1)
        tx.journal.begin(at=at, actor=actor, verb="undo", undoes=entry.id)
        tx.journal.invert(entry.id)
        return tx.journal.end(RecordRef("appointment", 1), "Undone.")


def newest(store: SqliteStore, actor: str = "ana") -> Entry:
    """The act that `actor` would take back."""
    with store.read() as reading:
        entry = reading.journal.newest_undoable(actor)
    assert entry is not None
    return entry


def now_as(store: SqliteStore, appointment: Appointment) -> Appointment:
    """The appointment as it is kept now."""
    with store.read() as reading:
        scheduled = reading.schedule.by_id(appointment.id)
    assert scheduled is not None
    return scheduled.appointment


def events(tmp_path: Path) -> Sequence[tuple[str, str | None]]:
    """Every visit event in order, each with the step after it."""
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        return db.execute("SELECT event, step FROM visit_event ORDER BY id").fetchall()


def test_an_entry_comes_back_as_it_was_ended(store: SqliteStore) -> None:
    """Who, when, what, on which record and why, with the sentence."""
    patient = register(store)
    with store.write() as tx:
        number = tx.journal.begin(at=NOW, actor="ana", verb="book", reason="urgent")
        added = tx.schedule.add(draft(patient))
        ended = tx.journal.end(RecordRef("appointment", added.id), "Booked Smith, John.")
    expected = Entry(number, NOW, "ana", "book", RecordRef("appointment", added.id), "Booked Smith, John.", "urgent")
    with store.read() as reading:
        assert (
            expected
            == ended
            == reading.journal.entry(number)
            == reading.journal.last_on(RecordRef("appointment", added.id))
        )


def test_every_row_written_is_imaged_in_order(store: SqliteStore) -> None:
    """Each image holds the whole row before and after, with the rev it was given."""
    made = book(store, draft(register(store)))
    with act(store, "arrive") as doing:
        doing.tx.visits.save(arrival(made), event="arrived")
        doing.tx.schedule.save(replace(made, status=AppointmentStatus.ARRIVED))
    with store.read() as reading:
        visit, appointment = reading.journal.images(doing.number.id)
    assert (RecordRef("visit", made.id), None) == (visit.ref, visit.before)
    assert isinstance(visit.after, Visit)
    assert (VisitStep.ARRIVED, 1) == (visit.after.step, visit.after.rev)
    assert isinstance(appointment.after, Appointment)
    assert made == appointment.before
    assert replace(made, status=AppointmentStatus.ARRIVED, rev=made.rev + 1) == appointment.after


def test_an_entry_that_does_not_exist_is_none(store: SqliteStore) -> None:
    """Unknown entries and rows are answered with None, not with an error."""
    with store.read() as reading:
        assert reading.journal.entry(EntryId(99)) is None
        assert reading.journal.last_on(RecordRef("appointment", 99)) is None
        assert reading.journal.newest_undoable("nobody") is None


def test_the_newest_own_act_is_the_one_to_undo(store: SqliteStore) -> None:
    """Others' acts, undone ones, undos themselves and acts that wrote no row are passed over."""
    patient = register(store)
    first = book(store, draft(patient))
    book(store, draft(patient, 20))
    book(store, draft(patient, 40), actor="ben")
    take_back(store, newest(store))
    with act(store, "set-up") as doing:
        doing.tx.replace_clinic(CLINIC)
    with store.read() as reading:
        assert reading.journal.last_on(RecordRef("appointment", first.id)) == newest(store)


def test_an_undo_and_what_it_undid_name_each_other(store: SqliteStore) -> None:
    """The entry taken back knows by which, and the one that did it knows what."""
    book(store, draft(register(store)))
    entry = newest(store)
    undo = take_back(store, entry)
    with store.read() as reading:
        marked = reading.journal.entry(entry.id)
    assert marked is not None
    assert (entry.id, undo.id) == (undo.undoes, marked.undone_by)


def test_an_undone_booking_is_entered_in_error_and_frees_its_time(store: SqliteStore) -> None:
    """It is no cancellation; it stays under its number, by whoever took it back."""
    patient = register(store)
    made = book(store, draft(patient))
    undo = take_back(store, newest(store), actor="ana")
    expected = replace(made, status=AppointmentStatus.ENTERED_IN_ERROR, status_at=undo.at, status_by="ana", rev=2)
    assert expected == now_as(store, made)
    book(store, draft(patient))


def test_an_undone_registration_is_entered_in_error_and_found_no_more(store: SqliteStore) -> None:
    """The record stays under its row number and gives its MRN back."""
    patient = register(store)
    take_back(store, newest(store))
    with store.read() as reading:
        kept = reading.patients.by_id(patient.id)
        assert () == reading.patients.look_alikes(replace(patient, id=kept.id if kept else patient.id))
        assert () == reading.patients.with_mrn(patient.mrn)
    assert replace(patient, status=PatientStatus.ENTERED_IN_ERROR, rev=2) == kept


def test_an_undone_change_of_a_patient_is_looked_up_as_before(store: SqliteStore) -> None:
    """Lookups follow the inversion of a row as they follow any other write."""
    patient = register(store)
    other = register(store)
    with act(store, "edit") as doing:
        doing.tx.patients.save(replace(other, family="Novak", birth_date=date(1990, 1, 1), phones=()))
    with store.read() as reading:
        assert () == reading.patients.look_alikes(patient)
    take_back(store, newest(store))
    with store.read() as reading:
        assert (replace(other, rev=3),) == reading.patients.look_alikes(patient)


def test_an_undone_move_is_where_it_was(store: SqliteStore) -> None:
    """Every column is as before but the rev, which runs on."""
    patient = register(store)
    made, later = book(store, draft(patient)), draft(patient, 60, provider="ito", room="R3")
    with act(store, "move") as doing:
        doing.tx.schedule.save(replace(later, id=made.id, rev=made.rev))
    take_back(store, newest(store))
    assert replace(made, rev=3) == now_as(store, made)


def test_an_undone_move_to_a_time_taken_since_is_occupied(store: SqliteStore) -> None:
    """Somebody else has the old time: nothing is written."""
    patient = register(store)
    made, later = book(store, draft(patient)), draft(patient, 60)
    with act(store, "move") as doing:
        doing.tx.schedule.save(replace(later, id=made.id, rev=made.rev))
    book(store, draft(register(store, actor="ben"), room="R2"), actor="ben")
    with pytest.raises(Occupied) as refusal:
        take_back(store, newest(store))
    assert ("provider", "lee") == (refusal.value.kind, refusal.value.resource)
    assert 2 == now_as(store, made).rev


def test_an_act_that_swapped_two_is_undone_step_by_step(store: SqliteStore) -> None:
    """Newest image first: what made room on the way there makes room on the way back."""
    one, two = register(store), register(store)
    first, second = book(store, draft(one)), book(store, draft(two, 20))
    with act(store, "swap") as doing:
        aside = doing.tx.schedule.save(replace(draft(one, 300), id=first.id))
        doing.tx.schedule.save(replace(draft(two), id=second.id))
        doing.tx.schedule.save(replace(draft(one, 20), id=first.id, rev=aside.rev))
    take_back(store, newest(store))
    assert (first.start, second.start) == (now_as(store, first).start, now_as(store, second).start)


def test_an_undone_check_in_takes_the_visit_away(store: SqliteStore, tmp_path: Path) -> None:
    """A visit that began in the act goes, its events stay and are compensated, one for each step."""
    made = book(store, draft(register(store)))
    with act(store, "check-in") as doing:
        visit = doing.tx.visits.save(arrival(made), event="arrived")
        doing.tx.visits.save(replace(visit, step=VisitStep.CHECKED_IN), event="checked-in")
        doing.tx.schedule.save(replace(made, status=AppointmentStatus.CHECKED_IN))
    take_back(store, newest(store))
    with store.read() as reading:
        scheduled = reading.schedule.by_id(made.id)
    assert scheduled is not None
    assert scheduled.visit is None
    assert AppointmentStatus.BOOKED is scheduled.appointment.status
    assert [
        ("arrived", "arrived"),
        ("checked-in", "checked-in"),
        ("taken-back", "arrived"),
        ("taken-back", None),
    ] == list(events(tmp_path))


def test_a_visit_begun_again_runs_on_with_its_revs(store: SqliteStore) -> None:
    """Revs are never used twice, so that nobody mistakes the second arrival for the first."""
    made = book(store, draft(register(store)))
    with act(store, "arrive") as doing:
        first = doing.tx.visits.save(arrival(made), event="arrived")
    take_back(store, newest(store))
    with act(store, "arrive") as doing:
        second = doing.tx.visits.save(arrival(made), event="arrived")
    assert (1, 3) == (first.rev, second.rev)


def test_an_undo_can_itself_be_inverted(store: SqliteStore) -> None:
    """A visit that was taken away comes back, and a booking entered in error is booked again."""
    made = book(store, draft(register(store)))
    booking = newest(store)
    with act(store, "arrive") as doing:
        visit = doing.tx.visits.save(arrival(made), event="arrived")
    take_back(store, take_back(store, newest(store)))
    with store.read() as reading:
        scheduled = reading.schedule.by_id(made.id)
    assert scheduled is not None
    assert replace(visit, rev=3) == scheduled.visit
    take_back(store, take_back(store, booking))
    assert replace(made, rev=3) == now_as(store, made)


def test_three_acts_on_one_appointment_are_undone_one_after_the_other(store: SqliteStore) -> None:
    """An undo moves the rev on and yet leaves the row as it was, so that the act before can be undone next."""
    patient = register(store)
    made = book(store, draft(patient))
    with act(store, "note") as doing:
        noted = doing.tx.schedule.save(replace(made, note="prefers mornings"))
    with act(store, "check-in") as doing:
        visit = doing.tx.visits.save(arrival(made), event="arrived")
        doing.tx.visits.save(replace(visit, step=VisitStep.CHECKED_IN), event="checked-in")
        doing.tx.schedule.save(replace(noted, status=AppointmentStatus.CHECKED_IN))
    expected = (
        replace(noted, rev=4),
        replace(made, rev=5),
        replace(made, status=AppointmentStatus.ENTERED_IN_ERROR, status_at=NOW + timedelta(minutes=1), rev=6),
    )
    for wanted in expected:
        take_back(store, newest(store))
        assert wanted == now_as(store, made)


def test_steps_of_a_visit_are_undone_one_after_the_other(store: SqliteStore) -> None:
    """An act may have taken several steps: it is taken back as a whole, and then the one before."""
    made = book(store, draft(register(store)))
    with act(store, "arrive") as doing:
        visit = doing.tx.visits.save(arrival(made), event="arrived")
    with act(store, "check-in and room") as doing:
        visit = doing.tx.visits.save(replace(visit, step=VisitStep.CHECKED_IN), event="checked-in")
        doing.tx.visits.save(replace(visit, step=VisitStep.ROOMED, room="R1"), event="roomed")
    take_back(store, newest(store))
    take_back(store, newest(store))
    with store.read() as reading:
        scheduled = reading.schedule.by_id(made.id)
    assert scheduled is not None
    assert scheduled.visit is None


def test_what_another_changed_and_took_back_does_not_stand_in_the_way(store: SqliteStore) -> None:
    """What counts is whether the row is as the act left it, not how often it was written since."""
    made = book(store, draft(register(store)))
    booking = newest(store)
    with act(store, "note", actor="ben") as doing:
        doing.tx.schedule.save(replace(made, note="prefers mornings"))
    take_back(store, newest(store, "ben"), actor="ben")
    take_back(store, booking)
    assert AppointmentStatus.ENTERED_IN_ERROR is now_as(store, made).status


def test_what_another_took_back_and_brought_back_stands_in_the_way(store: SqliteStore) -> None:
    """A change that was undone and then redone counts again."""
    made = book(store, draft(register(store)))
    booking = newest(store)
    with act(store, "note", actor="ben") as doing:
        doing.tx.schedule.save(replace(made, note="prefers mornings"))
    take_back(store, take_back(store, newest(store, "ben"), actor="ben"), actor="ben")
    with pytest.raises(StaleRow):
        take_back(store, booking)


def test_what_somebody_changed_since_is_not_undone(store: SqliteStore) -> None:
    """Moved names the row, and nothing at all was put back."""
    patient = register(store)
    made = book(store, draft(patient))
    entry = newest(store)
    with act(store, "note", actor="ben") as doing:
        noted = doing.tx.schedule.save(replace(made, note="prefers mornings"))
    with pytest.raises(StaleRow) as refusal:
        take_back(store, entry)
    assert RecordRef("appointment", made.id) == refusal.value.ref
    assert noted == now_as(store, made)


def test_an_inversion_refused_half_way_cannot_be_committed(store: SqliteStore) -> None:
    """Swallowing Moved does not let the rows that could be put back be committed without the others."""
    patient = register(store)
    with act(store, "book both") as doing:
        first = doing.tx.schedule.add(draft(patient))
        second = doing.tx.schedule.add(draft(patient, 20))
    both = newest(store)
    with act(store, "note", actor="ben") as doing:
        doing.tx.schedule.save(replace(first, note="prefers mornings"))

    def stubborn() -> None:
        with store.write() as tx:
            tx.journal.begin(at=NOW, actor="ana", verb="undo", undoes=both.id)
            with pytest.raises(StaleRow):
                tx.journal.invert(both.id)
            tx.journal.end(RecordRef("appointment", 1), "Undone.")

    with pytest.raises(RuntimeError):
        stubborn()
    assert second == now_as(store, second)


def test_a_visit_that_went_since_is_not_undone(store: SqliteStore) -> None:
    """An older step of a visit that is gone, or is another by now, stays as it is."""
    made = book(store, draft(register(store)))
    with act(store, "arrive") as doing:
        doing.tx.visits.save(arrival(made), event="arrived")
    arrived = newest(store)
    undo = take_back(store, arrived)
    with pytest.raises(StaleRow):
        take_back(store, arrived)
    with act(store, "arrive") as doing:
        doing.tx.visits.save(arrival(made), event="arrived")
    with pytest.raises(StaleRow) as refusal:
        take_back(store, undo)
    assert RecordRef("visit", made.id) == refusal.value.ref


def test_an_act_is_undone_once(store: SqliteStore) -> None:
    """The second undo of one entry is refused before it writes anything."""
    book(store, draft(register(store)))
    entry = newest(store)
    take_back(store, entry)
    with pytest.raises(StaleRow) as refusal:
        take_back(store, entry)
    assert RecordRef("journal", entry.id) == refusal.value.ref


def test_a_forged_image_does_not_block_the_numbers(store: SqliteStore, tmp_path: Path) -> None:
    """Entries are numbered past rows that somebody wrote by hand without an entry."""
    patient = register(store)
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as hand, hand:
        hand.execute("INSERT INTO journal_row VALUES (50, 0, 'visit', 9, 1, NULL, '{}')")
    book(store, draft(patient))
    assert 51 == newest(store).id
