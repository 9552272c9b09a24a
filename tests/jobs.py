"""How do tests put workers to work: kinds and links of their own, leases in this process, a clinic with a folder?"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.jobs.kinds import BACKUP
from core.jobs.model import Job, JobId, JobKind, Outcome
from core.settings.model import BackupSettings, Policy
from storage.links.backup_folder import BackupFolder
from tests.clinics import NOW, SETUP, FakeClock, set_up_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from core.jobs.ports import Leases, Link
    from core.jobs.worker import Worker
    from storage.store import SqliteStore

ACCOUNT: Final = "desk"
"""Who keeps the file: whoever runs the worker."""
NOTE: Final = JobKind("note", is_outward=False, delays=(timedelta(minutes=1),), longest=timedelta(minutes=5))
MAIL: Final = JobKind("mail", is_outward=True, delays=(timedelta(minutes=1),), longest=timedelta(minutes=5))
"""A kind that reaches somebody outside the clinic."""
KINDS: Final = {kind.name: kind for kind in (BACKUP, NOTE, MAIL)}


@dataclass(slots=True)
class NoLeases:
    """A worker that nobody else lives beside, but for those named in `living`."""

    worker: str = "one"
    living: set[str] = field(default_factory=set)

    def is_live(self, worker: str) -> bool:
        """Whether it is among the living."""
        return worker in self.living

    @contextmanager
    def beating(self, longest: timedelta) -> Iterator[None]:
        """Nothing."""
        yield


@dataclass(slots=True)
class Outbox:
    """A link that keeps the names of the jobs it was given, and fails with `failing` while there is one."""

    sent: list[str] = field(default_factory=list)
    failing: BaseException | None = None

    def carry_out(self, job: Job) -> Outcome:
        """Keep its name."""
        if self.failing:
            raise self.failing
        self.sent.append(job.name)
        return Outcome("Sent.")


@dataclass(slots=True)
class Workplace:
    """A clinic with a nightly backup at 2:00 into `folder`, and a clock to set."""

    path: Path
    store: SqliteStore
    clock: FakeClock
    folder: Path
    settings: BackupSettings
    outbox: Outbox = field(default_factory=Outbox)

    @property
    def desk(self) -> Desk:
        """A desk there; `ACCOUNT` keeps its file."""
        return Desk(self.store, self.clock, Policy(backup=self.settings), RoleAuthorization(ACCOUNT))

    def worker(self, leases: Leases | None = None, links: Mapping[str, Link] | None = None) -> Worker:
        """A worker there."""
        usual: dict[str, Link] = {"backup": BackupFolder(self.path, self.folder, self.settings), "mail": self.outbox}
        return self.desk.jobs.new_worker(
            ACCOUNT, links or usual, leases or NoLeases(), note_error=lambda _: 1234, known=KINDS
        )

    def ask(self, kind: JobKind, name: str, *, actor: str = "ana") -> Job:
        """Ask for a job that is due now, as an act of its own."""
        with self.store.write() as tx:
            tx.journal.begin(at=self.clock.now(), actor=actor, verb="test")
            job = tx.jobs.ask(Job(JobId(0), name, kind.name, self.clock.now()))
            tx.journal.end(job.ref, f"Asked for {name}.")
        return job

    def job(self, name: str) -> Job:
        """The job of that name."""
        with self.store.read() as reading:
            job = reading.jobs.by_name(name)
        assert job is not None
        return job

    def marks(self, actor: str = "ana") -> list[str]:
        """What the status line of `actor` warns of."""
        return [sign.mark for sign in self.desk.view(actor).signs()]

    def backups(self) -> list[str]:
        """The nights of which there is a backup, oldest first."""
        return sorted(path.name.split(".")[-2] for path in self.folder.glob("*.backup"))


def do_all(worker: Worker) -> list[str]:
    """Turn after turn until nothing is due; the sentences."""
    told = []
    while turn := worker.turn():
        told.append(turn.sentence)
    return told


def make_workplace(tmp_path: Path, *, setup: str = SETUP, **settings: int) -> Workplace:
    """A clinic with an empty folder for its backups."""
    folder = tmp_path / "backups"
    folder.mkdir()
    path = tmp_path / "clinic.db"
    nightly = BackupSettings(str(folder), **settings)
    return Workplace(path, set_up_store(path, setup), FakeClock(NOW), folder, nightly)
