"""What comes of a file of patients: once, again, changed, contradicted, stopped half-way, and by whom?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, BadSettings, Busy, NotAllowed
from core.importing.act import LINES_A_CHUNK
from core.importing.columns import ColumnMap, UnusedColumn
from core.importing.request import ImportFile, ImportReport
from core.patients.model import Patient, PatientStatus, Phone
from core.settings.model import Policy
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import FakeClock, register
from tests.depth import depth
from tests.desk.importing import HEADINGS, JONES, SMITH, Failing, Told, crowd, over, take_in


def one_called(desk: Desk, words: str) -> Patient:
    """The only patient whom the words find."""
    (hit,) = desk.patients.find("ana", words).hits
    return hit.patient


def entries(tmp_path: Path) -> list[tuple[str, str]]:
    """Verb and sentence of every act but the set-up."""
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        return db.execute("SELECT verb, sentence FROM journal WHERE verb <> 'set-up' ORDER BY id").fetchall()


def contents(tmp_path: Path) -> list[str]:
    """Everything that is kept."""
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        return list(db.iterdump())


def test_lines_become_patients_who_are_found(desk: Desk, tmp_path: Path) -> None:
    """Each with the next free MRN, by one act."""
    assert ImportReport(added=2) == take_in(desk, HEADINGS, SMITH, JONES)
    smith = one_called(desk, "smith 3/14")
    assert ("100001", "E1", date(1984, 3, 14), (Phone("555 0117"),), 1) == (
        smith.mrn, smith.external_id, smith.birth_date, smith.phones, smith.rev
    )  # fmt: skip
    assert [("import", "Imported patients from them.csv: 2 added, 0 updated.")] == entries(tmp_path)
    assert () == examine(tmp_path / "clinic.db")


def test_the_same_file_again_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    """No row, no rev, no journal entry."""
    take_in(desk, HEADINGS, SMITH, JONES)
    before = contents(tmp_path)
    assert ImportReport(unchanged=2) == take_in(desk, HEADINGS, SMITH, JONES)
    assert before == contents(tmp_path)


def test_only_what_differs_is_written(desk: Desk) -> None:
    """A changed line raises the rev of its record by one, and no other."""
    take_in(desk, HEADINGS, SMITH, JONES)
    assert ImportReport(updated=1, unchanged=1) == take_in(desk, HEADINGS, SMITH.replace("0117", "0199"), JONES)
    smith, jones = one_called(desk, "smith"), one_called(desk, "jones")
    assert ((Phone("555 0199"),), 2, 1) == (smith.phones, smith.rev, jones.rev)
    assert [smith] == [hit.patient for hit in desk.patients.find("ana", "0199").hits]
    assert () == desk.patients.find("ana", "0117").hits


def test_a_patient_registered_at_the_desk_is_known_by_names_and_birth_date(desk: Desk, smith: Patient) -> None:
    """A file without numbers adds to the record; what the desk wrote and the file leaves open stays."""
    assert ImportReport(updated=1) == take_in(desk, "family,given,birth_date,email", "SMITH,John,1984-03-14,j@x.org")
    changed = one_called(desk, "smith")
    assert (smith.id, "SMITH", smith.sex, "j@x.org") == (changed.id, changed.family, changed.sex, changed.email)


def test_the_dead_are_deceased(desk: Desk) -> None:
    """A date of death is enough."""
    take_in(desk, "id,family,given,birth_date,deathdate", "E1,Smith,John,1924-03-14,2001-01-01")
    assert PatientStatus.DECEASED is one_called(desk, "smith").status


def test_what_is_wrong_is_told_and_the_others_are_taken(desk: Desk) -> None:
    """Every line with its number, fields and reasons, in the order of the file; blank lines are passed over."""
    told = Told()
    report = take_in(desk, HEADINGS, SMITH, "", "E3,,,1990-05-06,", "E4,Lee,Bo,1990-02-30,x", ",,,,", JONES, told=told)
    assert ImportReport(added=2, rejected=2) == report
    assert [(4, "family"), (5, "birth_date, phone")] == [(one.line, one.field) for one in told.rejected]
    assert "Family and given name are missing." == told.rejected[0].reason


def test_a_line_that_contradicts_an_earlier_one(desk: Desk) -> None:
    """The first is taken, also over the end of a turn; the same again is no contradiction."""
    told = Told()
    far = crowd(2 * LINES_A_CHUNK)
    report = take_in(desk, *far, far[1], far[2].replace("0100", "0199"), told=told)
    assert ImportReport(added=2 * LINES_A_CHUNK, unchanged=1, rejected=1) == report
    assert ["Line 3 is about the same patient and says something else. Keep one of the two."] == [
        one.reason for one in told.rejected
    ]


def test_lines_that_mean_each_other_within_a_turn(desk: Desk) -> None:
    """By MRN or by names, a line may mean who was added just before."""
    told = Told()
    headings = "external_id,mrn,family,given,birth_date"
    report = take_in(
        desk, headings, "E1,M1,Smith,John,1984-03-14", ",M1,Smith,John,1984-03-14", ",,smith,john,1984-03-14",
        "E2,M1,Jones,Ann,1990-05-06", told=told,
    )  # fmt: skip
    assert ImportReport(added=1, unchanged=1, rejected=2) == report
    assert ["Line 2 is about the same patient", "MRN M1 belongs to Smith, John."] == [
        one.reason.partition(" and ")[0] for one in told.rejected
    ]


def test_a_next_mrn_is_never_one_that_the_file_brings(desk: Desk) -> None:
    """Numbers given out and numbers brought do not meet."""
    lines = ("mrn,family,given,birth_date", ",A,A,1984-03-14", "100001,B,B,1984-03-14", ",C,C,1984-03-14")
    assert ImportReport(added=3) == take_in(desk, *lines)
    assert ["100002", "100001", "100003"] == [one_called(desk, f"{name} 3/14").mrn for name in ("a", "b", "c")]


@pytest.mark.parametrize("actor", ["vic", "ana", "nobody"])
def test_only_a_supervisor_imports(desk: Desk, actor: str) -> None:
    """Where users are set up; the records of all patients are at stake."""
    with pytest.raises(NotAllowed):
        take_in(desk, HEADINGS, SMITH, actor=actor)


@pytest.mark.parametrize("lines", [(), ("",), ('"open,family',)])
def test_a_file_without_headings(desk: Desk, lines: tuple[str, ...]) -> None:
    """Nothing says what its cells are."""
    with pytest.raises(BadInput, match="has no line of headings"):
        take_in(desk, *lines)


def test_headings_that_lack_something(desk: Desk, tmp_path: Path) -> None:
    """Refused before anything is taken."""
    with pytest.raises(BadSettings, match="2 errors in its headings"):
        take_in(desk, "phone", "555 0117")
    assert [] == entries(tmp_path)


def test_a_mark_of_the_byte_order_is_no_part_of_a_heading(desk: Desk) -> None:
    """Spreadsheets write one, also before a quote."""
    assert ImportReport(added=1) == take_in(desk, '\ufeff"family",given,birth_date', "Smith,John,1984-03-14")


def test_the_map_counts(desk: Desk) -> None:
    """Columns, values and the order of dates."""
    column_map = ColumnMap(columns={"Wer": "family", "Wann": "birth_date"}, delimiter=";")
    file = ImportFile("them.csv", ["Wer;Wann;family\n", "Schmidt;14.3.1984;x\n"], column_map)
    report = desk.patients.import_file("sue", file, sink=Told())
    assert ImportReport(added=1, unused=(UnusedColumn("family"),)) == report
    assert "Schmidt" == one_called(desk, "3/14").family


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Added, updated, unchanged and rejected are those of the import."""
    take_in(desk, HEADINGS, SMITH, JONES)
    lines = (HEADINGS, SMITH, JONES.replace("0118", "0199"), JONES, "E5,Lee,Bo,1990-05-06,", "E5,Lee,Bo,1990-05-06,",
             "E5,Li,Bo,1990-05-06,", "E6,,,,")  # fmt: skip
    before = contents(tmp_path)
    tried = take_in(desk, *lines, dry_run=True)
    assert before == contents(tmp_path)
    assert ImportReport(added=1, updated=1, unchanged=2, rejected=3) == tried == take_in(desk, *lines)


CELLS = {
    "external_id": st.sampled_from(["", "E1", "E2"]),
    "mrn": st.sampled_from(["", "M1", "m1", "M2"]),
    "family": st.sampled_from(["Smith", "smith", "Jones", ""]),
    "given": st.sampled_from(["John", ""]),
    "birth_date": st.sampled_from(["1984-03-14", "1990-05-06", "3/4/1984"]),
    "phone": st.sampled_from(["", "555 0117", "555 0118"]),
}


@settings(max_examples=depth(12, whole=100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*CELLS.values()), max_size=8))
def test_any_file_twice_is_the_same_as_once(
    founded: Path, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    """Every line is counted once; the second run adds and changes nothing; undoing leaves nobody; doctor is content."""
    place = Path(copy(founded, tmp_path_factory.mktemp("twice") / "clinic.db"))
    lines = [",".join(CELLS), *map(",".join, rows)]
    with SqliteStore(place) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        first, again = take_in(desk, *lines), take_in(desk, *lines)
        assert len(rows) == first.added + first.updated + first.unchanged + first.rejected
        assert (0, 0, len(rows) - again.rejected) == (again.added, again.updated, again.unchanged)
        if first.added + first.updated:
            desk.journal.undo("sue")
        assert (
            ()
            == desk.patients.find("ana", "smith").hits
            + desk.patients.find("ana", "jones").hits
            + desk.patients.find("ana", "3/14").hits
        )
        assert () == examine(place)


def test_what_is_in_stays_in_and_the_same_file_goes_on(
    desk: Desk, store: Store[Reading, Writing], clock: FakeClock, tmp_path: Path
) -> None:
    """Stopped in the third turn: two turns are one act to undo, and the next run takes the rest."""
    lines = crowd(4 * LINES_A_CHUNK)
    with pytest.raises(Busy) as refusal:
        take_in(over(Failing(store, 3, Busy("The disk is busy.")), clock), *lines)
    assert refusal.value.sentence == (
        f"Stopped after line {2 * LINES_A_CHUNK + 1}. What was done until then is saved; import the same file again"
        " to go on. The disk is busy."
    )
    part = f"Imported a part of the patients of them.csv: {2 * LINES_A_CHUNK} added, 0 updated."
    assert [("import", part)] == entries(tmp_path)
    assert () == examine(tmp_path / "clinic.db")
    assert ImportReport(added=2 * LINES_A_CHUNK, unchanged=2 * LINES_A_CHUNK) == take_in(desk, *lines)
    desk.journal.undo("sue")
    assert [part, f"Undone: {part}"] == [
        desk.journal.undo("sue").sentence.removeprefix("Undone: "),
        entries(tmp_path)[-1][1],
    ]
    assert () == desk.patients.find("ana", "crowd").hits


def test_an_import_that_dies_leaves_an_act_to_undo(
    desk: Desk, store: Store[Reading, Writing], clock: FakeClock, tmp_path: Path
) -> None:
    """Nothing was ended, and all the same what is in can be taken back or gone on with, and is never added to."""
    lines = crowd(3 * LINES_A_CHUNK)
    dead = SystemExit("as if the process were gone: it does not even write a last word")
    with pytest.raises(SystemExit):
        take_in(over(Failing(store, 3, dead, for_ever=True), clock), *lines)
    ((verb, sentence),) = entries(tmp_path)
    assert ("import", f"Imported a part of the patients of them.csv: {2 * LINES_A_CHUNK} added, 0 updated.") == (
        verb, sentence
    )  # fmt: skip
    assert () == examine(tmp_path / "clinic.db")
    assert f"Undone: {sentence}" == desk.journal.undo("sue").sentence
    assert ImportReport(added=3 * LINES_A_CHUNK) == take_in(desk, *lines)
    assert () == examine(tmp_path / "clinic.db")


def test_one_import_at_a_time(desk: Desk, store: Store[Reading, Writing]) -> None:
    """The second is told so at once, and has taken nothing."""
    with store.batch(), pytest.raises(Busy, match="Another import runs"):
        take_in(desk, HEADINGS, SMITH)
    assert () == desk.patients.find("ana", "smith").hits


def test_desks_work_between_two_turns(desk: Desk) -> None:
    """Whoever registers a patient meanwhile is not overwritten nor added a second time."""
    lines = crowd(2 * LINES_A_CHUNK)

    @dataclass(slots=True)
    class Meanwhile(Told):
        def advance(self, line: int) -> None:
            if line == LINES_A_CHUNK + 1:
                register(desk, "Crowd", f"Number {LINES_A_CHUNK + 5}", date(1980, 1, 1), actor="ana")

    without_ids = [line.partition(",")[2] for line in lines]
    assert ImportReport(added=2 * LINES_A_CHUNK - 1, updated=1) == take_in(desk, *without_ids, told=Meanwhile())


@pytest.mark.parametrize("blank", ["", " ", "\ufeff", "\t"])
@pytest.mark.parametrize("delimiter", [";", "|", ","])
def test_a_file_may_begin_with_blank_lines(desk: Desk, blank: str, delimiter: str) -> None:
    """What delimits its cells is told by the headings, wherever they stand."""
    report = take_in(desk, blank, delimiter * 4, *(line.replace(",", delimiter) for line in (HEADINGS, SMITH)))
    assert (1, 0) == (report.added, report.rejected)
