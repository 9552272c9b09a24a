"""A worker is killed by a signal at any moment while it asks payers and takes their answers: is any visit forgotten?"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from core.coverage.standing import Trouble
from core.verification.worklist import trouble_text
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clearing_house import ClearingHouse, counted, founded, laid
from tests.clinics import FakeClock
from tests.depth import depth
from tests.stress.steps import Steps

pytestmark = pytest.mark.serial

VISITS: Final = depth(40, whole=400)
LONGEST: Final = depth(800, whole=8_000)
"""Statements that a worker has until it is killed, at most."""
FIRST: Final = 40
"""Those that the first of them has: less than asking takes."""
WORKER: Final = "import sys; from tests.stress.test_answers_kill import work; work(sys.argv[1], int(sys.argv[2]))"


def work(folder: str, fatal: int) -> None:
    """Be a worker there until nothing is due, or that statement comes."""
    with SqliteStore(Path(folder) / "clinic.db") as store:
        house = ClearingHouse(Path(folder), store, FakeClock())
        Steps(fatal, house.out).count_in(store)
        house.work()


def work_and_be_killed(folder: Path, rng: random.Random) -> int:
    """Workers one after the other until one has nothing left to do; how many were killed in the middle."""
    killed = 0
    while True:
        fatal = rng.randrange(1, LONGEST if killed else FIRST)
        ended = subprocess.run([sys.executable, "-c", WORKER, str(folder), str(fatal)], check=False).returncode
        if ended == 0:
            return killed
        assert -signal.SIGKILL == ended
        killed += 1


def test_every_visit_ends_verified_or_on_the_list(tmp_path: Path) -> None:
    """Asked in a batch; answered in every way, twice, cut short; counted by hand in the tables."""
    rng = random.Random("killed")
    house = founded(tmp_path)
    house.visits(VISITS)
    sent = house.desk.verification.ask("ana")
    house.store.close()
    killed = work_and_be_killed(tmp_path, rng)
    asked = house.asked()
    assert VISITS == len(asked) == len({one.trace for one in asked}) == len(sent.asked)
    expected = laid(house, asked)
    killed += work_and_be_killed(tmp_path, rng)
    assert killed > 1
    with SqliteStore(tmp_path / "clinic.db") as store:
        after = ClearingHouse(tmp_path, store, house.clock)
        found, view = after.desk.verification.worklist("ana"), after.desk.view("ana")
        assert expected == {one.scheduled.patient.family.upper(): one.standing.trouble.value for one in found}
        reasons = [
            trouble_text(one, view.site_of(one.scheduled), after.clock.now())
            for one in found
            if one.standing.trouble is not Trouble.ACTIVE
        ]
        assert all(one.endswith(".") for one in reasons)
        rows, verified = counted(after), sum(one in {"active", "inactive"} for one in expected.values())
        assert (VISITS, verified, 0) == (rows["inquiries"], rows["enrolled"], rows["jobs open"])
        assert VISITS == rows["answered"] + rows["rejected"] + rows["sent"]
    assert () == examine(tmp_path / "clinic.db")
