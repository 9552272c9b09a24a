"""Does a worker count as alive as long as it lives, and not a moment longer, whatever ended it?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from core.errors import NotAllowed
from storage import leases
from storage.folders import leases_folder
from storage.leases import FileLeases

LIVES = """
import sys
from pathlib import Path
from storage.leases import FileLeases
print(FileLeases(Path(sys.argv[1])).worker, flush=True)
sys.stdin.read()
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the clinic is, or would be."""
    return tmp_path / "clinic.db"


def test_it_lives_until_it_is_closed(database: Path) -> None:
    """Seen by another and by itself; nothing is left behind."""
    with FileLeases(database) as other:
        with FileLeases(database) as one:
            assert [True, True] == [one.is_live(one.worker), other.is_live(one.worker)]
        assert not other.is_live(one.worker)
        assert [other.worker] == [path.name for path in leases_folder(database).iterdir()]
        assert [False, False] == [other.is_live(""), other.is_live("../clinic.db")]


def test_one_that_was_killed_lives_no_longer(database: Path) -> None:
    """At once; and the next worker sweeps up after it."""
    with FileLeases(database) as other:
        command = [sys.executable, "-c", LIVES, str(database)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            worker = process.stdout.readline().strip()
            assert other.is_live(worker)
            os.kill(process.pid, signal.SIGKILL)
        assert not other.is_live(worker)
        assert (leases_folder(database) / worker).exists()
        with FileLeases(database):
            assert not (leases_folder(database) / worker).exists()
            assert other.is_live(other.worker)


def test_one_that_is_stuck_lives_no_longer(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a job may take it beats no more, and a minute later it counts as dead, until the job is over."""
    now = 1000.0
    monkeypatch.setattr(leases, "monotonic", lambda: now)
    monkeypatch.setattr(leases, "_BEAT_SECONDS", 0.001)
    with FileLeases(database) as one:
        with one.beating(timedelta(seconds=30)):
            now = 1050.0
            assert one.is_live(one.worker)
            now = 1061.0
            assert not one.is_live(one.worker)
        assert one.is_live(one.worker)


def test_root_is_no_worker_of_another_account(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What root makes beside the clinic, the account's own worker could not open; and nothing is made."""
    database.touch()
    monkeypatch.setattr(os, "geteuid", lambda: database.stat().st_uid + 1)
    with pytest.raises(NotAllowed, match="whose worker this must be"):
        FileLeases(database)
    assert not leases_folder(database).exists()


def test_the_clock_of_the_machine_does_not_matter(database: Path) -> None:
    """The beats are told by the time since it was started."""
    with FileLeases(database) as one:
        beat = float((leases_folder(database) / one.worker).read_text())
        assert -0.001 <= monotonic() - beat < 60, "which is written in milliseconds"
