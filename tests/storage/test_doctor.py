"""Does the doctor see each kind of damage, name the record, and find nothing wrong where nothing is?"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import DatabaseUnusable
from core.settings.model import Policy
from core.visits.state import Verb
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, book, register
from tests.damage import damage

WAIVED = {"identity": "known", "demographics": "known"}
SAME_TIME = """
UPDATE appointment SET (start, finish, provider_start, provider_finish) =
  (SELECT start, finish, provider_start, provider_finish FROM appointment WHERE id = 3)
WHERE id = 4
"""
HELD_AT_RANDOM = """
INSERT INTO occupancy (kind, resource, lane, start, finish, appointment)
WITH RECURSIVE number (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM number WHERE n < 30)
SELECT 'room', 'R2', 0, n * 10, n * 10 + 5, 5 FROM number
"""
FOUND_BY_THE_WHOLE_ALONE = {
    "INSERT INTO occupancy VALUES ('room', 'R2', 0, 10, 15, 5)",  # time that no appointment leads to
    "UPDATE journal SET undone_by = NULL WHERE undone_by IS NOT NULL",  # follows from another entry
    "INSERT INTO name_of_year VALUES (1815, 'smith', 1)",  # under a year that is not the patient's
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic in the middle of its day, to be copied.

    Patients: 1 Smith, 2 O'Neil. Appointments: 1 checked out, 2 checked in, 3 arrived, 4 booked, 5 cancelled,
    6 booked and taken back.
    """
    path = tmp_path_factory.mktemp("doctor") / "clinic.db"
    with SqliteStore.create(path) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        desk.set_up("setup", SETUP, place="clinic.toml")
        smith = register(desk, "Smith", "John", phone="617 555 0147")
        neil = register(desk, "O'Neil", "Zoë")
        done, inside, here, _, off, _ = (
            book(desk, patient, start, provider=provider).appointment.id
            for patient, start, provider in (
                (smith, "2026-11-23T10:20", "lee"),
                (neil, "2026-11-23T10:20", "ito"),
                (smith, "2026-11-23T13:00", "lee"),
                (neil, "2026-11-24T13:00", "lee"),
                (neil, "2026-11-25T13:00", "lee"),
                (neil, "2026-11-26T13:00", "lee"),
            )
        )
        desk.journal.undo("ana")
        desk.visits.do("ana", Verb.CHECK_IN, done, waivers=WAIVED)
        desk.visits.do("ana", Verb.CHECK_OUT, done)
        desk.visits.do("ana", Verb.CHECK_IN, inside, waivers=WAIVED)
        desk.visits.do("ana", Verb.ARRIVE, here)
        desk.visits.do("ana", Verb.CANCEL, off, reason="sick")
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound clinic to damage."""
    return Path(shutil.copy(sound, tmp_path / "clinic.db"))


def test_sound_clinic(path: Path) -> None:
    """Nothing is found after a day's ordinary work: bookings, arrivals, a cancellation, something taken back."""
    assert () == examine(path)


@pytest.mark.parametrize(
    ("statement", "check", "named"),
    [
        ("UPDATE appointment SET lane = -1 WHERE id = 4", "integrity", "appointment"),
        ("UPDATE visit SET room = 'R9' WHERE appointment = 2", "foreign-keys", "Row 2 of visit"),
        ("UPDATE appointment SET visit_type = 'gone' WHERE id = 4", "foreign-keys", "Row 4 of appointment"),
        ("DELETE FROM occupancy WHERE appointment = 4 AND kind = 'patient'", "occupancy", "Appointment 4"),
        ("DELETE FROM occupancy WHERE appointment = 4 AND kind = 'provider'", "occupancy", "Appointment 4"),
        ("DELETE FROM occupancy WHERE appointment = 4 AND kind = 'room'", "occupancy", "Appointment 4"),
        ("UPDATE occupancy SET finish = finish + 5 WHERE appointment = 1", "occupancy", "Appointment 1"),
        ("INSERT INTO occupancy VALUES ('room', 'R2', 0, 10, 15, 5)", "occupancy", "Appointment 5"),
        ("UPDATE appointment SET status = 'booked' WHERE id = 5", "occupancy", "Appointment 5"),
        (SAME_TIME, "overlap", "Appointments 3 and 4 have provider lee"),
        ("UPDATE journal_row SET entry = 999 WHERE table_name = 'visit' AND row = 3", "journal", "visit 3"),
        ("UPDATE journal SET undone_by = NULL WHERE undone_by IS NOT NULL", "undo", "entries"),
        ("UPDATE journal SET undoes = NULL WHERE undoes IS NOT NULL", "undo", "entries"),
        ("UPDATE journal SET undoes = 3 WHERE undoes IS NOT NULL", "undo", "and 3"),
        ("UPDATE patient SET email = 'a@b.example' WHERE id = 1", "images", "Patient 1"),
        ("UPDATE appointment SET note = 'late' WHERE id = 4", "images", "Appointment 4"),
        ("UPDATE appointment SET rev = rev + 1 WHERE id = 4", "images", "Appointment 4"),
        ("UPDATE visit SET since = since + 1 WHERE appointment = 2", "images", "Visit 2"),
        ("DELETE FROM journal_row WHERE table_name = 'patient' AND row = 2", "images", "Patient 2"),
        ("UPDATE journal_row SET after = '{' WHERE table_name = 'patient' AND row = 2", "images", "Patient 2"),
        ("DELETE FROM visit WHERE appointment = 3", "images", "Visit 3"),
        ("DELETE FROM visit WHERE appointment = 3", "visits", "Appointment 3 is arrived"),
        ("UPDATE appointment SET status = 'booked' WHERE id = 3", "visits", "Appointment 3 is booked"),
        ("UPDATE appointment SET status = 'fulfilled' WHERE id = 2", "visits", "Appointment 2 is fulfilled"),
        (
            "UPDATE visit_event SET event = 'departed' WHERE appointment = 2 AND step = 'checked-in'",
            "events",
            "takes the visit of appointment 2 to departed",
        ),
        ("UPDATE visit SET step = 'arrived' WHERE appointment = 2", "visits", "Appointment 2 is checked-in"),
        ("UPDATE visit SET step = 'left' WHERE appointment = 1", "visits", "Appointment 1 is fulfilled"),
        (
            "UPDATE visit SET room = 'R1' WHERE appointment = 1",
            "rooms",
            "appointment 1 is checked-out, but its room is",
        ),
        ("UPDATE visit SET step = 'roomed' WHERE appointment = 2", "rooms", "appointment 2 is roomed, but its room is"),
        (
            "UPDATE visit SET room = 'R1' WHERE appointment IN (1, 3)",
            "rooms",
            "appointments 1 and 3 are both in room R1",
        ),
        ("DELETE FROM patient_key WHERE patient = 1", "search", "Patient 1"),
        ("UPDATE patient_key SET born_day = '03-15' WHERE patient = 1", "search", "Patient 1"),
        ("DELETE FROM patient_term WHERE patient = 1 AND term = 'smith'", "search", "Patient 1"),
        ("UPDATE patient_term SET whole = 0 WHERE patient = 1 AND term = 'smith'", "search", "Patient 1"),
        ("INSERT INTO patient_term (patient, term, whole) VALUES (2, 'doe', 1)", "search", "Patient 2"),
        ("DELETE FROM name_of_year WHERE patient = 1 AND term = 'smith'", "search", "Patient 1"),
        ("INSERT INTO name_of_year VALUES (1815, 'smith', 1)", "search", "Patient 1"),
        ("DELETE FROM name_word WHERE word = 'oneil'", "search", "Patient 2"),
        ("UPDATE name_word SET sound = 'x' WHERE word = 'oneil'", "search", "Patient 2"),
        ("UPDATE patient SET status = 'entered-in-error' WHERE id = 1", "search", "Patient 1"),
        ("UPDATE patient SET family = 'Vega' WHERE id = 2", "search", "Patient 2"),
        ("UPDATE patient SET phones = '[' WHERE id = 1", "rows", "Patient 1 cannot be read"),
        ("UPDATE patient SET birth_date = '1984-02-30' WHERE id = 1", "rows", "Patient 1 cannot be read"),
        ("UPDATE patient SET sex = 'x' WHERE id = 1", "rows", "Patient 1 cannot be read"),
        ("UPDATE patient SET phones = '[{}]' WHERE id = 1", "rows", "Patient 1 cannot be read"),
    ],
)
def test_damage_is_named(path: Path, statement: str, check: str, named: str) -> None:
    """Each kind of damage is seen by the check for it, which names the record and no patient."""
    damage(path, statement)

    findings = examine(path)

    assert any(finding.check == check and named in finding.sentence for finding in findings), findings
    lately = examine(path, is_whole=False)
    assert (statement in FOUND_BY_THE_WHOLE_ALONE) == (lately == ()), lately
    told = " ".join(finding.sentence for finding in (*findings, *lately))
    assert [] == [name for name in ("Smith", "John", "Neil", "Zoë", "Vega") if name in told]


def test_findings_of_one_damage(path: Path) -> None:
    """One thing wrong is told once: the other checks find nothing in it."""
    damage(path, "DELETE FROM occupancy WHERE appointment = 4 AND kind = 'patient'")

    assert [("occupancy", True)] == [
        (finding.check, finding.sentence.startswith("Appointment 4 does not hold the time of its patient"))
        for finding in examine(path)
    ]


def test_overlap_names_who_is_there(path: Path) -> None:
    """An appointment that begins during a long one is named with that one, not with a short one between them."""
    damage(
        path,
        "UPDATE appointment SET finish = start + 120, provider_finish = start + 120 WHERE id = 1",
        "UPDATE appointment SET patient = 2, room = NULL, start = (SELECT start + 5 FROM appointment WHERE id = 1)"
        " WHERE id = 3",
        "UPDATE appointment SET finish = start + 5, provider_start = start, provider_finish = start + 5 WHERE id = 3",
        "UPDATE appointment SET room = NULL, start = (SELECT start + 60 FROM appointment WHERE id = 1) WHERE id = 4",
        "UPDATE appointment SET finish = start + 5, provider_start = start, provider_finish = start + 5 WHERE id = 4",
    )

    told = [finding.sentence.partition(" at ")[0] for finding in examine(path) if finding.check == "overlap"]

    assert {
        "Appointments 1 and 3 have provider lee",
        "Appointments 1 and 4 have provider lee",
    } <= set(told)


def test_undone_by_an_earlier_act(path: Path) -> None:
    """An act can only be taken back by a later one, even where both entries say the same."""
    damage(
        path,
        "UPDATE journal SET undoes = 5 WHERE id = 4",
        "UPDATE journal SET undone_by = 4 WHERE id = 5",
    )

    assert ("undo", "Journal entries 4 and 5 ") in [
        (finding.check, finding.sentence.partition("disagree")[0]) for finding in examine(path)
    ]


@pytest.mark.parametrize(
    "dropped",
    ["TRIGGER occupancy_insert", "TRIGGER journal_update", "INDEX patient_by_mrn", "VIEW needed"],
)
def test_missing_guard(path: Path, dropped: str) -> None:
    """A guard that was dropped is named: what it refused can now be written."""
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"DROP {dropped}")

    kind, name = dropped.split()

    assert [("schema", f"The {kind.lower()} {name} ")] == [
        (finding.check, finding.sentence.partition("is missing")[0]) for finding in examine(path)
    ]


def test_changed_guard(path: Path) -> None:
    """A guard that was made to refuse nothing is named."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER journal_delete")
        db.execute("CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN SELECT 1; END")

    assert ["schema"] == [finding.check for finding in examine(path)]


def test_statistics_are_no_damage(path: Path) -> None:
    """What SQLite counts for itself is left alone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("ANALYZE")

    assert () == examine(path)


@pytest.mark.parametrize("lost", ["patient", "appointment", "journal_row", "patient_by_mrn", "occupancy", "meta"])
def test_lost_page(path: Path, lost: str) -> None:
    """A page of the file that was overwritten is found, whatever was on it, and ends no check with a traceback."""
    with closing(sqlite3.connect(path)) as db:
        (page_size,) = db.execute("PRAGMA page_size").fetchone()
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (lost,)).fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * page_size)
        file.write(b"\xff" * page_size)

    assert "integrity" in {finding.check for finding in examine(path)}


@pytest.mark.parametrize("ending", ["", ".lock"])
def test_files_open_to_others(path: Path, ending: str) -> None:
    """A file that others may read or write is named, with the command that closes it."""
    file = path.with_name(path.name + ending)
    file.touch(mode=0o600)
    file.chmod(0o640)
    (finding,) = examine(path)

    assert ("files", True) == (finding.check, finding.sentence.endswith(f"Run: chmod 600 {file}"))


FOREIGN: Final[dict[str, Callable[[Path, Path], object]]] = {
    "a name that no worker has": lambda work, _: laid(work / "notes.txt", "Smith"),
    "what was never finished": lambda work, _: laid(work / "0123456789abcdef.part", ""),
    "half a worker": lambda work, _: laid(work / "0123456789abcdef", ""),
    "a beat that is none": lambda work, _: laid(work / "0123456789abcdef", "soon"),
    "a link": lambda work, _: (work / "0123456789abcdef").symlink_to("/etc/passwd"),
    "a pipe": lambda work, _: os.mkfifo(work / "0123456789abcdef", 0o600),
    "a folder": lambda work, _: (work / "0123456789abcdef").mkdir(0o700),
    "one that others read": lambda work, _: lease(work).chmod(0o644),
    "a folder that others look into": lambda work, _: work.chmod(0o755),
    "drafts that others read": lambda _, drafts: (drafts / "0123456789abcdef.json").chmod(0o644),
    "a folder of drafts that others look into": lambda _, drafts: drafts.chmod(0o711),
    "a file in the folder's place": lambda work, _: laid(removed(work)),
    "a link in the folder's place": lambda work, _: removed(work).symlink_to("/srv"),
}


def lease(work: Path) -> Path:
    """What a worker left that was killed."""
    return laid(work / "fedcba9876543210", f"{12.5:020.3f}")


def removed(folder: Path) -> Path:
    """The place of a folder that is gone."""
    folder.rmdir()
    return folder


def laid(file: Path, text: str = "") -> Path:
    """A file for the account alone."""
    file.touch(0o600)
    file.write_text(text)
    return file


@pytest.fixture
def beside(path: Path) -> tuple[Path, Path]:
    """The folders of workers and drafts beside the clinic, as a killed worker and desk leave them."""
    work, drafts = path.with_name("clinic.db.work"), path.with_name("clinic.db.drafts")
    for folder in (work, drafts):
        folder.mkdir(0o700)
    (drafts / "0123456789abcdef.json").touch(0o600)
    return work, drafts


def test_what_killed_workers_and_desks_leave_is_sound(path: Path, beside: tuple[Path, Path]) -> None:
    """The next one sweeps it."""
    lease(beside[0])
    assert () == examine(path)


@pytest.mark.parametrize("made", FOREIGN)
def test_what_is_foreign_in_the_folders_beside_is_told(path: Path, beside: tuple[Path, Path], made: str) -> None:
    """Foreign, unreadable, half made, or open to others: by its name."""
    FOREIGN[made](*beside)
    (finding,) = examine(path)
    assert "files" == finding.check
    assert any(str(folder) in finding.sentence for folder in beside)


def test_much_of_the_same(path: Path) -> None:
    """Of one check twenty findings are told one by one, the rest as a number."""
    damage(path, HELD_AT_RANDOM)

    findings = [one for one in examine(path) if one.check == "occupancy"]

    assert (21, "The same again 10 times.") == (len(findings), findings[-1].sentence)


def test_examined_while_somebody_writes(path: Path) -> None:
    """The doctor waits for no writer, and sees nothing of what is not committed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM patient_term")

        assert () == examine(path)
        db.execute("ROLLBACK")


def test_doctor_changes_nothing(path: Path) -> None:
    """Examining leaves the file as it was, to the byte, and nothing beside it."""
    damage(path, "DELETE FROM patient_term WHERE patient = 1")
    before = path.read_bytes()
    examine(path)

    assert (before, [path]) == (path.read_bytes(), list(path.parent.iterdir()))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("min_program", "9999", "newer clinicdesk"), ("schema", "0", "clinicdesk migrate")],
)
def test_other_version_is_refused(path: Path, key: str, value: str, said: str) -> None:
    """A database of another version is not judged by this one's rules."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))

    with pytest.raises(DatabaseUnusable, match=said):
        examine(path)


@pytest.mark.parametrize(("content", "said"), [(None, "no database"), (b"call the plumber " * 99, "not a clinicdesk")])
def test_no_database(tmp_path: Path, content: bytes | None, said: str) -> None:
    """Where there is no clinicdesk database there is nothing to examine."""
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DatabaseUnusable, match=said):
        examine(path)
