"""Whichever step of asking payers is a desk's or a worker's last, is each visit asked about once, in a whole file?"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clearing_house import ClearingHouse, founded, laid
from tests.clinics import FakeClock
from tests.depth import depth
from tests.jobs import ACCOUNT
from tests.stress.crowd import end, next_word, start
from tests.stress.steps import Steps

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

VISITS: Final = depth(12, whole=400)
KILLS: Final = depth(8, whole=120)
"""So many of the statements; each operation on a file is tried too."""
SENT: Final = "SELECT count(*), count(DISTINCT trace), count(DISTINCT appointment) FROM inquiry"


def asks(task: tuple[str, int], pipe: Connection) -> None:
    """Ask about all visits and lay the file, killed before that step; how many there are, and which are on files."""
    folder, fatal = Path(task[0]), task[1]
    with SqliteStore(folder / "clinic.db") as store:
        house = ClearingHouse(folder, store, FakeClock())
        steps = Steps(fatal, house.out)
        steps.count_in(store)
        house.desk.verification.ask("ana")
        house.work()
        pipe.send((steps.taken, steps.on_files))


def fate(folder: Path, fatal: int) -> tuple[int, list[int]] | None:
    """What it told; None where it was killed."""
    writer = start(asks, (str(folder), fatal))
    try:
        told: tuple[int, list[int]] = next_word(writer)
    except EOFError:
        return None
    finally:
        end([writer])
    return told


def laid_anew(kept: Path, folder: Path) -> None:
    """The clinic as it was before, which may ask from there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
    with SqliteStore(folder / "clinic.db") as store:
        ClearingHouse(folder, store, FakeClock()).desk.jobs.arm(ACCOUNT)


def test_whichever_step_of_asking_is_the_last(tmp_path: Path) -> None:
    """The act is there as a whole or absent; whoever comes next lays the file that is missing, and no other."""
    kept, folder = tmp_path / "kept", tmp_path / "clinic"
    kept.mkdir()
    house = founded(kept)
    house.visits(VISITS)
    house.store.close()
    laid_anew(kept, folder)
    told = fate(folder, 0)
    assert told is not None
    steps, on_files = told
    assert on_files
    for fatal in sorted({*on_files, *(1 + at * steps // KILLS for at in range(KILLS))}):
        laid_anew(kept, folder)
        assert fate(folder, fatal) is None
        with SqliteStore(folder / "clinic.db") as store:
            after = ClearingHouse(folder, store, FakeClock())
            with closing(sqlite3.connect(folder / "clinic.db")) as db:
                were = db.execute(SENT).fetchone()
            assert were in {(0, 0, 0), (VISITS,) * 3}, fatal
            again = after.desk.verification.ask("ana")
            assert len(again.asked) == VISITS - were[0], fatal
            after.work()
            asked = after.asked()
            assert VISITS == len(asked) == len({one.trace for one in asked}), fatal
            assert 1 == len(list(after.out.iterdir())), fatal
    with SqliteStore(folder / "clinic.db") as store:
        after = ClearingHouse(folder, store, FakeClock())
        expected = laid(after, after.asked())
        after.work()
        found = after.desk.verification.worklist("ana")
        assert expected == {one.scheduled.patient.family.upper(): one.standing.trouble.value for one in found}
    assert () == examine(folder / "clinic.db")
