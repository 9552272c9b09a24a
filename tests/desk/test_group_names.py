"""Is it known who is on a group visit, and does it stay right when one of them or all of them move or are cancelled?"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.desk import Desk
from core.errors import BadInput, NotAllowed
from core.patients.model import Patient
from core.schedule.model.linked import Scope
from core.schedule.model.visit import ScheduledVisit
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from tests.clinics import USERS, FakeClock, book, make_desk, register
from tests.desk.asking import moving, refused, rules_met, scheduled_of
from tests.desk.test_groups import CLINIC

TEN = "2026-11-24T10:00"


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 10:20 at main."""
    return FakeClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    """One room, where Lee sees three at once and Ito one."""
    return make_desk(tmp_path, clock=clock, setup=CLINIC + USERS)


@pytest.fixture
def people(desk: Desk) -> list[Patient]:
    """Five patients."""
    return [register(desk, f"Family{letter}", "Ann") for letter in "ABCDE"]


@pytest.fixture
def first(desk: Desk, people: list[Patient]) -> ScheduledVisit:
    """The first of the group."""
    return book(desk, people[0], TEN, visit_type="group60")


def names(desk: Desk, one: ScheduledVisit) -> tuple[list[str], int]:
    """Who is on it, and for how many there is room."""
    group = desk.schedule.group("vic", one.appointment.id)
    return [member.patient.family[-1] for member in group.members], group.seats


def joined(desk: Desk, one: ScheduledVisit, patient: Patient) -> ScheduledVisit:
    """The patient's own appointment in the group."""
    return scheduled_of(desk.schedule.join("ana", one.appointment.id, patient.id))


def test_joined_and_left(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """Booked as the others are, to the same room; whoever is cancelled is on it no more, and undo brings them back."""
    second, third = (joined(desk, first, person) for person in people[1:3])
    assert (["A", "B", "C"], 3) == names(desk, first) == names(desk, third)
    assert first.appointment.room == second.appointment.room
    desk.visits.do("ana", Verb.CANCEL, second.appointment.id, reason="sick")
    assert (["A", "C"], 3) == names(desk, first)
    joined(desk, first, people[3])
    assert (["A", "C", "D"], 3) == names(desk, first)
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    assert (["A", "B", "C"], 3) == names(desk, first)


def test_full(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """The fourth is one too many, as for whoever books."""
    for person in people[1:3]:
        joined(desk, first, person)
    assert ["C7"] == rules_met(lambda: joined(desk, first, people[3]))
    desk.schedule.join("ana", first.appointment.id, people[3].id, {"C7": "urgent"})
    assert (["A", "B", "C", "D"], 3) == names(desk, first)


def test_nobody_joins_twice(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """Who is on it is somewhere then already."""
    assert "C2" in rules_met(lambda: joined(desk, first, people[0]))


def test_others_at_that_time_are_not_on_it(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """Another type of visit, and another start, are other visits, though the provider sees them at once."""
    desk.set_up("sue", '[[room]]\ncode = "R2"\nsite = "main"\n', place="room.toml")
    book(desk, people[1], TEN)
    book(desk, people[2], "2026-11-24T10:30", visit_type="group60")
    assert (["A"], 3) == names(desk, first)


def test_one_moves(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """And is a group of its own there, which others join."""
    second = joined(desk, first, people[1])
    desk.schedule.move("ana", moving(second, "2026-11-24T09:00"))
    assert (["A"], 3) == names(desk, first)
    assert (["B"], 3) == names(desk, second)


def test_all_move(desk: Desk, people: list[Patient], first: ScheduledVisit, tmp_path: Path) -> None:
    """As one act, also by less than they last; nobody of them is in the way of another."""
    for person in people[1:3]:
        joined(desk, first, person)
    change = desk.schedule.move_together("ana", moving(first, "2026-11-24T10:30"), Scope.GROUP)
    assert 3 == len(change.all_of(ScheduledVisit))
    assert (["A", "B", "C"], 3) == names(desk, first)
    desk.schedule.move_together("ana", moving(first, "2026-11-24T10:15"), Scope.GROUP)
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    assert (["A", "B", "C"], 3) == names(desk, first)
    assert () == examine(tmp_path / "clinic.db")


def test_all_meet_the_rules(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """One of them has another visit there: none is moved, and it is said who."""
    second = joined(desk, first, people[1])
    book(desk, people[1], "2026-11-24T09:00")
    refusal = refused(lambda: desk.schedule.move_together("ana", moving(first, "2026-11-24T09:00"), Scope.GROUP))
    assert "None of the 2 is moved. Tue 24 Nov 9:00: FamilyB, Ann already has fu20" in refusal.sentence
    assert (["A", "B"], 3) == names(desk, second)


def test_to_where_one_is_seen_alone(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """The second meets the first there, though neither is there yet."""
    joined(desk, first, people[1])
    to_ito = moving(first, "2026-11-24T11:00", provider="ito")
    assert "C3" in [
        one.rule for one in refused(lambda: desk.schedule.move_together("ana", to_ito, Scope.GROUP)).conflicts
    ]


def test_all_are_cancelled(desk: Desk, people: list[Patient], first: ScheduledVisit) -> None:
    """As one act to undo; whoever was in a room by then keeps all of them."""
    joined(desk, first, people[1])
    desk.visits.cancel_together("ana", first.appointment.id, Scope.GROUP, VerbOptions(reason="sick"))
    assert ([], 3) == names(desk, first)
    desk.journal.undo("ana")
    assert (["A", "B"], 3) == names(desk, first)


def test_no_group_visit(desk: Desk, people: list[Patient]) -> None:
    """Who is seen alone is joined by nobody, and a viewer books nobody."""
    alone = book(desk, people[0], TEN, provider="ito")
    with pytest.raises(BadInput, match="Ito sees one patient at a time then"):
        joined(desk, alone, people[1])
    with pytest.raises(NotAllowed):
        desk.schedule.join("vic", alone.appointment.id, people[1].id)
