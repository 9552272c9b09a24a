"""When desks are killed at any moment, is every act that was acknowledged kept, and every other one whole or absent?"""

from __future__ import annotations

import os
import random
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import NotFound, Refused
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import MoveRequest
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import visit_of
from tests.stress.crowd import (
    FIRST_START,
    LONG_ENOUGH,
    PROVIDERS,
    STARTS_A_DAY,
    Writer,
    booking,
    contents,
    desk_at,
    desk_over,
    end,
    next_word,
    rows,
    start,
    start_of,
    wide_clinic,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from core.desk import Desk
    from core.journal.change import Change
    from core.record_ref import AppointmentId, PatientId

pytestmark = pytest.mark.serial

WRITERS: Final = 50
ACTS_A_LIFE: Final = 12
"""Acts for which all writers together are waited between two kills, on average."""
NEXT_MONTHS: Final = 60 * STARTS_A_DAY
"""A provider's starts on 60 weekdays, today's among them."""
CLEARED: Final = ("identity", "demographics")

# What is told of an act, and what is kept of it.
KEPT: Final = """
SELECT journal.actor, journal.id, journal.verb, journal_row.row, journal_row.rev
FROM journal JOIN journal_row ON journal_row.entry = journal.id AND journal_row.table_name = 'appointment'
WHERE journal.actor LIKE 'writer %'
"""
TABLES_BY_VERB: Final = """
SELECT DISTINCT verb, tables, events FROM (
  SELECT journal.verb, group_concat(table_name) AS tables,
    (SELECT count(*) FROM visit_event WHERE visit_event.entry = journal.id) AS events
  FROM journal JOIN (SELECT * FROM journal_row ORDER BY entry, table_name) AS image ON image.entry = journal.id
  WHERE journal.actor LIKE 'writer %' AND journal.undoes IS NULL GROUP BY journal.id
) ORDER BY 1, 2, 3
"""
UNLIKE_WHAT_THEY_UNDO: Final = """
SELECT journal.id FROM journal WHERE journal.undoes IS NOT NULL AND (
  SELECT group_concat(table_name || row) FROM (SELECT * FROM journal_row ORDER BY table_name, row)
  WHERE entry = journal.id
) IS NOT (
  SELECT group_concat(table_name || row) FROM (SELECT * FROM journal_row ORDER BY table_name, row)
  WHERE entry = journal.undoes
)
"""

WHOLE: Final = {
    ("book", "appointment", 0),
    ("move", "appointment", 0),
    ("cancel", "appointment", 0),
    ("arrive", "appointment,visit", 1),
    ("check-in", "appointment,patient,visit", 1),
    ("check-in", "appointment,patient,visit,visit", 2),
}
"""The tables in which each act leaves a row, and how many events of the visit it is."""

Told = tuple[str, int, str, int, int]
"""Of an act: who, the journal entry, the verb, the appointment, its rev."""


@dataclass(frozen=True, slots=True)
class Life:
    """What a writer has to work with: its name, its patient, and an appointment of theirs today."""

    path: Path
    number: int
    patient: PatientId
    today: AppointmentId

    @property
    def actor(self) -> str:
        """Whom it acts as."""
        return f"writer {self.number}"


@dataclass(slots=True)
class Work:
    """A writer at work; not frozen: it remembers what it booked."""

    life: Life
    desk: Desk
    luck: random.Random
    booked: list[AppointmentId] = field(default_factory=list)

    def book(self) -> Change:
        """Book anything from tomorrow on."""
        provider, slot = self._anywhere()
        change = self.desk.schedule.book(self.life.actor, booking(self.life.patient, provider, start_of(slot)))
        self.booked.append(visit_of(change).appointment.id)
        return change

    def move(self) -> Change:
        """Move one of those booked."""
        provider, slot = self._anywhere()
        number, to = self.luck.choice(self.booked), start_of(slot)
        return self.desk.schedule.move(self.life.actor, MoveRequest(number, to, provider=f"p{provider}"))

    def cancel(self) -> Change:
        """Cancel one of those booked."""
        return self.desk.visits.do(self.life.actor, Verb.CANCEL, self.luck.choice(self.booked), reason="sick")

    def arrive(self) -> Change:
        """Note that the patient of today came."""
        return self.desk.visits.do(self.life.actor, Verb.ARRIVE, self.life.today)

    def check_in(self) -> Change:
        """Check in the patient of today: rows of three tables in one act."""
        return self.desk.visits.do(self.life.actor, Verb.CHECK_IN, self.life.today, verified=CLEARED)

    def undo(self) -> Change:
        """Take back the newest act."""
        return self.desk.journal.undo(self.life.actor)

    def _anywhere(self) -> tuple[int, int]:
        return self.luck.randrange(PROVIDERS), self.luck.randrange(STARTS_A_DAY, NEXT_MONTHS)


def work_for_ever(life: Life, pipe: Connection) -> None:
    """Do one act after the other, and tell of each as soon as the desk has acknowledged it."""
    with desk_at(life.path, busy_seconds=60) as desk:
        work = Work(life, desk, random.Random(life.number))
        while True:
            if not work.booked:
                act = work.book
            else:
                act = work.luck.choice((work.book, work.move, work.cancel, work.arrive, work.check_in, work.undo))
            with suppress(Refused, NotFound):  # the time is taken, or the patient is checked in already
                change = act()
                appointment = visit_of(change).appointment
                told = (life.actor, change.entry.id, change.entry.verb, appointment.id, appointment.rev)
                pipe.send(told)


def kill_at_random(writers: list[Writer[Life]]) -> list[Told]:
    """Kill them one by one, at moments that are a throw of dice; all that they told until then."""
    luck = random.Random(9)
    doomed = luck.sample(writers, len(writers))
    listened = {writer.pipe: writer for writer in writers}
    silent = set(listened)  # who has not come to work yet
    told: list[Told] = []
    patience = 0
    while listened:
        ready = wait(list(listened), LONG_ENOUGH)
        assert ready, "nobody gets on"
        for heard in [heard for heard in listened if heard in ready]:
            try:
                told.append(heard.recv())
            except EOFError:
                del listened[heard]
            silent.discard(heard)
            patience -= 1
            if doomed and not silent and patience <= 0:
                doomed.pop().process.kill()
                patience = luck.randrange(2 * ACTS_A_LIFE)
    return told


def at_work(tmp_path: Path) -> list[Life]:
    """A clinic in which every writer's patient is expected today."""
    clinic = wide_clinic(tmp_path, patients=WRITERS)
    lives = []
    with desk_at(clinic.path) as desk:
        for number, patient in enumerate(clinic.patients):
            slot, provider = divmod(number, PROVIDERS)
            change = desk.schedule.book("ana", booking(patient, provider, start_of(FIRST_START + slot)))
            lives.append(Life(clinic.path, number, patient, visit_of(change).appointment.id))
    return lives


def test_killed_writers(tmp_path: Path) -> None:
    """When 50 writers die one after the other, all they told of is kept, and at most one act of each beyond that."""
    lives = at_work(tmp_path)
    path = lives[0].path
    writers = [start(work_for_ever, life) for life in lives]

    told = kill_at_random(writers)

    assert [-signal.SIGKILL] * WRITERS == end(writers)
    assert path.with_name("clinic.db-wal").stat().st_size > 0
    with desk_at(path, busy_seconds=1) as desk:
        assert desk.schedule.book("ana", booking(lives[0].patient, 0, start_of(NEXT_MONTHS))).only(ScheduledVisit)
    assert not path.with_name("clinic.db-wal").exists()
    assert () == examine(path)
    kept = set(rows(path, KEPT))
    assert set() == set(told) - kept
    assert set() == set(rows(path, TABLES_BY_VERB)) - WHOLE
    assert [] == rows(path, UNLIKE_WHAT_THEY_UNDO)
    newest = {max(act for act in kept if act[0] == life.actor) for life in lives}
    assert set() == kept - set(told) - newest
    print(f"{len(told)} acts told, {len(kept) - len(told)} done and not told")  # noqa: T201


def dies(task: tuple[Life, str, int], pipe: Connection) -> None:
    """Do one act, and be killed before its n-th statement; say which entry was written if it has not as many."""
    life, act, fatal = task
    with SqliteStore(life.path) as store:
        work = Work(life, desk_over(store), random.Random(1))
        statements = count(1)

        def before_each(_: str) -> None:
            if next(statements) == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        store._connections.idle[0].set_trace_callback(before_each)
        pipe.send(getattr(work, act)().entry.id)


def fate(life: Life, act: str, fatal: int) -> int | None:
    """The journal entry of an act done to the end, None if the desk died of its statement number `fatal`."""
    writer = start(dies, (life, act, fatal))
    try:
        entry: int = next_word(writer)
    except EOFError:
        return None
    finally:
        end([writer])
    return entry


@pytest.mark.parametrize("act", ["book", "check_in", "undo"])
def test_killed_at_every_statement(tmp_path: Path, act: str) -> None:
    """Whichever statement of an act is a desk's last, nothing of the act is there, and the next desk goes on."""
    life = at_work(tmp_path)[0]
    with desk_at(life.path) as desk:
        desk.visits.do(life.actor, Verb.CHECK_IN, life.today, verified=CLEARED)
        if act != "undo":
            desk.journal.undo(life.actor)
    before = contents(life.path)

    fatal = 1
    while (entry := fate(life, act, fatal)) is None:
        assert before == contents(life.path)
        fatal += 1

    assert fatal > 20
    assert [(entry,)] == rows(life.path, "SELECT max(id) FROM journal")
    assert () == examine(life.path)
