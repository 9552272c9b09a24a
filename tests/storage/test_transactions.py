"""Is a write all or nothing, and a read one moment?"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from core.clinic.model import Clinic, Site
from core.journal.refusals import StaleRow
from core.patients.model import Patient
from core.record_ref import PatientId, RecordRef
from core.schedule.model.visit import VisitStep
from core.schedule.occupied import Occupied
from core.structs import replace
from storage.store import SqliteStore
from tests.storage.records import CLINIC, NOW, SMITH, act, arrival, book, draft, make_store, register


class Interruption(Exception):
    """Something that goes wrong in the middle."""


def patient_1(store: SqliteStore) -> Patient | None:
    """What a snapshot shows of the first patient."""
    with store.read() as reading:
        return reading.patients.by_id(PatientId(1))


def test_an_exception_leaves_nothing(store: SqliteStore) -> None:
    """Rows, journal and numbers are as if the act had never begun, and the next one goes on."""

    def interrupted() -> None:
        with act(store) as doing:
            doing.tx.patients.add(SMITH)
            raise Interruption

    with pytest.raises(Interruption):
        interrupted()
    assert patient_1(store) is None
    registered = register(store)
    assert (1, "100001") == (registered.id, registered.mrn)
    with store.read() as reading:
        entry = reading.journal.last_on(RecordRef("patient", 1))
    assert entry is not None
    assert 2 == entry.id  # the set-up was the first


def test_an_entry_that_is_not_ended_cannot_be_committed(store: SqliteStore) -> None:
    """A use case that forgets to say what it did is a defect, and leaves nothing."""

    def forgetful() -> None:
        with store.write() as tx:
            tx.journal.begin(at=NOW, actor="ana", verb="test")
            tx.patients.add(SMITH)

    with pytest.raises(RuntimeError):
        forgetful()
    assert patient_1(store) is None


def test_nothing_is_written_without_an_entry(store: SqliteStore) -> None:
    """Neither before the entry is begun nor after it is ended."""
    with pytest.raises(RuntimeError), store.write() as tx:
        tx.patients.add(SMITH)
    with pytest.raises(RuntimeError), store.write() as tx:
        tx.replace_clinic(CLINIC)

    def belated() -> None:
        with store.write() as tx:
            tx.journal.begin(at=NOW, actor="ana", verb="test")
            tx.journal.end(RecordRef("patient", 1), "Done.")
            tx.patients.add(SMITH)

    with pytest.raises(RuntimeError):
        belated()
    assert patient_1(store) is None


def test_one_entry_a_transaction(store: SqliteStore) -> None:
    """A second act needs a second transaction."""
    with pytest.raises(RuntimeError), act(store) as doing:
        doing.tx.journal.begin(at=NOW, actor="ana", verb="again")


def test_a_refused_row_spoils_the_act(store: SqliteStore) -> None:
    """Swallowing Occupied does not let the rest of the act be committed without the refused part."""
    patient = register(store)
    made = book(store, draft(patient))
    overlapping = draft(register(store), 10, room="R2")

    def stubborn() -> None:
        with act(store) as doing:
            doing.tx.schedule.save(replace(made, note="half of it"))
            with pytest.raises(Occupied):
                doing.tx.schedule.add(overlapping)

    with pytest.raises(RuntimeError):
        stubborn()
    with store.read() as reading:
        scheduled = reading.schedule.by_id(made.id)
    assert scheduled is not None
    assert made == scheduled.appointment


def test_a_write_that_decides_against_it_commits_nothing(store: SqliteStore) -> None:
    """No entry and no row is a transaction too: a dry run."""
    with store.write() as tx:
        assert tx.patients.by_id(PatientId(1)) is None


def test_a_stale_rev_is_moved(store: SqliteStore) -> None:
    """Whoever saves what another changed is told which row, and the other's change stands."""
    patient = register(store)
    made = book(store, draft(patient))
    with act(store) as doing:
        doing.tx.patients.save(replace(patient, email="j@s.org"))
        doing.tx.schedule.save(replace(made, note="mornings"))
        visit = doing.tx.visits.save(arrival(made), event="arrived")
    with pytest.raises(StaleRow) as refusal, act(store) as doing:
        doing.tx.patients.save(replace(patient, email="other@s.org"))
    assert RecordRef("patient", patient.id) == refusal.value.ref
    with pytest.raises(StaleRow) as refusal, act(store) as doing:
        doing.tx.schedule.save(replace(made, note="evenings"))
    assert RecordRef("appointment", made.id) == refusal.value.ref
    with pytest.raises(StaleRow) as refusal, act(store) as doing:
        doing.tx.visits.save(replace(visit, step=VisitStep.LEFT, rev=0), event="left")
    assert RecordRef("visit", made.id) == refusal.value.ref


def test_a_visit_that_is_gone_is_moved(store: SqliteStore) -> None:
    """A later step of a visit that was taken back does not begin a new one."""
    made = book(store, draft(register(store)))
    with pytest.raises(StaleRow), act(store) as doing:
        doing.tx.visits.save(arrival(made, rev=2), event="roomed")


def test_a_row_that_never_was_is_moved(store: SqliteStore) -> None:
    """Saving needs something to save over."""
    with pytest.raises(StaleRow), act(store) as doing:
        doing.tx.patients.save(replace(SMITH, id=PatientId(9)))


def test_a_snapshot_is_one_moment(store: SqliteStore) -> None:
    """What is committed while a snapshot is open is seen by the next one only."""
    with store.read() as reading:
        assert reading.patients.by_id(PatientId(1)) is None
        register(store)
        assert reading.patients.by_id(PatientId(1)) is None
    assert patient_1(store) is not None


def test_a_write_sees_its_own_rows(store: SqliteStore) -> None:
    """Within the transaction a record reads as it was just written, with every rev on the way."""
    with act(store) as doing:
        patient = doing.tx.patients.add(SMITH)
        made = doing.tx.schedule.add(draft(patient))
        for note in ("one", "two"):
            made = doing.tx.schedule.save(replace(made, note=note))
            seen = doing.tx.schedule.between(made.start, made.end, provider="lee")
            assert [made] == [scheduled.appointment for scheduled in seen]


def test_a_snapshot_does_not_remember_what_was_rolled_back(store: SqliteStore) -> None:
    """A rev that was never committed stands for nothing."""
    made = book(store, draft(register(store)))

    def interrupted() -> None:
        with act(store) as doing:
            doing.tx.schedule.save(replace(made, note="never"))
            doing.tx.schedule.between(made.start, made.end, provider="lee")
            raise Interruption

    with pytest.raises(Interruption):
        interrupted()
    with act(store) as doing:
        kept = doing.tx.schedule.save(replace(made, note="kept"))
    with store.read() as reading:
        seen = reading.schedule.between(made.start, made.end, provider="lee")
    assert [kept] == [scheduled.appointment for scheduled in seen]


def test_a_changed_patient_or_visit_is_seen_in_a_day_seen_before(store: SqliteStore) -> None:
    """Records remembered by their revs are read anew when the patient's or the visit's rev moved."""
    patient = register(store)
    made = book(store, draft(patient))

    def seen() -> tuple[str, str]:
        with store.read() as reading:
            (scheduled,) = reading.schedule.between(made.start, made.end, site="main")
        return scheduled.patient.family, scheduled.visit.step.value if scheduled.visit else "none"

    assert ("Smith", "none") == seen()
    with act(store) as doing:
        doing.tx.patients.save(replace(patient, family="Smythe"))
    assert ("Smythe", "none") == seen()
    with act(store) as doing:
        doing.tx.visits.save(arrival(made), event="arrived")
    assert ("Smythe", "arrived") == seen()


def test_the_set_up_is_read_anew_when_it_changed(store: SqliteStore, tmp_path: Path) -> None:
    """Every desk sees a new set-up in its next snapshot, and the same object until then."""
    bigger = replace(CLINIC, sites={**CLINIC.sites, "east": Site("east", "East", "America/New_York")})
    with closing(SqliteStore(tmp_path / "clinic.db")) as other:
        with other.read() as reading:
            before = reading.clinic()
            assert before is reading.clinic()
        with act(store, "set-up") as doing:
            doing.tx.replace_clinic(bigger)
            assert bigger == doing.tx.clinic()
        with other.read() as reading:
            assert bigger == reading.clinic()
    assert CLINIC == before


def test_a_set_up_that_was_rolled_back_is_not_remembered(store: SqliteStore) -> None:
    """The clinic of a failed set-up is never shown, not even under the rev that a later one gets."""

    def interrupted() -> None:
        with act(store, "set-up") as doing:
            doing.tx.replace_clinic(replace(CLINIC, sites={"x": Site("x", "X", "America/New_York")}))
            doing.tx.clinic()
            raise Interruption

    with pytest.raises(Interruption):
        interrupted()
    with act(store, "set-up") as doing:
        doing.tx.replace_clinic(CLINIC)
    with store.read() as reading:
        assert set(CLINIC.sites) == set(reading.clinic().sites)


def test_a_new_database_is_no_clinic_and_no_demo(tmp_path: Path) -> None:
    """Before any set-up the clinic is empty."""
    with closing(SqliteStore.create(tmp_path / "clinic.db")) as new, new.read() as reading:
        assert (Clinic(), False) == (reading.clinic(), reading.is_demo())
        assert new.demo_clock() is None


def test_a_demo_stays_one_and_keeps_its_clock(tmp_path: Path) -> None:
    """The mark and the clock are in the database: every desk of the demo goes by the same."""
    shown, real = datetime(2026, 11, 23, 15, 20, tzinfo=UTC), datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    with closing(SqliteStore.create(tmp_path / "clinic.db", demo=True)) as made:
        made.set_demo_clock(shown=shown, real=real)
    with closing(SqliteStore(tmp_path / "clinic.db")) as other, other.read() as reading:
        assert reading.is_demo()
        assert (shown, real) == other.demo_clock()


def test_threads_share_a_store(store: SqliteStore) -> None:
    """Each transaction has a connection to itself, so a thread may read while another writes."""
    threads = [Thread(target=register, args=(store,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as reading:
        numbers = [reading.patients.by_id(PatientId(number)) for number in range(1, 10)]
    assert 8 == len([patient for patient in numbers if patient])


def test_a_closed_store_leaves_one_file_of_records(tmp_path: Path) -> None:
    """The last to leave puts the log into the database."""
    with closing(make_store(tmp_path)) as made:
        register(made)
    assert not (tmp_path / "clinic.db-wal").exists()
