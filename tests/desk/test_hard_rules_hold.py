"""Whatever is tried, in whatever order: is no hard rule ever broken, and does undoing a move leave no trace?

What is accepted is looked at by `tests.hard_rules`, which counts minutes and knows no rule of the program, and by plain
arithmetic here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.patients.model import PatientStatus
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, Mode
from core.schedule.requests import BookingRequest, MoveRequest
from core.settings.model import Policy
from core.structs import replace
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import NOW, FakeClock, make_desk, register
from tests.depth import depth
from tests.desk.asking import scheduled_of
from tests.hard_rules import bookings_in, broken_rules
from tests.stress.mixed_clinic import BOUNDS, PROVIDERS, SETUP, TYPES

MAIN: Final = ZoneInfo("America/New_York")
ON: Final = date(2026, 11, 24)
CANCELLED: Final = (time(15), time(16))
"""When p0's session is cancelled that day."""
MORE: Final = """
[[exception]]
provider = "p0"
date = 2026-11-24
kind = "cancelled"
from = "15:00"
to = "16:00"
"""
OVER: Final = dict.fromkeys(("C3", "C6", "C7", "C8", "C11"), "urgent")
OCCUPANCY: Final = "SELECT * FROM occupancy ORDER BY appointment, kind, resource, lane, start"


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody tries. `pick` names one of the appointments there are by then."""

    verb: str
    actor: str
    patient: int
    pick: int
    minute: int
    provider: str
    visit_type: str
    minutes: int | None
    mode: Mode | None
    is_sure: bool

    @property
    def start(self) -> datetime:
        """From an hour before now today to tomorrow night, at times off the grid."""
        return datetime(2026, 11, 23, 9, 20) + timedelta(minutes=self.minute)


def acts(*verbs: str) -> st.SearchStrategy[list[Act]]:
    """Some twenty attempts within a few hours, now and then at a time or of a length that no rule lets pass."""
    near = st.integers(0, 40).map(lambda at: 23 * 60 + 40 + 5 * at)
    one = st.builds(
        Act,
        verb=st.sampled_from(verbs),
        actor=st.sampled_from(["ana", "ben"]),
        patient=st.integers(0, 5),
        pick=st.integers(0, 9),
        minute=st.one_of(near, near, near, st.integers(0, 40 * 60)),
        provider=st.sampled_from(PROVIDERS),
        visit_type=st.sampled_from(TYPES),
        minutes=st.sampled_from([None, None, None, 3, 10, 40, 480, 485, 600]),
        mode=st.sampled_from([None, None, *Mode]),
        is_sure=st.booleans(),
    )
    return st.lists(one, min_size=8, max_size=24)


@dataclass(slots=True)
class Clinic:
    """Six patients, one of them archived and two who need the interpreter."""

    desk: Desk
    path: Path
    patients: tuple[PatientId, ...]
    numbers: list[AppointmentId] = field(default_factory=list)

    def attempt(self, act: Act) -> bool:
        """Whether it was accepted."""
        with suppress(Refused, ChangedElsewhere, NotFound, BadInput):
            self._do(act)
            return True
        return False

    def _do(self, act: Act) -> None:
        schedule, over = self.desk.schedule, OVER if act.is_sure else {}
        if act.verb == "book":
            request = BookingRequest(
                self.patients[act.patient],
                act.visit_type,
                act.provider,
                act.start,
                minutes=act.minutes,
                mode=act.mode,
                overrides=over,
            )
            self.numbers.append(scheduled_of(schedule.book(act.actor, request)).appointment.id)
        elif act.verb in {"undo", "redo"}:
            getattr(self.desk.journal, act.verb)(act.actor)
        elif not self.numbers:
            raise NotFound(act.verb)
        elif act.verb == "cancel":
            self.desk.visits.do(act.actor, Verb.CANCEL, self.numbers[act.pick % len(self.numbers)], reason="sick")
        else:
            schedule.move(act.actor, self.moving(act))

    def moving(self, act: Act) -> MoveRequest:
        """The move that the act means: elsewhere, or longer or by another mode where it is."""
        number = self.numbers[act.pick % len(self.numbers)]
        here = self.desk.schedule.appointment("ana", number).appointment.start
        return MoveRequest(
            number,
            here if act.verb == "resize" else act.start,
            provider=None if act.verb == "resize" else act.provider,
            minutes=act.minutes,
            mode=act.mode,
            overrides=OVER if act.is_sure else {},
        )

    def kept(self) -> list[Appointment]:
        """Every appointment."""
        return [self.desk.schedule.appointment("ana", number).appointment for number in self.numbers]

    def occupied(self) -> list[tuple[Any, ...]]:
        """What the database holds to be taken."""
        with closing(sqlite3.connect(self.path)) as db:
            return db.execute(OCCUPANCY).fetchall()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[PatientId, ...]]:
    """The clinic, made once."""
    folder = tmp_path_factory.mktemp("hard")
    with SqliteStore.create(folder / "clinic.db") as store:
        desk = make_desk(folder, store=store, setup=SETUP + MORE)
        patients = [register(desk, f"Patient {at}", actor="sue") for at in range(6)]
        desk.patients.edit("sue", patients[0].id, {"status": PatientStatus.ARCHIVED}, rev=1)
        for one in patients[1:3]:
            desk.patients.edit("sue", one.id, {"language": "Spanish", "interpreter": True}, rev=1)
    return folder / "clinic.db", tuple(one.id for one in patients)


@contextmanager
def clinic_like(founded: tuple[Path, tuple[PatientId, ...]]) -> Iterator[Clinic]:
    """A clinic of its own for one example, on Monday 23 November 2026, 10:20."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.db"
        copy(founded[0], path)
        with SqliteStore(path) as store:
            yield Clinic(Desk(store, FakeClock(), Policy(), RoleAuthorization()), path, founded[1])


def broken_alone(one: Appointment, archived: PatientId) -> list[str]:
    """Which hard rule an accepted booking breaks by itself, whoever else is there."""
    start, end = (at.astimezone(MAIN).replace(tzinfo=None) for at in (one.start, one.end))
    cancelled = [datetime.combine(ON, at) for at in CANCELLED]
    facts = {
        "C1": one.patient == archived,
        "C6": one.provider == "p0" and start < cancelled[1] and cancelled[0] < end,
        "C10 over": one.end <= NOW,
        "C10 grid": start.minute % 5 != 0,
        "C10 length": not 5 <= one.minutes <= 480,
        "C10 midnight": (end - timedelta(minutes=1)).date() != start.date(),
    }
    return [rule for rule, is_broken in facts.items() if is_broken]


@settings(max_examples=depth(12, whole=400), deadline=None)
@given(attempts=acts("book", "book", "book", "move", "resize", "cancel", "undo", "redo"))
def test_no_accepted_set_of_bookings_breaks_a_hard_rule(
    founded: tuple[Path, tuple[PatientId, ...]], attempts: list[Act]
) -> None:
    """After every act: alone, and minute by minute with all the others; a double booking is there for a reason only."""
    with clinic_like(founded) as clinic:
        for act in attempts:
            if clinic.attempt(act):
                assert [] == broken_rules(bookings_in(clinic.path), BOUNDS)
                live = [one for one in clinic.kept() if one.status.takes_time]
                assert [] == [rule for one in live for rule in broken_alone(one, clinic.patients[0])]


def _at(verb: str, minute: int, *, patient: int = 0, pick: int = 0, is_sure: bool = False) -> Act:
    return Act(verb, "ana", patient, pick, minute, "p0", "fu20", None, None, is_sure)


@settings(max_examples=depth(12, whole=400), deadline=None)
@given(attempts=acts("book", "book", "move", "cancel"), last=acts("move", "resize"))
@example(
    attempts=[
        _at("book", 1595, patient=1),
        _at("book", 1605, patient=2, is_sure=True),
        _at("cancel", 1595),
    ],
    last=[_at("move", 1420, pick=1)],
)
def test_moving_there_and_undoing_is_the_identity(
    founded: tuple[Path, tuple[PatientId, ...]], attempts: list[Act], last: list[Act]
) -> None:
    """Every appointment is as it was but for its rev, and what is taken is taken as before; and again after a redo.

    Who was to come without an interpreter may come back with one who has become free.
    """
    with clinic_like(founded) as clinic:
        for act in attempts:
            clinic.attempt(act)
        for act in last:
            before, taken = clinic.kept(), clinic.occupied()
            if not clinic.attempt(act):
                assert (before, taken) == (clinic.kept(), clinic.occupied())
                continue
            moved, taken_then = clinic.kept(), clinic.occupied()
            clinic.desk.journal.undo(act.actor)
            _is_as_it_was(clinic, before, taken)
            clinic.desk.journal.redo(act.actor)
            _is_as_it_was(clinic, moved, taken_then)
            clinic.desk.journal.undo(act.actor)


def _is_as_it_was(clinic: Clinic, before: list[Appointment], taken: list[tuple[Any, ...]]) -> None:
    """But for how often each was saved, and for interpreters where there was none."""
    now = clinic.kept()
    gained = {one.id for was, one in zip(before, now, strict=True) if was.interpreter is None and one.interpreter}
    assert [replace(one, rev=0) for one in before] == [
        replace(one, rev=0, interpreter=None if one.id in gained else one.interpreter) for one in now
    ]
    assert taken == [row for row in clinic.occupied() if not (row[0] == "interpreter" and row[-1] in gained)]
