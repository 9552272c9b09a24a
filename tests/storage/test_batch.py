"""Does an act over many transactions stay one act, and are hundreds of patients kept as one by one?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clinic.ports import Store
from core.desk_ports import Reading, Writing
from core.errors import Busy
from core.journal.model import Entry, EntryId, Inverted
from core.journal.refusals import StaleRow
from core.patients.model import Patient, PatientStatus, Phone, PreviousName
from core.record_ref import PatientId, RecordRef
from core.schedule.model.appointment import AppointmentStatus
from core.structs import replace
from storage import patients
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.drawn import drawn
from tests.storage.records import NOW, SMITH, act, book, draft, make_store, register


@pytest.fixture
def hand(store: SqliteStore) -> Iterator[sqlite3.Connection]:
    """The sqlite3 shell of somebody at the file."""
    with closing(sqlite3.connect(store._path, isolation_level=None)) as shell:
        yield shell


def begin(store: Store[Reading, Writing], *drafts: Patient, verb: str = "import") -> Entry:
    """Write patients and leave the entry open."""
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="ana", verb=verb)
        tx.patients.add_all(drafts or (SMITH,))
        return tx.journal.leave_open(RecordRef("patient", 0), "One so far.")


def go_on(store: Store[Reading, Writing], entry: EntryId, *drafts: Patient, end: bool = False) -> Entry:
    """Write more patients under it, and leave it open or end it."""
    with store.write() as tx:
        tx.journal.take_up(entry)
        tx.patients.add_all(drafts or (SMITH,))
        return (tx.journal.end if end else tx.journal.leave_open)(RecordRef("patient", 0), "Two now.")


def opened(hand: sqlite3.Connection) -> list[int]:
    """The entries that are open."""
    return [entry for (entry,) in hand.execute("SELECT entry FROM journal_open")]


def test_an_entry_goes_on_in_later_transactions(store: SqliteStore, hand: sqlite3.Connection) -> None:
    """Others write in between; its rows are numbered on, and its sentence is the last one."""
    entry = begin(store)
    register(store, replace(SMITH, given="Ann"))
    go_on(store, entry.id)
    assert [entry.id] == opened(hand)
    ended = go_on(store, entry.id, end=True)
    assert replace(entry, sentence="Two now.") == ended
    with store.read() as reading:
        assert ended == reading.journal.entry(entry.id)
        assert [1, 3, 4] == [image.ref.id for image in reading.journal.images(entry.id)]
        assert 3 == reading.journal.rows_written(entry.id)
    assert [] == opened(hand)
    assert () == examine(store._path)


def test_a_closed_entry_is_not_taken_up(store: SqliteStore) -> None:
    """Nor one that never was."""
    register(store)
    for number in (1, 2, 99):
        with pytest.raises(StaleRow), store.write() as tx:
            tx.journal.take_up(EntryId(number))


def test_an_entry_that_is_taken_up_must_be_laid_down(store: SqliteStore) -> None:
    """Otherwise its sentence would not tell of the rows."""
    entry = begin(store)
    with pytest.raises(RuntimeError, match="not ended"), store.write() as tx:
        tx.journal.take_up(entry.id)
    with store.read() as reading:
        assert entry == reading.journal.entry(entry.id)


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("INSERT INTO journal_open VALUES (2)", "that journal entry is closed"),
        ("INSERT INTO journal_row VALUES (2, 9, 'patient', 1, 9, '{}', '{}')", "that journal entry is closed"),
        ("UPDATE journal SET sentence = 'Nothing.' WHERE id = 2", "the journal is never changed"),
        ("UPDATE journal SET actor = 'ben' WHERE id = 3", "the journal is never changed"),
        ("UPDATE journal SET undone_by = 2 WHERE id = 3", "the journal is never changed"),
        ("UPDATE journal_open SET entry = 2", "the journal is never changed"),
        ("DELETE FROM journal WHERE id = 3", "the journal is never deleted"),
        ("INSERT INTO journal_row VALUES (3, 0, 'patient', 1, 9, '{}', '{}')", "the journal is never replaced"),
    ],
)
def test_by_hand_no_entry_is_opened_or_changed(
    store: SqliteStore, hand: sqlite3.Connection, statement: str, refusal: str
) -> None:
    """Entry 2 is closed and 3 open: a closed one stays so, and of an open one only the sentence changes."""
    register(store)
    assert 3 == begin(store).id
    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        hand.execute(statement)
    hand.execute("UPDATE journal SET sentence = 'Nine so far.' WHERE id = 3")


def test_a_batch_closes_what_others_left_open(store: SqliteStore, hand: sqlite3.Connection) -> None:
    """Whoever gets the turn of the batches knows that no other is alive; only an undo is left to be gone on with."""
    entry = begin(store)
    with store.batch():
        assert [] == opened(hand)
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="ana", verb="undo", undoes=entry.id)
        tx.journal.invert_part(entry.id, below=None, limit=1)
        undo = tx.journal.leave_open(RecordRef("patient", 0), "One back.")
    with store.batch():
        assert [undo.id] == opened(hand)
    with store.read() as reading:
        assert undo == reading.journal.unfinished("ana", "undo")
        assert (None, None) == (reading.journal.unfinished("ben", "undo"), reading.journal.unfinished("ana", "redo"))


def test_what_is_taken_back_is_closed(store: SqliteStore, hand: sqlite3.Connection) -> None:
    """Nothing is added any more to an import that died and was undone."""
    entry = begin(store)
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="ana", verb="undo", undoes=entry.id)
        tx.journal.invert(entry.id)
        tx.journal.end(RecordRef("patient", 0), "Back.")
    assert [] == opened(hand)
    with pytest.raises(StaleRow):
        go_on(store, entry.id)


def test_many_records_of_any_kind_are_taken_back_in_parts(store: SqliteStore, hand: sqlite3.Connection) -> None:
    """What came in becomes a mistake, and comes again but where somebody else is by then: that one stays as it is."""
    patient = register(store)
    with act(store, "import") as doing:
        taken, free = (doing.tx.schedule.add(draft(patient, minute)) for minute in (0, 20))

    undo, undone = in_parts(store, doing.number.id, "undo")
    assert (2, 0) == (undone.back, undone.kept)
    assert [] == hand.execute("SELECT * FROM occupancy").fetchall()

    book(store, draft(register(store)))
    _, redone = in_parts(store, undo.id, "redo")
    assert (1, 1) == (redone.back, redone.kept)
    with store.read() as reading:
        kept = [reading.schedule.by_id(number) for number in (taken.id, free.id)]
    assert [AppointmentStatus.ENTERED_IN_ERROR, AppointmentStatus.BOOKED] == [
        one.appointment.status for one in kept if one
    ]
    assert () == examine(store._path)


def in_parts(store: SqliteStore, entry: EntryId, verb: str) -> tuple[Entry, Inverted]:
    """Take the entry back as an act that goes over many transactions, here in one."""
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="ana", verb=verb, undoes=entry)
        part = tx.journal.invert_part(entry, below=None, limit=100)
        return tx.journal.end(RecordRef("appointment", 0), "Back."), part


def test_one_batch_at_a_time(store: SqliteStore) -> None:
    """The next begins as soon as one has ended, however it ended; single acts wait for none."""
    with store.batch():
        register(store)
        with pytest.raises(Busy), SqliteStore(store._path) as other, other.batch():
            pass
    with pytest.raises(ZeroDivisionError), store.batch():
        raise ZeroDivisionError
    with store.batch() as batch:
        begin(batch)


def test_the_file_of_the_batches_is_its_owners_alone(store: SqliteStore) -> None:
    """As all files beside the database."""
    with store.batch():
        pass
    side = store._path.with_name("clinic.db.batch")
    assert 0o600 == side.stat().st_mode & 0o777
    side.chmod(0o644)
    assert ["files"] == [finding.check for finding in examine(store._path)]


NAMES = st.sampled_from(["Smith", "Nuñez", "de la Cruz", "Garcia-Lopez", "O'Neil", "李"])
DRAFTS = drawn(
    Patient,
    st.just(PatientId(0)),
    st.sampled_from(["", "", "100002", "M-7", "100001"]),
    NAMES,
    NAMES,
    st.dates(date(1950, 1, 1), date(2020, 1, 1)),
    phones=st.lists(drawn(Phone, st.sampled_from(["555 0117", "+1 413 555 0118"])), max_size=2).map(tuple),
    previous=st.lists(drawn(PreviousName, NAMES), max_size=1).map(tuple),
    status=st.sampled_from([PatientStatus.ACTIVE, PatientStatus.DECEASED]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DRAFTS, max_size=6, unique_by=lambda draft: draft.mrn or id(draft)))
def test_many_at_once_are_kept_as_one_by_one(tmp_path_factory: pytest.TempPathFactory, drafts: list[Patient]) -> None:
    """The same records, found under the same words; only the next free MRNs go around all that the others bring."""
    kept = []
    for at_once in (True, False):
        folder = tmp_path_factory.mktemp("many")
        with closing(make_store(folder)) as store:
            with act(store, "import") as doing:
                if at_once:
                    doing.tx.patients.add_all(drafts)
                else:
                    for draft in sorted(drafts, key=lambda one: not one.mrn):
                        doing.tx.patients.add(draft)
            assert () == examine(folder / "clinic.db")
        kept.append(_lookups(folder))
    assert kept[0] == kept[1]


def _lookups(folder: Path) -> tuple[list[tuple[object, ...]], ...]:
    with closing(sqlite3.connect(folder / "clinic.db")) as db:
        people = (
            "SELECT family, given, birth_date, phones, previous, status, rev FROM patient ORDER BY 1, 2, 3, 4, 5, 6"
        )
        words = "SELECT family, given, term, whole FROM patient_key JOIN patient_term USING (patient) ORDER BY 1, 2, 3"
        names = "SELECT word FROM name_word ORDER BY word"
        mrns = "SELECT mrn FROM patient ORDER BY mrn"
        return tuple(db.execute(query).fetchall() for query in (people, words, names, mrns))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DRAFTS, min_size=2, max_size=4))
def test_a_changed_record_is_found_as_it_is_now(tmp_path_factory: pytest.TempPathFactory, ways: list[Patient]) -> None:
    """Of its words only those that changed are written: what it was found under before, it is found under no more."""
    folder = tmp_path_factory.mktemp("changed")
    with closing(make_store(folder)) as store:
        kept = register(store, replace(ways[0], mrn="M-1"))
        for way in ways[1:]:
            with act(store, "edit") as doing:
                kept = doing.tx.patients.save(replace(way, id=kept.id, mrn=kept.mrn, rev=kept.rev))
    assert () == examine(folder / "clinic.db")


def test_patients_are_known_by_their_number_elsewhere(store: SqliteStore) -> None:
    """Not the empty one, and not that of a record entered in error."""
    kept = register(store, replace(SMITH, external_id="E1"))
    register(store)
    with store.read() as reading:
        assert (kept,) == reading.patients.with_external_id("E1")
        assert () == reading.patients.with_external_id("")
        assert () == reading.patients.with_external_id("e1")
    with act(store, "edit") as doing:
        doing.tx.patients.save(replace(kept, status=PatientStatus.ENTERED_IN_ERROR))
    with store.read() as reading:
        assert () == reading.patients.with_external_id("E1")


def test_namesakes(store: SqliteStore) -> None:
    """The same folded names and birth date, whatever else."""
    kept = register(store)
    register(store, replace(SMITH, given="Jon"))
    register(store, replace(SMITH, birth_date=date(1984, 3, 15)))
    with store.read() as reading:
        assert (kept,) == reading.patients.namesakes(replace(SMITH, family="SMÍTH", phones=()))


@pytest.mark.parametrize("statement", [patients._WITH_EXTERNAL_ID, patients._WITH_MRN, patients._NAMED])
def test_an_import_looks_for_nobody_by_reading_all(hand: sqlite3.Connection, statement: str) -> None:
    """Each of its questions finds its index."""
    values = ("x",) * statement.count("?")
    plan = " ".join(row[3] for row in hand.execute(f"EXPLAIN QUERY PLAN {statement}", values))
    assert "SCAN" not in plan
