"""Is every opening kept, in a file of its own that nobody alters unseen, whoever else writes and however it ends?"""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.access.log import Opening
from core.errors import DatabaseUnusable
from core.record_ref import PatientId
from storage.sqlite.access_log import SqliteAccessLog, access_path
from storage.sqlite.doctor import access_head, examine
from storage.store import SqliteStore
from tests.storage.records import make_store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SMITH, JONES = PatientId(1), PatientId(2)
WRITES_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from core.access.log import Opening
from storage.sqlite.access_log import SqliteAccessLog
log = SqliteAccessLog(Path(sys.argv[1]))
while True:
    log.note(Opening(datetime(2026, 11, 23, tzinfo=UTC), "ana", "sheet", 1))
    print("kept", flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A clinic."""
    with closing(make_store(tmp_path)) as made:
        yield made


@pytest.fixture
def path(store: SqliteStore, tmp_path: Path) -> Path:  # noqa: ARG001
    """Its file."""
    return tmp_path / "clinic.db"


def opening(actor: str = "ana", way: str = "sheet", patient: PatientId = SMITH, *, minutes: int = 0) -> Opening:
    """One, so many minutes after noon."""
    return Opening(NOON + timedelta(minutes=minutes), actor, way, patient)


def damage(path: Path, statement: str) -> None:
    """Write by hand past the guards."""
    with closing(sqlite3.connect(access_path(path), isolation_level=None)) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for _, made_by in guards:
            db.execute(made_by)


def test_openings_are_kept_by_patient_and_by_person(store: SqliteStore) -> None:
    """Newest first; who acts for another is found under both names."""
    log = store.access_log
    first, second = opening(), opening("ana for mei", "patient show", JONES, minutes=5)
    third = opening("mei", minutes=9)
    for one in (first, second, third):
        log.note(one)
    assert [third, first] == list(log.of_records([SMITH], since=None))
    assert [second, first] == list(log.by_person("ana", since=None))
    assert [third, second] == list(log.by_person("mei", since=None))
    assert [third] == list(log.by_person("mei", since=NOON + timedelta(minutes=6)))
    assert [] == list(log.by_person("", since=None))
    assert ("ana", "mei") == (second.person, second.acts_for)


def test_it_is_the_accounts_alone_and_wakes_no_desk(store: SqliteStore, path: Path) -> None:
    """Its file and those beside it are 0600, and the clinic's own file is not touched."""
    with closing(sqlite3.connect(path)) as watching:
        before = watching.execute("PRAGMA data_version").fetchone()
        store.access_log.note(opening())
        assert before == watching.execute("PRAGMA data_version").fetchone()
    files = list(path.parent.glob("clinic.db.access.db*"))
    assert files
    assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in files}


def test_nothing_is_read_of_a_log_that_is_not_there(store: SqliteStore, path: Path) -> None:
    """And reading makes none."""
    assert [] == list(store.access_log.by_person("ana", since=None))
    assert not access_path(path).exists()


def test_it_is_only_made_longer(store: SqliteStore, path: Path) -> None:
    """Its guards refuse hand-written statements too."""
    store.access_log.note(opening())
    with closing(sqlite3.connect(access_path(path))) as db:
        for statement in ("UPDATE access SET person = 'mei'", "DELETE FROM access"):
            with pytest.raises(sqlite3.IntegrityError, match="the log of openings is never"):
                db.execute(statement)


def test_many_write_at_once(path: Path) -> None:
    """Threads of two desks: no line is lost, and the chain holds."""
    logs = [SqliteAccessLog(path), SqliteAccessLog(path)]

    def write(log: SqliteAccessLog) -> None:
        for _ in range(25):
            log.note(opening())

    threads = [threading.Thread(target=write, args=(log,)) for log in (*logs, *logs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 100 == len(list(logs[0].of_records([SMITH], since=None)))
    for log in logs:
        log.close()
    assert () == examine(path)


def test_a_child_opens_it_for_itself(store: SqliteStore) -> None:
    """A connection of the parent's is not the child's to use."""
    store.access_log.note(opening())
    child = os.fork()
    if child == 0:
        try:
            store.access_log.note(opening(minutes=1))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert 2 == len(list(store.access_log.of_records([SMITH], since=None)))


def test_what_was_kept_outlives_a_kill(path: Path) -> None:
    """Every line that was said to be kept is there, and the next one goes on behind it."""
    with subprocess.Popen([sys.executable, "-c", WRITES_FOR_EVER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        kept = [writer.stdout.readline() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        kept += writer.stdout.readlines()
    log = SqliteAccessLog(path)
    found = len(list(log.of_records([SMITH], since=None)))
    assert len(kept) <= found <= len(kept) + 1
    log.note(opening())
    log.close()
    assert () == examine(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access SET person = 'mei' WHERE id = 2",
        "UPDATE access SET at = at - 1 WHERE id = 2",
        "UPDATE access SET patient = CAST(X'01' AS BLOB) WHERE id = 2",
        "DELETE FROM access WHERE id = 2",
        "DELETE FROM access WHERE id = 1",
        "UPDATE access SET hash = replace(hash, substr(hash, 1, 1), 'z') WHERE id = 2",
        "DROP INDEX access_by_patient",
        "CREATE TABLE notes (text)",
    ],
)
def test_what_was_altered_is_found(store: SqliteStore, path: Path, statement: str) -> None:
    """By the doctor, who examines it with the clinic."""
    for minutes in range(3):
        store.access_log.note(opening(minutes=minutes))
    assert () == examine(path)
    damage(path, statement)
    assert {"access"} == {finding.check for finding in examine(path)}


def test_a_dropped_guard_and_a_foreign_file_are_found(store: SqliteStore, path: Path) -> None:
    """A file that is none takes no line either, and that is told."""
    store.access_log.note(opening())
    store.access_log.close()
    with closing(sqlite3.connect(access_path(path))) as db:
        db.execute("DROP TRIGGER access_delete")
    assert {"access"} == {finding.check for finding in examine(path)}
    access_path(path).write_bytes(b"call the plumber " * 99)
    assert {"access"} == {finding.check for finding in examine(path)}
    with pytest.raises(DatabaseUnusable):
        store.access_log.note(opening())


def test_lines_cut_off_at_its_end_are_found_by_an_anchor_alone(store: SqliteStore, path: Path) -> None:
    """So is a log that was taken away: what was never written and what was cut off look alike."""
    for minutes in range(3):
        store.access_log.note(opening(minutes=minutes))
    head = access_head(path)
    assert head is not None
    assert () == examine(path, anchors=[head.hash])
    damage(path, "DELETE FROM access WHERE id = 3")
    assert () == examine(path)
    assert {"anchor"} == {finding.check for finding in examine(path, anchors=[head.hash])}
    store.access_log.close()
    for file in path.parent.glob("clinic.db.access.db*"):
        file.unlink()
    assert () == examine(path)
    assert {"anchor"} == {finding.check for finding in examine(path, anchors=[head.hash])}
