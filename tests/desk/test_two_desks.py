"""What does a desk hear when another one was faster?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus
from core.settings.model import Policy
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import FakeClock, book
from tests.desk.asking import booking, changed_elsewhere, moving, now_of, refused, rules_met, status_of

BOTH = ("identity", "demographics")


@pytest.fixture
def other(store: Store[Reading, Writing], tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A second desk, with a store of its own on the same file."""
    with SqliteStore(tmp_path / "clinic.db") as second:
        assert second is not store
        yield Desk(second, clock, Policy(), RoleAuthorization())


def test_both_see_the_same(desk: Desk, other: Desk, smith: Patient) -> None:
    """What one commits the other reads."""
    scheduled = book(desk, smith)
    assert scheduled == now_of(other, scheduled)


def test_a_stale_move_is_refused_naming_who_and_when(desk: Desk, other: Desk, clock: FakeClock, smith: Patient) -> None:
    """And nothing of it is kept; with the new rev it goes."""
    seen = book(desk, smith, "2026-11-24T10:00")
    clock.forward(minutes=3)
    other.schedule.move("ben", moving(seen, "2026-11-24T11:00"))
    clock.forward(minutes=4)
    assert (
        "Somebody was first: Moved Smith, John, fu20 to Tue 24 Nov 11:00 with Lee, room R1 (was Tue 24 Nov 10:00)."
        " (ben, at 10:23) Look again, then repeat if it still fits."
    ) == changed_elsewhere(
        lambda: desk.schedule.move("ana", moving(seen, "2026-11-24T15:00", rev=seen.appointment.rev))
    )
    fresh = now_of(desk, seen)
    assert (16, 2) == (fresh.appointment.start.hour, fresh.appointment.rev)
    desk.schedule.move("ana", moving(fresh, "2026-11-24T15:00", rev=fresh.appointment.rev))


def test_a_change_that_was_taken_back_still_counts_as_one(desk: Desk, other: Desk, smith: Patient) -> None:
    """The screen is stale all the same, and the undo is named."""
    seen = book(desk, smith, "2026-11-24T10:00")
    other.schedule.move("ben", moving(seen, "2026-11-24T11:00"))
    other.journal.undo("ben")
    sentence = changed_elsewhere(
        lambda: desk.visits.do("ana", Verb.CANCEL, seen.appointment.id, reason="sick", rev=seen.appointment.rev)
    )
    assert sentence.startswith("Somebody was first: Undone: Moved Smith, John")


def test_the_last_slot_goes_to_one(desk: Desk, other: Desk, smith: Patient, jones: Patient) -> None:
    """Both saw it free; the second hears who has it."""
    request = booking(jones)
    assert () == other.schedule.assess("ben", request).conflicts
    book(desk, smith, "2026-11-24T10:00")
    assert "Smith, John" in refused(lambda: other.schedule.book("ben", request)).sentence


def test_one_patient_is_not_booked_by_two_desks_at_once(desk: Desk, other: Desk, smith: Patient) -> None:
    """With two providers, for the same instant."""
    book(desk, smith, "2026-11-25T10:00")
    assert ["C2"] == rules_met(lambda: other.schedule.book("ben", booking(smith, "2026-11-25T10:10", provider="ito")))


def test_a_patient_is_checked_in_once(desk: Desk, other: Desk, smith: Patient) -> None:
    """Whoever comes second hears when and by whom."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    other.visits.do("ben", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
    refusal = refused(lambda: desk.visits.do("ana", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH))
    assert "Already checked in at 10:20 by ben." == refusal.sentence


def test_a_new_set_up_is_noticed_at_once(desk: Desk, other: Desk, smith: Patient) -> None:
    """The other desk does not book into a room that is gone."""
    rooms = [other.schedule.assess("ben", booking(smith)).room]
    desk.set_up("sue", '[[room]]\ncode = "R1"\nretired = true', place="retire.toml")
    rooms.append(other.schedule.assess("ben", booking(smith)).room)
    assert ["R1", "R2"] == [room and room.code for room in rooms]


def test_an_undo_meets_what_the_other_desk_did(desk: Desk, other: Desk, smith: Patient) -> None:
    """Over two files' handles as over one."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    other.visits.do("ben", Verb.ARRIVE, scheduled.appointment.id)
    assert "Smith, John arrived 10:20. (ben, at 10:20)" in changed_elsewhere(lambda: desk.journal.undo("ana"))
    other.journal.undo("ben")
    desk.journal.undo("ana")
    assert AppointmentStatus.ENTERED_IN_ERROR is status_of(other, scheduled)
