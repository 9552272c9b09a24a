"""Is a clinic that was copied, moved, restored or cloned known for one, and one that stayed for itself?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.errors import DatabaseUnusable
from core.jobs.model import PlaceState
from core.record_ref import RecordRef
from storage import place as places
from storage.place import Machine
from storage.sqlite.backup import backup
from storage.store import SqliteStore
from tests.storage.records import NOW, make_store, register

HERE = Machine("a1", "front", ("52:54:00:00:00:01", "52:54:00:00:00:02"))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An armed clinic in a folder of its own, on the machine `HERE`."""
    monkeypatch.setattr(places, "this_machine", lambda: HERE)
    folder = tmp_path / "clinic"
    folder.mkdir()
    with make_store(folder) as store:
        arm(store)
    return folder / "clinic.db"


def arm(store: SqliteStore) -> None:
    """Let outward work go out from where the store is."""
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="desk", verb="arm")
        tx.jobs.arm()
        tx.journal.end(RecordRef("clinic", 0), "Armed.")


def state(path: Path, *, is_worker: bool = False) -> PlaceState:
    """What a desk there sees; a worker's first look too."""
    with SqliteStore(path) as store, store.read() as reading:
        if is_worker:
            reading.jobs.keep_up()
        return reading.jobs.place()


def test_it_stays_armed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is done in it, however it is opened, and when a network card was added or changed."""
    with SqliteStore(path) as store:
        register(store)
    (path.parent / "link.db").symlink_to(path)
    monkeypatch.chdir(path.parent)
    assert [PlaceState.ARMED] * 3 == [state(one) for one in (path, Path("clinic.db"), path.parent / "link.db")]
    assert PlaceState.ARMED is state(path, is_worker=True)


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        (Machine("a1", "front", ("52:54:00:00:00:02", "52:54:00:00:00:09")), PlaceState.ARMED),
        (Machine("a1", "front", ("52:54:00:00:00:09",)), PlaceState.ELSEWHERE),
        (Machine("a1", "front", ()), PlaceState.ELSEWHERE),
        (Machine("b2", "front", HERE.cards), PlaceState.ELSEWHERE),
        (Machine("a1", "back", HERE.cards), PlaceState.ELSEWHERE),
    ],
    ids=["another card", "a clone", "no card", "another machine", "renamed"],
)
def test_machines(path: Path, monkeypatch: pytest.MonkeyPatch, machine: Machine, expected: PlaceState) -> None:
    """With all its files on another machine it is elsewhere; a clone has the id and the name, but no card in common."""
    monkeypatch.setattr(places, "this_machine", lambda: machine)
    assert expected is state(path)
    assert expected is state(path, is_worker=True)


def copied(path: Path) -> Path:
    """The file copied beside it."""
    return Path(shutil.copy(path, path.with_name("copy.db")))


def folder_copied(path: Path) -> Path:
    """Everything in the folder, copied to another."""
    return Path(shutil.copytree(path.parent, path.parent.with_name("other"))) / path.name


def moved(path: Path) -> Path:
    """The whole folder under another name."""
    return path.parent.rename(path.parent.with_name("other")) / path.name


def backup_beside(path: Path) -> Path:
    """A backup, opened as it is."""
    backup(path, path.with_name("copy.db"))
    return path.with_name("copy.db")


def backup_restored(path: Path) -> Path:
    """A backup in its place, as the README says."""
    copy = backup_beside(path)
    path.rename(path.with_name("aside.db"))
    return copy.rename(path)


def backup_over_it(path: Path) -> Path:
    """A backup's bytes in the very file."""
    path.write_bytes(backup_beside(path).read_bytes())
    return path


def older_over_it(path: Path) -> Path:
    """The bytes of an older copy, made without clinicdesk, in the very file; a worker ran since."""
    before = path.read_bytes()
    with SqliteStore(path) as store:
        register(store)
    assert PlaceState.ARMED is state(path, is_worker=True)
    path.write_bytes(before)
    return path


@pytest.mark.parametrize(
    "goes",
    [copied, folder_copied, moved, backup_beside, backup_restored, backup_over_it, older_over_it],
    ids=lambda goes: str(goes.__name__),
)
def test_what_is_elsewhere(path: Path, goes: object) -> None:
    """It goes out from there only once it is armed again, however often a worker looks."""
    assert callable(goes)
    there = goes(path)
    assert PlaceState.ELSEWHERE is state(there)
    assert [PlaceState.ELSEWHERE] * 2 == [state(there, is_worker=True) for _ in range(2)]
    with SqliteStore(there) as store:
        arm(store)
    assert PlaceState.ARMED is state(there)


def test_a_copy_disarms_nothing(path: Path) -> None:
    """The clinic that was copied goes on, and so it does when the copy was armed."""
    there = copied(path)
    with SqliteStore(there) as store:
        arm(store)
    assert [PlaceState.ARMED] * 2 == [state(path), state(there)]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "a"}', '{"machine": 1}', "\0"])
def test_a_file_that_says_nothing(path: Path, text: str) -> None:
    """Damaged, it names no place; and the worker settles another."""
    path.with_name("clinic.db.place").write_text(text)
    assert PlaceState.ELSEWHERE is state(path)
    assert PlaceState.ELSEWHERE is state(path, is_worker=True)


def test_a_clinic_that_is_gone(path: Path) -> None:
    """A desk that has it open still says that it is elsewhere; a worker refuses to go on."""
    with SqliteStore(path) as store, store.read() as reading:
        path.rename(path.with_name("aside.db"))
        assert PlaceState.ELSEWHERE is reading.jobs.place()
        with pytest.raises(DatabaseUnusable):
            reading.jobs.keep_up()


def test_an_import_under_way_changes_no_place(path: Path) -> None:
    """The sentence of an entry that is open changes, and the place is looked at by one that is closed."""
    with SqliteStore(path) as store:
        with store.write() as tx:
            entry = tx.journal.begin(at=NOW, actor="sue", verb="import")
            tx.journal.leave_open(RecordRef("patient", 0), "1 added.")
        assert PlaceState.ARMED is state(path, is_worker=True)
        with store.write() as tx:
            tx.journal.take_up(entry)
            tx.journal.leave_open(RecordRef("patient", 0), "2 added.")
        assert PlaceState.ARMED is state(path, is_worker=True)
