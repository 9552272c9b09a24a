"""Do the files of holds tell what lives, cost little, and go with their desk in whatever way that ends?"""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

import pytest

from core.calendar.interval import Interval
from core.schedule.model.hold import Hold
from storage.folders import holds_folder
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.storage.records import make_store

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

NOW: Final = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
SPAN: Final = Interval(NOW, NOW + timedelta(minutes=20))
QUESTION: Final = Hold("lee", "main", SPAN, "ana", NOW, NOW + timedelta(minutes=3), is_open=True)
BY_NAME: Final = Hold("lee", "main", SPAN, "ana", NOW, NOW + timedelta(hours=3), note="O\u2019Neil")
_AT_A_DESK: Final = """
import sys
from datetime import datetime
from pathlib import Path
from storage.store import SqliteStore
from tests.storage.test_holds import NOW, QUESTION
store = SqliteStore(Path(sys.argv[1]))
with store.read() as reading:
    assert reading.holds.take(QUESTION, now=NOW)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic's database."""
    make_store(tmp_path).close()
    return tmp_path / "clinic.db"


def live(store: SqliteStore, now: datetime = NOW) -> list[str]:
    """Who holds time."""
    with store.read() as reading:
        return [hold.by for hold in reading.holds.live(now)]


def take(store: SqliteStore, hold: Hold, *, places: int = 1) -> Hold | None:
    """Hold it."""
    with store.read() as reading:
        return reading.holds.take(hold, now=NOW, places=places)


def test_a_desk_that_is_killed_holds_nothing(clinic: Path) -> None:
    """Kill -9: nobody meets it any more, and the next look of another desk says that something changed."""
    desk = subprocess.Popen(
        [sys.executable, "-c", _AT_A_DESK, str(clinic)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert desk.stdout is not None
    assert "held\n" == desk.stdout.readline()
    with SqliteStore(clinic) as store:
        assert ["ana"] == live(store)
        assert not any(store.holds.poll() for _ in range(5))
        os.kill(desk.pid, signal.SIGKILL)
        desk.wait()
        assert [] == live(store)
        assert 1 == sum(store.holds.poll() for _ in range(5))
        assert [] == [path.name for path in holds_folder(clinic).iterdir() if path.suffix]
    desk.stdout.close()
    assert desk.stdin is not None
    desk.stdin.close()


def test_a_desk_that_is_left_holds_nothing(clinic: Path) -> None:
    """What is held by name stays."""
    with SqliteStore(clinic) as other:
        with SqliteStore(clinic) as store:
            take(store, QUESTION)
            assert ["ana"] == live(other)
        assert [] == live(other)
        with SqliteStore(clinic) as store:
            take(store, BY_NAME)
        assert ["ana"] == live(other)


def test_only_what_others_do_is_news(clinic: Path) -> None:
    """A desk does not read its day again for its own question."""
    with SqliteStore(clinic) as store, SqliteStore(clinic) as other:
        taken = take(store, QUESTION)
        assert taken is not None
        assert (False, True, False) == (store.holds.poll(), other.holds.poll(), other.holds.poll())
        take(store, taken)
        assert (False, True) == (store.holds.poll(), other.holds.poll())
        store.holds.release(taken.number)
        assert (False, True) == (store.holds.poll(), other.holds.poll())


def test_looking_reads_no_file_twice(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the booking question looks at the names in one folder."""
    with SqliteStore(clinic) as store, SqliteStore(clinic) as other:
        take(store, BY_NAME)
        assert ["ana"] == live(other)
        monkeypatch.setattr("storage.hold_files.read_hold", None)
        assert ["ana"] == live(other)


def test_holding_commits_nothing(clinic: Path) -> None:
    """No desk is woken that shows another day, and no disk is waited for."""
    with SqliteStore(clinic) as store:
        with store._connections.plain() as db:
            before = db.execute("PRAGMA data_version").fetchone()
        take(store, QUESTION)
        with store._connections.plain() as db:
            assert before == db.execute("PRAGMA data_version").fetchone()


def test_what_ran_out_is_gone_and_is_swept(clinic: Path) -> None:
    """At the instant itself it counts no longer."""
    with SqliteStore(clinic) as store:
        take(store, BY_NAME)
        assert (["ana"], []) == (live(store, BY_NAME.until - timedelta(seconds=1)), live(store, BY_NAME.until))
        store.holds.prune(BY_NAME.until)
        assert [] == [path.name for path in holds_folder(clinic).iterdir() if path.suffix]


def test_nobody_else_reads_them(clinic: Path) -> None:
    """They say for whom time is held; and the doctor looks at that."""
    with SqliteStore(clinic) as store:
        take(store, QUESTION)
        folder = holds_folder(clinic)
        assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        assert 0o700 == stat.S_IMODE(folder.stat().st_mode)
        assert () == examine(clinic)
        (found,) = folder.glob("*.hold")
        found.chmod(0o644)
        assert any(found.name in str(finding) for finding in examine(clinic))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"provider": 1}', "\x00"])
def test_a_file_that_says_nothing_is_no_hold(clinic: Path, text: str) -> None:
    """Whoever wrote it."""
    with SqliteStore(clinic) as store:
        take(store, BY_NAME)
        (holds_folder(clinic) / "9.beef.hold").write_text(text)
        assert ["ana"] == live(store)


def _race(path: Path, barrier: Barrier, number: int) -> None:
    with SqliteStore(path) as store:
        barrier.wait()
        hold = Hold("lee", "main", SPAN, f"desk {number}", NOW, NOW + timedelta(minutes=3))
        with store.read() as reading:
            os._exit(0 if reading.holds.take(hold, now=NOW) else 1)


def test_of_many_who_ask_at_once_one_holds_it(clinic: Path) -> None:
    """Each is told whether it is theirs."""
    fork = get_context("fork")
    for _ in range(5):
        barrier = fork.Barrier(8)
        racers = [fork.Process(target=_race, args=(clinic, barrier, number)) for number in range(8)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        assert 1 == sum(racer.exitcode == 0 for racer in racers)
        with SqliteStore(clinic) as store:
            assert 1 == len(live(store))
            store.holds.prune(NOW + timedelta(hours=1))
