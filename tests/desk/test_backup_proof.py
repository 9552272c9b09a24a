"""Is a copy that was made by hand proved by a worker, and is it told until it is mended or gone?"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import NotAllowed
from core.jobs.kinds import KINDS
from core.jobs.model import JobStatus
from storage.links.backup_proof import BackupProof
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from tests.clinics import register
from tests.damage import damage
from tests.jobs import ACCOUNT, NoLeases, Workplace, do_all, make_workplace
from tests.stress.crowd import rows


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A clinic with somebody in it."""
    found = make_workplace(tmp_path)
    register(found.desk, "Smith", "John")
    return found


@pytest.fixture
def copy(place: Workplace, tmp_path: Path) -> Path:
    """A copy of it, that is to be proved."""
    backup(place.path, tmp_path / "copy.db")
    place.desk.jobs.prove_later(ACCOUNT, str(tmp_path / "copy.db"))
    return tmp_path / "copy.db"


def work(place: Workplace) -> list[str]:
    """What a worker that proves copies has to say."""
    links = {"proof": BackupProof()}
    return do_all(place.desk.jobs.new_worker(ACCOUNT, links, NoLeases(), note_error=lambda _: 1234, known=KINDS))


def is_told(place: Workplace) -> bool:
    """Whether the desks warn of a copy."""
    return "bad copy" in place.marks()


def test_a_sound_copy(place: Workplace, copy: Path) -> None:
    """It is examined once, and nothing is left to be told."""
    (told,) = work(place)
    assert f"{copy} is sound." in told
    assert ([], False) == (work(place), is_told(place))
    assert () == examine(place.path)


def test_a_copy_that_is_not_sound(place: Workplace, copy: Path) -> None:
    """Every desk says so, with what was found first and what to do, until it is sound or gone."""
    damage(copy, "UPDATE patient SET email = 'a@b.example'")
    (told,) = work(place)
    assert "is not sound (1 findings), so do not count on it" in told
    assert "clinicdesk doctor --full" in told
    assert is_told(place)
    copy.unlink()
    place.clock.forward(minutes=2)
    work(place)
    assert not is_told(place)


def test_it_is_nobodys_act(place: Workplace, copy: Path) -> None:
    """What was asked of the worker is not what undo takes back, and it stands in the journal."""
    assert "Undone: Registered" in place.desk.journal.undo("ana").sentence
    ((status,),) = rows(place.path, "SELECT status FROM job")
    assert JobStatus.WAITING.value == status
    assert copy.exists()


def test_each_copy_has_a_proof_of_its_own(place: Workplace, copy: Path) -> None:
    """Two under one name, one after the other, are two jobs."""
    place.clock.forward(minutes=1)
    place.desk.jobs.prove_later(ACCOUNT, str(copy))
    assert 2 == len(rows(place.path, "SELECT id FROM job"))


def test_only_who_may_copy_asks(place: Workplace, copy: Path) -> None:
    """A clinic without users lets everybody coordinate, and nobody but its account copy."""
    with pytest.raises(NotAllowed):
        place.desk.jobs.prove_later("ana", str(copy))


def test_the_copy_takes_no_fsync_on_the_way(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass and no journal of its own: what is checked page by page is a small copy, a large one afterwards."""
    from storage.sqlite import backup as module

    asked: list[str] = []
    usual = sqlite3.connect

    def connect(*values: object, **names: object) -> sqlite3.Connection:
        db = usual(*values, **names)  # type: ignore[call-overload]
        db.set_trace_callback(asked.append)
        assert isinstance(db, sqlite3.Connection)
        return db

    monkeypatch.setattr(sqlite3, "connect", connect)
    for size, checks in ((module.SMALL_BYTES, 1), (0, 0)):
        asked.clear()
        monkeypatch.setattr(module, "SMALL_BYTES", size)
        backup(place.path, tmp_path / f"copy {size}.db")
        assert checks == sum("quick_check" in one for one in asked)
        assert "PRAGMA synchronous = OFF" in asked
    with closing(usual(tmp_path / "copy 0.db")) as made:
        assert [("ok",)] == made.execute("PRAGMA integrity_check").fetchall()
