"""Does a desk hear of every commit, and of nothing else?"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import DatabaseUnusable
from storage.sqlite.change_signal import ChangeSignal
from storage.sqlite.connection import open_database
from storage.sqlite.file_header import APPLICATION_ID
from tests.ready_made import written_out
from tests.storage.records import make_new

COMMIT_ELSEWHERE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("INSERT INTO meta (key, value) VALUES ('elsewhere', '1')")
db.close()
"""
NOTE = "INSERT INTO meta (key, value) VALUES (?, '1')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new database lies."""
    return written_out(tmp_path / "clinic.db", make_new)


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened as a desk opens it."""
    with closing(open_database(path)) as opened:
        yield opened


@pytest.fixture
def signal(path: Path) -> Iterator[ChangeSignal]:
    """A signal that watches the new database."""
    with ChangeSignal(path) as watching:
        yield watching


def test_quiet_without_commits(signal: ChangeSignal) -> None:
    """Nothing committed, nothing said, however often it is asked."""
    assert [False] * 3 == [signal.poll() for _ in range(3)]


def test_each_commit_is_told_once(db: sqlite3.Connection, signal: ChangeSignal) -> None:
    """A commit is told at the next poll and not again; commits between two polls are one change."""
    db.execute(NOTE, ("one",))
    first = [signal.poll(), signal.poll()]
    db.execute(NOTE, ("two",))
    db.execute(NOTE, ("three",))

    assert [True, False, True, False] == [*first, signal.poll(), signal.poll()]


def test_commit_before_is_no_news(path: Path, db: sqlite3.Connection) -> None:
    """What was committed before the watch began is not told."""
    db.execute(NOTE, ("before",))
    with ChangeSignal(path) as signal:
        assert signal.poll() is False


def test_uncommitted_is_not_told(db: sqlite3.Connection, signal: ChangeSignal) -> None:
    """A write is told when it is committed, not when it is made, and never when it is rolled back."""
    db.execute("BEGIN IMMEDIATE")
    db.execute(NOTE, ("open",))
    during = signal.poll()
    db.execute("ROLLBACK")

    assert [False, False] == [during, signal.poll()]


def test_other_process_is_heard(path: Path, signal: ChangeSignal) -> None:
    """A commit by another program is told."""
    subprocess.run([sys.executable, "-c", COMMIT_ELSEWHERE, str(path)], check=True)

    assert signal.poll() is True


def test_locked_database_is_no_change(tmp_path: Path) -> None:
    """While somebody has the file alone there is neither a change nor an error; the commit is told after."""
    path = tmp_path / "locked.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        with ChangeSignal(path) as signal:
            db.execute("BEGIN EXCLUSIVE")
            db.execute(NOTE, ("alone",))
            during = signal.poll()
            db.execute("COMMIT")

            assert [False, True] == [during, signal.poll()]


def test_watcher_cannot_write(signal: ChangeSignal) -> None:
    """The connection of a signal refuses to write."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        signal._db.execute(NOTE, ("watcher",))


def test_missing_database_is_refused(tmp_path: Path) -> None:
    """There is nothing to watch where there is no database, and none is made."""
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        ChangeSignal(tmp_path / "absent.db")

    assert [] == list(tmp_path.iterdir())


def test_foreign_file_is_refused(tmp_path: Path) -> None:
    """A file that is no clinicdesk database is not watched."""
    notes = tmp_path / "notes.txt"
    notes.write_text("call the plumber " * 100)

    with pytest.raises(DatabaseUnusable, match="is not a clinicdesk database"):
        ChangeSignal(notes)
