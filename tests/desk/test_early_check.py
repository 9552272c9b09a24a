"""Is a booking that was checked before its turn to write still checked against what is then?"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.calendar.wall import day_span
from core.clinic.ports import Store
from core.conflict import Conflict
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.patients.model import Patient, PatientStatus
from core.schedule import booking as booking_module
from core.schedule import proposals
from core.schedule.early_check import check_early
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.book import Rule, check_rules
from core.schedule.rules.proposal import Facts, Proposal
from core.settings.model import Policy
from core.visits.state import Verb
from storage.schedule import ScheduleRepository
from storage.store import SqliteStore
from tests.clinics import MAIN, SETUP, USERS, FakeClock, book, make_desk, register, visit_of
from tests.damage import damage
from tests.desk.asking import booking, moving, refused, rules_met, set_patient_status

START = "2026-11-24T11:20"
LATER = "2026-11-24T14:00"
LEAVE = """
[[exception]]
provider = "lee"
date = 2026-11-24
kind = "leave"
"""
INTERPRETER = """
[[interpreter]]
code = "ortiz"
name = "Ortiz, Ana"
languages = ["Spanish"]
"""


@dataclass(slots=True)
class Between:
    """What happens after the early check and before the turn, once; and how often the rules were run."""

    act: Callable[[], object] | None = None
    runs: list[str] = field(default_factory=list)

    def happen(self) -> None:
        """Let it happen."""
        act, self.act = self.act, None
        if act:
            self.runs.append("meanwhile")
            act()


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Between:
    """Stands between check and turn."""
    found = Between()

    def early(*values: object) -> object:
        try:
            return check_early(*values)  # type: ignore[arg-type]
        finally:
            found.happen()

    def check(proposal: Proposal, facts: Facts, policy: Policy, *, rules: Sequence[Rule]) -> tuple[Conflict, ...]:
        found.runs.append("rules")
        return check_rules(proposal, facts, policy, rules=rules)

    monkeypatch.setattr(booking_module, "check_early", early)
    monkeypatch.setattr(proposals, "check_rules", check)
    return found


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk with a store of its own on the same file."""
    with SqliteStore(tmp_path / "clinic.db") as second:
        yield Desk(second, clock, Policy(), RoleAuthorization())


def test_in_the_turn_no_rule_is_asked(desk: Desk, between: Between, smith: Patient) -> None:
    """Where nobody wrote in between, a booking and a move are checked once, before the turn."""
    made = visit_of(desk.schedule.book("ana", booking(smith, START)))
    desk.schedule.move("ana", moving(made, "2026-11-24T11:40"))
    assert ["rules", "rules"] == between.runs


def test_in_the_turn_nothing_is_read_of_the_schedule(
    desk: Desk, store: Store[Reading, Writing], smith: Patient
) -> None:
    """What the queue waits for is one look at the newest images, and the writing."""
    assert isinstance(store, SqliteStore)
    told: list[str] = []
    store._connections.idle[0].set_trace_callback(told.append)
    desk.schedule.book("ana", booking(smith, START))
    turn = told[told.index("BEGIN IMMEDIATE") : told.index("COMMIT")]
    selects = [" ".join(one.split()) for one in turn if one.lstrip().startswith("SELECT")]
    assert not [one for one in selects if "FROM appointment INDEXED BY" in one or "FROM patient" in one]
    assert 1 == sum("FROM journal_row WHERE rowid >" in one for one in selects)


def test_what_bears_on_nothing_costs_no_second_check(
    desk: Desk, other: Desk, between: Between, smith: Patient, jones: Patient
) -> None:
    """Others book other days, and change other patients, while this one waits for its turn."""
    for start, act in (
        (START, lambda: book(other, jones, "2026-11-25T10:00")),
        (LATER, lambda: other.patients.edit("ben", jones.id, {"email": "jones@example.org"}, rev=jones.rev)),
    ):
        between.act = act
        made = visit_of(desk.schedule.book("ana", booking(smith, start)))
        desk.visits.do("ana", Verb.CANCEL, made.appointment.id, reason="sick")
    assert ["rules", "meanwhile", "rules", "rules", "meanwhile"] == between.runs


def test_with_an_interpreter_it_is_checked_in_the_turn(tmp_path: Path, clock: FakeClock, between: Between) -> None:
    """They may be wanted by anybody, at any site, whom the look at what was written since would not see."""
    desk = make_desk(tmp_path, clock=clock, setup=SETUP + USERS + INTERPRETER)
    patient = register(desk, "Paz", "Ada")
    desk.patients.edit("ana", patient.id, {"language": "Spanish", "interpreter": True}, rev=patient.rev)
    made = visit_of(desk.schedule.book("ana", booking(patient, START)))
    assert "ortiz" == made.appointment.interpreter
    assert ["rules", "rules"] == between.runs


def test_whoever_was_first_has_the_time(
    desk: Desk, other: Desk, between: Between, smith: Patient, jones: Patient
) -> None:
    """The provider is taken in between: the refusal is the same as if they had been before."""
    between.act = lambda: book(other, jones, START)
    met = refused(lambda: desk.schedule.book("ana", booking(smith, START, room="R2")))
    assert met.sentence == refused(lambda: desk.schedule.book("ana", booking(smith, START, room="R2"))).sentence
    assert "C3" in [conflict.rule for conflict in met.conflicts]


def test_the_next_room_is_taken(desk: Desk, other: Desk, between: Between, smith: Patient, jones: Patient) -> None:
    """A room that somebody got in between gives way to the next that fits."""
    between.act = lambda: book(other, jones, START, provider="ito", room="R1")
    assert "R2" == visit_of(desk.schedule.book("ana", booking(smith, START))).appointment.room


def test_the_patient_is_elsewhere_by_now(desk: Desk, other: Desk, between: Between, smith: Patient) -> None:
    """Booked at the same time with somebody else in between, they are in one place."""
    between.act = lambda: book(other, smith, START, provider="ito")
    assert "C2" in rules_met(lambda: desk.schedule.book("ana", booking(smith, START)))


def test_the_patient_may_not_be_booked_by_now(
    desk: Desk, store: Store[Reading, Writing], between: Between, smith: Patient
) -> None:
    """A record that is closed in between is not booked."""
    between.act = lambda: set_patient_status(store, smith, PatientStatus.DECEASED)
    assert ["C1"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, START)))


def test_the_provider_is_on_leave_by_now(desk: Desk, other: Desk, between: Between, smith: Patient) -> None:
    """A set-up that came in between holds."""
    between.act = lambda: other.set_up("sue", LEAVE, place="leave.toml")
    assert ["C6"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, START)))


def test_who_lost_the_right_does_not_book(desk: Desk, other: Desk, between: Between, smith: Patient) -> None:
    """The privilege is asked for in the turn."""
    taken = '[[user]]\nname = "ana"\nroles = ["viewer"]\n'
    between.act = lambda: other.set_up("sue", taken, place="users.toml")
    with pytest.raises(Exception, match="ana may not"):
        desk.schedule.book("ana", booking(smith, START))


def test_a_guard_that_was_dropped_in_between(desk: Desk, between: Between, smith: Patient, tmp_path: Path) -> None:
    """Whoever can change a row without an image has the whole of it checked again."""
    between.act = lambda: damage(tmp_path / "clinic.db", "UPDATE patient SET status = 'deceased'")
    assert ["C1"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, START)))


def test_a_minute_that_passes_is_asked_for(desk: Desk, clock: FakeClock, between: Between, smith: Patient) -> None:
    """Time is a fact too: a slot that is over by the turn is refused."""
    between.act = lambda: clock.forward(minutes=45)
    assert ["C10"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, "2026-11-23T10:30")))


def test_a_move_meets_what_came_in_between(
    desk: Desk, other: Desk, between: Between, smith: Patient, jones: Patient
) -> None:
    """The target is taken, or the appointment itself was changed."""
    made = book(desk, smith, "2026-11-25T10:00")
    between.act = lambda: book(other, jones, START)
    assert "C3" in rules_met(lambda: desk.schedule.move("ana", moving(made, START, room="R2")))
    between.act = lambda: other.visits.do("ben", Verb.CANCEL, made.appointment.id, reason="sick")
    assert "" != refused(lambda: desk.schedule.move("ana", moving(made, "2026-11-25T11:00"))).sentence


def test_a_conflict_is_checked_in_the_turn(
    desk: Desk, other: Desk, between: Between, smith: Patient, jones: Patient
) -> None:
    """What stood in the way early and is gone by the turn stands in nobody's way."""
    made = book(desk, jones, START)
    between.act = lambda: other.visits.do("ben", Verb.CANCEL, made.appointment.id, reason="sick")
    desk.schedule.book("ana", booking(smith, START))
    assert ["rules", "rules", "meanwhile", "rules"] == between.runs


def _images(path: Path, *values: tuple[str, int, str]) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.executemany(
            "INSERT INTO journal_row VALUES (9999, ?, ?, ?, 7, NULL, ?)", [(at, *one) for at, one in enumerate(values)]
        )
    db.close()


@pytest.mark.parametrize(
    ("is_near", "image"),
    [
        (True, ("patient", 1, "{}")),
        (False, ("patient", 2, "{}")),
        (False, ("job", 1, "{}")),
        (True, ("of a kind to come", 1, "{}")),
        (True, ("appointment", 9, "{}")),
        (True, ("appointment", 9, '{"patient":1,"provider":"ito","site":"west","start":9,"finish":10}')),
        (True, ("appointment", 9, '{"patient":2,"provider":"lee","site":"west","start":109,"finish":110}')),
        (True, ("appointment", 9, '{"patient":2,"provider":"ito","site":"main","start":90,"finish":101}')),
        (False, ("appointment", 9, '{"patient":2,"provider":"ito","site":"west","start":100,"finish":110}')),
        (False, ("appointment", 9, '{"patient":2,"provider":"lee","site":"main","start":200,"finish":210}')),
        (False, ("appointment", 9, '{"patient":2,"provider":"lee","site":"main","start":90,"finish":100}')),
    ],
)
def test_what_bears_on_a_booking(
    store: Store[Reading, Writing], tmp_path: Path, image: tuple[str, int, str], *, is_near: bool
) -> None:
    """The patient and all they have, provider and site within the day, and whatever is not known to be elsewhere."""
    with store.read() as reading:
        since = reading.schedule.written()
    _images(tmp_path / "clinic.db", image)
    start, end = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes) for minutes in (100, 200))
    with store.read() as reading:
        touched = reading.schedule.was_touched(since, patient=1, provider="lee", site="main", start=start, end=end)  # type: ignore[arg-type]
        assert (is_near, since[1] + 1) == (touched, reading.schedule.written()[1])


def test_the_rules_ask_for_no_more_than_that(desk: Desk, smith: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of provider and site only what is on the day: whoever adds a rule that asks for more widens `holds` too."""
    asked: list[tuple[datetime, datetime]] = []
    usual = ScheduleRepository.between

    def spied(self: ScheduleRepository, start: datetime, end: datetime, **names: object) -> tuple[ScheduledVisit, ...]:
        if names.get("patient") is None:
            asked.append((start, end))
        return usual(self, start, end, **names)  # type: ignore[arg-type]

    monkeypatch.setattr(ScheduleRepository, "between", spied)
    desk.schedule.assess("ana", booking(smith, START))
    day = day_span(datetime.fromisoformat(START).date(), MAIN)
    assert asked
    assert all(day.start <= start and end <= day.end for start, end in asked)
