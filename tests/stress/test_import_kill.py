"""When an import is killed half-way, is what came in one act, and does the same file go on from there?"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.importing.act import LINES_A_CHUNK
from storage.sqlite.doctor import examine
from tests.desk.importing import Told, crowd, take_in
from tests.stress.crowd import booking, desk_at, end, next_word, rows, start, start_of, wide_clinic

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path


LINES: Final = 3000
COMING_IN: Final = "SELECT count(*) FROM patient WHERE status = 'active' AND family = 'Crowd'"


@dataclass(slots=True)
class Telling(Told):
    """Says down a pipe each time something is in."""

    pipe: Connection | None = None

    def advance(self, line: int) -> None:
        """Say so."""
        assert self.pipe is not None
        self.pipe.send("some are in")


def bring_in(path: Path, pipe: Connection) -> None:
    """Import the crowd."""
    with desk_at(path) as desk:
        take_in(desk, *crowd(LINES), told=Telling(pipe=pipe))


def take_away(path: Path, pipe: Connection) -> None:
    """Undo the import."""
    with desk_at(path) as desk:
        desk.journal.undo("sue", progress=lambda done, count: pipe.send("some are back"))  # noqa: ARG005


def killed(work: Callable[[Path, Connection], None], path: Path, *, after: int) -> None:
    """Let `work` be done until it has told of `after` turns, and kill it then."""
    worker = start(work, path)
    for _ in range(after):
        next_word(worker)
    assert worker.process.pid is not None
    os.kill(worker.process.pid, signal.SIGKILL)
    assert [-signal.SIGKILL] == end([worker])


def test_an_import_that_is_killed(tmp_path: Path) -> None:
    """Killed three times, it goes on each time; the desk books in between; nobody is doubled, nothing half-written."""
    clinic = wide_clinic(tmp_path, patients=1)
    came_in = 0
    for turn in range(3):
        killed(bring_in, clinic.path, after=came_in // LINES_A_CHUNK + 2)
        ((now_in,),) = rows(clinic.path, COMING_IN)
        assert came_in < now_in < LINES
        came_in = now_in
        assert () == examine(clinic.path)
        with desk_at(clinic.path) as desk:
            desk.schedule.book("ana", booking(clinic.patients[0], 0, start_of(24 + turn)))
    with desk_at(clinic.path) as desk:
        report = take_in(desk, *crowd(LINES))
        assert (LINES - came_in, came_in) == (report.added, report.unchanged)
        assert 4 == len(rows(clinic.path, "SELECT id FROM journal WHERE verb = 'import'"))
        for _ in range(4):
            desk.journal.undo("sue")
    assert [(0,)] == rows(clinic.path, COMING_IN)
    assert () == examine(clinic.path)


def test_an_undo_that_is_killed(tmp_path: Path) -> None:
    """The same undo goes on, under the entry that it began."""
    clinic = wide_clinic(tmp_path, patients=1)
    with desk_at(clinic.path) as desk:
        take_in(desk, *crowd(LINES))
    killed(take_away, clinic.path, after=2)
    ((left,),) = rows(clinic.path, COMING_IN)
    assert 0 < left < LINES
    assert () == examine(clinic.path)
    with desk_at(clinic.path) as desk:
        desk.journal.undo("sue")
    assert [(0,)] == rows(clinic.path, COMING_IN)
    assert [(1,)] == rows(clinic.path, "SELECT count(*) FROM journal WHERE verb = 'undo'")
    assert () == examine(clinic.path)
