"""Which damage to a clinic's files does the doctor find, and what can it not find, and why?

Each damage is done past every guard to a clinic in the middle of its day, where nothing is wrong before.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import ChangedElsewhere, DatabaseUnusable
from core.record_ref import AppointmentId
from core.settings.model import Policy
from core.visits.state import Verb
from storage.sqlite.doctor import examine, journal_head
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, book, register
from tests.damage import damage, resealed
from tests.desk.importing import HEADINGS, JONES, SMITH, take_in

USERS = """
[[user]]
name = "sue"
roles = ["supervisor"]
[[user]]
name = "mei"
roles = ["viewer"]
"""
NO_MORE = "'', NULL, '[]', '', '', '', '', '', '', '', 0, '[]', 0, 'any'"
OTHERS = (
    "family, given, birth_date, sex, preferred, previous, phones, email, address, language, interpreter,"
    " usual_provider, alerts, status"
)
RENAMED_IMAGE = (
    "UPDATE journal_row SET after = replace(after, 'Reyes', 'Rayes') WHERE table_name = 'patient' AND row = 1"
)
OTHER_BEFORE = """
UPDATE journal_row SET before = replace(before, 'booked', 'arrived') WHERE table_name = 'appointment' AND rev = 2
"""
WAIVED = {"identity": "known", "demographics": "known"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic, to be copied.

    Patients 1 Reyes, 2 Abbott, 3 and 4 imported. Appointments 1 checked out, 2 roomed, 3 arrived, 4 booked, 5 booked
    and taken back. Users sue, supervisor, and mei, viewer.
    """
    path = tmp_path_factory.mktemp("altered") / "clinic.db"
    clock = FakeClock()
    with SqliteStore.create(path) as store:
        desk = Desk(store, clock, Policy(), RoleAuthorization())
        desk.set_up("setup", SETUP, place="clinic.toml")
        desk.set_up("setup", USERS, place="users.toml")
        reyes, abbott = register(desk, "Reyes", "Ana", actor="sue"), register(desk, "Abbott", "Bo", actor="sue")
        done, inside, here, _, _ = (
            book(desk, patient, start, provider=provider, actor="sue").appointment.id
            for patient, start, provider in (
                (reyes, "2026-11-23T10:20", "lee"),
                (abbott, "2026-11-23T10:20", "ito"),
                (reyes, "2026-11-23T13:00", "lee"),
                (abbott, "2026-11-24T13:00", "lee"),
                (abbott, "2026-11-25T13:00", "lee"),
            )
        )
        desk.journal.undo("sue")
        desk.visits.do("sue", Verb.CHECK_IN, done, waivers=WAIVED)
        desk.visits.do("sue", Verb.CHECK_IN, inside, waivers=WAIVED)
        clock.forward(minutes=5)
        desk.visits.do("sue", Verb.CHECK_OUT, done)
        desk.visits.do("sue", Verb.ROOM, inside)
        desk.visits.do("sue", Verb.ARRIVE, here)
        take_in(desk, HEADINGS, SMITH, JONES)
    assert () == examine(path)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copy(sound, tmp_path / "clinic.db"))


def checks(path: Path, *anchors: str) -> set[str]:
    """Which checks find something. No sentence names a patient."""
    findings = examine(path, anchors=anchors)
    told = " ".join(finding.sentence for finding in findings)
    assert [] == [name for name in ("Reyes", "Abbott", "Smith", "Jones") if name in told]
    return {finding.check for finding in findings}


ROWS = {
    "another phone number": ('UPDATE patient SET phones = \'[["1","mobile",1,1]]\' WHERE id = 1', "images"),
    "text that is a BLOB": ("UPDATE patient SET family = CAST(family AS BLOB) WHERE id = 2", "rows"),
    "text that is no UTF-8": ("UPDATE patient SET address = CAST(X'ff' AS TEXT) WHERE id = 1", "images"),
    "JSON that is broken": ("UPDATE appointment SET overrides = '[{' WHERE id = 4", "rows"),
    "a word that there is not": ("UPDATE appointment SET mode = 'by owl' WHERE id = 4", "rows"),
    "a patient who came from nowhere": (
        f"INSERT INTO patient SELECT 5, 'X1', {OTHERS}, '', NULL, NULL, 1, 0, {NO_MORE} FROM patient WHERE id = 1",
        "images",
    ),
    "a patient who is gone": ("DELETE FROM patient WHERE id = 4", "images"),
    "a patient who is another's": ("UPDATE appointment SET patient = 2 WHERE id = 3", "images"),
    "an appointment with the rev of before": ("UPDATE appointment SET rev = rev - 1 WHERE id = 1", "images"),
    "a time that nobody holds": ("DELETE FROM occupancy WHERE appointment = 4 AND kind = 'provider'", "occupancy"),
    "a time held for nobody": ("INSERT INTO occupancy VALUES ('room', 'R2', 0, 10, 15, 4)", "occupancy"),
    "two in a room": ("UPDATE visit SET room = 'R1', step = 'roomed' WHERE appointment IN (2, 3)", "rooms"),
    "a visit that is over and in a room": ("UPDATE visit SET room = 'R2' WHERE appointment = 1", "rooms"),
    "a word of the search that is gone": ("DELETE FROM patient_term WHERE patient = 1 AND term = 'reyes'", "search"),
    "a word of the search for nobody": ("INSERT INTO patient_term VALUES (77, 'reyes', 1)", "search"),
    "a visit of no appointment": ("UPDATE visit SET appointment = 99 WHERE appointment = 3", "foreign-keys"),
}
EVENTS = {
    "an event at another time": ("UPDATE visit_event SET at = at - 60000 WHERE id = 2", "events"),
    "an event by somebody else": ("UPDATE visit_event SET by = 'mei' WHERE id = 2", "events"),
    "an event under another name": ("UPDATE visit_event SET event = 'sneezed' WHERE id = 1", "events"),
    "an event in another room": ("UPDATE visit_event SET room = 'P1' WHERE event = 'roomed'", "events"),
    "an event that is gone": ("DELETE FROM visit_event WHERE id = (SELECT max(id) FROM visit_event)", "events"),
    "two events in each other's place": (
        "UPDATE visit_event SET event = CASE event WHEN 'arrived' THEN 'checked-in' ELSE 'arrived' END WHERE id <= 2",
        "events",
    ),
    "somebody checked out before they came": (
        "UPDATE visit SET checked_out_at = arrived_at - 1 WHERE appointment = 1",
        "times",
    ),
}
JOURNAL = {
    "an act of somebody else": ("UPDATE journal SET actor = 'mei' WHERE id = 5", "chain"),
    "an act at another time": ("UPDATE journal SET at = at + 1 WHERE id = 5", "chain"),
    "an act in other words": ("UPDATE journal SET sentence = 'Nothing was done.' WHERE id = 5", "chain"),
    "an act for another reason": ("UPDATE journal SET reason = 'C3=urgent' WHERE id = 5", "chain"),
    "an act that is gone": ("DELETE FROM journal WHERE id = 6", "chain"),
    "an act that was put in": (
        "INSERT INTO journal VALUES (900, 1, 'sue', 'edit', 'patient', 1, 'Changed.', '', NULL, NULL)",
        "chain",
    ),
    "an act that takes none back": ("UPDATE journal SET undoes = NULL WHERE undoes IS NOT NULL", "undo"),
    "an act taken back by none": ("UPDATE journal SET undone_by = 6 WHERE id = 5", "undo"),
    "an act taken back no longer": ("UPDATE journal SET undone_by = NULL WHERE undone_by IS NOT NULL", "undo"),
    "an image of another before": (
        OTHER_BEFORE,
        "images",
    ),
    "an image in the middle that is gone": (
        "DELETE FROM journal_row WHERE table_name = 'visit' AND row = 1 AND rev = 2",
        "images",
    ),
    "an image that is no JSON": (
        "UPDATE journal_row SET after = '{' WHERE table_name = 'patient' AND row = 2",
        "images",
    ),
    "an image that was put in": (
        "INSERT INTO journal_row VALUES (3, 7, 'patient', 1, 2, '{}', '{}')",
        "chain",
    ),
    "an image of no table": ("UPDATE journal_row SET table_name = 'till' WHERE entry = 4 AND seq = 0", "images"),
    "row and image changed alike": (
        f"{RENAMED_IMAGE}; UPDATE patient SET family = 'Rayes' WHERE id = 1",
        "chain",
    ),
    "a link that is gone": ("DELETE FROM journal_chain WHERE link = 4", "chain"),
    "the last link gone": ("DELETE FROM journal_chain WHERE link = (SELECT max(link) FROM journal_chain)", "chain"),
    "a link with another hash": ("UPDATE journal_chain SET hash = replace(hash, '1', '2') WHERE link = 4", "chain"),
    "an import that ends once more": ("INSERT INTO journal_open VALUES (5)", "chain"),
}
SETUP_ROWS = {
    "a role that was given": (
        "UPDATE user_account SET roles = '[\"supervisor\"]' WHERE name = 'mei'",
        "set-up-journal",
    ),
    "a user who was put in": ("INSERT INTO user_account VALUES ('eve', 9, '[\"supervisor\"]', 0)", "set-up-journal"),
    "a user who is gone": ("DELETE FROM user_account WHERE name = 'mei'", "set-up-journal"),
    "a role that there is not": ("UPDATE user_account SET roles = '[\"owner\"]' WHERE name = 'mei'", "set-up"),
    "a zone that there is not": ("UPDATE site SET zone = 'Mars/Base' WHERE code = 'west'", "set-up"),
    "a length that is a word": ("UPDATE visit_type SET minutes = 'long' WHERE code = 'fu20'", "set-up"),
    "an hour that there is not": ("UPDATE session SET finish = '27:00' WHERE seq = 0", "set-up"),
    "a session of nobody": ("UPDATE session SET provider = 'gone' WHERE seq = 0", "foreign-keys"),
    "what was changed, made to fit": (
        "UPDATE setup_change SET after = replace(after, 'viewer', 'supervisor') WHERE kind = 'user_account'",
        "chain",
    ),
}
NUMBERS = {
    "a schema of a program to come": ("UPDATE meta SET value = '1' WHERE key = 'min_program'", "schema"),
    "the next MRN is a word": ("UPDATE meta SET value = 'many' WHERE key = 'next_mrn'", "schema"),
    "the set-up's number is gone": ("DELETE FROM meta WHERE key = 'clinic_rev'", "schema"),
}
OBJECTS = {
    "a guard that is gone": ("DROP TRIGGER journal_delete", "schema"),
    "a trigger of somebody's": (
        "CREATE TRIGGER kind AFTER INSERT ON appointment BEGIN UPDATE meta SET value = value; END",
        "schema",
    ),
    "a table of somebody's": ("CREATE TABLE copied AS SELECT * FROM patient", "schema"),
    "a view of somebody's": ("CREATE VIEW seen AS SELECT * FROM patient", "schema"),
    "an index of somebody's": ("CREATE INDEX odd ON patient (family)", "schema"),
    "an index that is gone": ("DROP INDEX patient_by_mrn", "schema"),
    "a column of somebody's": ("ALTER TABLE patient ADD COLUMN extra TEXT", "schema"),
}


@pytest.mark.parametrize("what", [*ROWS, *EVENTS, *JOURNAL, *SETUP_ROWS, *NUMBERS])
def test_what_was_written_around_clinicdesk_is_found(path: Path, what: str) -> None:
    """By the check that it is the business of."""
    statements, check = {**ROWS, **EVENTS, **JOURNAL, **SETUP_ROWS, **NUMBERS}[what]
    damage(path, *statements.split(";"))
    assert check in checks(path)


@pytest.mark.parametrize("what", OBJECTS)
def test_what_is_not_as_it_was_made_is_found(path: Path, what: str) -> None:
    """Tables, guards, views and indexes are those that the declarations make, and no others."""
    statement, check = OBJECTS[what]
    with closing(sqlite3.connect(path)) as db:
        db.execute(statement)
    assert check in checks(path)


def test_a_guard_that_refuses_nothing_is_found(path: Path) -> None:
    """Under its name or not."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER journal_delete")
        db.execute("CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN SELECT 1; END")
    assert {"schema"} == checks(path)


@pytest.mark.parametrize(("at", "written"), [(0, b"SQLite 3"), (68, b"\0\0\0\0"), (16, b"\0\1"), (56, b"\0\0\0\2")])
def test_a_file_header_that_was_overwritten_is_refused(path: Path, at: int, written: bytes) -> None:
    """The magic, the application's mark, the size of pages: nothing in such a file is believed."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(written + b"\0" * 8 if at == 0 else written)
    try:
        found = checks(path)
    except DatabaseUnusable:
        return
    assert "integrity" in found


def test_files_that_others_get_at_are_found(path: Path) -> None:
    """Whatever lies beside the database too."""
    path.chmod(0o644)
    assert {"files"} == checks(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE appointment SET note = 'moved by hand' WHERE id = 3",
        "UPDATE journal_row SET after = replace(after, 'sick', 'weather') WHERE table_name = 'appointment' AND row = 3",
    ],
)
def test_what_does_not_continue_its_row_is_not_taken_back(path: Path, statement: str) -> None:
    """Undo would put back what nobody has journalled: it names the record and changes nothing."""
    with SqliteStore(path) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        desk.visits.do("sue", Verb.CANCEL, AppointmentId(4), reason="sick")
        damage(path, statement.replace("3", "4"))
        with pytest.raises(ChangedElsewhere, match="Not undone: Appointment 4 is not as the journal left it"):
            desk.journal.undo("sue")


def test_a_journal_made_anew_is_found_by_an_anchor_alone(path: Path) -> None:
    """Whoever changes row, image and every hash leaves nothing to find but that the head kept elsewhere is gone."""
    head = journal_head(path)
    assert head is not None
    damage(
        path,
        *JOURNAL["row and image changed alike"][0].split(";"),
        "DELETE FROM patient_term WHERE term = 'reyes'",
        "INSERT INTO patient_term VALUES (1, 'rayes', 1)",
        "UPDATE patient_key SET family = 'rayes' WHERE patient = 1",
        "INSERT INTO name_word VALUES ('rayes', 'rs')",
    )
    resealed(path)
    assert checks(path) <= {"search"}  # the sound of the word, which they would have looked up too
    assert "anchor" in checks(path, head.hash)


def test_an_older_copy_in_its_place_is_found_by_an_anchor_alone(path: Path, tmp_path: Path) -> None:
    """A file is sound in itself however old it is."""
    older = Path(shutil.copy(path, tmp_path / "older.db"))
    with SqliteStore(path) as store:
        register(Desk(store, FakeClock(), Policy(), RoleAuthorization()), "Vega", actor="sue")
    head = journal_head(path)
    assert head is not None
    shutil.copy(older, path)
    assert set() == checks(path)
    assert {"anchor"} == checks(path, head.hash)


def test_an_anchor_outlives_what_comes_after_it(path: Path) -> None:
    """The journal goes on behind it; any head of before is as good."""
    head = journal_head(path)
    assert head is not None
    with SqliteStore(path) as store:
        register(Desk(store, FakeClock(), Policy(), RoleAuthorization()), "Vega", actor="sue")
    assert head != journal_head(path)
    assert set() == checks(path, head.hash)
