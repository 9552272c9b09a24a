"""Are those whom one provider sees at once in one room, and nobody else in it?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.schedule.occupied import Occupied
from core.structs import replace
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, book, make_desk, register
from tests.damage import damage
from tests.desk.asking import booking, moving, now_of, rules_met, scheduled_of, step_of
from tests.desk.waiting import cancelled, put_on
from tests.storage.records import act

CLINIC = """
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"

[[room]]
code = "R1"
site = "main"

[[provider]]
code = "lee"
name = "Lee, Dana MD"

[[provider]]
code = "ito"
name = "Ito, Ken MD"

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20

[[visit_type]]
code = "group60"
name = "Group"
minutes = 60

[[session]]
provider = "lee"
site = "main"
days = ["mon", "tue"]
from = "09:00"
to = "12:00"
capacity = 3

[[session]]
provider = "ito"
site = "main"
days = ["mon", "tue"]
from = "09:00"
to = "12:00"
"""
SECOND_ROOM = '[[room]]\ncode = "R2"\nsite = "main"\n'
TEN = "2026-11-24T10:00"


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 10:20 at main."""
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    """One room, where Lee sees three at once and Ito one."""
    return make_desk(tmp_path, clock=clock, setup=CLINIC)


@pytest.fixture
def people(desk: Desk) -> list[Patient]:
    """Five patients."""
    return [register(desk, f"Family{letter}", "Ann") for letter in "ABCDE"]


def group(desk: Desk, people: list[Patient], start: str = TEN) -> list[ScheduledVisit]:
    """Each booked for the group."""
    return [book(desk, person, start, visit_type="group60") for person in people]


def room_of(desk: Desk, scheduled: ScheduledVisit) -> str | None:
    """Its room now."""
    return now_of(desk, scheduled).appointment.room


def test_a_group_is_in_one_room(desk: Desk, people: list[Patient], tmp_path: Path) -> None:
    """As many as the session takes; the next is one too many, and not for want of a room."""
    made = group(desk, people[:3])
    assert [("R1", lane, 3) for lane in range(3)] == [
        (one.appointment.room, one.appointment.lane, one.appointment.seats) for one in made
    ]
    assert ["C7"] == rules_met(lambda: group(desk, [people[3]]))
    assert () == examine(tmp_path / "clinic.db")


def test_nobody_else_is_in_it(desk: Desk, people: list[Patient]) -> None:
    """Whoever comes first; back to back is free."""
    group(desk, people[:2])
    assert ["C4"] == rules_met(lambda: book(desk, people[2], "2026-11-24T10:40", provider="ito"))
    book(desk, people[2], "2026-11-24T11:00", provider="ito")
    assert ["C4"] == rules_met(lambda: group(desk, [people[3]], "2026-11-24T11:00"))


def test_a_room_of_one_s_own_is_rather_taken_by_other_types(desk: Desk, people: list[Patient]) -> None:
    """Of the same type one joins the others, of another one goes to an empty room while there is one."""
    desk.set_up("setup", SECOND_ROOM, place="room.toml")
    group(desk, people[:1])
    other, third = (book(desk, person, TEN) for person in people[1:3])
    assert ["R2", "R2"] == [room_of(desk, one) for one in (other, third)]
    desk.visits.do("ana", Verb.CANCEL, third.appointment.id, reason="sick")
    assert "R1" == room_of(desk, group(desk, people[3:4])[0])


def test_who_moves_leaves_the_group_and_joins_it(desk: Desk, people: list[Patient]) -> None:
    """Also back, by an undo, and with the others gone."""
    first, second = group(desk, people[:2])
    desk.schedule.move("ana", moving(second, "2026-11-24T09:00"))
    desk.schedule.move("ana", moving(second, "2026-11-24T10:30", overrides={"C6": "urgent"}))
    assert ("R1", "R1") == (room_of(desk, first), room_of(desk, second))
    desk.journal.undo("ana")
    desk.visits.do("ana", Verb.CANCEL, first.appointment.id, reason="sick")
    desk.journal.undo("ana")
    assert ("R1", "R1") == (room_of(desk, first), room_of(desk, second))


def test_they_are_taken_to_it_together(desk: Desk, clock: FakeClock, people: list[Patient], tmp_path: Path) -> None:
    """The room verb finds the group there; somebody else is refused, and the doctor finds nothing wrong."""
    clock.set("2026-11-23T09:00")
    made = group(desk, people[:2], "2026-11-23T10:00")
    alone = book(desk, people[2], "2026-11-23T09:00", provider="ito")
    clock.set("2026-11-23T10:00")
    verified = ["identity", "demographics"]
    for one in (*made, alone):
        desk.visits.do("ana", Verb.CHECK_IN, one.appointment.id, verified=verified)
    for one in made:
        desk.visits.do("ana", Verb.ROOM, one.appointment.id)
    assert [VisitStep.ROOMED] * 2 == [step_of(desk, one) for one in made]
    assert ["C4"] == rules_met(lambda: desk.visits.do("ana", Verb.ROOM, alone.appointment.id))
    desk.journal.undo("ana")
    desk.journal.redo("ana")
    assert () == examine(tmp_path / "clinic.db")


def test_the_database_lets_in_nobody_else(desk: Desk, people: list[Patient], tmp_path: Path) -> None:
    """Neither a visit that is seen alone nor another provider's group."""
    group(desk, people[:1])
    other = book(desk, people[1], "2026-11-24T09:00", provider="ito")
    kept = now_of(desk, other).appointment
    there = now_of(desk, group(desk, people[2:3])[0]).appointment
    with closing(SqliteStore(tmp_path / "clinic.db")) as store:
        for seats in (1, 3):
            moved = replace(kept, start=there.start, end=there.end, provider_start=there.start, seats=seats)
            with pytest.raises(Occupied) as refusal, act(store) as doing:
                doing.tx.schedule.save(replace(moved, provider_end=there.end))
            assert ("room", "R1") == (refusal.value.kind, refusal.value.resource)


def test_the_doctor_finds_who_is_in_a_group_s_room(desk: Desk, people: list[Patient], tmp_path: Path) -> None:
    """Put there past every guard."""
    member = group(desk, people[:1])[0].appointment
    other = book(desk, people[1], "2026-11-24T09:00", provider="ito").appointment
    path = tmp_path / "clinic.db"
    damage(path, f"UPDATE appointment SET start = start + 60, finish = finish + 60 WHERE id = {other.id}")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM appointment").fetchone() == (2,)
    told = [finding.sentence for finding in examine(path) if finding.check == "overlap"]
    assert [f"Appointments {other.id} and {member.id} have room R1 at the same time. Move one of them."] == told


def test_whoever_was_booked_with_a_group_is_asked_as_one(desk: Desk, people: list[Patient]) -> None:
    """The answer of a booking says which room, before it is made."""
    group(desk, people[:1])
    assessed = desk.schedule.assess("ana", booking(people[1], TEN, visit_type="group60"))
    assert ((), "R1") == (assessed.conflicts, assessed.room.code if assessed.room else None)
    assert (
        "R1"
        == scheduled_of(
            desk.schedule.book("ana", booking(people[1], TEN, visit_type="group60", room="R1"))
        ).appointment.room
    )


def test_a_group_makes_nobody_agreed_to_at_another_site(tmp_path: Path, clock: FakeClock) -> None:
    """Who was booked there meanwhile with the same provider is met by an undo, as by a booking."""
    other_site = '[[site]]\ncode = "west"\nname = "West Side"\nzone = "America/New_York"\n'
    desk = make_desk(tmp_path, clock=clock, setup=CLINIC + other_site)
    one = book(desk, register(desk), TEN, site="main")
    desk.visits.do("ana", Verb.CANCEL, one.appointment.id, reason="sick")
    there = register(desk, "Jones", "Ann", actor="ben")
    book(desk, there, TEN, site="west", actor="ben", overrides={"C6": "urgent"})
    assert ["C3"] == rules_met(lambda: desk.journal.undo("ana"))


def test_a_booking_fills_one_seat_that_was_freed(desk: Desk, people: list[Patient]) -> None:
    """Two of three cancel and one comes instead: the other seat is offered still."""
    made = group(desk, people[:3])
    put_on(desk, people[4], "group60")
    for one in made[:2]:
        cancelled(desk, one)
    assert 2 == len(desk.waitlist.freed("ana"))
    group(desk, people[3:4])
    assert 1 == len(desk.waitlist.freed("ana"))
