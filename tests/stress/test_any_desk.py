"""Do thousands of random verbs of several desks ever reach an illegal state, and does undoing lead back?"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import ClinicdeskError
from core.journal.change import Change
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit
from core.schedule.model.visit import VisitStep as Step
from core.schedule.requests import BookingRequest, MoveRequest
from core.settings.model import Policy
from core.visits.options import VerbOptions
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import MAIN, SETUP, FakeClock, make_desk, register, visit_of
from tests.depth import depth

if TYPE_CHECKING:
    from core.record_ref import AppointmentId, PatientId


VERBS: Final = depth(1_000, whole=20_000)
SEED: Final = 20261123
ACTORS: Final = ("ana", "ben", "cy", "mei")
MORE_ROOMS: Final = "".join(f'\n[[room]]\ncode = "E{n}"\nsite = "main"\n' for n in range(1, 5))
SUPERVISORS: Final = "".join(f'\n[[user]]\nname = "{name}"\nroles = ["supervisor"]\n' for name in (*ACTORS, "setup"))
"""They may take back the steps of visits of days gone by."""
LEGAL: Final[dict[Status, set[Step | None]]] = {
    Status.BOOKED: {None},
    Status.NOSHOW: {None},
    Status.ENTERED_IN_ERROR: {None},
    Status.ARRIVED: {Step.ARRIVED},
    Status.CHECKED_IN: {Step.CHECKED_IN, Step.ROOMED, Step.DEPARTED},
    Status.FULFILLED: {Step.CHECKED_OUT},
    Status.CANCELLED: {None, Step.LEFT},
}
"""How far the visit may be, by the appointment's status."""
WEIGHTS: Final[dict[str | Verb, int]] = {
    "book": 20, "move": 4, "cancel": 2, "register": 1, "undo": 5, "redo": 3, "batch": 4,
    Verb.ARRIVE: 6, Verb.CHECK_IN: 12, Verb.ROOM: 9, Verb.DEPART: 6, Verb.CHECK_OUT: 6, Verb.LEFT: 2,
    Verb.NO_SHOW: 4, Verb.STEP_BACK: 3,
}  # fmt: skip
TABLES: Final = {
    "patient": "SELECT * FROM patient ORDER BY id",
    "appointment": "SELECT * FROM appointment ORDER BY id",
    "visit": "SELECT * FROM visit ORDER BY appointment",
    "occupancy": "SELECT * FROM occupancy ORDER BY kind, resource, lane, start",
    "patient_key": "SELECT * FROM patient_key ORDER BY patient",
    "patient_term": "SELECT * FROM patient_term ORDER BY patient, term",
}


@dataclass(slots=True)
class Morning:
    """A clinic in which several desks do whatever comes to mind. `standing` are the acts not taken back, in order."""

    rng: random.Random
    desk: Desk
    path: Path
    clock: FakeClock
    patients: list[PatientId]
    numbers: list[AppointmentId] = field(default_factory=list)
    standing: list[tuple[int, str]] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    done: Counter[str | Verb] = field(default_factory=Counter)
    refused: Counter[str | Verb] = field(default_factory=Counter)

    def one_more(self, *, in_order: bool) -> None:
        """Somebody tries something; a refusal is one of those there are, and never a crash."""
        self._let_time_pass()
        what = self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        actor = self.rng.choice(ACTORS)
        if in_order and what == "undo" and self.standing:
            actor = self.standing[-1][1]
        if in_order and what == "redo" and self.undone:
            actor = self.undone[-1]
        try:
            change = self._try(what, actor)
        except ClinicdeskError:
            self.refused[what] += 1
            return
        self.done[what] += 1
        self._note(change, actor)
        for one in change.all_of(ScheduledVisit):
            check_state(self.desk.schedule.appointment("ana", one.appointment.id))

    def _let_time_pass(self) -> None:
        """About ten working days in all; nobody works at night."""
        self.clock.forward(minutes=self.rng.choice((0, 0, 0.2, 1.0)))
        wall = self.clock.at.astimezone(MAIN)
        if wall.hour >= 18:
            self.clock.at = (wall + timedelta(days=1)).replace(hour=8, minute=0).astimezone(UTC)

    def begin(self) -> None:
        """Forty visits of the day, before anybody counts; what is refused is tried again."""
        while len(self.numbers) < 40:
            self._try_quietly("book")
        for verb in (Verb.ARRIVE, Verb.CHECK_IN, Verb.ROOM, Verb.CHECK_OUT):
            for _ in range(15):
                self._try_quietly(verb)

    def _try_quietly(self, what: str | Verb) -> None:
        with suppress(ClinicdeskError):
            self._try(what, "setup")

    def _note(self, change: Change, actor: str) -> None:
        entry = change.entry
        if entry.verb == "undo":
            self.standing = [(number, who) for number, who in self.standing if number != entry.undoes]
            self.undone.append(actor)
            return
        self.undone = self.undone[:-1] if entry.verb == "redo" else []
        self.standing.append((entry.id, actor))

    def _try(self, what: str | Verb, actor: str) -> Change:
        match what:
            case "undo":
                return self.desk.journal.undo(actor)
            case "redo":
                return self.desk.journal.redo(actor)
            case "register":
                patient = register(self.desk, f"New{len(self.patients)}", actor=actor)
                self.patients.append(patient.id)
                return self._last(actor)
            case "book":
                return self._book(actor)
            case "batch":
                verb = self.rng.choice([Verb.ARRIVE, Verb.CHECK_IN, Verb.ROOM, Verb.DEPART, Verb.CANCEL])
                picked = dict.fromkeys(self._pick(verb) for _ in range(self.rng.randint(2, 4)))
                return self.desk.visits.act(actor, verb, picked, self._said())
            case "move":
                rooms = (None, None, "R1", "E1")
                request = MoveRequest(
                    self._pick(Verb.MOVE), self._start(), room=self.rng.choice(rooms), overrides=self._sure()
                )
                return self.desk.schedule.move(actor, request)
            case "cancel":
                return self.desk.visits.do(
                    actor, Verb.CANCEL, self._pick(Verb.CANCEL), reason=self.rng.choice(("sick", "weather", "error"))
                )
            case Verb():
                return self.desk.visits.act(actor, what, {self._pick(what): None}, self._said())
        raise AssertionError(what)

    def _last(self, actor: str) -> Change:
        """A change made by a builder that returns the record alone."""
        with self.desk._context.store.read() as reading:
            entry = reading.journal.newest_undoable(actor)
        assert entry is not None
        return Change(entry, entry.sentence)

    def _book(self, actor: str) -> Change:
        request = BookingRequest(
            patient=self.rng.choice(self.patients),
            visit_type=self.rng.choice(("fu20", "fu20", "new40", "proc")),
            provider=self.rng.choice(("lee", "ito", "novak")),
            start=self._start(),
            minutes=self.rng.choice((None, None, 10)),
            overrides=self._sure(),
        )
        change = self.desk.schedule.book(actor, request)
        self.numbers.append(visit_of(change).appointment.id)
        return change

    def _start(self) -> datetime:
        """Somewhere around now, on the grid."""
        minutes = self.rng.choice(range(-20, 90, 10))
        wall = (self.clock.at + timedelta(minutes=minutes)).astimezone(MAIN).replace(tzinfo=None)
        return wall.replace(minute=wall.minute // 10 * 10, second=0, microsecond=0)

    def _sure(self) -> dict[str, str]:
        return {"C3": "double-ok", "C6": "other", "C8": "other"} if self.rng.random() < 0.8 else {}

    def _said(self) -> VerbOptions:
        settled = self.rng.random() < 0.7
        return VerbOptions(
            verified=("identity",) if settled else (),
            waivers={"demographics": "later"} if settled else {},
            room=self.rng.choice((*[None] * 12, "R1", "E1", "P1", "W1")),
            reason="other",
        )

    def _pick(self, verb: Verb) -> AppointmentId:
        """Mostly one of the newest, since the others are long over; of a few the first where the verb looks legal."""
        inside = [one.appointment.id for one in self.desk.visits.in_rooms("ana").values()]
        if verb is Verb.DEPART and inside:
            return self.rng.choice(inside)
        number = self.rng.choice(self.numbers)
        for _ in range(self.rng.randint(0, 8)):
            number = self.rng.choice(self.numbers[-30:])
            if self.desk.view("ana").illegal(verb, self.desk.schedule.appointment("ana", number)) is None:
                break
        return number


def check_state(scheduled: ScheduledVisit) -> None:
    """Status, step and room belong together."""
    visit, status = scheduled.visit, scheduled.appointment.status
    assert (visit.step if visit else None) in LEGAL[status], scheduled
    assert visit is None or (visit.room is not None) == (visit.step is Step.ROOMED), scheduled
    assert (scheduled.appointment.cancellation is not None) == (status is Status.CANCELLED), scheduled


def check_all(morning: Morning) -> None:
    """The same of every appointment; nobody is in a room twice; the doctor finds nothing."""
    rooms: Counter[str] = Counter()
    for number in morning.numbers:
        scheduled = morning.desk.schedule.appointment("ana", number)
        check_state(scheduled)
        if scheduled.visit and scheduled.visit.room:
            rooms[scheduled.visit.room] += 1
    assert all(count == 1 for count in rooms.values()), rooms
    assert () == examine(morning.path)


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table but the journal and the events of visits, which only grow; revs only grow too."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return {
            name: [{key: row[key] for key in row.keys() if key != "rev"} for row in db.execute(statement)]  # noqa: SIM118
            for name, statement in TABLES.items()
        }


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Morning]:
    """Monday 8:00: sixty patients, forty of whose visits are booked and some of them begun."""
    clock = FakeClock()
    clock.set("2026-11-23T08:00")
    with SqliteStore.create(tmp_path / "clinic.db", durable=False) as store:
        make_desk(tmp_path, clock=clock, store=store, setup=SETUP + MORE_ROOMS + SUPERVISORS)
        desk = Desk(store, clock, Policy(), RoleAuthorization())
        patients = [register(desk, f"Patient{n}", actor="setup").id for n in range(60)]
        begun = Morning(random.Random(SEED), desk, tmp_path / "clinic.db", clock, patients)
        begun.begin()
        yield begun


def test_every_state_is_legal_and_undoing_leads_back_to_the_start(morning: Morning) -> None:
    """Whatever was done and redone, taken back newest first every row is as it was; new ones were entered in error."""
    before, there = contents(morning.path), set(morning.numbers)
    for at in range(VERBS):
        morning.one_more(in_order=True)
        if at % 5000 == 0:
            check_all(morning)
    check_all(morning)
    assert min(morning.done[what] for what in WEIGHTS) > VERBS // 1_000, morning.done
    assert before != contents(morning.path)
    for _, actor in reversed(morning.standing):
        morning.desk.journal.undo(actor)
    check_all(morning)
    after = contents(morning.path)
    for row in after["appointment"]:
        assert row["id"] in there or row["status"] == "entered-in-error"
    after["appointment"] = [row for row in after["appointment"] if row["id"] in there]
    kept = {row["id"] for row in before["patient"]}
    assert all(row["id"] in kept or row["status"] == "entered-in-error" for row in after["patient"])
    after["patient"] = [row for row in after["patient"] if row["id"] in kept]
    for table, rows in before.items():
        assert rows == after[table], table


def test_undoing_out_of_order_breaks_no_promise(morning: Morning) -> None:
    """Each takes back their own newest act while the others go on: done, or refused and nothing is changed."""
    for _ in range(VERBS // 4):
        morning.one_more(in_order=False)
    check_all(morning)
    assert morning.refused["undo"] > VERBS // 2_000
