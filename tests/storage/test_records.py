"""Is a kind of record kept, journalled and taken back once its table is declared, with nothing else written for it?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from core.journal.model import Entry
from core.journal.refusals import StaleRow
from core.patients.model import Patient
from core.record_ref import PatientId
from core.schedule.occupied import Occupied
from core.structs import replace
from storage.store import SqliteStore
from tests.memos import Memo, MemoStatus, keep_memos
from tests.storage.records import NOW, SMITH, act, make_store, register


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    """A store that keeps memos too."""
    with make_store(tmp_path) as opened:
        keep_memos(tmp_path / "clinic.db", monkeypatch)
        yield opened


def write(store: SqliteStore, patient: Patient, text: str = "calls back") -> tuple[Memo, Entry]:
    """Keep a memo on the patient, as an act of its own."""
    with act(store, "memo") as doing:
        memo = doing.tx.records(Memo).add(Memo(0, patient.id, text))
    return memo, doing.number


def take_back(store: SqliteStore, entry: Entry) -> None:
    """Undo the entry, a minute later."""
    with store.write() as tx:
        tx.journal.begin(at=NOW + timedelta(minutes=1), actor="ana", verb="undo", undoes=entry.id)
        tx.journal.invert(entry.id)
        tx.journal.end(entry.subject, "Undone.")


def memos(store: SqliteStore, patient: PatientId) -> Sequence[Memo]:
    """The patient's memos."""
    with store.read() as reading:
        return reading.records(Memo).of_owner(patient)


def test_kept_and_found(store: SqliteStore) -> None:
    """A record comes back under its number and among its owner's, with the first rev."""
    smith, jones = register(store), register(store)
    memo, _ = write(store, smith)
    write(store, jones, "another")

    with store.read() as reading:
        assert memo == Memo(1, smith.id, "calls back") == reading.records(Memo).by_id(1)
        assert reading.records(Memo).by_id(3) is None
    assert [memo] == list(memos(store, smith.id))


def test_saved_once(store: SqliteStore) -> None:
    """A save gives the next rev, and whoever saw the record before it is refused."""
    memo, _ = write(store, register(store))
    with act(store) as doing:
        saved = doing.tx.records(Memo).save(replace(memo, text="called"))

    assert replace(memo, text="called", rev=2) == saved
    with pytest.raises(StaleRow), act(store) as doing:
        doing.tx.records(Memo).save(replace(memo, text="never"))


def test_taken_back(store: SqliteStore) -> None:
    """An undo leaves it as a mistake, and the journal knows it and its owner by every act."""
    smith = register(store)
    memo, entry = write(store, smith)
    take_back(store, entry)

    assert [replace(memo, status=MemoStatus.ENTERED_IN_ERROR, rev=2)] == list(memos(store, smith.id))
    with store.read() as reading:
        assert ["memo", "undo"] == [one.verb for one in reading.journal.entries_on(memo.ref)]
        assert ["register", "memo", "undo"] == [one.verb for one in reading.journal.entries_on(smith.ref)]


def test_keeps_its_owner(store: SqliteStore) -> None:
    """Where it counts its owner's registration is not taken back, and on a mistake none is written."""
    with act(store, "register") as registering:
        smith = registering.tx.patients.add(SMITH)
    memo, entry = write(store, smith)
    with store.read() as reading:
        obstacle = reading.journal.in_use(registering.number.id)
    assert obstacle is not None
    assert memo.ref == obstacle.ref

    take_back(store, entry)
    take_back(store, registering.number)
    with pytest.raises(Occupied):
        write(store, smith)


def test_own_repository(store: SqliteStore) -> None:
    """A kind that more hangs on than its row is written through its own repository alone."""
    with store.read() as reading, pytest.raises(KeyError):
        reading.records(Patient)
