"""Is a database opened with the promises it needs, and refused with a sentence where it cannot keep them?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import DatabaseUnusable
from core.structs import replace
from storage import meta
from storage.sqlite import migrations
from storage.sqlite.connection import open_database, open_older
from storage.sqlite.file_header import APPLICATION_ID
from storage.sqlite.local_disk import network_kind
from storage.sqlite.refusals import refusals
from storage.store import SqliteStore
from tests.storage.records import SMITH, act, make_store, register

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is, or would be."""
    return tmp_path / "clinic.db"


def refusal(act_: Callable[[], object]) -> str:
    """The sentence with which `act_` is refused."""
    with pytest.raises(DatabaseUnusable) as refused:
        act_()
    return refused.value.sentence


def refusal_for_others(path: Path) -> str:
    """The sentence that somebody who is not root gets when they open `path`."""
    if os.geteuid() != 0:
        return refusal(lambda: open_database(path))
    migrations.newest()  # nobody may not be able to read where Python's modules are
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(tell, refusal(lambda: open_database(path)).encode())
        finally:
            os._exit(0)
    os.close(tell)
    os.waitpid(child, 0)
    with os.fdopen(told) as sentence:
        return sentence.read()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("journal_size_limit", 64 * 1024 * 1024),
        ("busy_timeout", 10_000),
        ("application_id", APPLICATION_ID),
    ],
)
def test_a_connection_keeps_its_promises(path: Path, pragma: str, value: object) -> None:
    """Write-ahead log, full durability, foreign keys, deleted text overwritten, nothing in temporary files."""
    with closing(open_database(path, create=True)) as db:
        assert value == db.execute(f"PRAGMA {pragma}").fetchone()[0]


def test_every_file_is_the_owners_alone(path: Path) -> None:
    """0600, log and side files too, whatever the umask lets through; a folder made on the way is 0700."""
    before = os.umask(0)
    try:
        with closing(SqliteStore.create(path.parent / "new" / "clinic.db")) as store:
            register(store)
            files = {file.name: file.stat().st_mode & 0o777 for file in (path.parent / "new").iterdir()}
    finally:
        os.umask(before)
    names = ("clinic.db", "clinic.db-wal", "clinic.db-shm", "clinic.db.lock", "clinic.db.next")
    assert dict.fromkeys(names, 0o600) == files
    assert 0o700 == (path.parent / "new").stat().st_mode & 0o777


def test_creating_leaves_what_is_there(path: Path) -> None:
    """`create` on a clinic just opens it."""
    with closing(make_store(path.parent)) as store:
        register(store)
    with closing(SqliteStore.create(path)) as again, again.read() as reading:
        assert 1 == len(reading.patients.with_mrn("100001"))


def test_an_interrupted_creation_is_taken_up(path: Path) -> None:
    """An empty file is no clinic to open, but one to make."""
    path.touch(0o600)
    assert "is not a clinicdesk database" in refusal(lambda: open_database(path))
    open_database(path, create=True).close()


def test_a_missing_file_is_not_made(path: Path) -> None:
    """The refusal says how a database is made, and leaves nothing behind."""
    assert "clinicdesk setup FILE.toml" in refusal(lambda: open_database(path))
    assert "There is no database" in refusal(lambda: open_database(path / "below" / "it"))
    assert [] == list(path.parent.iterdir())


def test_a_folder_is_no_database(path: Path) -> None:
    """Neither to open nor to make one in its place."""
    path.mkdir()
    assert "is not a clinicdesk database" in refusal(lambda: open_database(path))
    assert "is not a clinicdesk database" in refusal(lambda: open_database(path, create=True))


@pytest.mark.parametrize("create", [True, False])
def test_another_kind_of_file_is_left_alone(path: Path, *, create: bool) -> None:
    """What is not SQLite is named as such and not touched."""
    path.write_text("Dear diary, " * 100)
    assert "is not a clinicdesk database" in refusal(lambda: open_database(path, create=create))
    assert "Dear diary, " * 100 == path.read_text()
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize("create", [True, False])
def test_a_foreign_database_is_left_alone(path: Path, *, create: bool) -> None:
    """An SQLite file of another program keeps its journal mode and gets no tables."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE meta (key, value)")
    before = path.read_bytes()
    assert "is not a clinicdesk database" in refusal(lambda: open_database(path, create=create))
    assert before == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_a_damaged_database_says_so(path: Path) -> None:
    """Pages that are no pages end in a sentence with the remedy, when they are met."""
    with closing(make_store(path.parent)) as store:
        register(store)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    assert "is damaged" in refusal(lambda: SqliteStore(path))


def test_a_newer_database_is_refused(path: Path) -> None:
    """One that no longer bears this program, whether met on opening or in the middle of a day."""
    with closing(make_store(path.parent)) as store:
        with closing(sqlite3.connect(path)) as newer, newer:
            meta.put(newer, meta.SCHEMA, "9999")
            meta.put(newer, meta.MIN_PROGRAM, "9999")
        assert "newer clinicdesk" in refusal(lambda: SqliteStore(path))
        assert "newer clinicdesk" in refusal(lambda: open_older(path))
        assert "newer clinicdesk" in refusal(lambda: register(store))


def test_a_newer_schema_that_bears_this_program_runs_on(path: Path) -> None:
    """Migrations that only add leave desks of the version before at work."""
    with closing(make_store(path.parent)) as store:
        with closing(sqlite3.connect(path)) as newer, newer:
            meta.put(newer, meta.SCHEMA, "9999")
        register(store)
    SqliteStore(path).close()


def test_an_older_database_asks_for_migration(path: Path) -> None:
    """It is not migrated by the way: that is a verb of its own, with a backup."""
    make_store(path.parent).close()
    with closing(sqlite3.connect(path)) as older, older:
        meta.put(older, meta.SCHEMA, "0")
    assert "clinicdesk migrate" in refusal(lambda: SqliteStore(path))
    open_older(path).close()


@pytest.mark.parametrize("mode", [0o400, 0o000])
def test_a_file_of_others_is_read_only(path: Path, mode: int) -> None:
    """Whoever may not write the file is told whose it must be."""
    make_store(path.parent).close()
    path.chmod(mode)
    assert "cannot be written here" in refusal_for_others(path)


def test_a_folder_of_others_is_read_only(path: Path) -> None:
    """The log is made beside the file, so the folder must be writable too."""
    make_store(path.parent).close()
    path.chmod(0o666)
    path.parent.chmod(0o555)
    assert "cannot be written here" in refusal_for_others(path)
    path.parent.chmod(0o700)


def test_a_connection_that_may_not_write_is_read_only(store: SqliteStore) -> None:
    """What SQLite itself finds read-only, as on a disk mounted so meanwhile, has the same sentence."""
    store._connections.idle[0].execute("PRAGMA query_only = ON")
    assert "cannot be written here" in refusal(lambda: register(store))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """Creating a database where a file stands in place of the folder says why it cannot be."""
    (tmp_path / "file").touch()
    sentence = refusal(lambda: open_database(tmp_path / "file" / "clinic.db", create=True))
    assert "cannot be opened (File exists)" in sentence


def test_a_full_disk_saves_nothing_and_goes_on_later(store: SqliteStore) -> None:
    """The whole act is gone, the sentence says so, and with space again the next one works."""
    db = store._connections.idle[0]
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")

    def register_many() -> None:
        with act(store) as doing:
            for _ in range(1000):
                doing.tx.patients.add(SMITH)

    assert "is full, and nothing was saved" in refusal(register_many)
    db.execute("PRAGMA max_page_count = 1000000")
    assert 1 == register(store).id


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, "reports an error (what SQLite said)"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened (what SQLite said)"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "cannot be written"),
    ],
)
def test_what_a_disk_may_do_has_a_sentence(path: Path, code: int, words: str) -> None:
    """Errors that no test can bring about are known by their number."""
    error = sqlite3.OperationalError("what SQLite said")
    error.sqlite_errorcode = code

    def fail() -> None:
        with refusals(path, seconds=1):
            raise error

    assert words in refusal(fail)


def test_a_defect_of_the_program_is_no_sentence(store: SqliteStore) -> None:
    """A broken constraint passes as it is, for the trace."""
    nameless = replace(SMITH, family="", given="")
    with pytest.raises(sqlite3.IntegrityError, match="family <> ''"):
        register(store, nameless)


MOUNTS = r"""/dev/vda / ext4 rw 0 0
server:/export /home nfs4 rw 0 0
/dev/vdb /home/local ext4 rw 0 0
//server/share /mnt/my\040share cifs rw 0 0
desk@host: /mnt/far fuse.sshfs rw 0 0
overlay /over nfs rw 0 0
overlay /over ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/var/clinic.db", None),
        ("/home/clinic/clinic.db", "nfs4"),
        ("/home/local/clinic.db", None),
        ("/homework/clinic.db", None),
        ("/mnt/my share/clinic.db", "cifs"),
        ("/mnt/far/below/clinic.db", "fuse.sshfs"),
        ("/over/clinic.db", None),
    ],
)
def test_a_network_file_system_is_recognised(tmp_path: Path, place: str, kind: str | None) -> None:
    """The innermost mount counts, and of two at one place the later."""
    table = tmp_path / "mounts"
    table.write_text(MOUNTS)
    assert kind == network_kind(Path(place), mounts=table)


def test_where_mounts_are_not_told_a_place_counts_as_local(tmp_path: Path) -> None:
    """Not every system has /proc."""
    assert network_kind(Path("/home/clinic.db"), mounts=tmp_path / "none") is None


def test_a_network_file_system_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither opened nor made there, with the kind and the remedy in the sentence."""
    make_store(path.parent).close()
    monkeypatch.setattr("storage.sqlite.connection.network_kind", lambda _: "nfs4")
    assert "network file system (nfs4)" in refusal(lambda: open_database(path))
    assert "SSH" in refusal(lambda: open_database(path.parent / "new.db", create=True))
    assert not (path.parent / "new.db").exists()
