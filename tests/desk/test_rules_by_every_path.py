"""Do limits, groups and equipment hold on every way to take time: book, move, come back, undo, redo, another set-up?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.desk import Desk
from core.journal.change import Change
from core.patients.model import Patient
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import BookingSettings, OverbookWhen, Policy
from core.structs import replace
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from tests.clinics import SETUP, USERS, FakeClock, book, make_desk, register
from tests.desk.asking import booking, moving, now_of, refused, rules_met, scheduled_of

SATURDAYS = """
[[session]]
provider = "novak"
site = "main"
days = ["sat"]
from = "09:00"
to = "12:00"
capacity = {capacity}
overbooks = 1
"""
POOL = """
[[equipment]]
code = "ecg"
site = "main"
count = {count}
"""
MORE = """
[[visit_type]]
code = "ecg20"
name = "Heart"
minutes = 20
equipment = ["ecg"]
"""
SATURDAY = "2026-11-28T09:00"
TOMORROW = "2026-11-24T09:00"
NOON = "2026-11-23T12:00"


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 10:20 at main."""
    return FakeClock()


@pytest.fixture
def ruled(tmp_path: Path, clock: FakeClock) -> Desk:
    """One ECG at main; Novak sees two at once on Saturdays there, and takes one more."""
    setup = SETUP + USERS + MORE + POOL.format(count=1) + SATURDAYS.format(capacity=2)
    return make_desk(tmp_path, clock=clock, setup=setup)


@pytest.fixture
def people(ruled: Desk) -> list[Patient]:
    """Four patients."""
    return [register(ruled, f"Family{letter}", "Ann") for letter in "ABCD"]


def saturday(desk: Desk, person: Patient, **overrides: str) -> ScheduledVisit:
    """Book with Novak at main on Saturday at nine."""
    wanted = booking(person, SATURDAY, provider="novak", site="main", overrides=overrides)
    wanted = replace(wanted, mode=Mode.TELEHEALTH)  # there are not so many rooms
    return scheduled_of(desk.schedule.book("ana", wanted))


def heart(desk: Desk, person: Patient, start: str, provider: str = "lee") -> ScheduledVisit:
    """Book what uses the ECG."""
    return book(desk, person, start, provider=provider, visit_type="ecg20")


def test_two_at_once_and_one_more_for_a_reason(ruled: Desk, people: list[Patient]) -> None:
    """The fourth meets the limit of the session besides: with a reason, anybody may."""
    assert [(0, ()), (1, ())] == [
        (one.appointment.lane, one.appointment.overrides) for one in (saturday(ruled, person) for person in people[:2])
    ]
    assert ["C7"] == rules_met(lambda: saturday(ruled, people[2]))
    saturday(ruled, people[2], C7="urgent")
    assert [
        "Novak sees 2 at once and has 3 then: FamilyA, Ann 9:00-9:20; FamilyB, Ann 9:00-9:20; FamilyC, Ann 9:00-9:20.",
        "The limit of double bookings in Novak's session 9:00-12:00 is 1.",
    ] == [conflict.message for conflict in refused(lambda: saturday(ruled, people[3])).conflicts]
    saturday(ruled, people[3], C7="urgent")


def test_over_a_day_goes_a_supervisor_alone(ruled: Desk, people: list[Patient]) -> None:
    """With a reason; a coordinator is told the limit, and that no reason leads over it."""
    ruled.set_up("sue", '[[provider]]\ncode = "lee"\nname = "Lee, Dana MD"\noverbooks = 0', place="limit.toml")
    book(ruled, people[0], TOMORROW)
    twice = booking(people[1], TOMORROW, overrides={"C3": "urgent", "C7": "urgent"})
    sentence = "Not booked: The limit of double bookings with Lee on Tue 24 Nov 2026 is 0."
    assert sentence == refused(lambda: ruled.schedule.book("ana", twice)).sentence
    kept = scheduled_of(ruled.schedule.book("sue", twice)).appointment
    assert ["C3", "C7"] == [override.rule for override in kept.overrides]


def test_what_is_urgent_is_so_by_its_reason(tmp_path: Path, clock: FakeClock) -> None:
    """Another reason leads over C3 and not over C7."""
    desk = make_desk(tmp_path, clock=clock, policy=Policy(booking=BookingSettings(overbook=OverbookWhen.URGENT)))
    first, second = register(desk, "Abel"), register(desk, "Bell")
    book(desk, first, TOMORROW)
    not_urgent = booking(second, TOMORROW, overrides={"C3": "urgent", "C7": "double-ok"})
    said = refused(lambda: desk.schedule.book("ana", not_urgent)).sentence
    assert said.startswith("Not booked: Only what is urgent is double-booked, with the reason urgent.")
    desk.schedule.book("ana", booking(second, TOMORROW, overrides={"C3": "double-ok", "C7": "urgent"}))


def test_equipment_is_met_by_whoever_books_or_moves(ruled: Desk, people: list[Patient]) -> None:
    """Also by a visit that only gets longer."""
    kept = heart(ruled, people[0], TOMORROW)
    assert ["C5"] == rules_met(lambda: heart(ruled, people[1], "2026-11-24T09:10", "ito"))
    later = heart(ruled, people[1], "2026-11-24T09:20", "ito")
    assert ["C5"] == rules_met(lambda: ruled.schedule.move("ana", moving(later, "2026-11-24T09:15")))
    assert ["C5"] == rules_met(lambda: ruled.schedule.move("ana", moving(kept, TOMORROW, minutes=25)))


@pytest.mark.parametrize("path", ["no-show", "step back", "undo", "redo"])
def test_equipment_is_met_on_every_way_back(
    ruled: Desk, clock: FakeClock, people: list[Patient], tmp_path: Path, path: str
) -> None:
    """Whoever's time was given up finds that another has the ECG by now: hard, whatever the reason."""
    first = heart(ruled, people[0], "2026-11-23T11:00")
    number = first.appointment.id
    clock.set("2026-11-23T11:15")
    if path == "redo":
        ruled.journal.undo("ana")
    else:
        ruled.visits.do("ana", Verb.NO_SHOW, number)
    again: dict[str, Callable[[], Change]] = {
        "no-show": lambda: ruled.visits.do("ben", Verb.ARRIVE, number, overrides={"C5": "urgent"}),
        "step back": lambda: ruled.visits.do("ana", Verb.STEP_BACK, number),
        "undo": lambda: ruled.journal.undo("ana"),
        "redo": lambda: ruled.journal.redo("ana"),
    }
    second = scheduled_of(
        ruled.schedule.book("sue", booking(people[1], "2026-11-23T11:10", provider="ito", visit_type="ecg20"))
    )
    if path == "no-show":
        ruled.set_up("sue", '[[user]]\nname = "ben"\nroles = ["coordinator"]', place="ben.toml")
    assert ["C5"] == rules_met(again[path])
    ruled.visits.do("sue", Verb.CANCEL, second.appointment.id, reason="sick")
    if path != "no-show":
        again[path]()
        assert now_of(ruled, first).appointment.status.takes_time
    assert [] == [finding.sentence for finding in examine(tmp_path / "clinic.db")]


@pytest.mark.parametrize(
    ("text", "said", "stranded"),
    [
        (POOL.format(count=1) + "retired = true", "Main Street has no ecg in use.", [0]),
        (POOL.format(count=0), "Main Street has no ecg in use.", [0]),
        (SATURDAYS.format(capacity=1), "Novak has FamilyB, Ann 9:00-9:20 (fu20).", [2]),
        (SATURDAYS.format(capacity=3), "", []),
        (SATURDAYS.format(capacity=2) + 'types = ["proc"]', "Novak's session 9:00-12:00 takes only proc,", [1, 2]),
        (MORE + "min_age = 60", "FamilyA, Ann is 42 years old on 24 Nov 2026; ecg20 is for patients", [0]),
        (MORE + 'skills = ["derm"]', "ecg20 needs derm, which Lee does not have.", [0]),
        (MORE + 'modes = ["telehealth"]', "ecg20 is held telehealth, not in-person.", [0]),
        (MORE + 'room_kind = "procedure"', "ecg20 needs a room of kind procedure; room R1", [0]),
        (MORE + "buffer_after = 30", "", []),
    ],
)
def test_what_the_set_up_no_longer_bears_is_to_be_moved(
    ruled: Desk, people: list[Patient], text: str, said: str, stranded: list[int]
) -> None:
    """Equipment out of service, a group made smaller, a type that asks for more: each names the bookings it strands."""
    coming = [heart(ruled, people[0], TOMORROW), saturday(ruled, people[1]), saturday(ruled, people[2])]
    tried = ruled.set_up("sue", text, place="change.toml", dry_run=True).stranded
    done = ruled.set_up("sue", text, place="change.toml").stranded
    wanted = [coming[at].appointment.id for at in stranded]
    for found in (tried, done, ruled.schedule.to_move("ana")):
        assert wanted == [one.scheduled.appointment.id for one in found]
        assert all(any(each.message.startswith(said) for each in one.conflicts) for one in found)


def test_a_pool_made_smaller_strands_those_who_share_it(ruled: Desk, people: list[Patient]) -> None:
    """Two at once on two pieces, one of which goes; whoever is moved leaves the other in peace."""
    ruled.set_up("sue", POOL.format(count=2), place="two.toml")
    one, two = heart(ruled, people[0], TOMORROW), heart(ruled, people[1], TOMORROW, "ito")
    heart(ruled, people[2], "2026-11-24T09:20")
    done = ruled.set_up("sue", POOL.format(count=1), place="one.toml").stranded
    assert {one.appointment.id, two.appointment.id} == {each.scheduled.appointment.id for each in done}
    ruled.schedule.move("ana", moving(two, "2026-11-24T09:40"))
    assert () == ruled.schedule.to_move("ana")
