"""Is an import taken back whole, as one act, and is whoever worked on its patients since left in peace?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, Busy, ChangedElsewhere, NotFound
from core.journal import undo_in_parts as undo_in_turns
from core.journal.undo_in_parts import ROWS_A_PART
from core.patients.model import Patient, PatientStatus, Phone
from core.record_ref import RecordRef
from core.structs import replace
from storage.sqlite.doctor import examine
from tests.clinics import NOW, FakeClock, book, register
from tests.desk.importing import HEADINGS, JONES, SMITH, Failing, crowd, over, take_in

MANY = 2 * ROWS_A_PART + 10


def found(desk: Desk, words: str) -> list[Patient]:
    """Whom the words find, by row number."""
    return sorted((hit.patient for hit in desk.patients.find("ana", words, limit=10_000).hits), key=lambda one: one.id)


def rename(store: Store[Reading, Writing], patient: Patient, given: str, *, actor: str = "ben") -> None:
    """Change the record at a desk."""
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor=actor, verb="edit")
        tx.patients.save(replace(patient, given=given))
        tx.journal.end(RecordRef("patient", patient.id), f"Changed {patient.name}.")


def tables(tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table but the journal and what counts on, the revs left out."""
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        left_out = {"journal", "journal_chain", "journal_row", "meta", "name_word", "patient"}
        kept = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in left_out}
        living = "SELECT id, mrn, family, given, phones, status FROM patient WHERE status <> 'entered-in-error'"
        return {**kept, "patient": db.execute(living).fetchall()}


def test_undo_takes_all_of_it_back(desk: Desk, tmp_path: Path) -> None:
    """Who was added is found no more, who was changed is as before, who was there before stays."""
    take_in(desk, HEADINGS, SMITH, JONES)
    before = tables(tmp_path)
    take_in(desk, HEADINGS, SMITH.replace("0117", "0199"), *crowd(MANY)[1:])
    assert MANY == len(found(desk, "crowd"))

    sentence = desk.journal.undo("sue").sentence

    assert f"Undone: Imported patients from them.csv: {MANY} added, 1 updated." == sentence
    assert before == tables(tmp_path)
    assert () == examine(tmp_path / "clinic.db")


def test_redo_brings_all_of_it_again(desk: Desk, tmp_path: Path) -> None:
    """And undo takes it back again."""
    take_in(desk, *crowd(MANY))
    after = tables(tmp_path)
    desk.journal.undo("sue")
    before = tables(tmp_path)
    assert f"Redone: Imported patients from them.csv: {MANY} added, 0 updated." == desk.journal.redo("sue").sentence
    assert after == tables(tmp_path)
    desk.journal.undo("sue")
    assert before == tables(tmp_path)
    assert () == examine(tmp_path / "clinic.db")


def test_undo_takes_back_acts_in_their_order(desk: Desk) -> None:
    """An import is one act among others: the newest goes first."""
    take_in(desk, HEADINGS, SMITH)
    take_in(desk, HEADINGS, JONES)
    (jones,) = found(desk, "jones")
    book(desk, jones, actor="sue")
    assert ["Undone: Booked", "Undone: Imported", "Undone: Imported"] == [
        " ".join(desk.journal.undo("sue").sentence.split()[:2]) for _ in range(3)
    ]
    with pytest.raises(NotFound):
        desk.journal.undo("sue")


def test_it_is_refused_when_somebody_booked_one_of_them(desk: Desk, tmp_path: Path) -> None:
    """Nobody is taken back then, and who booked is named."""
    take_in(desk, HEADINGS, SMITH, JONES)
    book(desk, found(desk, "jones")[0], actor="ben")
    before = tables(tmp_path)
    with pytest.raises(ChangedElsewhere, match=r"Booked Jones, Ann.*\(ben, at 10:20\)"):
        desk.journal.undo("sue")
    assert before == tables(tmp_path)


def test_it_is_refused_when_somebody_changed_one_of_them(
    desk: Desk, store: Store[Reading, Writing], tmp_path: Path
) -> None:
    """Unless that was taken back too."""
    take_in(desk, HEADINGS, SMITH, JONES)
    rename(store, found(desk, "smith")[0], "Jon")
    before = tables(tmp_path)
    with pytest.raises(ChangedElsewhere, match=r"Changed Smith, John. \(ben, at 10:20\)"):
        desk.journal.undo("sue")
    assert before == tables(tmp_path)
    desk.journal.undo("ben")
    desk.journal.undo("sue")
    assert [] == found(desk, "smith") + found(desk, "jones")


def test_it_is_not_done_again_once_an_mrn_is_taken(desk: Desk) -> None:
    """The record would have the number of another patient."""
    take_in(desk, "mrn,family,given,birth_date", "M1,Smith,John,1984-03-14", "M2,Jones,Ann,1990-05-06")
    desk.journal.undo("sue")
    register(desk, "Novak", "Eva", date(1950, 1, 1), mrn="M2", actor="ben")
    with pytest.raises(ChangedElsewhere, match="MRN M2 belongs to Novak, Eva"):
        desk.journal.redo("sue")


def test_who_works_on_a_patient_meanwhile_keeps_that_one(
    desk: Desk, store: Store[Reading, Writing], tmp_path: Path
) -> None:
    """The others are taken back, and the sentence says that some stayed."""
    take_in(desk, *crowd(MANY))
    first, second, *_ = found(desk, "crowd")

    def meanwhile(done: int, count: int) -> None:
        assert (True, MANY) == (0 < done <= count, count)
        if done == ROWS_A_PART:
            book(desk, first, actor="ben")
            rename(store, second, "Changed")

    sentence = desk.journal.undo("sue", progress=meanwhile).sentence

    assert sentence.endswith("0 updated. (2 stayed, as somebody changed or booked them meanwhile.)")
    assert ["Number 0", "Changed"] == [one.given for one in found(desk, "crowd")]
    assert () == examine(tmp_path / "clinic.db")


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_an_undo_that_was_stopped_goes_on(
    desk: Desk, store: Store[Reading, Writing], clock: FakeClock, tmp_path: Path, verb: str
) -> None:
    """Half of it is back; the same key once more brings the rest, and there is one entry for both."""
    take_in(desk, *crowd(MANY))
    ended, half = [], MANY - ROWS_A_PART
    if verb == "redo":
        ended, half = found(desk, "crowd"), ROWS_A_PART
        desk.journal.undo("sue")
    failing = over(Failing(store, 2, Busy("The disk is busy."), for_ever=True), clock)
    with pytest.raises(Busy, match=f"Stopped half-way; {verb} again to go on. The disk is busy."):
        getattr(failing.journal, verb)("sue")
    assert half == len(found(desk, "crowd"))
    assert () == examine(tmp_path / "clinic.db")

    getattr(desk.journal, verb)("sue")

    assert [one.mrn for one in ended] == [one.mrn for one in found(desk, "crowd")]
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        assert [(1,)] == db.execute("SELECT count(*) FROM journal WHERE verb = ?", (verb,)).fetchall()
        assert [] == db.execute("SELECT * FROM journal_open").fetchall()
    assert () == examine(tmp_path / "clinic.db")


def test_what_was_done_since_goes_before_an_undo_that_was_stopped(
    desk: Desk, store: Store[Reading, Writing], clock: FakeClock
) -> None:
    """The newest own act is the one that is taken back."""
    take_in(desk, *crowd(MANY))
    failing = over(Failing(store, 2, Busy("Busy."), for_ever=True), clock)
    with pytest.raises(Busy):
        failing.journal.undo("sue")
    take_in(desk, HEADINGS, SMITH)
    assert desk.journal.undo("sue").sentence.endswith("1 added, 0 updated.")
    assert desk.journal.undo("sue").sentence.endswith(f"{MANY} added, 0 updated.")
    assert [] == found(desk, "crowd")


def test_a_desk_does_not_stand_still_for_minutes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is left to who is shown how it goes on: the command line."""
    monkeypatch.setattr(undo_in_turns, "MOST_AT_A_DESK", 1)
    take_in(desk, HEADINGS, SMITH, JONES)
    with pytest.raises(BadInput, match=r"It takes a while to undo 2 records\. Run: clinicdesk undo"):
        desk.journal.undo("sue")
    assert [one.status for one in found(desk, "smith")] == [PatientStatus.ACTIVE]
    shown: list[tuple[int, int]] = []
    desk.journal.undo("sue", progress=lambda *done: shown.append(done))
    assert [(2, 2)] == shown
    assert [] == found(desk, "smith")


def test_nothing_is_taken_back_while_an_import_runs(desk: Desk, store: Store[Reading, Writing]) -> None:
    """Not even what that import has brought so far."""
    take_in(desk, HEADINGS, SMITH)
    with store.batch(), pytest.raises(Busy, match="Another import runs"):
        desk.journal.undo("sue")
    assert [(Phone("555 0117"),)] == [one.phones for one in found(desk, "smith")]


def test_a_number_that_an_import_changed_and_somebody_has_by_now_is_not_given_back(desk: Desk) -> None:
    """The import stays whole, and the sentence says whose the number is."""
    headings = "external_id,family,given,birth_date,mrn"
    take_in(desk, headings, "E1,Smith,John,1984-03-14,A5")
    take_in(desk, headings, "E1,Smith,John,1984-03-14,A7")
    register(desk, "Jones", "Ann", mrn="A5")

    with pytest.raises(ChangedElsewhere) as refused:
        desk.journal.undo("sue")

    assert "Not undone: MRN A5 belongs to Jones, Ann." == refused.value.sentence
    assert ["A7"] == [one.mrn for one in found(desk, "smith")]
