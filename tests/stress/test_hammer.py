"""When sixteen desks do everything at once and are killed at any moment, does every promise of the schedule hold?"""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.schedule.model.visit import ScheduledVisit
from storage.sqlite.doctor import examine
from tests.depth import depth
from tests.hard_rules import bookings_in, broken_rules
from tests.stress.crowd import LONG_ENOUGH, Writer, desk_at, end, rows, start
from tests.stress.mixed_clinic import BOUNDS, mixed_clinic
from tests.stress.mixed_work import ROWS, Hands, Life

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

pytestmark = pytest.mark.serial

WRITERS: Final = 16
TRIES: Final = int(os.environ.get("CLINICDESK_HAMMER", "0")) or depth(800, whole=100_000)
_MOST_TIMES: Final = 4
TRIES_A_KILL: Final = max(40, TRIES // 70)
"""Tries of all of them between two kills, on average."""

KEPT: Final = """
SELECT journal.actor, journal.id, journal.verb, journal_row.row, journal_row.rev
FROM journal JOIN journal_row ON journal_row.entry = journal.id AND journal_row.table_name = 'appointment'
WHERE journal.actor LIKE 'writer %'
"""


class Told(NamedTuple):
    """Of an act that was acknowledged: who, its journal entry, the verb, an appointment, and its rev.

    Undo of a cascade is told by its last entry, and keeps one for each act of it.
    """

    actor: str
    entry: int
    verb: str
    appointment: int
    rev: int

    @property
    def step(self) -> tuple[str, str, int, int]:
        """Which change of the appointment it was, whatever its entry."""
        return self.actor, self.verb, self.appointment, self.rev


class Tried(NamedTuple):
    """A row that was tried, and whether it was done or refused."""

    name: str
    outcome: str


def hammer(life: Life, pipe: Connection) -> None:
    """Try one row after the other, and tell of each act as soon as the desk has acknowledged it."""
    with desk_at(life.path, busy_seconds=60) as desk:
        hands = Hands(life, desk, random.Random(life.number))
        weights = [row.weight for row in ROWS]
        while True:
            (row,) = hands.luck.choices(ROWS, weights)
            outcome = "none"
            try:
                for change in row.tried(hands):
                    outcome = "done"
                    if change is None:
                        continue
                    entry = change.entry
                    for appointment in (one.appointment for one in change.all_of(ScheduledVisit)):
                        pipe.send(Told(life.actor, entry.id, entry.verb, appointment.id, appointment.rev))
            except (Refused, NotFound, ChangedElsewhere, BadInput):  # taken, changed by another, or nothing to undo
                outcome = "refused"
            pipe.send(Tried(row.name, outcome))


@dataclass(slots=True)
class Fight:
    """The writers at work: each that is killed is followed by another, which acts under a name of its own."""

    path: Path
    patients: tuple[int, ...]
    luck: random.Random
    alive: dict[Connection, Writer[Life]] = field(default_factory=dict)
    dead: list[Writer[Life]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    tried: Counter[Tried] = field(default_factory=Counter)
    begun: int = 0

    def begin(self) -> None:
        """One more."""
        writer = start(hammer, Life(self.path, self.begun, self.patients))  # type: ignore[arg-type]
        self.alive[writer.pipe] = writer
        self.begun += 1

    def kill_one(self) -> None:
        """Whoever it is, at whatever moment."""
        self.alive[self.luck.choice(list(self.alive))].process.kill()

    def hear(self) -> None:
        """What they say until there is no more to hear for now."""
        ready = wait(list(self.alive), LONG_ENOUGH)
        assert ready, "nobody gets on"
        for pipe in [pipe for pipe in self.alive if pipe in ready]:
            try:
                word = pipe.recv()
            except EOFError:
                self.dead.append(self.alive.pop(pipe))
                continue
            if isinstance(word, Told):
                self.told.append(word)
            else:
                self.tried[word] += 1

    @property
    def has_done_all(self) -> bool:
        """Whether every row was done once at least."""
        return {row.name for row in ROWS} == {name for name, outcome in self.tried if outcome == "done"}

    def go_on(self, tries: int) -> None:
        """Until so many rows were tried and each was done, with kills at random; then all are killed.

        What is never done in several times as many tries is left to the test to tell.
        """
        for _ in range(WRITERS):
            self.begin()
        patience = self.luck.randrange(2 * TRIES_A_KILL)
        while (done := self.tried.total()) < tries or (not self.has_done_all and done < _MOST_TIMES * tries):
            self.hear()
            if self.tried.total() > done:
                patience -= 1
            if patience <= 0:
                self.kill_one()
                patience = self.luck.randrange(1, 2 * TRIES_A_KILL)
            while len(self.alive) < WRITERS:
                self.begin()
        for writer in self.alive.values():
            writer.process.kill()
        while self.alive:
            self.hear()


def test_the_hammer(tmp_path: Path) -> None:
    """The doctor finds nothing, nobody is in two places but in lanes that have a reason, and nothing told is lost."""
    clinic = mixed_clinic(tmp_path)
    fight = Fight(clinic.path, clinic.patients, random.Random(11))

    fight.go_on(TRIES)

    assert {-signal.SIGKILL} == set(end(fight.dead))
    assert () == examine(clinic.path)
    assert [] == broken_rules(bookings_in(clinic.path), BOUNDS)
    kept = [Told(*row) for row in rows(clinic.path, KEPT)]
    told = {act.step for act in fight.told}
    assert set() == told - {act.step for act in kept}
    # Who was killed may have done one thing more than they told.
    last = {act.actor: act.entry for act in sorted(fight.told, key=lambda act: act.entry)}
    unheard = {act.entry for act in kept if act.entry < last.get(act.actor, 0)} - {act.entry for act in fight.told}
    assert [] == [act for act in kept if act.entry in unheard and act.step not in told]
    assert fight.has_done_all, fight.tried
    assert any(one.lane for one in bookings_in(clinic.path))
    print(f"{fight.tried.total()} tries by {fight.begun} writers, {len(fight.told)} acts told")  # noqa: T201
