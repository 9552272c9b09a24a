"""Does a turn end whatever stops its process, and do two names of one file wait for each other?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import DatabaseUnusable
from storage.sqlite.batch import alone
from storage.sqlite.connection import open_database
from storage.sqlite.write_queue import WriteQueue
from storage.store import SqliteStore
from tests.storage.records import make_store, register

TAKES_A_TURN = """
import os, signal, sys
from pathlib import Path
from storage.sqlite.batch import alone
from storage.sqlite.write_queue import WriteQueue
path = Path(sys.argv[1])
with {block}:
    os.kill(os.getpid(), int(sys.argv[2]))
    os.kill(os.getpid(), int(sys.argv[2]))
    print("still here", flush=True)
print("gone on", flush=True)
"""


@pytest.mark.parametrize("block", ["WriteQueue(path, seconds=5).turn()", "alone(path)"])
@pytest.mark.parametrize("which", [signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU])
def test_who_is_stopped_in_a_turn_stops_behind_it(tmp_path: Path, which: signal.Signals, block: str) -> None:
    """The turn or batch is over by then, so that others have theirs; gone on with, the process does."""
    path = tmp_path / "clinic.db"
    with subprocess.Popen(
        [sys.executable, "-c", TAKES_A_TURN.format(block=block), path, str(int(which))],
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as writer:
        assert writer.stdout is not None
        assert "still here\n" == writer.stdout.readline()
        _, status = os.waitpid(writer.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        with closing(WriteQueue(path, seconds=5)) as queue, queue.turn(), alone(path):
            pass
        writer.send_signal(signal.SIGCONT)
        assert "gone on\n" == writer.stdout.readline()


def test_what_the_program_does_at_a_stop_is_as_before(tmp_path: Path) -> None:
    """A desk has handlers of its own for it, which are asked once the turn is over."""
    came: list[int] = []
    before = signal.signal(signal.SIGTSTP, lambda number, _: came.append(number))
    try:
        with closing(WriteQueue(tmp_path / "clinic.db", seconds=5)) as queue, queue.turn():
            os.kill(os.getpid(), signal.SIGTSTP)
            assert [] == came
        assert [signal.SIGTSTP] == came
    finally:
        signal.signal(signal.SIGTSTP, before)


@pytest.mark.parametrize("name", ["link.db", "linked/clinic.db", "linked/../real/clinic.db"])
def test_one_file_has_one_queue(tmp_path: Path, name: str) -> None:
    """Through a link to it, or to its folder, or around a corner."""
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "linked").symlink_to(real)
    (tmp_path / "link.db").symlink_to(real / "clinic.db")
    make_store(real).close()
    with SqliteStore(tmp_path / name) as store:
        register(store)
        store.access_log.close()
    assert {"clinic.db", "clinic.db.lock", "clinic.db.next"} == {file.name for file in real.iterdir()}
    assert {"real", "linked", "link.db"} == {file.name for file in tmp_path.iterdir()}


def test_a_second_name_is_refused(tmp_path: Path) -> None:
    """SQLite would lay a second log beside it; with one name it opens again."""
    make_store(tmp_path).close()
    other = tmp_path / "other.db"
    other.hardlink_to(tmp_path / "clinic.db")
    with pytest.raises(DatabaseUnusable, match="second name"):
        open_database(other)
    other.unlink()
    open_database(tmp_path / "clinic.db").close()
