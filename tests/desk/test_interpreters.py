"""Is an interpreter booked with who needs one, kept through every change, and never at more visits than they can be?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit
from core.schedule.occupied import Occupied
from core.structs import replace
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register
from tests.desk.asking import booking, moving, now_of, rules_met, scheduled_of
from tests.storage.records import act

ORTIZ = """
[[interpreter]]
code = "ortiz"
name = "Ortiz, Ana"
languages = ["Spanish"]
"""
TOMORROW, LATER = "2026-11-24T09:00", "2026-11-24T11:00"


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 10:20 at main."""
    return FakeClock()


@pytest.fixture
def spoken(tmp_path: Path, clock: FakeClock) -> Desk:
    """Where Ortiz interprets Spanish."""
    return make_desk(tmp_path, clock=clock, setup=SETUP + USERS + ORTIZ)


@pytest.fixture
def people(spoken: Desk) -> list[Patient]:
    """Three patients who speak Spanish and need somebody to interpret."""
    found = [register(spoken, f"Family{letter}", "Paz") for letter in "ABC"]
    for one in found:
        spoken.patients.edit("ana", one.id, {"language": "Spanish", "interpreter": True}, rev=one.rev)
    return found


def interpreter_of(desk: Desk, scheduled: ScheduledVisit) -> str | None:
    """Who interprets now."""
    return now_of(desk, scheduled).appointment.interpreter


def test_somebody_is_booked_with_who_needs_it(spoken: Desk, people: list[Patient]) -> None:
    """And told; who is elsewhere then cannot, and going over that books nobody."""
    change = spoken.schedule.book("ana", booking(people[0], TOMORROW))
    assert "Booked FamilyA, Paz, fu20 with Lee Tue 24 Nov 9:00, room R1, interpreter Ortiz, Ana." == change.sentence
    other = booking(people[1], TOMORROW, provider="ito")
    assert ["C11"] == rules_met(lambda: spoken.schedule.book("ana", other))
    kept = scheduled_of(spoken.schedule.book("ana", replace(other, overrides={"C11": "urgent"})))
    assert ("ortiz", None) == (interpreter_of(spoken, scheduled_of(change)), interpreter_of(spoken, kept))
    later = scheduled_of(spoken.schedule.move("ana", moving(kept, LATER)))
    assert "ortiz" == interpreter_of(spoken, later)


def test_they_are_kept_and_given_up_with_the_visit(spoken: Desk, people: list[Patient]) -> None:
    """A cancellation frees them; whoever is brought back meets it when somebody else has them by now."""
    first = book(spoken, people[0], TOMORROW)
    spoken.visits.do("ana", Verb.CANCEL, first.appointment.id, reason="sick")
    second = book(spoken, people[1], TOMORROW, provider="ito", actor="sue")
    assert "ortiz" == interpreter_of(spoken, second)
    assert ["C11"] == rules_met(lambda: spoken.journal.undo("ana"))
    spoken.journal.undo("ana", overrides={"C11": "urgent"})
    assert interpreter_of(spoken, first) is None
    spoken.visits.do("sue", Verb.CANCEL, second.appointment.id, reason="sick")
    spoken.journal.redo("ana")
    spoken.journal.undo("ana")
    assert "ortiz" == interpreter_of(spoken, first)


def test_who_no_longer_interprets_is_named_for_each_booking(spoken: Desk, people: list[Patient]) -> None:
    """Retired, or of another language: their bookings are to be moved, and a move finds somebody else."""
    coming = book(spoken, people[0], TOMORROW)
    done = spoken.set_up("sue", ORTIZ.replace('"Spanish"', '"Polish"'), place="other.toml").stranded
    assert [coming.appointment.id] == [one.scheduled.appointment.id for one in done]
    assert () == spoken.set_up("sue", ORTIZ, place="again.toml").stranded
    assert () == spoken.schedule.to_move("ana")
    gone = spoken.set_up("sue", ORTIZ + "retired = true", place="gone.toml").stranded
    assert [coming.appointment.id] == [one.scheduled.appointment.id for one in gone]
    spoken.set_up("sue", ORTIZ.replace("ortiz", "paz").replace("Ortiz", "Paz"), place="paz.toml")
    spoken.schedule.move("ana", moving(coming, LATER))
    assert "paz" == interpreter_of(spoken, coming)
    assert () == spoken.schedule.to_move("ana")


def test_the_database_lets_nobody_interpret_at_two_at_once(spoken: Desk, people: list[Patient], tmp_path: Path) -> None:
    """Whatever wrote it; back to back is one after the other."""
    first = book(spoken, people[0], TOMORROW)
    second = book(spoken, people[1], "2026-11-24T09:20", provider="ito")
    with closing(SqliteStore(tmp_path / "clinic.db")) as store:
        kept = now_of(spoken, second).appointment
        start = first.appointment.start
        with pytest.raises(Occupied) as refusal, act(store) as doing:
            doing.tx.schedule.save(replace(kept, start=start, provider_start=start, room=None))
        assert ("interpreter", "ortiz") == (refusal.value.kind, refusal.value.resource)
    assert [] == [finding.sentence for finding in examine(tmp_path / "clinic.db")]
