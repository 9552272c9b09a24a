"""Is a backup named only once it is sound, and is nothing removed but what is one, of this clinic, in this place?"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from core.access.log import Opening
from core.coverage.model import Side
from core.errors import ClinicdeskError, DatabaseUnusable
from core.jobs.model import Job, JobId
from core.record_ref import PatientId
from core.settings.model import BackupSettings
from storage.folders import cards_folder
from storage.links import backup_folder
from storage.links.backup_folder import BackupFolder
from storage.sqlite.access_log import SqliteAccessLog, access_path
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import SETUP, make_desk
from tests.clinics import register as register_at
from tests.damage import damage, resealed
from tests.images import jpeg
from tests.insured import PAYERS, insure
from tests.storage.records import make_store, register

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A clinic."""
    make_store(tmp_path).close()
    (tmp_path / "backups").mkdir()
    return tmp_path / "clinic.db"


def make(database: Path, night: date, *, daily: int = 3, weekly: int = 2) -> str:
    """Make the backup of that night."""
    due = datetime(2026, 11, 23, tzinfo=UTC)
    job = Job(JobId(1), f"backup {night}", "backup", due, details={"night": night.isoformat()})
    settings = BackupSettings("backups", daily=daily, weekly=weekly)
    return BackupFolder(database, folder(database), settings).carry_out(job).said


def folder(database: Path) -> Path:
    """Where the backups are."""
    return database.with_name("backups")


def nights(database: Path) -> list[str]:
    """Of which nights there are backups."""
    return sorted(path.name.split(".")[-2] for path in folder(database).glob("*.backup"))


def test_a_backup_opens_and_is_sound(database: Path) -> None:
    """It is a clinic, for the account alone."""
    said = make(database, MONDAY)
    (made,) = folder(database).glob("*.backup")
    assert made.name.endswith(".2026-11-23.backup")
    assert (0o600, ()) == (made.stat().st_mode & 0o777, examine(made))
    assert said == f"{made} ({made.stat().st_size} bytes) was made and is sound; 0 older ones were removed."


def test_what_is_kept(database: Path) -> None:
    """The newest three nights, and the newest night of the newest two weeks: by their names alone."""
    for day in range(20):
        make(database, MONDAY + timedelta(days=day))
    assert ["2026-12-06", "2026-12-10", "2026-12-11", "2026-12-12"] == nights(database)


def test_nothing_else_is_removed(database: Path) -> None:
    """Backups of other places and other clinics, copies by hand, folders, links, and files that only have the name."""
    make(database, MONDAY)
    (ours,) = folder(database).glob("*.backup")
    prefix = ours.name.removesuffix("2026-11-23.backup")
    others = {
        name: folder(database) / name
        for name in (
            "clinic.db.00000000.2026-01-01.backup",
            f"other.db.{prefix.split('.')[2]}.2026-01-01.backup",
            f"{prefix}2026-01-01.backup.old",
            f"{prefix}2026-13-41.backup",
            f"{prefix}x2026-01-01.backup",
            f".{prefix}2026-01-01.backup.mine.part",
            "clinic.db",
        )
    }
    for path in others.values():
        shutil.copy(ours, path)
    (folder(database) / f"{prefix}2026-01-02.backup").write_text("call the plumber")
    (folder(database) / f"{prefix}2026-01-03.backup").mkdir()
    (folder(database) / f"{prefix}2026-01-04.backup").symlink_to(ours)
    gone = {ours, ours.with_name(f"{ours.name}.heads")}
    before = set(folder(database).iterdir())
    for day in range(1, 9):
        make(database, MONDAY + timedelta(days=day), daily=1, weekly=0)
    assert before - gone == before & set(folder(database).iterdir())
    assert 2 == len(set(folder(database).iterdir()) - before)  # the newest, and its heads


def test_parts_of_tries_that_died_are_swept(database: Path) -> None:
    """Nobody's lock is on what a killed worker has left."""
    left = folder(database) / ".clinic.db.2026-11-22.backup.abcd_123.clinicdesk-part"
    left.mkdir()
    (left / "clinic.db.2026-11-22.backup").write_text("half a backup")
    make(database, MONDAY)
    assert not left.exists()


def test_the_log_of_openings_and_the_heads_go_with_it(database: Path) -> None:
    """Both are sound beside it, prove it later, come after a try that died between, and go when it goes."""
    with SqliteStore(database) as store:
        store.access_log.note(Opening(datetime(2026, 11, 23, tzinfo=UTC), "ana", "sheet", PatientId(1)))
    make(database, MONDAY, daily=1, weekly=0)
    (made,) = folder(database).glob("*.backup")
    log, heads = (made.with_name(made.name + ending) for ending in (".access.db", ".heads"))
    assert {made, log, heads} == set(folder(database).iterdir())
    assert [0o600] * 2 == [path.stat().st_mode & 0o777 for path in (log, heads)]
    told = heads.read_text()
    anchors = [line.split()[-1] for line in told.splitlines()]
    assert (2, ()) == (len(anchors), examine(database, anchors=anchors))
    assert () == examine(made, anchors=anchors)

    log.unlink()
    heads.unlink()
    make(database, MONDAY, daily=1, weekly=0)
    assert (True, told) == (log.exists(), heads.read_text())

    make(database, MONDAY + timedelta(days=1), daily=1, weekly=0)
    assert not {made, log, heads} & set(folder(database).iterdir())


def test_a_backup_that_is_there_is_this_nights(database: Path) -> None:
    """The try that made it died before it could say so; it is not made again."""
    make(database, MONDAY)
    (made,) = folder(database).glob("*.backup")
    before = made.stat()
    make(database, MONDAY)
    assert (before.st_ino, before.st_mtime_ns) == (made.stat().st_ino, made.stat().st_mtime_ns)


def test_what_has_the_name_and_is_no_backup_stays(database: Path) -> None:
    """And it is said that it is in the way."""
    make(database, MONDAY)
    (made,) = folder(database).glob("*.backup")
    made.write_text("call the plumber")
    with pytest.raises(ClinicdeskError, match="exists already"):
        make(database, MONDAY)
    assert "call the plumber" == made.read_text()


def test_what_is_unsound_gets_no_name(database: Path) -> None:
    """The doctor's first finding is told, and the backups of before stay, all of them."""
    make(database, MONDAY, daily=1, weekly=0)
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("DROP TRIGGER appointment_occupies_insert")
    with pytest.raises(
        DatabaseUnusable, match=r"not sound \(1 findings\).*First: The trigger appointment_occupies_ins"
    ):
        make(database, MONDAY + timedelta(days=1), daily=1, weekly=0)
    assert (["2026-11-23"], 2) == (nights(database), len(list(folder(database).iterdir())))


def test_it_is_proved_before_it_is_named(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the doctor looks, the copy has no name that anybody would take for a backup."""
    seen: list[str] = []

    def look(part: Path, *, has_cards: bool) -> tuple[()]:
        seen.extend(path.name for path in folder(database).iterdir())
        assert () == examine(part, has_cards=has_cards)
        return ()

    monkeypatch.setattr(backup_folder, "examine", look)
    make(database, MONDAY)
    (name,) = seen
    assert (True, True) == (name.startswith(".clinic.db."), name.endswith(".clinicdesk-part"))


def test_a_folder_that_is_missing_is_not_made(database: Path) -> None:
    """Where its disk is not mounted, the backups would fill the disk below."""
    folder(database).rmdir()
    with pytest.raises(DatabaseUnusable, match="Make it, or mount its disk"):
        make(database, MONDAY)
    assert not folder(database).exists()


def test_a_journal_that_does_not_go_on_from_what_was_written_down_is_told(database: Path) -> None:
    """The backup is made, none of before is removed however many there are, until the heads are moved away."""
    heads = [folder(database) / f"{name}.heads" for name in (made_by(database, MONDAY), made_by(database, TUESDAY))]
    damage(database, "UPDATE journal SET actor = 'eve' WHERE id = 1")
    resealed(database)

    for night in (WEDNESDAY, WEDNESDAY, THURSDAY):
        with pytest.raises(DatabaseUnusable, match="does not go on") as refused:
            make(database, night, daily=1, weekly=0)
        assert str(heads[1]) in refused.value.sentence
    assert ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"] == nights(database)

    for one in heads:
        one.unlink()
    make(database, THURSDAY, daily=1, weekly=0)
    assert ["2026-11-26"] == nights(database)


def test_a_log_of_openings_that_does_not_go_on_is_told(database: Path) -> None:
    """Removed, it begins anew, which its head of before gives away."""
    opened_by(database, "ana")
    make(database, MONDAY)
    access_path(database).unlink()
    opened_by(database, "mei")
    with pytest.raises(DatabaseUnusable, match="does not go on"):
        make(database, TUESDAY)


def test_heads_that_say_nothing_are_passed_over(database: Path) -> None:
    """Bytes that are no text, and a file that is gone: they prove nothing, and keep nothing from being made."""
    name = made_by(database, MONDAY)
    (folder(database) / f"{name}.heads").write_bytes(b"\xff\xfe journal 1 x")
    (folder(database) / f"{made_by(database, TUESDAY)}.heads").unlink()
    make(database, WEDNESDAY)
    assert 3 == len(nights(database))


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.ENOLCK, errno.EINVAL])
def test_a_disk_that_knows_no_locks(database: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """A backup is made there too; what a killed one left goes after a day, as nobody can tell whose it is."""
    elsewhere, real = folder(database), fcntl.flock
    left = elsewhere / ".clinic.db.abcdefgh.clinicdesk-part"
    left.mkdir()

    def flock(descriptor: int, how: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").resolve().is_relative_to(elsewhere):
            raise OSError(number, "no locks")
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    make(database, MONDAY)
    assert left.exists()
    os.utime(left, (1, 1))
    make(database, TUESDAY)
    assert (False, 2) == (left.exists(), len(nights(database)))


def made_by(database: Path, night: date) -> str:
    """Somebody was registered, and the backup of that night made: its name."""
    with SqliteStore(database) as store:
        register(store)
    make(database, night, daily=9)
    return next(path.name for path in folder(database).glob(f"*.{night}.backup"))


def opened_by(database: Path, actor: str) -> None:
    """Somebody opens a record."""
    with closing(SqliteAccessLog(database)) as log:
        log.note(Opening(datetime(2026, 11, 23, tzinfo=UTC), actor, "sheet", PatientId(1)))


def test_images_of_cards_lie_beside_each_night_once(tmp_path: Path) -> None:
    """One that is missing is told when there is the copy, nothing is removed for it, and it may come later."""
    (tmp_path / "backups").mkdir()
    database = tmp_path / "clinic.db"
    with SqliteStore.create(database) as store:
        desk = make_desk(tmp_path, store=store, setup=SETUP + PAYERS)
        coverage = insure(desk, register_at(desk))
        for side, content in ((Side.FRONT, jpeg(b"front")), (Side.BACK, jpeg(b"back"))):
            desk.coverage.keep_card("ana", coverage.id, {side: content})
    make(database, MONDAY, daily=1, weekly=0)
    (monday,) = folder(database).glob("*.backup.cards")
    front = sha256(jpeg(b"front")).hexdigest()
    image = cards_folder(database) / front
    image.rename(tmp_path / "aside")
    (monday / front).unlink()
    with pytest.raises(DatabaseUnusable, match=r"was made, but 1 images of insurance cards .* is missing"):
        make(database, TUESDAY, daily=1, weekly=0)
    assert ["2026-11-23", "2026-11-24"] == nights(database)
    (tmp_path / "aside").rename(image)
    make(database, TUESDAY, daily=1, weekly=0)
    (tuesday,) = folder(database).glob("*.backup.cards")
    assert (["2026-11-24"], ()) == (nights(database), examine(tuesday.with_suffix("")))
    make(database, WEDNESDAY)
    wednesday = next(path for path in folder(database).glob("*.cards") if path != tuesday)
    assert (tuesday / front).stat().st_ino == (wednesday / front).stat().st_ino
    assert (wednesday / front).stat().st_ino != image.stat().st_ino
