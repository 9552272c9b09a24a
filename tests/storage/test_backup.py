"""Is a backup a whole, sound, private copy, made while desks write, and never in place of another file?"""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import BadInput, DatabaseUnusable
from storage.sqlite.backup import backup
from storage.sqlite.connection import open_database

NOTE = "INSERT INTO meta (key, value) VALUES (?, ?)"
WRITE_WITHOUT_PAUSE = """
import itertools, sys
from pathlib import Path
from storage.sqlite.connection import open_database

db = open_database(Path(sys.argv[1]))
for number in itertools.count(1):
    db.execute("BEGIN IMMEDIATE")
    for half in ("left", "right"):
        db.execute("INSERT INTO meta (key, value) VALUES (?, 'x')", (f"{half} {number}",))
    db.execute("COMMIT")
    print(number, flush=True)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A clinic's new database, in a folder of its own."""
    path = tmp_path / "clinic" / "clinic.db"
    open_database(path, create=True).close()
    return path


@pytest.fixture
def db(source: Path) -> Iterator[sqlite3.Connection]:
    """A connection to it that stays open, as a desk's does."""
    with closing(open_database(source)) as opened:
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A name for the copy in an empty folder."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "copy.db"


def content(path: Path) -> list[str]:
    """The whole database as SQL."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def notes(path: Path, half: str) -> int:
    """How many notes of one half the database holds."""
    with closing(sqlite3.connect(path)) as db:
        (count,) = db.execute("SELECT count(*) FROM meta WHERE key LIKE ?", (f"{half} %",)).fetchone()
        return int(count)


def test_copy_holds_everything(source: Path, db: sqlite3.Connection, target: Path) -> None:
    """The copy has all that was committed, also what is only in the write-ahead log, and its size is told."""
    db.execute(NOTE, ("kept", "yes"))

    size = backup(source, target)

    assert (target.stat().st_size, content(source)) == (size, content(target))


def test_copy_leaves_out_what_is_not_committed(source: Path, db: sqlite3.Connection, target: Path) -> None:
    """A write that is under way neither delays the backup nor gets into it."""
    before = content(source)
    db.execute("BEGIN IMMEDIATE")
    db.execute(NOTE, ("half-way", "yes"))

    backup(source, target)
    db.execute("ROLLBACK")

    assert before == content(target)


def test_copy_is_one_private_file(source: Path, target: Path) -> None:
    """Only the owner can read the copy, whatever the umask, and nothing lies beside it."""
    umask = os.umask(0)
    try:
        backup(source, target)
    finally:
        os.umask(umask)

    assert [target] == list(target.parent.iterdir())
    assert 0o600 == stat.S_IMODE(target.stat().st_mode)


def test_copy_needs_no_side_files(source: Path, target: Path) -> None:
    """The copy is not in WAL mode (2 in bytes 18 and 19 of the file): it is read where nothing can be written."""
    backup(source, target)

    assert (b"\x02\x02", b"\x01\x01") == (source.read_bytes()[18:20], target.read_bytes()[18:20])


def test_copy_opens_as_a_clinic(source: Path, db: sqlite3.Connection, target: Path) -> None:
    """A copy put in the place of the database is a database to work in."""
    db.execute(NOTE, ("kept", "yes"))
    backup(source, target)

    with closing(open_database(target)) as restored:
        assert ("yes",) == restored.execute("SELECT value FROM meta WHERE key = 'kept'").fetchone()


def test_backup_while_another_process_writes(source: Path, target: Path) -> None:
    """Beside a writer without pause the copy has each commit acknowledged before, whole; the writer goes on."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_WITHOUT_PAUSE, str(source)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        try:
            acknowledged = [int(next(writer.stdout)) for _ in range(20)][-1]
            backup(source, target)
            left, right = notes(target, "left"), notes(target, "right")
            later = next(number for number in map(int, writer.stdout) if number > left)
        finally:
            writer.kill()

    assert (left, True) == (right, acknowledged <= left < later)


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_existing_target_is_refused(source: Path, target: Path, kind: str) -> None:
    """What has the name already is left as it is."""
    if kind == "file":
        target.write_text("an older backup")
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("elsewhere.db")
    before = target.lstat()

    with pytest.raises(BadInput, match="exists already") as refusal:
        backup(source, target)

    assert ("file", [target], before) == (
        refusal.value.field,
        list(target.parent.iterdir()),
        target.lstat(),
    )


def test_target_made_meanwhile_is_refused(source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that got the name during the copy is not overwritten either."""
    monkeypatch.setattr(Path, "exists", lambda _: False)
    target.write_text("another backup")

    with pytest.raises(BadInput, match="exists already"):
        backup(source, target)

    assert ("another backup", [target]) == (target.read_text(), list(target.parent.iterdir()))


def test_disk_without_links(source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links, such as a memory stick's, the copy gets its name all the same."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    backup(source, target)

    assert ([target], content(source)) == (list(target.parent.iterdir()), content(target))


def test_target_made_meanwhile_on_a_disk_without_links(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There too a file that got the name during the copy is not overwritten."""

    def refuse(*_: object) -> None:
        target.write_text("another backup")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    with pytest.raises(BadInput, match="exists already"):
        backup(source, target)

    assert ("another backup", [target]) == (target.read_text(), list(target.parent.iterdir()))


def test_missing_folder_is_refused(source: Path, tmp_path: Path) -> None:
    """A target in a folder that does not exist is refused with its name."""
    with pytest.raises(BadInput, match=r"absent/copy\.db cannot be written"):
        backup(source, tmp_path / "absent" / "copy.db")


def test_missing_source_is_refused(tmp_path: Path, target: Path) -> None:
    """Where there is no database there is no backup of it."""
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        backup(tmp_path / "absent.db", target)

    assert [] == list(target.parent.iterdir())


def test_foreign_source_is_refused(tmp_path: Path, target: Path) -> None:
    """A file that is no database is not copied as if it were one."""
    (tmp_path / "notes.txt").write_text("call the plumber " * 100)

    with pytest.raises(DatabaseUnusable, match="is not a clinicdesk database"):
        backup(tmp_path / "notes.txt", target)

    assert [] == list(target.parent.iterdir())


def test_damaged_source_is_refused(source: Path, target: Path) -> None:
    """A copy that does not pass the check gets no name: nobody takes a broken backup for a sound one."""
    with closing(open_database(source)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'meta'").fetchone()
        (page_size,) = db.execute("PRAGMA page_size").fetchone()
    with source.open("r+b") as file:
        file.seek((root - 1) * page_size)
        file.write(b"\xff" * page_size)

    with pytest.raises(DatabaseUnusable, match="no backup was made"):
        backup(source, target)

    assert [] == list(target.parent.iterdir())
