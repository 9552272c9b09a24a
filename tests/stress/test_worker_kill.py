"""When workers and a desk are killed at any moment, is each job done once and none lost, and is every backup sound?"""

from __future__ import annotations

import random
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import Busy
from core.jobs.model import Job, JobId, Outcome
from core.settings.model import BackupSettings, Policy
from storage.leases import FileLeases
from storage.links.backup_folder import BackupFolder
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import NOW, make_desk
from tests.depth import depth
from tests.jobs import ACCOUNT, KINDS, NOTE
from tests.storage.records import SMITH
from tests.stress.crowd import Writer, end, rows, start

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from core.jobs.ports import Link

pytestmark = pytest.mark.serial

SECONDS: Final = depth(8, whole=120)
HOUR: Final = 0.15
"""Seconds in which an hour goes by at the clinic: there is a night every 3.6."""
KILLED_EVERY: Final = 0.4
"""Seconds from one kill to the next, on average."""
LONG_ENOUGH: Final = 60.0

NOT_DONE_ONCE: Final = """
SELECT job.name, count(*) FROM journal JOIN job ON job.id = journal.subject
WHERE journal.verb = 'do' GROUP BY job.id HAVING count(*) <> 1
"""
DONE: Final = """
SELECT job.name FROM journal JOIN job ON job.id = journal.subject WHERE journal.verb = 'do' AND job.kind = ?
"""


@dataclass(frozen=True, slots=True)
class QuickClock:
    """Hours go by in moments, for all processes alike."""

    began: float

    def now(self) -> datetime:
        """The instant at the clinic, UTC."""
        return NOW + timedelta(hours=(monotonic() - self.began) / HOUR)


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where everything is, and when it began."""

    path: Path
    notes: Path
    backups: Path
    began: float

    @property
    def settings(self) -> BackupSettings:
        """Every night is kept, so that all can be counted."""
        return BackupSettings(str(self.backups), daily=366)

    def desk(self, store: SqliteStore) -> Desk:
        """A desk there, on the quick clock."""
        return Desk(store, QuickClock(self.began), Policy(backup=self.settings), RoleAuthorization(ACCOUNT))


@dataclass(frozen=True, slots=True)
class NoteLink:
    """Makes a file for each note. One that is there was made by a try that died before it could say so."""

    folder: Path

    def carry_out(self, job: Job) -> Outcome:
        """Make it."""
        with suppress(FileExistsError):
            (self.folder / job.name).touch(exist_ok=False)
        return Outcome("")


def work_for_ever(shop: Workshop, pipe: Connection) -> None:
    """A worker."""
    links: dict[str, Link] = {
        "note": NoteLink(shop.notes),
        "backup": BackupFolder(shop.path, shop.backups, shop.settings),
    }
    with SqliteStore(shop.path) as store, FileLeases(shop.path) as leases:
        worker = shop.desk(store).jobs.new_worker(ACCOUNT, links, leases, note_error=lambda _: 0, known=KINDS)
        pipe.send("at work")
        while True:
            with suppress(Busy):
                if worker.turn() is None:
                    sleep(0.01)


def ask_for_ever(shop: Workshop, pipe: Connection) -> None:
    """A desk, each of whose acts asks for a job; it tells of each as soon as it was acknowledged."""
    life = monotonic()
    number = 0
    with SqliteStore(shop.path) as store:
        pipe.send("at work")
        while True:
            with store.write() as tx:
                now, name = QuickClock(shop.began).now(), f"note {life} {number}"
                tx.journal.begin(at=now, actor="ana", verb="register")
                patient = tx.patients.add(SMITH)
                tx.jobs.ask(Job(JobId(0), name, NOTE.name, now))
                tx.journal.end(patient.ref, "Registered.")
            pipe.send(name)
            number += 1
            sleep(0.02)


def heard(worker: Writer[Workshop]) -> set[str]:
    """What it has told by now, which is in the pipe also when it is dead."""
    told = set()
    with suppress(EOFError):
        while worker.pipe.poll():
            told.add(worker.pipe.recv())
    return told


def marks(shop: Workshop) -> list[str]:
    """What the status line of a desk warns of."""
    with SqliteStore(shop.path) as store:
        return [sign.mark for sign in shop.desk(store).view("ana").signs()]


def done(shop: Workshop, kind: str) -> set[str]:
    """The jobs of the kind that were done, by the journal."""
    return {name for (name,) in rows(shop.path, DONE, kind)}


def wait_until(comes: Callable[[], bool], otherwise: str) -> None:
    """Wait until it comes about."""
    give_up = monotonic() + LONG_ENOUGH
    while not comes():
        assert monotonic() < give_up, otherwise
        sleep(0.05)


ROLES: Final = (work_for_ever, work_for_ever, ask_for_ever)
DESK: Final = 2


@dataclass(slots=True)
class Crew:
    """Two workers and a desk, of which one is killed now and then and another takes its place; what the desks told."""

    shop: Workshop
    luck: random.Random = field(default_factory=lambda: random.Random(5))
    lives: list[Writer[Workshop]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    kills: int = 0

    def begin(self) -> None:
        """All three come to work."""
        self.lives = [start(role, self.shop) for role in ROLES]
        assert all(life.pipe.poll(LONG_ENOUGH) for life in self.lives)

    def kill_one(self) -> None:
        """At a moment that is a throw of dice."""
        sleep(self.luck.uniform(0, 2 * KILLED_EVERY))
        which = self.luck.randrange(len(self.lives))
        self.kill(which)
        self.lives[which] = start(ROLES[which], self.shop)

    def kill(self, which: int) -> None:
        """Without a warning."""
        life = self.lives[which]
        life.process.kill()
        life.process.join()
        self.told |= heard(life) - {"at work"}
        assert [-signal.SIGKILL] == end([life])
        self.kills += 1


def test_killed_workers_and_desks(tmp_path: Path) -> None:
    """Whoever dies when: each job is done once, none is lost, and a failure is told of until it is mended."""
    shop = Workshop(tmp_path / "clinic.db", tmp_path / "notes", tmp_path / "backups", monotonic())
    for folder in (shop.notes, shop.backups):
        folder.mkdir()
    with SqliteStore.create(shop.path) as store:
        make_desk(tmp_path, store=store)
    crew = Crew(shop)
    crew.begin()

    finish = monotonic() + SECONDS
    while monotonic() < finish:
        crew.kill_one()
    shop.backups.rename(tmp_path / "unmounted")
    while "no backup" not in marks(shop):
        crew.kill_one()
    (tmp_path / "unmounted").rename(shop.backups)
    crew.kill(DESK)
    wait_until(lambda: not marks(shop), "the failure is mended, and told of still")
    wait_until(lambda: crew.told <= done(shop, "note"), "jobs are lost")
    for worker in range(DESK):
        crew.kill(worker)

    assert [] == rows(shop.path, NOT_DONE_ONCE)
    assert {path.name for path in shop.notes.iterdir()} >= done(shop, "note") >= crew.told
    made = {f"backup {path.name.split('.')[-2]}": path for path in shop.backups.glob("clinic.db.*.backup")}
    assert set(made) >= done(shop, "backup")
    assert len(made) > 1
    assert [()] * len(made) == [examine(path) for path in made.values()]
    assert () == examine(shop.path)
    print(f"{crew.kills} kills, {len(crew.told)} jobs told of, {len(made)} nights")  # noqa: T201
